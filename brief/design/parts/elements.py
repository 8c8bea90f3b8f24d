"""Views of the optional elements of a page: why it matters, dates to come, quotation, comparison.

Also the contact in the footer. A briefing without an element has None or no entries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from brief.design.brand.by_language import text_in
from brief.design.citation import STOPS
from brief.design.text.isolates import END, START
from brief.design.text.nested_quotes import enclose_in_quotes
from brief.design.text.prose_markup import typeset_prose
from brief.editorial.key_figures import format_key_figure
from brief.editorial.locale.dates import format_period
from brief.editorial.locale.locales import get_direction
from brief.editorial.locale.numerals import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.design.brand.brand import LoadedBrand
    from brief.editorial.briefing import Briefing
    from brief.editorial.locale.page_strings import PageStrings
    from brief.editorial.models.elements import Cell

_SENTENCE_END = re.compile(r"[.!?…:。？！։۔؟।]\s*$")
_ADDRESS = re.compile(r"(?P<mail>[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+)|https?://[^\s<>]+")


@dataclass(frozen=True, slots=True)
class WhyView:
    """Why the subject matters; `label` ends with a stop and a space, and begins the paragraph."""

    label: str
    text: Markup


@dataclass(frozen=True, slots=True)
class EventView:
    """A date to come, in words and in ISO 8601, and what happens then."""

    date: str
    date_iso: str
    text: Markup


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quotation in the quotation marks of its language, and who said it."""

    text: Markup
    by: Markup | None


@dataclass(frozen=True, slots=True)
class ComparisonRowView:
    """A row of a comparison: what is compared, and the two values."""

    label: Markup
    cells: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison of two subjects in a few rows."""

    title: Markup | None
    columns: tuple[Markup, ...]
    rows: tuple[ComparisonRowView, ...]

    def strings(self) -> Iterator[str]:
        """Yield every text of the table."""
        yield from filter(None, (self.title, *self.columns))
        for row in self.rows:
            yield from (row.label, *row.cells)


class ElementMaker:
    """Makes the optional elements of one edition."""

    def __init__(self, briefing: Briefing, tag: str, brand: LoadedBrand, own: PageStrings) -> None:
        self._facts, self._edition = briefing.facts, briefing.editions[tag]
        self._tag, self._brand, self._own = tag, brand, own

    def make_why(self) -> WhyView | None:
        """Return why the subject matters, or None."""
        text = self._edition.why
        return WhyView(run_in_label(self._own.why, self._tag), self._set(text)) if text else None

    def make_events(self) -> tuple[EventView, ...]:
        """Return the dates to come, in the order of briefing.yaml."""
        texts = self._edition.next
        return tuple(
            EventView(
                _capitalise(format_period(event.date, self._tag)),
                str(event.date),
                self._set(texts[event.id]),
            )
            for event in self._facts.next
        )

    def make_quote(self) -> QuoteView | None:
        """Return the quotation, or None."""
        quote = self._edition.quote
        if not quote:
            return None
        marked = enclose_in_quotes(quote.text, self._tag)
        text = typeset_prose(marked, self._tag, self._facts.names, narrow=True)
        return QuoteView(text, self._set(quote.by) if quote.by else None)

    def make_comparison(self) -> ComparisonView | None:
        """Return the comparison, or None."""
        table = self._edition.comparison
        if not table:
            return None
        rows = tuple(
            ComparisonRowView(self._set(row.label), tuple(map(self._make_cell, row.cells)))
            for row in table.rows
        )
        title = self._set(table.title) if table.title else None
        return ComparisonView(title, tuple(map(self._set, table.columns)), rows)

    def make_contact(self) -> tuple[Markup, ...]:
        """Return the lines of the contact, with its addresses as links."""
        known = (self._facts.contact, self._brand.data.contact)
        own = next(filter(None, (text_in(each, self._tag) for each in known)), "")
        return tuple(link_addresses(_isolate(line, self._tag)) for line in own.splitlines())

    def _make_cell(self, cell: Cell) -> Markup:
        if cell.text:
            return self._set(cell.text)
        figure = next(it for it in self._facts.key_figures if it.id == cell.figure)
        shown = format_key_figure(figure, self._tag, self._own)
        opening = (shown.before + shown.gap_before).replace(NBSP, " ")  # a cell is narrow
        return escape(opening + shown.number + shown.gap_after + shown.after)

    def _set(self, text: str) -> Markup:
        return typeset_prose(text, self._tag, self._facts.names)


def _capitalise(date: str) -> str:
    """Return a date that begins a line: `Settembre 2026`; scripts without capitals stay as is."""
    return date[:1].title() + date[1:]


def _isolate(line: str, tag: str) -> str:
    """Return a line; a telephone number keeps its order in right-to-left text (UAX #9, 2.4)."""
    if get_direction(tag) == "ltr" or any(map(str.isalpha, line)):
        return line
    return f"{START}{line}{END}"


def run_in_label(label: str, tag: str) -> str:
    """Return a label that begins a paragraph: with the stop of the language, unless it has one."""
    if _SENTENCE_END.search(label):
        return f"{label.strip()} "
    return label + STOPS.get(tag.partition("-")[0], ". ")


def link_addresses(line: str) -> Markup:
    """Return a line of text with its mail and web addresses as links."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(line):
        target = f"mailto:{found[0]}" if found["mail"] else found[0]
        shown = found[0] if found["mail"] else found[0].partition("://")[2].rstrip("/")
        parts += [escape(line[end : found.start()])]
        parts += [Markup('<a href="{}">{}</a>').format(target, shown)]
        end = found.end()
    return Markup("").join((*parts, escape(line[end:])))
