"""The files of an import: as YAML, read back before they are written, written all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.document import RightsLine
from brief.editorial.yaml.writer import (
    FlowValue,
    FoldedText,
    PlainScalar,
    dump_yaml,
    format_plain_number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brief.editorial.importing.document import Manuscript
    from brief.editorial.importing.figures.suggestions import FigureProposal
    from brief.editorial.importing.structure import EditionDraft

DRAFT = "puts a watermark on the pages; remove this line when the texts are ready"
FIGURES = "proposed from numbers in the text: keep what matters, and check each"
LABELS = "write a label in place of each <label>, and check the others"
TITLE = "taken from the text: write a headline"
SUMMARY = "the first point: write a paragraph that sums up"
SOURCE = "the file imported: write what the text is drawn from"


def source_entries(manuscripts: Sequence[Manuscript]) -> list[dict[str, object]]:
    """Return the sources that texts name themselves, each publication once; perhaps none."""
    entries: dict[str, dict[str, object]] = {}
    for manuscript in manuscripts:
        for rights in manuscript.rights or [RightsLine("", "", None)]:
            publication = manuscript.publication or rights.holder
            if not publication:
                continue
            published = manuscript.published or rights.year
            entry: dict[str, object] = {
                "publication": publication,
                "author": manuscript.author,
                "published": PlainScalar(str(published)) if published else "",
                "url": manuscript.url,
                "rights": rights.text,
            }
            known = entries.setdefault(publication.casefold(), {})
            for key, value in entry.items():
                if value:
                    known.setdefault(key, value)
    order = ("publication", "author", "published", "url", "rights")
    return [{key: entry[key] for key in order if key in entry} for entry in entries.values()]


def facts_yaml(
    sources: Sequence[Mapping[str, object]],
    figures: Sequence[FigureProposal],
    *,
    languages: Sequence[str] = (),
    is_draft: bool,
    source_proposed: bool,
) -> str:
    """Return the text of a new `briefing.yaml`; it lists `languages` of its own, if any."""
    data: dict[str, object] = {"languages": FlowValue(languages)} if languages else {}
    if is_draft:
        data["status"] = "draft"
    data["sources"] = list(sources)
    if figures:
        data["key_figures"] = figure_entries(figures)
    comments = {"status": DRAFT, "key_figures": FIGURES}
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
        entry = {
            "id": figure.id,
            "value": value,
            "unit": figure.amount.unit,
            "notation": "compact" if figure.compact else "",
            "qualifier": figure.qualifier,
            "trend": figure.trend,
        }
        entries.append(FlowValue({key: inner for key, inner in entry.items() if inner}))
    return entries


def edition_yaml(arranged: EditionDraft, labels: Mapping[str, str]) -> str:
    """Return the text of a language file."""
    data: dict[str, object] = {"title": FoldedText(arranged.title)}
    if arranged.standfirst:
        data["standfirst"] = FoldedText(arranged.standfirst)
    data["summary"] = FoldedText(arranged.summary)
    data["points"] = [FoldedText(point) for point in arranged.points]
    if labels:
        data["key_figures"] = dict(labels)
    comments = {"key_figures": LABELS}
    if not arranged.has_title:
        comments["title"] = TITLE
    if not arranged.has_summary:
        comments["summary"] = SUMMARY
    return dump_yaml(data, comments=comments)
