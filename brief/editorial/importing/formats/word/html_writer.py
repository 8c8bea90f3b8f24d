"""Write paragraphs as the HTML that the reader of web pages understands."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.paragraphs import LINE_END, PAGE_END, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from brief.editorial.importing.formats.word.paragraphs import Paragraph

MAX_LEVEL = 6  # of HTML

_ENDS = re.compile(f"([{LINE_END}{PAGE_END}])")
_NEW_PARAGRAPH = 2  # line ends in a row


def write_html(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as HTML: headings, lists and paragraphs, with the class of a role."""
    parts: list[str] = []
    for kind, group in groupby(paragraphs, key=lambda each: each.kind):
        if kind == "item":
            items = (f"<li>{_write_inline(each.pieces)}</li>" for each in group)
            parts.append(f"<ul>{''.join(items)}</ul>")
            continue
        for each in group:
            if kind == "heading":
                tag = f"h{min(each.level, MAX_LEVEL)}"
                parts.append(f"<{tag}>{_write_inline(each.pieces)}</{tag}>")
            else:
                begin = f'<p class="{each.role}">' if each.role else "<p>"
                parts += [f"{begin}{_write_inline(some)}</p>" for some in _divide(each.pieces)]
    return "\n".join(parts)


def _divide(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each paragraph: empty lines and page ends divide one in Word."""
    part: list[Piece] = []
    ends = 0
    for piece in pieces:
        for text in _ENDS.split(piece.text):
            if text in {LINE_END, PAGE_END}:
                ends += _NEW_PARAGRAPH if text == PAGE_END else 1
            elif text and not (ends and text.isspace()):
                if part and ends >= _NEW_PARAGRAPH:
                    yield part
                    part = []
                elif part and ends:
                    part.append(Piece(LINE_END))
                ends = 0
                part.append(replace(piece, text=text))
    yield part


def _write_inline(pieces: Iterable[Piece]) -> str:
    """Return pieces with their looks and links; neighbours of one look are in one element."""
    parts: list[str] = []
    for look, group in groupby(pieces, key=lambda each: replace(each, text="", caps="")):
        text = escape("".join(each.text for each in group), quote=False)
        text = _ENDS.sub("<br>", text)
        if look.raised:
            text = f"<{look.raised}>{text}</{look.raised}>"
        if look.emphasis:
            text = f"<i>{text}</i>"
        if look.strong:
            text = f"<b>{text}</b>"
        if look.href:
            text = f'<a href="{escape(look.href)}">{text}</a>'
        parts.append(text)
    return "".join(parts)
