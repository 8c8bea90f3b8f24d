"""Draw text of complex scripts so that all of its words are found, copied and read aloud.

ToUnicode gives a glyph one text, in the order of drawing. That loses letters of scripts that
reorder, split or join them: Hindi, Thai, Arabic. WeasyPrint 70 writes nothing else. Here

* in a line from left to right with glyphs that tell another text, or with marks, each word is a
  span with its ActualText (ISO 32000-2, 14.9.4);
* in text from right to left each character has its own code (`text_codes.py`), from left to right
  as drawn: the programs that read a PDF reverse it, and a span's ActualText too. Raised marks are
  drawn after the text, since a letter at another height would end a word.

Lines whose glyphs tell their text are drawn as before. Like the other corrections, these change
pages, so they cannot be switched off.

Depends on: `draw_first_line` (its results for text without ellipses, pictures or missing glyphs).
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

from weasyprint.draw import text as weasyprint_text
from weasyprint.text.ffi import FROM_UNITS, ffi

from brief.press.weasyprint_patches.pango_runs import (
    EMPTY,
    GLYPH_INFO,
    UnusualTextError,
    add_font,
    is_plain_line,
    read_glyphs,
    read_runs,
)
from brief.press.weasyprint_patches.text_codes import (
    apply_text_codes,
    get_text_codes,
    join_operands,
    write_offset,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from brief.press.weasyprint_patches.text_codes import TextCodes

COMPLEX = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1700-\u1cff\u200c\u200d\u20d0-\u20ff"
    "\u3099\u309a\ua800-\uabff\ufb00-\ufdff\ufe00-\ufe0f\ufe20-\ufe2f\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f\U000e0100-\U000e01ef]"
)
"""Letters that are shaped, joined or written from right to left; marks; variation selectors."""
UNREAD = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that direct line breaking and order: a word is not searched with them."""
JOINERS = frozenset("\u200c\u200d")
NOTHING = "\t"  # the text of glyphs that have no letter: it ends a word
WORD_END = "\N{ZERO WIDTH NON-JOINER}"
MARK = "\N{RIGHT-TO-LEFT MARK}"
NUDGE = 120
"""Thousandths of the size by which a blank is left of its glyph, so that poppler ends no word."""

_draw_first_line = weasyprint_text.draw_first_line


class _Code(NamedTuple):
    """An operand of `TJ` with the offsets around it (ISO 32000-1, 9.4.3).

    `rise` is in text space (9.3.7), `advance` in thousandths of the size. A silent code has no
    letter of its own.
    """

    operand: str
    advance: float = 0
    rise: float = 0
    is_silent: bool = False


class _Cluster(NamedTuple):
    """Glyphs that show some characters together; `read_text` is what they mean by ToUnicode.

    `end` is for the end of a word: beside a wide letter PDFium sees no space.
    """

    font: tuple[Any, float]
    codes: tuple[_Code, ...]
    text: str
    read_text: str
    is_reversed: bool
    end: _Code = _Code("")


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line of text, and return its pictures: only WeasyPrint's own function draws some."""
    if COMPLEX.search(textbox.text) and is_plain_line(textbox, text_overflow, block_ellipsis):
        try:
            clusters = list(_read_line(stream, textbox))
        except UnusualTextError:
            pass
        else:
            stream.set_text_matrix(*matrix.values)
            _draw_clusters(stream, clusters)
            return []
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _draw_clusters(stream: Any, clusters: Sequence[_Cluster]) -> None:
    """Draw clusters from left to right, with the texts of words in a line that is misread."""
    is_misread = any(not it.is_reversed and _is_misread(it) for it in clusters)
    for (is_reversed, is_space), group in groupby(clusters, _get_kind):
        part = list(group)
        text = "".join([it.text for it in part])
        if is_reversed:
            _show_reversed(stream, part)
        elif is_misread and text and not is_space:
            with _span(stream, text):
                _show(stream, [*part, part[-1]._replace(codes=(part[-1].end,))])
        else:
            _show(stream, part)


def _is_misread(cluster: _Cluster) -> bool:
    """Return whether glyphs tell another text, or a mark is above or below a letter."""
    return cluster.read_text != cluster.text or any(category(it)[0] == "M" for it in cluster.text)


def _get_kind(cluster: _Cluster) -> tuple[bool, bool]:
    """Return whether a cluster runs from right to left, and whether it divides words."""
    return cluster.is_reversed, cluster.text.isspace() and not cluster.is_reversed


@contextmanager
def _span(stream: Any, text: str) -> Iterator[None]:
    """Give the glyphs that are drawn meanwhile a text that replaces them."""
    content = f"feff{text.encode('utf-16-be').hex()}"
    stream.stream.append(f"/Span <</ActualText <{content}>>> BDC".encode())
    yield
    stream.end_marked_content()


def _show(stream: Any, clusters: Iterable[_Cluster]) -> None:
    codes = [(it.font, code.rise, code.operand) for it in clusters for code in it.codes]
    for ((font, size), rise), group in groupby(codes, lambda code: code[:2]):
        stream.set_font_size(font.hash, size)
        _show_codes(stream, "".join([operand for _, _, operand in group]), rise)


def _show_codes(stream: Any, operands: str, rise: float = 0) -> None:
    if rise:
        stream.set_text_rise(-rise)
    stream.show_text(join_operands(operands))
    if rise:
        stream.set_text_rise(0)


def _show_reversed(stream: Any, clusters: Iterable[_Cluster]) -> None:
    """Draw clusters on the base line, and then the glyphs that have no letter, or a rise."""
    for (font, size), group in groupby(clusters, lambda it: it.font):
        operands, pen = "", 0.0
        silent: list[tuple[float, _Code]] = []
        for code in (code for it in group for code in it.codes):
            if code.is_silent:
                silent.append((pen, code))
            operands += write_offset(code.advance) if code.is_silent else code.operand
            pen += code.advance
        stream.set_font_size(font.hash, size)
        _show_codes(stream, operands)
        if silent:
            with _span(stream, NOTHING):
                for start, code in silent:
                    back = start - pen
                    operands = (
                        f"{write_offset(back)}{code.operand}{write_offset(-back - code.advance)}"
                    )
                    _show_codes(stream, operands, code.rise)


def _read_line(stream: Any, textbox: Any) -> Iterator[_Cluster]:
    """Yield the clusters of a line from left to right, with marks of direction between runs.

    Where a number is beside a space or a bracket in text from right to left, poppler takes these
    as parts of the number.
    """
    layout = textbox.pango_layout
    characters = layout.text.encode()
    before: _RunReader | None = None
    for run in read_runs(layout):
        font, size = add_font(stream, run, textbox.style)
        reader = _RunReader(stream, run, font, size)
        turns = before is not None and before.is_reversed != reader.is_reversed
        if before and turns and textbox.style["direction"] == "rtl":
            yield (reader if reader.is_reversed else before).write_mark()
        yield from reader.read_clusters(characters[run.item.offset :][: run.item.length])
        before = reader


class _RunReader:
    """Reads the clusters of a run: text in one font, size and direction."""

    def __init__(self, stream: Any, run: Any, font: Any, size: float) -> None:
        self._stream = stream
        self._run = run
        self._font = font, size
        self._size = size
        self._codes: TextCodes = get_text_codes(font)
        self.is_reversed = bool(run.item.analysis.level % 2)

    def read_clusters(self, characters: bytes) -> Iterator[_Cluster]:
        """Yield the clusters from left to right; `characters` are those of the run in UTF-8."""
        infos = read_glyphs(self._run)
        end = _Code("") if self.is_reversed else self._write_blank(WORD_END, 0)
        starts = ffi.unpack(self._run.glyphs.log_clusters, len(infos))
        following = sorted({*starts, len(characters)})
        ends = dict(pairwise(following))
        for start, group in groupby(range(len(infos)), starts.__getitem__):
            text = UNREAD.sub("", characters[start : ends[start]].decode())
            glyphs = [infos[index] for index in group]
            encode = self._encode_reversed if self.is_reversed else self._encode
            codes, read_text = encode(glyphs, text)
            yield _Cluster(self._font, tuple(codes), text, read_text, self.is_reversed, end)

    def write_mark(self) -> _Cluster:
        """Return a blank that means a mark of direction, from right to left."""
        return _Cluster(self._font, (self._write_blank(MARK),), MARK, MARK, is_reversed=True)

    def _encode(self, glyphs: Sequence[tuple[int, ...]], text: str) -> tuple[list[_Code], str]:
        """Return the codes of a cluster from left to right, and what they tell."""
        texts = self._codes.font.to_unicode
        shown = [info[0] for info in glyphs if info[0] != EMPTY]
        rest = text
        means: dict[int, str] = {}
        for glyph in shown:  # a glyph that shows a character by itself means that character
            own = next((it for it in rest if self._codes.find_glyph(it) == glyph), "")
            if own:
                rest = rest.replace(own, "", 1)
                means[glyph] = own
        for glyph in shown:
            if glyph not in means:
                means[glyph], rest = rest, ""
            texts.setdefault(glyph, means[glyph])
        read_text = "".join([texts[glyph] for glyph in shown])
        return [self._write_glyph(info, info[0]) for info in glyphs], read_text

    def _encode_reversed(
        self, glyphs: Sequence[tuple[int, ...]], text: str
    ) -> tuple[list[_Code], str]:
        """Return the codes of a cluster, one for each character, and the last character first."""
        if all(info[0] == EMPTY for info in glyphs):
            text = "".join([it for it in text if it in JOINERS])
        level = sum(info[0] != EMPTY and not info[3] for info in glyphs)
        letters = list(text[::-1])
        surplus = max(0, len(letters) - level)
        codes = [self._write_blank(letter) for letter in letters[:surplus]]
        left = iter(letters[surplus:])
        for info in glyphs:
            code = info[0]
            letter = "" if code == EMPTY or info[3] else next(left, "")
            if letter:
                code = self._codes.find_code(code, letter)
            elif code != EMPTY:
                self._codes.font.to_unicode.setdefault(code, text)
            is_silent = code != EMPTY and not letter
            codes.append(self._write_glyph(info, code)._replace(is_silent=is_silent))
        return codes, text

    def _write_glyph(self, info: tuple[int, ...], code: int) -> _Code:
        """Return the code of a glyph, with the offsets around it as WeasyPrint writes them."""
        glyph, advance, x_offset, y_offset = info
        size = self._size
        if glyph == EMPTY:
            return _Code(f">{-advance / size}<", advance / size)
        if glyph > EMPTY:
            raise UnusualTextError
        width = self._codes.measure(self._stream, self._run.item.analysis.font, glyph, size)
        offset = x_offset / size
        kerning = int(width + offset - advance * 1000 * FROM_UNITS / size)
        before = f">{-offset}<" if offset else ""
        after = f">{kerning}<" if kerning else ""
        operand = f"{before}{code:04x}{after}"
        return _Code(operand, offset + width - kerning, y_offset / 1000)

    def _write_blank(self, text: str, nudge: int = NUDGE) -> _Code:
        """Return the code of a blank that takes no room and means a text."""
        codes, pango_font = self._codes, self._run.item.analysis.font
        blank = codes.find_blank(self._stream, pango_font)
        codes.font.to_unicode.setdefault(blank, " ")
        width = codes.measure(self._stream, pango_font, blank, self._size)
        back = nudge or width
        return _Code(f">{back}<{codes.find_code(blank, text):04x}>{width - back}<")


def apply_readable_text() -> None:
    """Replace the function, before other patches keep the original."""
    if ffi.sizeof("PangoGlyphInfo") == GLYPH_INFO.size:
        weasyprint_text.draw_first_line = draw_first_line
        apply_text_codes()
