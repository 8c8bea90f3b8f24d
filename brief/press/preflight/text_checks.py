"""Checks that no text was lost, cut off, too wide, printed over other text or off the page.

WeasyPrint cuts off content that overflows a box of fixed height, and can lose the content of
some cells, without a warning. So the PDF's text is read with PDFium and compared with the input.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from brief.findings import Finding, error, warning
from brief.findings.message import quote
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap, place_finding
from brief.press.job.units import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from brief.press.engine.line_ends import LineEnd
    from brief.press.engine.page_model import PageModel, Paragraph
    from brief.press.pdf.objects import Box
    from brief.press.pdf.reader import PdfiumPage, PdfReader

MAX_OVERLAP = 1.0  # points by which two blocks may overlap: descenders and rounding

NOT_COMPARED = re.compile(
    r"[\s\u00ad\u2010\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\x02-]+"
)
"""Spaces, hyphens, directional marks, and PDFium's character for a hyphen at a line end."""
QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "−": "-"}
REVERSED = (
    "\u0590-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u08ff"
    "\ufb1d-\ufdff\ufe70-\ufefc"
)
"""Letters and marks of scripts that are written from right to left; no digits, no commas."""
REVERSED_WORD = re.compile(f"[{REVERSED}]+")
MARKS = re.compile(
    "([\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0898-\u08ff])"
)
WORD_ENDS = re.compile("[\\s\u200c\u2010-\u2015-]+")
OTHER_WORD = re.compile(rf"[^\W{REVERSED}]+")
NOT_REVERSED = re.compile(rf"[^\n{REVERSED}]+")
WITHOUT_HYPHENS = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff]")
"""Letters of scripts whose words break without a hyphen."""
NBSP = "\N{NO-BREAK SPACE}"
FIGURE_REMEDY = (
    "give the figure `notation: compact` or fewer `digits`, or choose a larger paper: numbers are "
    "set smaller where one is long, but never as small as text"
)
WORD_REMEDY = "shorten it, or put a soft hyphen (U+00AD) into its longest word"


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as PDFium reads it: its size, its text, and the boxes of its text.

    Boxes are in points from the lower left corner of the trim; `read_text` returns the text in a
    box, slowly.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    text: str
    read_text: Callable[[Box], str]


def read_pages(pdf: PdfReader) -> tuple[PdfPage, ...]:
    """Read the PDF with PDFium."""
    return tuple(_read_page(pdf.get_page(number)) for number in range(len(pdf)))


def find_missing_text(
    pages: Sequence[PdfPage], strings: Iterable[str], source_map: SourceMap = EMPTY_SOURCE_MAP
) -> list[Finding]:
    """Return an error for every string that is missing on the pages.

    Spaces, hyphens and the form of quotation marks are not compared. A string that is also a part
    of others (the figure 29 in a point about 29 firms) must appear once for each of them. On a page
    with letters that run from right to left each word of a string must be there: PDFium reads signs
    and numbers between such words in another order, and marks where most of a line is Latin.
    """
    strings = tuple(strings)
    plain = normalise_text("".join(page.text for page in pages))
    wanted = [normalise_text(string) for string in strings]
    lost = _find_lost_texts(wanted, plain)
    if lost and REVERSED_WORD.search(plain):
        texts = zip(strings, wanted, strict=True)
        lost -= {it for string, it in texts if it in lost and _has_words(string, strings, plain)}
    return [
        place_finding(
            error(
                "text-lost",
                f"this text is missing on the page: {quote(string)}",
                "the layout omits it or cuts it off: correct the layout, or shorten the text",
            ),
            source_map.find_text(string),
            ("the layout's template", source_map.find_template()),
        )
        for string, text in zip(strings, wanted, strict=True)
        if text in lost
    ]


def _has_words(string: str, strings: Sequence[str], found: str) -> bool:
    """Return whether a text has each word of a string as often as all that is wanted has it."""
    # apart, since the end of a word with the start of the next may be another word
    every = "\n".join(normalise_text(it) for text in strings for it in WORD_ENDS.split(text))
    letters = {text: NOT_REVERSED.sub("", text) for text in (every, found)}

    is_reversed = len(letters[found]) > len(found) / 2

    def has(word: str) -> bool:
        if REVERSED_WORD.match(word):
            return letters[found].count(word) >= letters[every].count(word)
        return found.count(word) >= every.count(word)

    def has_pieces(word: str) -> bool:
        # PDFium divides words at marks in Latin lines, and on Latin pages loses some marks, and
        # exchanges the parts of lines
        if REVERSED_WORD.match(word):
            pieces = MARKS.split(word)[:: 1 if is_reversed else 2]
            return MARKS.search(word) is not None and all(map(has, filter(None, pieces)))
        return not is_reversed and all(map(has, word))

    return all(
        has(part) or has_pieces(part)
        for word in map(normalise_text, WORD_ENDS.split(string))
        for part in (*REVERSED_WORD.findall(word), *OTHER_WORD.findall(word))
    )


def _find_lost_texts(wanted: Collection[str], found: str) -> set[str]:
    """Return the strings that are missing in a text.

    The longest are searched first, so that a word that was lost with one is not counted again.
    """
    lost: set[str] = set()
    kept = "\n".join(wanted)  # normalised texts contain no line feed
    for text in sorted(set(wanted) - {""}, key=len, reverse=True):
        if found.count(text) < kept.count(text):
            lost.add(text)
            kept = "\n".join(each for each in wanted if each not in lost)
    return lost


def find_stray_text(
    pages: Iterable[PdfPage], safe: float, source_map: SourceMap = EMPTY_SOURCE_MAP
) -> list[Finding]:
    """Return an error for text that is nearer than `safe` points to the edge of its page."""
    findings = []
    for page in pages:
        for box in page.boxes:
            left, bottom, right, top = box
            room = min(left, bottom, page.width - right, page.height - top)
            if room < safe and (text := page.read_text(box)).strip():
                distance = f"{room / POINTS_PER_MM:.0f} mm from its edge"
                message = f"{quote(text)} is {'off the page' if room < 0 else distance}"
                needed = f"{safe / POINTS_PER_MM:.0f} mm"
                remedy = f"it needs {needed}: shorten it, or change the layout"
                place = source_map.find_text(text)
                findings.append(error("text-outside", message, remedy, place))
    return findings


def find_clashing_blocks(
    galley: PageModel, source_map: SourceMap = EMPTY_SOURCE_MAP
) -> list[Finding]:
    """Return an error for each block that overlaps another or is cut off."""
    findings = [
        error(
            "text-cut",
            f"{quote(par.text)} is cut off by the box around it",
            "shorten the text, or make the layout's box larger",
            source_map.find_text(par.text),
        )
        for par in galley.paragraphs
        if par.is_clipped
    ]
    for first, second in _find_overlaps(galley.paragraphs):
        message = f"{quote(first.text)} and {quote(second.text)} are printed over each other"
        overlap = error("text-overlap", message, "shorten one of them, or change the layout")
        other = ("the other text", source_map.find_text(second.text))
        findings.append(place_finding(overlap, source_map.find_text(first.text), other))
    return findings


def find_overfull_lines(
    galley: PageModel, source_map: SourceMap = EMPTY_SOURCE_MAP
) -> list[Finding]:
    """Return an error for every block that has a line longer than the block is wide."""
    findings = []
    for par in galley.paragraphs:
        if par.overhang > 0 and not par.is_rotated:
            width = max(par.overhang / POINTS_PER_MM, 0.1)
            message = f"{quote(par.text)} is {width:.1f} mm wider than its column"
            remedy = FIGURE_REMEDY if par.figure_width else WORD_REMEDY
            finding = error("text-too-wide", message, remedy)
            findings.append(place_finding(finding, source_map.find_text(par.text)))
    return findings


def find_broken_words(
    ends: Iterable[LineEnd], strings: Iterable[str], source_map: SourceMap = EMPTY_SOURCE_MAP
) -> list[Finding]:
    """Return a warning for each word that goes on in the next line without a hyphen.

    `strings` are the texts of the page: only they tell whether there was a space between two lines.
    Some scripts have no hyphens.
    """
    broken: dict[str, str] = {}
    whole = ""
    for before, after in ends:
        start, rest = before.split()[-1], after.split()[0]
        if WITHOUT_HYPHENS.search(start[-1] + rest[0]):
            continue
        whole = whole or "\n".join(strings).replace(NBSP, " ")
        if start + rest in whole and f"{start} {rest}" not in whole:
            around = re.search(rf"\w*{re.escape(start + rest)}\w*", whole)
            broken.setdefault(around[0] if around else start + rest, start)
    return [
        place_finding(
            warning(
                "word-broken",
                f"{quote(word)} is broken after {quote(start)} without a hyphen",
                WORD_REMEDY,
            ),
            source_map.find_text(word),
        )
        for word, start in broken.items()
    ]


def normalise_text(text: str) -> str:
    """Return the text for comparison: no ligatures, spaces and hyphens, and one form of quotes."""
    plain = unicodedata.normalize("NFKC", text)
    for form, usual in QUOTES.items():
        plain = plain.replace(form, usual)
    # split() removes spaces, the most frequent, faster than the pattern
    return NOT_COMPARED.sub("", "".join(plain.split()))


def _find_overlaps(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, Paragraph]]:
    upright = [par for par in paragraphs if not par.is_rotated]
    for first, second in combinations(upright, 2):
        across = min(first.right, second.right) - max(first.left, second.left)
        end = min(first.top + first.height, second.top + second.height)
        down = end - max(first.top, second.top)
        if across > MAX_OVERLAP and down > MAX_OVERLAP:
            yield first, second


def _read_page(opened: PdfiumPage) -> PdfPage:
    page, reader = opened
    left, bottom, right, top = page.get_trimbox()
    boxes = {}
    for number in range(reader.count_rects()):
        box = reader.get_rect(number)
        boxes[box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom] = box

    def read_text(moved: Box) -> str:
        return str(reader.get_text_bounded(*boxes[moved]))

    return PdfPage(right - left, top - bottom, tuple(boxes), reader.get_text_range(), read_text)
