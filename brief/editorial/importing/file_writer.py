"""The files of an import: as YAML, read back before they are written, written all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.document import RightsLine
from brief.editorial.importing.figures.suggestions import PLACEHOLDER
from brief.editorial.importing.lines.header import is_name
from brief.editorial.yaml.writer import (
    FlowValue,
    FoldedText,
    PlainScalar,
    dump_yaml,
    format_plain_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from brief.editorial.importing.document import Manuscript
    from brief.editorial.importing.figures.series_proposals import ChartProposal
    from brief.editorial.importing.figures.suggestions import FigureProposal
    from brief.editorial.importing.structure import EditionDraft

DRAFT = "puts a watermark on the pages; remove this line when the texts are ready"
FIGURES = "proposed from numbers in the text: keep what matters, and check each"
CHARTS = "proposed from a table: remove those that do not matter, and check the numbers"
LABELS = "write a label in place of each <label>, and check the others"
ALL_LABELLED = "proposed from nouns in the text: check each"
TITLE = "taken from the text: write a headline"
SUMMARY = "the first point: write a paragraph that sums up"
SOURCE = "the file imported: write what the text is drawn from"


def source_entries(manuscripts: Sequence[Manuscript]) -> list[dict[str, object]]:
    """Return the sources that texts name themselves, each publication once; perhaps none."""
    entries: dict[str, dict[str, object]] = {}
    for manuscript in manuscripts:
        for entry in _own_sources(manuscript):
            known = entries.setdefault(str(entry["publication"]).casefold(), {})
            for key, value in entry.items():
                if value:
                    known.setdefault(key, value)
    order = ("publication", "author", "published", "issue", "url", "rights")
    return [{key: entry[key] for key in order if key in entry} for entry in entries.values()]


def _own_sources(manuscript: Manuscript) -> Iterator[dict[str, object]]:
    """Yield a text's sources: those of its lines first, then by its rights and metadata."""
    named = [source.publication.casefold() for source in manuscript.sources]
    page = {
        "author": manuscript.author or (manuscript.byline if is_name(manuscript.byline) else ""),
        "published": _as_scalar(manuscript.published or manuscript.day),
        "url": manuscript.url,
    }
    holders = [rights.holder.casefold() for rights in manuscript.rights]
    for number, source in enumerate(manuscript.sources):
        is_page = manuscript.publication.casefold() in {source.publication.casefold(), ""}
        entry: dict[str, object] = {
            "publication": source.publication,
            "published": _as_scalar(source.published),
            "issue": source.issue,
        }
        yield (
            {**page, **{key: value for key, value in entry.items() if value}}
            if (is_page and number == 0)
            else entry
        )
    for rights in manuscript.rights or [RightsLine("", "", None)]:
        publication = manuscript.publication or rights.holder
        if not publication:
            continue
        is_new = publication.casefold() not in named
        yield {
            "publication": publication,
            **(page if is_new or holders else {}),
            "published": (page["published"] or _as_scalar(rights.year)) if is_new else "",
            "rights": rights.text,
        }


def _as_scalar(value: object) -> PlainScalar | str:
    return PlainScalar(str(value)) if value else ""


def facts_yaml(  # noqa: PLR0913 - each is a part of the file
    sources: Sequence[Mapping[str, object]],
    figures: Sequence[FigureProposal],
    *,
    first: Mapping[str, object],
    is_draft: bool,
    source_proposed: bool,
    charts: Sequence[ChartProposal] = (),
) -> str:
    """Return the text of a new `briefing.yaml`; `first` are keys before the others."""
    data = dict(first)
    if is_draft:
        data["status"] = "draft"
    data["sources"] = list(sources)
    if figures:
        data["key_figures"] = figure_entries(figures)
    if charts:
        data["charts"] = [_chart_entry(chart) for chart in charts]
    comments = {"status": DRAFT, "key_figures": FIGURES, "charts": CHARTS}
    if source_proposed:
        comments["sources"] = SOURCE
    header = "What is true in every language, written once."
    return dump_yaml(data, header=header, comments=comments)


def figure_entries(figures: Sequence[FigureProposal]) -> list[FlowValue]:
    """Return key figures as `briefing.yaml` lists them."""
    entries = []
    for figure in figures:
        low, high = figure.amount.low, figure.amount.high
        value: object = format_plain_number(low)
        if low != high:
            value = FlowValue([format_plain_number(low), format_plain_number(high)])
        course: dict[str, object] = {
            PlainScalar(str(at)): format_plain_number(it) for at, it in figure.course
        }
        entry = {
            "id": figure.id,
            "value": value,
            "unit": figure.amount.unit,
            "notation": "compact" if figure.compact else "",
            "qualifier": figure.qualifier,
            "trend": figure.trend,
            "series": FlowValue(course) if course else "",
        }
        entries.append(FlowValue({key: inner for key, inner in entry.items() if inner}))
    return entries


def _chart_entry(chart: ChartProposal) -> FlowValue:
    series: dict[str, object] = {
        PlainScalar(str(year)): PlainScalar("~") if value is None else format_plain_number(value)
        for year, value in chart.series.points
    }
    entry: dict[str, object] = {
        "id": chart.id,
        "unit": chart.series.unit,
        "notation": "compact" if chart.series.compact else "",
        "place": chart.place,
        "series": FlowValue(series),
    }
    return FlowValue({key: value for key, value in entry.items() if value})


def edition_yaml(
    arranged: EditionDraft, labels: Mapping[str, str], titles: Mapping[str, str] | None = None
) -> str:
    """Return the text of a language file; `titles` are those of charts."""
    data: dict[str, object] = {"title": FoldedText(arranged.title)}
    if arranged.kicker:
        data["kicker"] = FoldedText(arranged.kicker)
    if arranged.standfirst:
        data["standfirst"] = FoldedText(arranged.standfirst)
    if arranged.byline:
        data["byline"] = FoldedText(arranged.byline)
    data["summary"] = FoldedText(arranged.summary)
    data["points"] = [FoldedText(point) for point in arranged.points]
    if labels:
        data["key_figures"] = dict(labels)
    if titles:
        data["charts"] = dict(titles)
    is_open = PLACEHOLDER in labels.values()
    comments = {"key_figures": LABELS if is_open else ALL_LABELLED}
    if not arranged.has_title:
        comments["title"] = TITLE
    if not arranged.has_summary:
        comments["summary"] = SUMMARY
    return dump_yaml(data, comments=comments)
