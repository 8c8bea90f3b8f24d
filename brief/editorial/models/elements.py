"""Models of the optional elements of a briefing: dates to come, quotation, comparison, contact."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Field, Tag

from brief.editorial.fields.invalid_value import invalid_value
from brief.editorial.fields.numbers_and_dates import read_percentage
from brief.editorial.fields.texts import read_lines
from brief.editorial.models.base import Identifier, Language, Model, Number, Period, Prose
from brief.findings.message import shorten

MAX_EVENTS = 12
MAX_WHY_WORDS = 40


class Event(Model):
    """What happens next: a date, written once; each language file says what happens then."""

    id: Identifier
    date: Period


class Quote(Model):
    """A quotation that is set off from the text, and who said it."""

    shorthand = "text"

    text: Prose
    by: Prose | None = None


class Cell(Model):
    """One value of a comparison: a short text, or the id of a key figure."""

    shorthand = "text"

    text: Prose | None = None
    figure: Identifier | None = None


class ComparisonRow(Model):
    """One row of a comparison: what is compared, and a value for each of the two columns."""

    label: Prose
    cells: tuple[Cell, Cell]


class Comparison(Model):
    """A table of two columns that compares two subjects in a few rows."""

    columns: tuple[Prose, Prose]
    rows: tuple[ComparisonRow, ...] = Field(min_length=2, max_length=4)
    title: Prose | None = None


Percentage = Annotated[Number, BeforeValidator(read_percentage)]
Lines = Annotated[str, BeforeValidator(read_lines)]


_CONTACT_PARTS = {"name", "email", "mail", "e-mail", "phone", "tel", "address", "web", "url"}


def _refuse_parts(contact: object) -> object:
    """Return a contact unchanged; raises InvalidValue for parts by name, such as `email`."""
    if isinstance(contact, dict) and (parts := _CONTACT_PARTS & contact.keys()):
        lines = ", ".join(str(contact[part]) for part in contact if part in parts)
        message = f"a contact consists of lines, without keys such as `{min(parts)}`"
        raise invalid_value("wrong-kind", message, f"write a list of lines: `[{shorten(lines)}]`")
    return contact


def _contact_form(contact: object) -> str:
    """Return the tag of the union `Contact` for one text or for texts by language."""
    return "contacts-form" if isinstance(contact, dict) else "contact-form"


Contact = Annotated[
    Annotated[dict[Language, Lines], Field(min_length=1), Tag("contacts-form")]
    | Annotated[Lines, Tag("contact-form")],
    Discriminator(_contact_form),
    BeforeValidator(_refuse_parts),
]
"""Whom readers may ask: a text of several lines, the same in all languages or by language."""
