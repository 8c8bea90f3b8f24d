"""How many lines a text makes: widths by HarfBuzz, breaks as the engine makes them.

It need not be exact, since every page is laid out and measured before it is printed; the closer it
is, the fewer layouts that takes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.press.faces import read_faces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyphen import Pyphen

    from brief.press.faces import Face
    from brief.press.galley import Paragraph, Run

# A line may end after a space, a hyphen or a dash, and beside a character of a script that is
# written without spaces (UAX #14, classes SP, HY, BA, ID; Thai, Lao and Khmer by their words, which
# are not known here: any character stands for a word's end).
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
)
OPENING = "\u201c\u2018\u3008\u300a\u300c\u300e\u3010\u3014\uff08(\\[«"
CLOSING = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u3009\u300b\u300d\u300f\u3011\u3015\u30fb"
    "\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e"
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30fc\u0e30-\u0e3a\u0e45-\u0e4e"
)
"""What begins no line: closing signs, small kana, and Thai vowels that follow their consonant."""
PIECES = re.compile(
    rf"[{OPENING}]*[{UNSPACED}][{CLOSING}\u201d\u2019,.:;!?)\]»%…]*"
    rf"|[^ \-\u2013\u2014{UNSPACED}]+[\-\u2013\u2014]*[{CLOSING}]*|[\-\u2013\u2014]+| +"
)
Piece = tuple[str, "Run"]


class Ruler:
    """Measures text in the faces of one folder of fonts."""

    def __init__(self, folder: Path) -> None:
        self._faces: dict[str, list[Face]] = {}
        for file in sorted(folder.iterdir()):
            if file.name != "fonts.conf":
                for face in read_faces(file):
                    self._faces.setdefault(face.family, []).append(face)
        self._widths: dict[tuple[str, object], float] = {}

    def lines(self, paragraph: Paragraph, scale: float, width: float | None = None) -> int:
        """Return how many lines the paragraph makes at `scale` times its type size.

        `width` is the measure in points, if it is another than the paragraph's own.
        """
        limit = (width or paragraph.width) / scale + 0.01
        count, used = 1, 0.0
        for piece, run in _pieces(paragraph):
            size = self.width(piece, run)
            if piece.isspace():
                used += size
                continue
            if used + size <= limit:
                used += size
                continue
            rest = self._hyphenated(piece, run, limit - used, paragraph)
            if rest is not None:
                count, used = count + 1, rest
            elif used > 0:
                count, used = count + 1, size
            else:
                used = size
            while used > limit:  # a word longer than the measure breaks, or stands out
                count, used = count + 1, used - limit
        return count

    def balanced(self, paragraph: Paragraph, scale: float) -> float:
        """Return the smallest measure, in points, that makes no more lines than the full one."""
        most = self.lines(paragraph, scale)
        low, high = paragraph.width / 3, paragraph.width
        while high - low > 1:
            middle = (low + high) / 2
            if self.lines(paragraph, scale, middle) <= most:
                high = middle
            else:
                low = middle
        return high

    def width(self, text: str, run: Run) -> float:
        """Return the advance width of `text` in the run's style, in points."""
        face = self._face(text, run)
        key = (text, face)
        if key not in self._widths:
            self._widths[key] = _advance(text, face) if face else 0.55 * len(text)
        return self._widths[key] * run.size + run.spacing * len(text)

    def _face(self, text: str, run: Run) -> Face | None:
        """Return the face that the text is set in: the first family that has its first letter."""
        candidates = [family for family in run.families if family in self._faces]
        candidates += [family for family in self._faces if family not in candidates]
        letter = ord(text[0])
        for family in candidates:
            if letter in self._faces[family][0].characters() or text.isspace():
                return min(
                    self._faces[family],
                    key=lambda face: (face.italic != run.italic, abs(face.weight - run.weight)),
                )
        return None

    def _hyphenated(self, word: str, run: Run, room: float, paragraph: Paragraph) -> float | None:
        """Return the width of what goes to the next line if the word is hyphenated, else None."""
        total, left, right = paragraph.hyphen_limits
        letters = word.strip("„“”\"'«»()[].,;:!?…")
        dictionary = _dictionary(paragraph.language)
        if not run.hyphenated or not dictionary or len(letters) < total:
            return None
        lead = word.index(letters)
        hyphen = self.width("\N{HYPHEN}", run)
        for place in reversed(dictionary.positions(letters)):
            if place < left or len(letters) - place < right:
                continue
            if self.width(word[: lead + place], run) + hyphen <= room:
                return self.width(word[lead + place :], run)
        return None


def _pieces(paragraph: Paragraph) -> Iterator[Piece]:
    for run in paragraph.runs:
        for match in PIECES.finditer(run.text):
            yield match[0], run


def _advance(text: str, face: Face) -> float:
    """Return the advance width of the text in em."""
    import uharfbuzz

    font, upem = _font(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / upem)


@lru_cache(maxsize=64)
def _font(face: Face) -> tuple[object, int]:
    import uharfbuzz

    shape = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.file)), face.index)
    font = uharfbuzz.Font(shape)
    if face.variable:
        font.set_variations({"wght": face.weight})
    return font, shape.upem


@lru_cache(maxsize=64)
def _dictionary(language: str) -> Pyphen | None:
    import pyphen

    found = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=found) if found else None
