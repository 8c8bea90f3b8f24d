"""Mark every string of a page's view with its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import escape

from brief.design.brand.by_language import text_in, text_path
from brief.design.citation import localise_rights
from brief.editorial.locale.dates import format_date, format_period
from brief.editorial.models.passages import reorder_points
from brief.editorial.models.structure_checks import FACTS
from brief.prepress.sources.chart_labels import ChartMarker
from brief.prepress.sources.text_source import BRAND, SourceFinder, TextSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from brief.design.brand.brand import LoadedBrand
    from brief.design.brand.by_language import Texts
    from brief.design.citation import SourceView
    from brief.design.figures import FigureView
    from brief.design.parts.elements import ComparisonRowView, ComparisonView, QuoteView
    from brief.design.view import ImageView, PageView
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.content import Source
    from brief.editorial.yaml.locations import Step
    from brief.prepress.sources.marks import TextMarker

COLONS = ":："
EDITION_TEXTS = ("kicker", "title", "standfirst", "byline", "summary")
PLAIN_TEXTS = ("title", "standfirst", "summary")
"""Texts that a view has without markup, too."""


def mark_view(
    briefing: Briefing, brand: LoadedBrand, view: PageView, beside: str, marker: TextMarker
) -> PageView:
    """Return the view with its strings marked; `beside` is the page's first language, or ""."""
    return _ViewMarker(briefing, brand, view, beside, marker).mark()


class _ViewMarker:
    """Marks the view of one language."""

    def __init__(
        self,
        briefing: Briefing,
        brand: LoadedBrand,
        view: PageView,
        beside: str,
        marker: TextMarker,
    ) -> None:
        self._briefing, self._brand, self._view = briefing, brand, view
        self._tag, self._beside, self._marker = view.lang, beside or view.lang, marker
        self._finder = SourceFinder(briefing, brand)
        self._edition = briefing.editions[view.lang]

    def mark(self) -> PageView:
        """Return the marked view."""
        view, mark, own = self._view, self._marker.mark, self._find_own
        charts = ChartMarker(self._briefing, view, self._finder, self._marker)
        texts = {name: mark(getattr(view, name), own(name)) for name in EDITION_TEXTS}
        plain = {
            f"{name}_plain": mark(getattr(view, f"{name}_plain"), own(name)) for name in PLAIN_TEXTS
        }
        held = FACTS, "embargo" if self._briefing.facts.embargo else "status"
        return replace(
            view,
            **texts,
            **plain,
            publisher=mark(view.publisher, self._find_brand("publisher")),
            date=mark(view.date, self._finder.find(FACTS, "date")),
            issue=mark(view.issue, self._finder.find(FACTS, "issue")),
            watermark=mark(view.watermark, self._finder.find(*held)),
            points=tuple(self._mark_points()),
            figures=tuple(map(self._mark_figure, range(len(view.figures)))),
            charts=tuple(map(charts.mark_chart, view.charts)),
            images=tuple(map(self._mark_image, range(len(view.images)))),
            why=replace(view.why, text=mark(view.why.text, own("why"))) if view.why else None,
            next=tuple(
                replace(
                    event,
                    date=mark(event.date, self._finder.find(FACTS, "next", number, "date")),
                    text=mark(event.text, own("next", self._briefing.facts.next[number].id)),
                )
                for number, event in enumerate(view.next)
            ),
            quote=self._mark_quote(view.quote) if view.quote else None,
            comparison=self._mark_comparison(view.comparison) if view.comparison else None,
            map=charts.mark_map(view.map) if view.map else None,
            contact=tuple(mark(line, self._find_contact()) for line in view.contact),
            sources=tuple(map(self._mark_source, range(len(view.sources)))),
            rights=mark(view.rights, self._find_brand("rights")),
            colophon=self._mark_colophon(),
        )

    def _find_own(self, *path: Step) -> TextSource:
        return self._finder.find(self._tag, *path)

    def _find_brand(self, key: str) -> TextSource:
        return self._find_by_language(BRAND, key, getattr(self._brand.data, key))

    def _find_by_language(self, file: str, key: str, texts: Texts) -> TextSource:
        places = self._finder.get_file(file)
        return self._finder.find(file, *text_path(places, key, texts, self._tag))

    def _find_contact(self) -> TextSource:
        own = self._briefing.facts.contact
        if text_in(own, self._tag):
            return self._find_by_language(FACTS, "contact", own)
        return self._find_by_language(BRAND, "contact", self._brand.data.contact)

    def _mark_points(self) -> Iterator[Markup]:
        points = self._edition.points
        ordered = reorder_points(points, self._briefing.editions[self._beside].points)
        numbers = {id(point): number for number, point in enumerate(points)}
        for point, shown in zip(ordered, self._view.points, strict=True):
            yield self._marker.mark(shown, self._find_own("points", numbers[id(point)]))

    def _mark_figure(self, number: int) -> FigureView:
        figure, mark = self._view.figures[number], self._marker.mark
        name = self._briefing.facts.key_figures[number].id
        path = ("key_figures", number)
        value = self._finder.find(FACTS, *path, "value", within=path)
        qualifier = self._finder.find(FACTS, *path, "qualifier")
        charts = ChartMarker(self._briefing, self._view, self._finder, self._marker)
        closing = figure.closing.rstrip(COLONS)
        opening = figure.opening.rstrip(COLONS)
        return replace(
            figure,
            opening=mark(opening, qualifier) + figure.opening[len(opening) :],
            closing=mark(closing, qualifier) + figure.closing[len(closing) :],
            **{
                part: mark(getattr(figure, part), value)
                for part in ("before", "gap_before", "number", "gap_after", "after")
            },
            label=mark(figure.label, self._find_own("key_figures", name)),
            note=mark(figure.note, self._find_own("key_figures", name, "note"))
            if figure.note
            else None,
            mark=charts.mark_figure(number, figure),
        )

    def _mark_image(self, number: int) -> ImageView:
        image, name = self._view.images[number], self._briefing.facts.images[number].id
        caption = self._find_own("images", name, "caption")
        credit = self._find_own("images", name, "credit")
        return replace(
            image,
            caption=self._marker.mark(image.caption, caption) if image.caption else None,
            credit=self._marker.mark(image.credit, credit),
        )

    def _mark_quote(self, quote: QuoteView) -> QuoteView:
        by = self._marker.mark(quote.by, self._find_own("quote", "by")) if quote.by else None
        return replace(quote, text=self._marker.mark(quote.text, self._find_own("quote")), by=by)

    def _mark_comparison(self, table: ComparisonView) -> ComparisonView:
        own, mark = self._find_own, self._marker.mark
        title = mark(table.title, own("comparison", "title")) if table.title else None
        columns = tuple(
            mark(text, own("comparison", "columns", at)) for at, text in enumerate(table.columns)
        )
        rows = (self._mark_row(number, row) for number, row in enumerate(table.rows))
        return replace(table, title=title, columns=columns, rows=tuple(rows))

    def _mark_row(self, number: int, row: ComparisonRowView) -> ComparisonRowView:
        path, mark = ("comparison", "rows", number), self._marker.mark
        label = mark(row.label, self._find_own(*path, "label"))
        cells = (mark(text, self._find_cell(number, at)) for at, text in enumerate(row.cells))
        return replace(row, label=label, cells=tuple(cells))

    def _find_cell(self, number: int, at: int) -> TextSource:
        """Return the source of a cell: its text, or the value of the key figure that it names."""
        table = self._edition.comparison
        figure = table.rows[number].cells[at].figure if table else None
        known = [it.id for it in self._briefing.facts.key_figures]
        if figure in known:
            path = ("key_figures", known.index(figure))
            return self._finder.find(FACTS, *path, "value", within=path)
        return self._find_own("comparison", "rows", number, "cells", at)

    def _mark_source(self, number: int) -> SourceView:
        view, source = self._view.sources[number], self._briefing.facts.sources[number]
        find, line = self._finder.find, view.line
        found = set()
        for name, shown in _list_parts(source, self._tag):
            own, before = find(FACTS, "sources", number, name), line
            line = self._marker.mark_part(line, str(escape(shown)), own)
            if line is not before:
                found.add(name)
        path: tuple[Step, ...] = ("sources", number)
        named = path if "publication" in found else (*path, "publication")
        whole = find(FACTS, *named, within=path)
        url = self._marker.mark(view.shown_url, find(FACTS, "sources", number, "url"))
        return replace(view, line=self._marker.mark(line, whole), shown_url=url)

    def _mark_colophon(self) -> str:
        view, line = self._view, self._view.colophon
        for key, text in (
            ("rights", view.rights),
            ("imprint", self._brand.data.imprint_in(self._tag)),
        ):
            line = self._marker.mark_part(line, text, self._find_brand(key))
        return line


def _list_parts(source: Source, tag: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a source with what its credit line shows of them, the longest first."""
    names = ("title", "licence", "publication", "author", "issue", "page")
    parts = [(name, text) for name in names if (text := getattr(source, name))]
    if source.rights:
        parts.append(("rights", localise_rights(source.rights, tag)))
    if source.published:
        parts.append(("published", format_period(source.published, tag)))
    if source.accessed:
        parts.append(("accessed", format_date(source.accessed, tag)))
    yield from sorted(parts, key=lambda part: -len(part[1]))
