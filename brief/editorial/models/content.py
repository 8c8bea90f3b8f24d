"""Models of a briefing's files: facts, editions, key figures, sources, and project settings.

YAML scalars arrive as strings and are converted here, so that `no`, `12:30` and `010` mean what was
typed. The strings shown on the page are in another type, `brief.design.view.PageView`.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type, and `date` is a field's name
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from brief.editorial.fields.invalid_value import invalid_value
from brief.editorial.fields.numbers_and_dates import (
    read_count,
    read_date,
    read_decimal,
    read_partial_date,
)
from brief.editorial.fields.texts import (
    fold_case,
    read_identifier,
    read_language,
    read_prose,
    read_text,
    read_unit,
    read_url,
)
from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.yaml.nodes import EmptyValue

Text = Annotated[str, BeforeValidator(read_text)]
Prose = Annotated[str, BeforeValidator(read_prose)]
Identifier = Annotated[str, BeforeValidator(read_identifier)]
Language = Annotated[str, BeforeValidator(read_language)]
Number = Annotated[Decimal, BeforeValidator(read_decimal)]
Day = Annotated[Date, BeforeValidator(read_date)]
Period = Annotated[PartialDate, BeforeValidator(read_partial_date)]
MAX_ENTRIES = 100
"""The most entries of a list: far more than a page has room for."""

Url = Annotated[str, BeforeValidator(read_url)]
Count = Annotated[int, BeforeValidator(read_count)]
Unit = Annotated[str, BeforeValidator(read_unit)]

QUOTE_REMEDY = (
    "put the text in quotes, or in a block: `>-` after the key or dash, and the text on the next "
    "line, indented"
)
Paper = Annotated[Literal["a4", "letter", "a5"], BeforeValidator(fold_case)]
Fit = Literal["together", "alone"]
YesNo = Literal["yes", "no"]
Qualifier = Literal["almost", "about", "over", "under", "planned"]


class Model(BaseModel):
    """Base of the models: frozen, and unknown keys are errors.

    A key without a value (`kicker:`) counts as absent. `shorthand` is the field that a plain text
    is the value of (`- a point` means `- text: a point`), or "".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    shorthand: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _expand_shorthand(cls, data: object) -> object:
        if cls.shorthand and isinstance(data, str):
            return {cls.shorthand: data}
        if not isinstance(data, dict):
            return data
        if cls.shorthand and data and not data.keys() & cls.model_fields.keys():
            raise invalid_value(
                "colon-in-text",
                "a colon followed by a space means “key: value” in YAML, but this is a text",
                QUOTE_REMEDY,
            )
        empty = {
            key
            for key in data.keys() & cls.model_fields.keys()
            if isinstance(data[key], EmptyValue) and not data[key].may_lose_text
        }
        return {key: value for key, value in data.items() if key not in empty}


class Range(Model):
    """A range of values, written `[16, 29]`; `low` is less than `high`."""

    low: Number
    high: Number

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, data: object) -> object:
        if not isinstance(data, list):
            return data
        if len(data) != 2:  # noqa: PLR2004 - a range has two ends
            message = f"a range has two values, not {len(data)}"
            remedy = "write the lower and the higher value, as in [16, 29]"
            if all(isinstance(part, str) and part.strip().isdigit() for part in data):
                remedy += ", with a decimal point if they have decimals, as in [16.5, 29]"
            raise invalid_value("bad-range", message, remedy)
        return {"low": data[0], "high": data[1]}

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.low >= self.high:
            raise invalid_value(
                "bad-range",
                f"a range begins with its lower value, but {self.low} is not less than {self.high}",
                "write the lower value first, as in [16, 29]",
            )
        return self


def _value_form(value: object) -> str:
    """Return the tag of the union `Value` for a range or a number."""
    return "range-form" if isinstance(value, list | dict | Range) else "number-form"


Value = Annotated[
    Annotated[Range, Tag("range-form")] | Annotated[Number, Tag("number-form")],
    Discriminator(_value_form),
]


class KeyFigure(Model):
    """A value with its unit, on the axes of a number format of ECMA-402 (15.1, Intl.NumberFormat).

    `unit` is an ISO 4217 currency code, `percent`, `year`, `multiple`, or a CLDR unit such as
    `kilometer` or `kilowatt-hour`; None for a plain number. `percent` 29 means 29 %. `digits` is
    the number of digits after the decimal mark; without it every digit typed is kept.
    `additional`: the value does not appear in the text.
    """

    id: Identifier
    value: Value
    unit: Unit | None = None
    notation: Literal["standard", "compact"] = "standard"
    qualifier: Qualifier | None = None
    digits: Count | None = None
    additional: YesNo | None = None
    trend: Literal["up", "down", "steady"] | None = None


class Source(Model):
    """The publication that a briefing is based on, for the footer and the metadata.

    `rights` are the source's own ("Source: … © 2025 …"), never the publisher's.
    """

    publication: Text
    published: Period | None = None
    rights: Text | None = None
    title: Text | None = None
    author: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    url: Url | None = None
    accessed: Day | None = None
    licence: Text | None = None


class Image(Model):
    """An image file, named once for all languages; `file` is relative to the briefing's folder."""

    id: Identifier
    file: Text


class Point(Model):
    """One point of the list; `id` pairs points that two languages order differently."""

    shorthand = "text"

    text: Prose
    id: Identifier | None = None


class Label(Model):
    """The label of a key figure in one language, and an optional note under it."""

    shorthand = "label"

    label: Prose
    note: Prose | None = None


class ImageText(Model):
    """The texts of an image in one language; `alt` is for readers who cannot see it."""

    alt: Prose
    caption: Prose | None = None
    credit: Prose | None = None


class Waiver(Model):
    """A finding that an editor accepts, and why.

    `value` is the text that the finding quotes, such as "4 milioni".
    """

    code: Text
    value: Text
    reason: Text


class Edition(Model):
    """The texts of a briefing in one language: the content of `<language>.yaml`."""

    title: Prose
    summary: Prose
    points: tuple[Point, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    standfirst: Prose | None = None
    kicker: Prose | None = None
    byline: Prose | None = None
    keywords: tuple[Prose, ...] = Field((), max_length=MAX_ENTRIES)
    key_figures: dict[str, Label] = {}
    images: dict[str, ImageText] = {}
    waive: tuple[Waiver, ...] = ()


class BriefingFacts(Model):
    """The facts of a briefing, the same in every language: the content of `briefing.yaml`.

    `embargo` is the day on which it may be published. Every page has a watermark until the editor
    removes the embargo, and while `status` is `draft`. `names` are never hyphenated.
    """

    date: Day | None = None
    sources: tuple[Source, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    key_figures: tuple[KeyFigure, ...] = Field((), max_length=MAX_ENTRIES)
    images: tuple[Image, ...] = Field((), max_length=MAX_ENTRIES)
    languages: tuple[Language, ...] = ()
    brand: Text | None = None
    layout: Text | None = None
    paper: Paper | None = None
    profile: Text | None = None
    issue: Text | None = None
    status: Literal["draft", "final"] = "final"
    embargo: Day | None = None
    names: tuple[Text, ...] = ()
    fit: Fit | None = None
    notes: YesNo | None = None
    attach: YesNo | None = None
    waive: tuple[Waiver, ...] = ()


def wrap_single_name(names: object) -> object:
    """Return a single name as a tuple, and a list unchanged."""
    return names if isinstance(names, list | tuple) else (names,)


def _term_form(term: object) -> str:
    """Return the tag of the union `Term` for one name or for names by language."""
    return "names-form" if isinstance(term, dict) else "name-form"


Names = Annotated[tuple[Text, ...], BeforeValidator(wrap_single_name), Field(min_length=1)]
Term = Annotated[
    Annotated[dict[Language, Names], Tag("names-form")] | Annotated[Text, Tag("name-form")],
    Discriminator(_term_form),
]
