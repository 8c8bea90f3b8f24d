"""Trace the texts of a page to their sources: the page's template is filled with marked strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.bilingual_page import BilingualFigure, pair_key_figures
from brief.design.page import fill_page
from brief.design.view import make_page_views
from brief.language_tags import JOIN
from brief.prepress.sources.marked_view import mark_view
from brief.prepress.sources.marks import TextMarker
from brief.prepress.sources.page_texts import PageText, read_page_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.design.presentation import Presentation
    from brief.design.view import PageView
    from brief.editorial.briefing import Briefing
    from brief.project import Project


def trace_page_texts(
    project: Project, briefing: Briefing, page: str, presentation: Presentation
) -> tuple[PageText, ...]:
    """Return the texts of a page (`de`, `de+it`) in reading order, each with its source.

    Raises ContentError if the layout's template cannot be filled.
    """
    brand, layout, paper = presentation.brand, presentation.layout, presentation.paper
    sizes = layout.data.chart_sizes(paper)
    views = make_page_views(briefing, page, brand, paper, sizes)
    beside = page.partition(JOIN)[0] if JOIN in page else ""
    marker = TextMarker()
    marked = [mark_view(briefing, brand, view, beside, marker) for view in views]
    html = fill_page(project, layout, marked, _pair_marked_figures(views, marked))
    return read_page_texts(html, marker)


def _pair_marked_figures(
    views: Sequence[PageView], marked: Sequence[PageView]
) -> tuple[BilingualFigure, ...]:
    """Return the key figures of a page in two languages; which values differ, the views say."""
    if len(views) == 1:
        return ()
    pairs = zip(pair_key_figures(views), marked[0].figures, marked[1].figures, strict=True)
    return tuple(
        BilingualFigure(first, second, second.amount if plain.value else "")
        for plain, first, second in pairs
    )
