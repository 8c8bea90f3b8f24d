"""What fonts say about their glyphs is read from every kind of program, and from encodings."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

from brief.press.preflight.pdf.font_programs import read_font_program

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTHS = {".notdef": 500, "A": 600, "B": 700}


@pytest.fixture
def document() -> Iterator[pikepdf.Pdf]:
    with pikepdf.Pdf.new() as made:
        yield made


def build_font(*, outlines: str) -> bytes:
    """Return a font of two letters, without names of glyphs that would tell them."""
    builder = FontBuilder(1000, isTTF=outlines == "TrueType")
    builder.setupGlyphOrder([*WIDTHS])
    builder.setupCharacterMap({65: "A", 66: "B"})
    if outlines == "TrueType":
        builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in WIDTHS})
    else:
        shapes = {name: T2CharStringPen(0, None).getCharString() for name in WIDTHS}
        builder.setupCFF("Own", {}, shapes, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in WIDTHS.items()})
    builder.setupHorizontalHeader()
    builder.setupPost()
    target = BytesIO()
    builder.save(target)
    return target.getvalue()


@pytest.mark.parametrize("outlines", ["TrueType", "CFF"])
def test_glyphs_of_composite_fonts_are_known_by_their_table(
    document: pikepdf.Pdf, outlines: str
) -> None:
    key = "/FontFile2" if outlines == "TrueType" else "/FontFile3"
    program = document.make_stream(build_font(outlines=outlines))
    kind = Name.CIDFontType2 if outlines == "TrueType" else Name.CIDFontType0
    descendant = Dictionary(Subtype=kind, FontDescriptor=Dictionary({key: program}))
    font = Dictionary(
        Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([descendant])
    )
    found = read_font_program(font, frozenset({0, 1, 2, 9}))
    assert found.characters == {1: {"A"}, 2: {"B"}}
    assert found.widths == {0: 500, 1: 600, 2: 700}


@pytest.mark.parametrize("content", [b"", b"OTTO" + b"\0" * 40, b"no font"])
def test_of_a_broken_program_nothing_is_known(document: pikepdf.Pdf, content: bytes) -> None:
    descriptor = Dictionary(FontFile2=document.make_stream(content))
    descendant = Dictionary(Subtype=Name.CIDFontType2, FontDescriptor=descriptor)
    font = Dictionary(
        Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([descendant])
    )
    found = read_font_program(font, frozenset({1}))
    assert (found.characters, found.widths) == ({}, {})


def test_simple_fonts_are_known_by_their_encoding(document: pikepdf.Pdf) -> None:
    encoding = Dictionary(
        BaseEncoding=Name.WinAnsiEncoding, Differences=Array([66, Name.eacute, Name.g12])
    )
    font = Dictionary(Subtype=Name.Type1, Encoding=encoding)
    assert read_font_program(font, frozenset({65, 66, 67})).characters == {65: {"A"}, 66: {"é"}}
    head = b"dup 65 /alpha put\ndup 66 /beta put\nreadonly def\ncurrentfile eexec\0"
    descriptor = Dictionary(FontFile=document.make_stream(head), Flags=4)
    font = Dictionary(Subtype=Name.Type1, FontDescriptor=descriptor)
    assert read_font_program(font, frozenset({65, 66})).characters == {65: {"α"}, 66: {"β"}}
