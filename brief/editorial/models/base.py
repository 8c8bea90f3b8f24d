"""The base of the models of a briefing's files, and the types of their scalars.

YAML scalars arrive as strings and are converted here, so that `no`, `12:30` and `010` mean what was
typed.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type, and `date` is a field's name
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

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
Url = Annotated[str, BeforeValidator(read_url)]
Count = Annotated[int, BeforeValidator(read_count)]
Unit = Annotated[str, BeforeValidator(read_unit)]
Paper = Annotated[Literal["a4", "letter", "a5"], BeforeValidator(fold_case)]
YesNo = Literal["yes", "no"]

MAX_ENTRIES = 100
"""The most entries of a list: far more than a page has room for."""
QUOTE_REMEDY = (
    "put the text in quotes, or in a block: `>-` after the key or dash, and the text on the next "
    "line, indented"
)


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


def wrap_single_name(names: object) -> object:
    """Return a single name as a tuple, and a list unchanged."""
    return names if isinstance(names, list | tuple) else (names,)
