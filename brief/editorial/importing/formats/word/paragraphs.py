"""Paragraphs of a Word document, in pieces of one look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.importing.formats.word.parts.styles import Raised

LINE_END, PAGE_END = "\n", "\f"
MAX_TITLE = 140

_DROP_CAP = re.compile(r"\W?[^\W\d_]{1,2}\W?")
_SENTENCE_END = re.compile(r"[.,:;…。；：][\"'”“»«’)\]]*$")
_TYPED = re.compile(r"\s*\(?(?P<mark>[0-9]{1,2}|[a-z])[.)][ \t\u00a0]+(?=\S)")
_TYPED_CIRCLE = re.compile(r"\s*o\t\s*(?=\S)")


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
    """A heading, an entry of a list, or another paragraph; `bold` and `size` are for the eye.

    `size` is in half-points, 0 if not said.
    """

    kind: Literal["heading", "item", "paragraph"]
    level: int
    pieces: list[Piece] = field(default_factory=list)
    bold: bool = False
    size: int = 0

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
        own = any(sign.isupper() for piece in stretch for sign in piece.text)
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


def is_drop_cap(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether a text box holds nothing but the initial of the paragraph beside it."""
    texts = [each.text.strip() for each in paragraphs if each.text.strip()]
    return len(texts) == 1 and bool(_DROP_CAP.fullmatch(texts[0]))


def mark_typed_lists(paragraphs: Sequence[Paragraph]) -> None:
    """Turn paragraphs with typed numbers (1. 2. …), letters (a) b) …) or circles into entries."""
    run: list[tuple[Paragraph, int]] = []
    awaited: set[str] = set()
    for paragraph in [*paragraphs, Paragraph("heading", 1)]:
        if not paragraph.text.strip() and paragraph.kind != "heading":
            continue
        found = _TYPED.match(paragraph.text) if paragraph.kind == "paragraph" else None
        if found is None or found["mark"] not in awaited:
            _make_items(run)
            run, awaited = [], {"1", "a"}
        if found and found["mark"] in awaited:
            run.append((paragraph, found.end()))
            mark = found["mark"]
            awaited = {str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)}
        elif paragraph.kind == "paragraph" and (circle := _TYPED_CIRCLE.match(paragraph.text)):
            paragraph.kind = "item"
            paragraph.pieces = drop_start(paragraph.pieces, circle.end())


def _make_items(run: Sequence[tuple[Paragraph, int]]) -> None:
    """Turn two or more paragraphs that count up into entries; one alone may be a date."""
    for paragraph, end in run if len(run) > 1 else ():
        paragraph.kind = "item"
        paragraph.pieces = drop_start(paragraph.pieces, end)


def mark_title(paragraphs: Sequence[Paragraph]) -> None:
    """Turn a short first line that is bold or larger than the text into the title.

    Only where no heading is the title: many documents have no styles at all.
    """
    shown = [each for each in paragraphs if each.text.strip()]
    if len(shown) < 3 or any(each.kind == "heading" and each.level == 1 for each in shown):  # noqa: PLR2004 - title, summary, point
        return
    first, others = shown[0], shown[1:]
    text = first.text.strip()
    usual = max(each.size for each in others[1:])
    stands_out = (first.bold and not others[0].bold) or 0 < usual < first.size
    if (
        first.kind == "paragraph"
        and stands_out
        and len(text) <= MAX_TITLE
        and not _SENTENCE_END.search(text)
    ):
        first.kind, first.level = "heading", 1
