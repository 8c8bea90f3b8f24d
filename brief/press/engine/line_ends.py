"""Read where lines end within letters: between two words, or, by `overflow-wrap`, inside one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from brief.press.engine.box_reader import find_text_boxes
from brief.press.weasyprint_types import LINE, get_all_children, get_class_name, get_page_box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.press.weasyprint_types import WeasyBox, WeasyPage, WeasyTextBox

BREAKABLE = "anywhere"
"""The value of `overflow-wrap` for addresses, which may break at any letter."""


class LineEnd(NamedTuple):
    """The text before and after the end of a line, where both are letters or digits."""

    before: str
    after: str


def read_line_ends(pages: Iterable[WeasyPage]) -> list[LineEnd]:
    """Return the ends of lines between letters or digits, but for those of addresses."""
    return [end for page in pages for end in _read_box(get_page_box(page))]


def _read_box(box: WeasyBox) -> Iterator[LineEnd]:
    lines = []
    for child in get_all_children(box):
        if get_class_name(child) == LINE:
            lines.append([text for text in find_text_boxes(child) if text.text])
        yield from _read_box(child)
    for texts, following in pairwise(lines):
        if texts and following and (end := _join(texts[-1], following[0])):
            yield end


def _join(last: WeasyTextBox, first: WeasyTextBox) -> LineEnd | None:
    if not (last.text[-1].isalnum() and first.text[0].isalnum()):
        return None
    if BREAKABLE in {last.style["overflow_wrap"], first.style["overflow_wrap"]}:
        return None
    return LineEnd(last.text, first.text)
