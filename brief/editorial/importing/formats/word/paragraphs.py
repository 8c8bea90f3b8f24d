"""Paragraphs of a Word document, in pieces of one look."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.importing.formats.word.parts.styles import Raised

LINE_END, PAGE_END = "\n", "\f"
MAX_TITLE = 140
MAX_LINES = 4  # above the text: label, headline, subtitle, place
MIN_PARAGRAPHS = 3  # title, summary, point
FEW_WORDS = 3

_DROP_CAP = re.compile(r"\W?[^\W\d_]{1,2}\W?")
_SENTENCE_END = re.compile(r"[.,:;…。；：][\"'”“»«’)\]]*$")
# Bullets that Word types for a list, as letters of Wingdings and Courier New; the tab tells them
# from words.
_TYPED_BULLET = re.compile(r"\s*[o§Øüvq]\t\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of one look, with `LINE_END` and `PAGE_END` for ends."""

    text: str
    strong: bool = False
    emphasis: bool = False
    raised: Raised = ""
    href: str | None = None
    caps: str = ""
    language: str = ""


@dataclass(slots=True)
class Paragraph:
    """A heading, an entry of a list, or another paragraph.

    `bold` and `size` are how most of it looks; `size` is in half-points, 0 if not said.
    `continues`: it belongs to the entry before; `role` is what its style is for.
    """

    kind: Literal["heading", "item", "paragraph"]
    level: int
    pieces: list[Piece] = field(default_factory=list)
    bold: bool = False
    size: int = 0
    continues: bool = False
    role: Literal["", "subtitle"] = ""

    @property
    def text(self) -> str:
        """The text of all pieces."""
        return "".join(piece.text for piece in self.pieces)


def finish_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with capitals as they are shown, and without a raise of the whole paragraph.

    Capitals by the paragraph's style, and small capitals, are only looks where the text has
    capitals of its own; a text without any gets them.
    """
    finished: list[Piece] = []
    for caps, group in groupby(pieces, key=lambda piece: piece.caps):
        stretch = list(group)
        own = caps and any(sign.isupper() for piece in stretch for sign in piece.text)
        if caps == "typed" or (caps and not own):
            stretch = [replace(each, text=_to_upper(each)) for each in stretch]
        finished += stretch
    raised = {piece.raised for piece in finished if piece.text.strip()}
    if len(raised) == 1 and raised != {""}:
        return [replace(piece, raised="") for piece in finished]
    return finished


def _to_upper(piece: Piece) -> str:
    turkic = piece.language.lower().startswith(("tr", "az"))
    return (piece.text.replace("i", "İ") if turkic else piece.text).upper()


def drop_start(pieces: Sequence[Piece], count: int) -> list[Piece]:
    """Return pieces without their first `count` characters."""
    kept: list[Piece] = []
    for piece in pieces:
        kept.append(replace(piece, text=piece.text[count:]))
        count = max(0, count - len(piece.text))
    return kept


def bullet_length(text: str, *, opens_with_sign: bool) -> int:
    """Return the length of the typed bullet that a paragraph begins with, and the spaces before it.

    Other bullets, and numbers, are recognised as in every other format.
    """
    if found := _TYPED_BULLET.match(text):
        return found.end()
    bare = text.lstrip()
    return len(text) - len(bare) + 1 if opens_with_sign and bare[1:2].isspace() else 0


def is_drop_cap(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether a text box holds nothing but the initial of the paragraph beside it."""
    texts = [each.text.strip() for each in paragraphs if each.text.strip()]
    return len(texts) == 1 and bool(_DROP_CAP.fullmatch(texts[0]))


def mark_title(paragraphs: Sequence[Paragraph]) -> None:
    """Turn a short line above the text that is bold or larger into the title.

    Only where no heading is the title: many documents have no styles at all. Of several such lines
    (a label, the headline, a subtitle) it is the largest, then the first of more than three words.
    """
    shown = [each for each in paragraphs if each.text.strip()]
    if len(shown) < MIN_PARAGRAPHS or any(each.level == 1 for each in shown):
        return
    usual, is_bold = _usual_look(shown)
    lines = takewhile(lambda each: _is_line(each, usual, is_bold=is_bold), shown[:MAX_LINES])
    found = sorted(lines, key=lambda each: (-each.size, len(each.text.split()) <= FEW_WORDS))
    if found:
        found[0].kind, found[0].level = "heading", 1


def _usual_look(paragraphs: Sequence[Paragraph]) -> tuple[int, bool]:
    """Return the size of most of a text, and whether most of it is bold."""
    sizes: Counter[int] = Counter()
    bold = 0
    for each in paragraphs:
        sizes[each.size] += len(each.text)
        bold += len(each.text) if each.bold else 0
    return max(sizes, key=sizes.__getitem__), bold * 2 > sizes.total()


def _is_line(paragraph: Paragraph, usual: int, *, is_bold: bool) -> bool:
    """Return whether a paragraph is a short line that differs in look from the text."""
    text = paragraph.text.strip()
    is_marked = (paragraph.bold and not is_bold) or 0 < usual < paragraph.size
    is_short = len(text) <= MAX_TITLE and not _SENTENCE_END.search(text)
    return paragraph.kind == "paragraph" and is_marked and is_short
