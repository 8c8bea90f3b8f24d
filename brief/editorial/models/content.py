"""Models of a briefing's files: facts, editions, sources, and waivers of findings.

The strings shown on the page are in another type, `brief.design.view.PageView`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from brief.editorial.models.base import (
    MAX_ENTRIES,
    Day,
    Identifier,
    Language,
    Model,
    Paper,
    Period,
    Prose,
    Text,
    Url,
    YesNo,
    wrap_single_name,
)
from brief.editorial.models.elements import (
    MAX_EVENTS,
    Comparison,
    Contact,
    Event,
    Percentage,
    Quote,
)
from brief.editorial.models.key_figures import Chart, KeyFigure
from brief.editorial.models.maps.locator_map import LocatorMap, MapText

Fit = Literal["together", "alone"]


class Source(Model):
    """The publication that a briefing is based on, for the footer and the metadata.

    `rights` are the source's own ("Source: … © 2025 …"), never the publisher's.
    """

    publication: Text
    published: Period | None = None
    rights: Text | None = None
    title: Text | None = None
    language: Language | None = None
    author: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    url: Url | None = None
    accessed: Day | None = None
    licence: Text | None = None


class Image(Model):
    """An image file, named once for all languages; `file` is relative to the briefing's folder.

    With a `place`, the image is cropped to the size of that place, around the point `focus`: per
    cent from the left edge and from the top.
    """

    id: Identifier
    file: Text
    place: Literal["head", "text", "sidebar"] | None = None
    focus: tuple[Percentage, Percentage] | None = None


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


class ChartText(Model):
    """The title of a chart in one language, and its text for readers who cannot see it.

    Without them, a chart has the label of its key figure, and a text made from its numbers.
    """

    shorthand = "title"

    title: Prose | None = None
    alt: Prose | None = None


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
    key_figures: dict[str, Label] = Field(default_factory=dict)
    images: dict[str, ImageText] = Field(default_factory=dict)
    charts: dict[str, ChartText] = Field(default_factory=dict)
    why: Prose | None = None
    next: dict[str, Prose] = Field(default_factory=dict)
    quote: Quote | None = None
    comparison: Comparison | None = None
    map: MapText | None = None
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
    charts: tuple[Chart, ...] = Field((), max_length=MAX_ENTRIES)
    next: tuple[Event, ...] = Field((), max_length=MAX_EVENTS)
    map: LocatorMap | None = None
    contact: Contact | None = None
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


def _term_form(term: object) -> str:
    """Return the tag of the union `Term` for one name or for names by language."""
    return "names-form" if isinstance(term, dict) else "name-form"


Names = Annotated[tuple[Text, ...], BeforeValidator(wrap_single_name), Field(min_length=1)]
Term = Annotated[
    Annotated[dict[Language, Names], Tag("names-form")] | Annotated[Text, Tag("name-form")],
    Discriminator(_term_form),
]
