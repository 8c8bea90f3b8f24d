"""The characters of codes are read from every form of a ToUnicode map."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from brief.press.preflight.pdf.unicode_map import TextDecoder, read_unicode_map


def make_font(document: pikepdf.Pdf, cmap: bytes, kind: str = "/Type0") -> pikepdf.Object:
    return Dictionary(Subtype=Name(kind), ToUnicode=document.make_stream(cmap))


@pytest.mark.parametrize(
    ("cmap", "found"),
    [
        (b"1 beginbfchar <0003> <0041> endbfchar", {3: "A"}),
        (b"2 beginbfchar\n<03><00660069>\n<04> <D83D DE00>\nendbfchar", {3: "fi", 4: "😀"}),
        (b"1 beginbfrange <0010> <0012> <0061> endbfrange", {16: "a", 17: "b", 18: "c"}),
        (b"1 beginbfrange <01> <02> [<0078> <0079007A>] endbfrange", {1: "x", 2: "yz"}),
        (b"% 1 beginbfchar <01> <0041> endbfchar\n", {}),
        (b"1 beginbfchar <> <0041> endbfchar", {}),
        (b"1 beginbfchar <05> <> endbfchar", {5: ""}),
        (b"1 beginbfchar <05> <41> endbfchar", {5: "A"}),
    ],
)
def test_maps_are_read(cmap: bytes, found: dict[int, str]) -> None:
    with pikepdf.Pdf.new() as document:
        assert read_unicode_map(make_font(document, cmap)) == found


def test_a_range_without_end_is_read_in_part() -> None:
    with pikepdf.Pdf.new() as document:
        cmap = b"1 beginbfrange <0000> <ffffffff> <0041> endbfrange"
        assert 60_000 < len(read_unicode_map(make_font(document, cmap))) <= 70_000


def test_texts_are_decoded_by_one_or_two_bytes() -> None:
    cmap = b"1 beginbfchar <41> <0058> endbfchar"
    with pikepdf.Pdf.new() as document:
        decoder = TextDecoder()
        assert decoder.decode(make_font(document, cmap), b"\0A\0B") == "X"
        assert decoder.decode_glyphs(make_font(document, cmap, "/Type1"), b"AB") == ["X", ""]
        assert decoder.decode(None, b"AB") == ""
