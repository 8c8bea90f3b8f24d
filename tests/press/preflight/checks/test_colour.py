"""How much ink is counted: of colours in all their spaces, and of images as they are stored."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from brief.press.preflight import inspect_file
from brief.press.preflight.checks.legibility import contrast
from tests.press.preflight.planting import append, opened, saved

INVERTED = [1, 0] * 4


def jpeg(document: pikepdf.Pdf, ink: int, decode: list[int]) -> None:
    """Paint a JPEG, stored as other programs do: turned over, which Decode tells."""
    target = BytesIO()
    Image.new("CMYK", (400, 400), (ink, ink, ink, ink)).save(target, "JPEG", quality=95)
    image = document.make_stream(target.getvalue(), Filter=Name.DCTDecode)
    facts = {"/Subtype": Name.Image, "/Width": 400, "/Height": 400, "/BitsPerComponent": 8}
    image.update({**facts, "/Type": Name.XObject, "/ColorSpace": Name.DeviceCMYK})
    if decode:
        image.Decode = Array(decode)
    document.pages[0].Resources.XObject = Dictionary(Planted=image)
    append(document, b"72 0 0 72 250 350 cm /Planted Do")


def codes(document: pikepdf.Pdf) -> set[str]:
    return {finding.code for finding in inspect_file(saved(document), "ink.pdf")}


@pytest.mark.parametrize(
    ("ink", "decode", "found"),
    [
        (240, INVERTED, {"ink-limit"}),
        (20, INVERTED, set()),
        (20, [], {"ink-limit"}),  # without Decode the samples mean what they are
        (240, [], set()),
    ],
)
def test_a_jpeg_is_read_as_decode_says(
    press: bytes, ink: int, decode: list[int], found: set[str]
) -> None:
    with opened(press) as document:
        jpeg(document, ink, decode)
        assert codes(document) == found


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        (b"0.9 0.8 0.7 0.5 k", set()),
        (b"0.9 0.8 0.7 0.7 k", {"ink-limit"}),
        (b"/Spots cs 1 1 1 1 scn", {"ink-limit"}),
        (b"/Spots cs 1 0 0 0.5 scn", set()),
        (b"/Spot cs 1 scn", set()),
    ],
)
def test_inks_of_all_spaces_are_counted(press: bytes, drawing: bytes, found: set[str]) -> None:
    with opened(press) as document:
        tint = document.make_stream(b"{pop pop pop 0 0 0}")
        tint.update({"/FunctionType": 4, "/Domain": Array([0, 1] * 4), "/Range": Array([0, 1] * 4)})
        one = document.make_stream(b"{0 0 0}")
        one.update({"/FunctionType": 4, "/Domain": Array([0, 1]), "/Range": Array([0, 1] * 4)})
        names = Array([Name.Cyan, Name.Magenta, Name.Gold, Name.Silver])
        document.pages[0].Resources.ColorSpace = Dictionary(
            Spots=Array([Name.DeviceN, names, Name.DeviceCMYK, tint]),
            Spot=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, one]),
        )
        append(document, drawing + b" 100 100 50 50 re f")
        assert codes(document) & {"ink-limit"} == found


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)
    assert contrast((255, 0, 0), (255, 255, 255)) == pytest.approx(4.0, abs=0.005)


def test_text_is_compared_with_what_is_behind_it(press: bytes) -> None:
    with opened(press) as document:
        page = document.pages[0]
        dark = document.make_stream(b"q 0 0 0 0.9 k -30 -30 900 900 re f Q ")
        page.contents_add(dark, prepend=True)
        assert "contrast-low" in codes(document)
