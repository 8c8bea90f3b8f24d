"""Two languages of one briefing on one page: their views, and the key figures that they share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.design.view import FigureView, PageView


@dataclass(frozen=True, slots=True)
class Cell:
    """A key figure in both languages; `value` is the second's, if it is written differently."""

    first: FigureView
    second: FigureView
    value: str


def band(views: Sequence[PageView]) -> tuple[Cell, ...]:
    """Return the key figures of the first two views, side by side."""
    first, second = views[0], views[1]
    return tuple(
        Cell(one, other, "" if _same(one, other) else other.value)
        for one, other in zip(first.figures, second.figures, strict=True)
    )


def spread_strings(views: Sequence[PageView]) -> tuple[str, ...]:
    """Return every text of the content that must be found on a page of both views."""
    first, second = views[0], replace(views[1], issue="")
    shown = replace(first, colophon=first.edition).strings()
    hidden = {_spaceless(cell.second.value) for cell in band(views) if not cell.value}
    others = replace(second, colophon=second.edition).strings()
    added = [text for text in others if _spaceless(text) not in hidden]
    return tuple(dict.fromkeys((*shown, *added)))


def _same(one: FigureView, other: FigureView) -> bool:
    return _spaceless(one.value) == _spaceless(other.value)


def _spaceless(text: str) -> str:
    return "".join(text.split())
