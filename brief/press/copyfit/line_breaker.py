"""Count the lines of a text: widths by HarfBuzz, line breaks as WeasyPrint makes them.

Small differences do no harm, since every page is laid out and measured before it is printed. The
more exact the count, the fewer layouts are needed.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from brief.press.engine.shared_resources import compute_fonts_key, store_most_recent
from brief.press.fonts.faces import read_faces
from brief.press.fonts.hyphenation import open_dictionary

if TYPE_CHECKING:
    from brief.press.engine.page_model import Paragraph, TextRun
    from brief.press.fonts.faces import Face
    from brief.press.job.model import RenderJob

# A line may end after a space, a hyphen or a dash, and beside a character of a script that is
# written without spaces (UAX #14, classes SP, HY, BA, ID). Thai, Lao and Khmer break between words;
# without a dictionary, every character counts as the end of a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
)
OPENING = "\u201c\u2018\u3008\u300a\u300c\u300e\u3010\u3014\uff08(\\[«"
CLOSING = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u3009\u300b\u300d\u300f\u3011\u3015\u30fb"
    "\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e"
    "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30fc\u0e30-\u0e3a\u0e45-\u0e4e"
)
"""Characters that never begin a line: closing signs, small kana, Thai vowels after a consonant."""
PIECES = re.compile(
    rf"[{OPENING}]*[{UNSPACED}][{CLOSING}\u201d\u2019,.:;!?)\]»%…]*"
    rf"|[^ \-\u2013\u2014{UNSPACED}]+[\-\u2013\u2014]*[{CLOSING}]*|[\-\u2013\u2014]+| +"
)
BREAKING = re.compile(rf"[ \-\u2013\u2014{UNSPACED}][{CLOSING}\u201d\u2019,.:;!?)\]»%…]*$")
BREAKING_BEFORE = re.compile(rf"[ \u2013\u2014{UNSPACED}{OPENING}]")
NBSP = "\N{NO-BREAK SPACE}"
JOINER = "\N{WORD JOINER}"
INVISIBLE = (
    JOINER + "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # joiners and directional marks
MAX_WORDS = 20_000  # widths cached per style
UNKNOWN_WIDTH = 0.55  # em: for a letter missing in all faces


class TextPiece(NamedTuple):
    """A part of a text that only hyphenation may break, and its width in points."""

    text: str
    run: TextRun
    width: float
    is_space: bool


class TextMeasurer:
    """Measures text in the faces of a folder of fonts."""

    def __init__(self, folder: Path) -> None:
        self._faces: dict[str, list[Face]] = {}
        for file in sorted(folder.iterdir()):
            if file.name != "fonts.conf":
                for face in read_faces(file):
                    self._faces.setdefault(face.family, []).append(face)
        self._choices: dict[tuple[tuple[str, ...], int, bool], list[Face]] = {}
        self._widths: dict[tuple[tuple[str, ...], int, bool, str], dict[str, float]] = {}  # in em
        # by identity: hashing the runs would hash all the text
        self._measured: dict[int, tuple[tuple[TextRun, ...], list[TextPiece], float]] = {}

    def count_lines(self, paragraph: Paragraph, scale: float, width: float | None = None) -> int:
        """Return the number of lines at `scale` times the type size; `width` is the measure."""
        limit = (width or paragraph.width) / scale + 0.01
        if self.measure_paragraph(paragraph) <= limit:
            return 1
        count, used, rest = 1, 0.0, None
        for piece in self.split_paragraph(paragraph):
            _, _, size, space = piece
            if space or used + size <= limit:
                used += size
                continue
            room = limit - used if rest is None else 0.0  # no two lines in a row end in a hyphen
            rest = self._hyphenate(piece, room, paragraph.hyphen_zone / scale, paragraph)
            if rest is not None or used > 0:
                count += 1
            used = size if rest is None else rest
            while used > limit:  # a word wider than the measure is broken, or overflows
                count, used = count + 1, used - limit
        return count

    def find_line_runs(self, paragraph: Paragraph) -> list[list[TextRun]]:
        """Return the runs in each line of the paragraph, without hyphenation."""
        rows: list[list[TextRun]] = [[]]
        used = 0.0
        for piece in self.split_paragraph(paragraph):
            if not piece.is_space and used and used + piece.width > paragraph.width + 0.01:
                rows.append([])
                used = 0.0
            used += piece.width
            if not piece.is_space:
                rows[-1].append(piece.run)
        return rows

    def find_balanced_width(self, paragraph: Paragraph, scale: float) -> float:
        """Return the smallest measure, in points, with no more lines than the full measure."""
        most = self.count_lines(paragraph, scale)
        # a measure that breaks a word saves no line and looks bad
        low = max(paragraph.width / 3, self.find_longest_word(paragraph) * scale)
        high = max(low, paragraph.width)
        while high - low > 1:
            middle = (low + high) / 2
            if self.count_lines(paragraph, scale, middle) <= most:
                high = middle
            else:
                low = middle
        return high

    def find_longest_word(self, paragraph: Paragraph) -> float:
        """Return the width of the paragraph's longest word, in points, at its own type size."""
        return max((piece.width for piece in self.split_paragraph(paragraph)), default=0.0)

    def measure_paragraph(self, paragraph: Paragraph) -> float:
        """Return the width of the paragraph on one line, in points, at its own type size."""
        self.split_paragraph(paragraph)
        return self._measured[id(paragraph.runs)][2]

    def measure_text(self, text: str, run: TextRun) -> float:
        """Return the advance width of `text` in the run's style, in points."""
        style = (run.families, run.weight, run.italic, run.language)
        known = self._widths.setdefault(style, {})
        width = known.get(text)
        if width is None:
            if len(known) >= MAX_WORDS:
                known.clear()
            width = known[text] = self._measure_by_face(text, run)
        return width * run.size + run.letter_spacing * len(text)

    def _measure_by_face(self, text: str, run: TextRun) -> float:
        """Return the width in em of a text, whose parts may need different faces."""
        width, rest = 0.0, text
        while rest:
            face = self._choose_face(rest, run)
            length = len(rest)
            if face:
                letters = face.read_characters()
                length = next(
                    (at for at, it in enumerate(rest) if at and _lacks(letters, it)), length
                )
            part, rest = rest[:length], rest[length:]
            width += _shape_text(part, face, run) if face else UNKNOWN_WIDTH * len(part)
        return width

    def forget_paragraphs(self) -> None:
        """Remove the measured paragraphs from the cache; widths of words stay."""
        self._measured.clear()

    def split_paragraph(self, paragraph: Paragraph) -> list[TextPiece]:
        """Return the pieces of the paragraph between which a line may end."""
        found = self._measured.get(id(paragraph.runs))
        if found is None:
            pieces: list[TextPiece] = []
            for run in paragraph.runs:
                self._add_run(run, pieces)
            total = sum(piece.width for piece in pieces)
            found = self._measured[id(paragraph.runs)] = paragraph.runs, pieces, total
        return found[1]

    def _add_run(self, run: TextRun, pieces: list[TextPiece]) -> None:
        """Append the run's pieces; join the first to the last one if no line may end between."""
        first = True
        for text in (run.text,) if run.is_unbroken else _split_text(run.text):
            width = self.measure_text(text, run)
            last = pieces[-1] if first and pieces else None
            if last and ((last.run.is_unbroken and run.is_unbroken) or _is_joined(last.text, text)):
                pieces.pop()
                larger = max(last.run, run, key=lambda one: one.size)
                pieces.append(
                    TextPiece(last.text + text, larger, last.width + width, is_space=False)
                )
            else:
                pieces.append(TextPiece(text, run, width, text.isspace() and NBSP not in text))
            first = False

    def _choose_face(self, text: str, run: TextRun) -> Face | None:
        """Return the face for a text: that of the first family with the text's first letter."""
        style = (run.families, run.weight, run.italic)
        if style not in self._choices:
            self._choices[style] = self._rank_faces(run)
        shown = text.lstrip(INVISIBLE)
        letter, blank = ord(shown[0]) if shown else 0, not shown or shown.isspace()
        choices = self._choices[style]
        return next((face for face in choices if blank or letter in face.read_characters()), None)

    def _rank_faces(self, run: TextRun) -> list[Face]:
        """Return each family's face closest to the run's style, the run's own families first."""
        own = [family for family in run.families if family in self._faces]
        others = [family for family in self._faces if family not in own]
        return [
            min(
                self._faces[family],
                key=lambda face: (face.italic != run.italic, abs(face.weight - run.weight)),
            )
            for family in own + others
        ]

    def _hyphenate(
        self, piece: TextPiece, room: float, zone: float, paragraph: Paragraph
    ) -> float | None:
        """Return the width of the part on the next line after hyphenation; None without a break."""
        word, run = piece.text, piece.run
        total, left, right = paragraph.hyphen_limits
        if not run.is_hyphenated or len(word) < total or room <= zone:
            return None
        letters = word.strip("„“”\"'«»()[].,;:!?…")
        patterns = open_dictionary(paragraph.language)
        if not patterns or len(letters) < total:
            return None
        lead = word.index(letters)
        hyphen = self.measure_text("-", run)
        for place in reversed(patterns.positions(letters)):
            if place < left or len(letters) - place < right:
                continue
            if self.measure_text(word[: lead + place], run) + hyphen <= room:
                return self.measure_text(word[lead + place :], run)
        return None


def _lacks(letters: frozenset[int], character: str) -> bool:
    """Return whether a face has no glyph for a character that needs one of its own."""
    return ord(character) not in letters and character.isalnum()


def _is_joined(before: str, after: str) -> bool:
    """Return whether no line may end between these pieces of two runs."""
    return not (BREAKING.search(before) or BREAKING_BEFORE.match(after))


def _split_text(text: str) -> list[str]:
    """Return the parts of a text between which a line may end."""
    found: list[str] = PIECES.findall(text)
    if JOINER not in text:
        return found
    kept: list[str] = []
    for piece in found:
        if kept and (kept[-1].endswith(JOINER) or piece.startswith(JOINER)):
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _shape_text(text: str, face: Face, run: TextRun) -> float:
    """Return the advance width of the text in em."""
    import uharfbuzz

    font, upem = _load_font(face, run.weight if face.variable else face.weight)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if run.language:  # some faces have language-specific letterforms (OpenType `locl`)
        buffer.language = run.language
    uharfbuzz.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / upem)


@lru_cache(maxsize=64)
def _load_font(face: Face, weight: int) -> tuple[object, int]:
    import uharfbuzz

    shape = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.file)), face.index)
    font = uharfbuzz.Font(shape)
    if face.variable:
        font.set_variations({"wght": weight})
    return font, shape.upem


_measurers: OrderedDict[object, TextMeasurer] = OrderedDict()


def get_text_measurer(job: RenderJob) -> TextMeasurer:
    """Return the measurer of the job's fonts, with the word widths of earlier jobs."""
    key = compute_fonts_key(job)
    measurer = _measurers.get(key) or TextMeasurer(Path(job.font_folder))
    store_most_recent(_measurers, key, measurer)
    measurer.forget_paragraphs()
    return measurer
