"""What a page may draw with, made by hand: converted where it is safe, refused where it is not."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zlib import compress

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from brief.press.colour.to_press import convert_to_press
from tests.press.colour.plates import ACCENT, FACTS, INKS, Job, coated, plates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIDE = 200  # points
SLUG = 10 * 72 / 25.4
MIDDLE = (35, 35)  # mm


def drawn(content: bytes, resources: Callable[[pikepdf.Pdf], pikepdf.Object] | None = None) -> Job:
    """Return what the press makes of a page with that content and those resources."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(SIDE, SIDE))
    page.TrimBox = Array([0, 0, SIDE, SIDE])
    page.MediaBox = Array([-SLUG, -SLUG, SIDE + SLUG, SIDE + SLUG])
    page.Contents = document.make_stream(content)
    page.Resources = resources(document) if resources else Dictionary()
    target = BytesIO()
    document.save(target)
    return Job(*convert_to_press(target.getvalue(), INKS, coated(), FACTS))


FILL = b" 0 0 200 200 re f"


def spaces(space: object) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    return lambda _: Dictionary(ColorSpace=Dictionary(S=space))


def shading(
    function: Callable[[pikepdf.Pdf], object], kind: int = 2
) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    return lambda document: Dictionary(
        Shading=Dictionary(
            S=document.make_indirect(
                Dictionary(
                    ShadingType=kind,
                    ColorSpace=Name.DeviceRGB,
                    Coords=Array([0, 0, SIDE, 0]),
                    Function=function(document),
                    Background=Array([1, 1, 1]),
                    Extend=Array([True, True]),
                )
            )
        )
    )


def accent() -> list[float]:
    return [part / 255 for part in bytes.fromhex(ACCENT[1:])]


def exponential(_: pikepdf.Pdf) -> pikepdf.Object:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(accent()), C1=Array(accent()), N=1)


def sampled(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.make_stream(
        bytes.fromhex(ACCENT[1:]) * 3,
        FunctionType=0,
        Domain=Array([0, 1]),
        Range=Array([0, 1, 0, 1, 0, 1]),
        Size=Array([3]),
        BitsPerSample=8,
    )


def turned(document: pikepdf.Pdf) -> pikepdf.Object:
    function = sampled(document)
    function.Encode = Array([2, 0])
    return function


def program(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.make_stream(
        b"{ 0 0 }", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 3)
    )


def form(content: bytes, **entries: object) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def build(document: pikepdf.Pdf) -> pikepdf.Object:
        stream = document.make_stream(content)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, SIDE, SIDE])
        for key, value in entries.items():
            stream[f"/{key}"] = value
        return Dictionary(XObject=Dictionary(F=stream))

    return build


def image(data: bytes, **entries: object) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def build(document: pikepdf.Pdf) -> pikepdf.Object:
        stream = document.make_stream(data)
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width = stream.Height = 1000
        stream.BitsPerComponent = 8
        for key, value in entries.items():
            stream[f"/{key}"] = value
        stream.write(compress(data * 1_000_000), filter=Name.FlateDecode)
        return Dictionary(XObject=Dictionary(F=stream))

    return build


def state(**entries: object) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def build(_: pikepdf.Pdf) -> pikepdf.Object:
        made = Dictionary(Type=Name.ExtGState)
        for key, value in entries.items():
            made[f"/{key}"] = value
        return Dictionary(ExtGState=Dictionary(S=made))

    return build


def mask(content: bytes, **entries: object) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def build(document: pikepdf.Pdf) -> pikepdf.Object:
        group = form(content, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))(
            document
        ).XObject.F
        soft = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
        for key, value in entries.items():
            soft[f"/{key}"] = value
        return Dictionary(
            ExtGState=Dictionary(S=Dictionary(SMask=soft)), XObject=Dictionary(F=group)
        )

    return build


def letters(document: pikepdf.Pdf) -> pikepdf.Object:
    r, g, b = accent()
    glyph = document.make_stream(f"1000 0 d0 {r} {g} {b} rg 0 0 1000 1000 re f".encode())
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
    )
    return Dictionary(Font=Dictionary(F=document.make_indirect(font)))


SQUARE = b"q 200 0 0 200 0 0 cm /F Do Q"
R, G, B = accent()
INKED: dict[
    str, tuple[bytes, Callable[[pikepdf.Pdf], pikepdf.Object] | None, tuple[float, ...]]
] = {
    "rg": (f"{R} {G} {B} rg".encode() + FILL, None, INKS[ACCENT]),
    "sc": (f"/DeviceRGB cs {R} {G} {B} sc".encode() + FILL, None, INKS[ACCENT]),
    "named": (f"/S cs {R} {G} {B} scn".encode() + FILL, spaces(Name.DeviceRGB), INKS[ACCENT]),
    "nothing set": (FILL, None, (0, 0, 0, 100)),
    "space alone": (b"/DeviceRGB cs" + FILL, None, (0, 0, 0, 100)),
    "gray": (b"0 g" + FILL, None, (0, 0, 0, 100)),
    "cmyk": (b".1 .2 .3 .4 k" + FILL, None, (10, 20, 30, 40)),
    "kept by q": (f"{R} {G} {B} rg q 1 0 0 rg Q".encode() + FILL, None, INKS[ACCENT]),
    "stroke": (f"{R} {G} {B} RG 200 w 0 100 m 200 100 l S".encode(), None, INKS[ACCENT]),
    "exponential": (b"/S sh", shading(exponential), INKS[ACCENT]),
    "sampled": (b"/S sh", shading(sampled), INKS[ACCENT]),
    "array": (b"/S sh", shading(lambda it: Array([exponential(it)])), INKS[ACCENT]),
    "form": (b"/F Do", form(f"{R} {G} {B} rg".encode() + FILL), INKS[ACCENT]),
    "inherited": (f"{R} {G} {B} rg /F Do".encode(), form(FILL), INKS[ACCENT]),
    "grey picture": (SQUARE, image(b"\0", ColorSpace=Name.DeviceGray), (0, 0, 0, 100)),
    "neutral picture": (SQUARE, image(b"\0\0\0", ColorSpace=Name.DeviceRGB), (0, 0, 0, 100)),
    "turned picture": (
        SQUARE,
        image(b"\xff", ColorSpace=Name.DeviceGray, Decode=Array([1, 0])),
        (0, 0, 0, 100),
    ),
    "cmyk picture": (SQUARE, image(b"\0\xff\0\0", ColorSpace=Name.DeviceCMYK), (0, 100, 0, 0)),
    "letters": (b"BT /F 300 Tf 0 0 Td (a) Tj ET", letters, INKS[ACCENT]),
    "mask": (
        b"/S gs 0 1 1 0 k" + FILL,
        mask(b"1 0 0 rg 0 0 200 200 re f"),
        (0, 30, 30, 0),
    ),
}


@pytest.mark.parametrize("name", INKED)
def test_whatever_draws_it_the_colour_is_right(tmp_path: Path, name: str) -> None:
    content, resources, inks = INKED[name]
    job = drawn(content, resources)
    assert job.findings == ()
    assert plates(job.pdf, tmp_path).at(*MIDDLE) == pytest.approx(inks, abs=1)


RGB_IMAGE = {"ColorSpace": Name.DeviceRGB}
REFUSED: dict[str, tuple[bytes, Callable[[pikepdf.Pdf], pikepdf.Object] | None, str]] = {
    "spot colour": (
        b"/S cs 1 scn" + FILL,
        spaces(Array([Name.Separation, Name.Gold, Name.DeviceRGB, Dictionary(FunctionType=2)])),
        "press-colour-space",
    ),
    "indexed": (
        b"/S cs 1 sc" + FILL,
        spaces(Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String("abcdef")])),
        "press-colour-space",
    ),
    "mesh": (b"/S sh", shading(exponential, kind=4), "press-shading"),
    "program": (b"/S sh", shading(program), "press-shading"),
    "turned samples": (b"/S sh", shading(turned), "press-shading"),
    "picture in place": (
        b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI",
        None,
        "press-image",
    ),
    "colours hidden": (
        SQUARE,
        image(b"abc", ColorSpace=Name.DeviceRGB, Mask=Array([0, 1, 0, 1, 0, 1])),
        "press-image",
    ),
    "picture in Lab": (
        SQUARE,
        image(b"abc", ColorSpace=Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])),
        "press-image",
    ),
    "no picture": (SQUARE, image(b"a", ColorSpace=Name.DeviceRGB), "press-image"),
    "PostScript": (b"/F Do", form(b"", Subtype=Name.PS), "press-drawing"),
    "transfer function": (b"/S gs", state(TR=Name.Identity), "press-state"),
    "own overprint": (b"/S gs", state(OP=True), "press-state"),
    "blend": (b"/S gs", state(BM=Array([Name.Screen, Name.Multiply])), "press-blend-mode"),
    "mask with a backdrop": (
        b"/S gs" + FILL,
        mask(b"1 g" + FILL, BC=Array([1, 1, 1])),
        "press-mask",
    ),
    "mask that is also drawn": (b"/S gs /F Do", mask(b"1 0 0 rg" + FILL), "press-mask"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_inked_safely_is_refused_with_its_page(name: str) -> None:
    content, resources, code = REFUSED[name]
    job = drawn(content, resources)
    assert job.pdf == b""
    assert job.codes() == {code}
    assert all(finding.message.startswith("page 1: ") for finding in job.findings)
    assert all(finding.remedy for finding in job.findings)


def test_a_cmyk_picture_with_too_much_ink_is_told() -> None:
    job = drawn(SQUARE, image(b"\xff\xff\xff\xff", ColorSpace=Name.DeviceCMYK))
    assert job.pdf
    (finding,) = job.findings
    assert finding.code == "press-ink-limit"
    assert "400 %" in finding.message


def test_multiply_passes_and_asks_for_a_blend_space() -> None:
    job = drawn(b"/S gs 1 0 0 rg" + FILL, state(BM=Name.Multiply))
    assert job.findings == ()
    with job.document() as document:
        assert Name.DeviceCMYK == document.pages[0].Group.CS


def test_a_page_without_transparency_has_no_blend_space() -> None:
    with drawn(b"1 0 0 rg" + FILL).document() as document:
        assert "/Group" not in document.pages[0]
