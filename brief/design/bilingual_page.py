"""Pages in two languages: pair their key figures, and list the texts that the page must show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.design.figures import FigureView
    from brief.design.view import PageView


@dataclass(frozen=True, slots=True)
class BilingualFigure:
    """A key figure in both languages; `value` is the second one's, "" if it is equal."""

    first: FigureView
    second: FigureView
    value: str


def pair_key_figures(views: Sequence[PageView]) -> tuple[BilingualFigure, ...]:
    """Return the key figures of the first two views, side by side."""
    first, second = views[0], views[1]
    pairs = []
    for one, other in zip(first.figures, second.figures, strict=True):
        is_same = _without_spaces(one.amount) == _without_spaces(other.amount)
        pairs.append(BilingualFigure(one, other, "" if is_same else other.amount))
    return tuple(pairs)


def bilingual_strings(views: Sequence[PageView]) -> tuple[str, ...]:
    """Return every text of the content that must appear on a page with both views."""
    # the address of a source is printed once
    sources = tuple(replace(source, shown_url="") for source in views[1].sources)
    first, second = views[0], replace(views[1], issue="", sources=sources)
    shown = replace(first, colophon=first.edition).strings()
    hidden = {
        _without_spaces(cell.second.amount) for cell in pair_key_figures(views) if not cell.value
    }
    others = replace(second, colophon=second.edition).strings()
    added = [text for text in others if _without_spaces(text) not in hidden]
    return tuple(dict.fromkeys((*shown, *added)))


def _without_spaces(text: str) -> str:
    return "".join(text.split())
