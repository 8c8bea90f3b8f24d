"""For a printer without colour nothing on a page keeps any, and all is as light as it was."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brief.design.brand.grey import as_grey
from brief.press.colour.to_grey import GreyConverter, convert_to_grey
from brief.press.pdf.colour_spaces import RGB
from tests.press.colour.plates import noise, picture
from tests.press.colour.reading import dictionaries, is_picture, screen_colours

if TYPE_CHECKING:
    from pathlib import Path

    from tests.press.colour.plates import PrintShop
    from tests.workspace import Workspace

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="200" height="60">
<defs>
<linearGradient id="g"><stop offset="0" stop-color="#8c1c2b"/><stop offset="1" stop-color="gold"/>
</linearGradient>
<mask id="m"><rect width="60" height="20" fill="#80c080"/></mask>
</defs>
<rect width="20" height="20" fill="url(#g)"/>
<rect x="20" width="20" height="20" fill="teal" stroke="#f0a" opacity="0.5"/>
<rect x="40" width="20" height="20" fill="#0055aa" mask="url(#m)"/>
</svg>"""
BODY = f"""\
<p style="color: #8c1c2b">Red</p>
<div style="background: linear-gradient(to right, #8c1c2b, #00aa88 40%, yellow)"></div>
<div style="background: radial-gradient(#8c1c2b, rgba(0, 0, 200, 0.3))"></div>
<div style="background: device-cmyk(0 1 1 0); border: 1mm solid rgb(0 100 200 / 50%)"></div>
<img style="width: 20mm" src="{picture(noise(64))}" alt="a">
<img style="width: 20mm" src="{picture(noise(64), "jpeg", quality=90)}" alt="b">
<img style="width: 20mm" src="{picture(noise(64).convert("RGBA"))}" alt="c">
<img style="width: 20mm" src="{picture(noise(64).convert("P"))}" alt="d">
"""


def with_svg(body: str) -> str:
    from base64 import b64encode

    return f'{body}<img src="data:image/svg+xml;base64,{b64encode(SVG.encode()).decode()}" alt="e">'


def seen(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[0].render(scale=1.5, rev_byteorder=True).to_pil().convert("RGB")
    document.close()
    return image


def pixels(image: Image.Image) -> list[bytes]:
    data = image.tobytes()
    return [data[at : at + 3] for at in range(0, len(data), 3)]


@pytest.fixture(scope="module")
def proof(shop: PrintShop) -> bytes:
    return shop.proof(with_svg(BODY))


@pytest.fixture(scope="module")
def grey(proof: bytes) -> bytes:
    pdf, findings = convert_to_grey(proof)
    assert findings == ()
    return pdf


def test_no_colour_operator_picture_or_gradient_is_left(proof: bytes, grey: bytes) -> None:
    with pikepdf.open(BytesIO(proof)) as document:
        assert len(screen_colours(document)) > 10
    with pikepdf.open(BytesIO(grey)) as document:
        assert screen_colours(document) == []
        found = dictionaries(document)
        shown = [repr(dict(item)) for item in found]
        assert not any("DeviceCMYK" in text or "/Separation" in text for text in shown)
        pictures = [item for item in found if is_picture(item)]
        assert len(pictures) >= 4
        assert all(item.get("/ColorSpace") == pikepdf.Name.DeviceGray for item in pictures)
        shadings = [item for item in found if "/ShadingType" in item]
        assert len(shadings) >= 3
        assert all(item.ColorSpace == pikepdf.Name.DeviceGray for item in shadings)
        streams = [page.Contents.read_bytes() for page in document.pages]
        streams += [item.read_bytes() for item in found if item.get("/Subtype") == "/Form"]
        assert not re.search(rb"(?m)[\d.] (?:k|K|rg|RG)$", b"\n".join(streams))


def test_what_is_seen_is_grey_and_as_light_as_it_was(proof: bytes, grey: bytes) -> None:
    before, after = seen(proof), seen(grey)
    pairs = zip(pixels(before), pixels(after), strict=True)
    wrong = 0
    for (red, green, blue), shown in pairs:
        assert max(shown) - min(shown) <= 1
        wanted = int(as_grey(f"#{red:02x}{green:02x}{blue:02x}", text=False)[1:3], 16)
        wrong += abs(wanted - shown[0]) > 12
    # light and ink are mixed otherwise in what is half transparent, and at the edges
    assert wrong < 0.03 * before.width * before.height


def test_text_tags_and_metadata_stay(proof: bytes, grey: bytes) -> None:
    texts = [pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() for pdf in (proof, grey)]
    assert texts[0] == texts[1]
    with pikepdf.open(BytesIO(proof)) as one, pikepdf.open(BytesIO(grey)) as other:
        kinds = [
            sorted(str(item.S) for item in dictionaries(it) if item.get("/Type") == "/StructElem")
            for it in (one, other)
        ]
        assert kinds[0] == kinds[1]
        assert one.Root.Metadata.read_bytes() == other.Root.Metadata.read_bytes()
        assert one.trailer.ID[0] == other.trailer.ID[0]
    assert b"<x:xmpmeta" in grey  # uncompressed, for programs that know nothing of PDF


def test_the_same_page_gives_the_same_bytes(proof: bytes, grey: bytes) -> None:
    assert convert_to_grey(proof)[0] == grey


def test_a_photograph_stays_a_jpeg(grey: bytes) -> None:
    with pikepdf.open(BytesIO(grey)) as document:
        filters = [str(item.Filter) for item in dictionaries(document) if is_picture(item)]
    assert filters.count("/DCTDecode") == 1
    assert "/FlateDecode" in filters


def test_what_cannot_be_turned_grey_is_told_and_left(proof: bytes) -> None:
    with pikepdf.open(BytesIO(proof)) as document:
        tint = document.make_stream(
            b"{dup}", FunctionType=4, Domain=[0, 1], Range=[0, 1, 0, 1, 0, 1]
        )
        spot = pikepdf.Array(
            [pikepdf.Name.Separation, pikepdf.Name.Gold, pikepdf.Name.DeviceRGB, tint]
        )
        page = document.pages[0]
        page.Resources.ColorSpace = pikepdf.Dictionary(Spot=spot)
        page.contents_add(b"/Spot cs 1 scn")
        target = BytesIO()
        document.save(target)
    pdf, findings = convert_to_grey(target.getvalue())
    (finding,) = findings
    assert (finding.code, finding.severity) == ("colour-left", "warning")
    assert "Separation" in finding.message
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.pages[0].Resources.ColorSpace.Spot == spot or "/Spot" in str(
            document.pages[0].Resources.ColorSpace.keys()
        )


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_picture_has_the_greys_of_the_page(pixel: tuple[int, int, int]) -> None:
    """A logo as a picture must not stand out from the same colour drawn."""
    greys = GreyConverter()
    (drawn,) = greys.convert_colour(RGB, tuple(part / 255 for part in pixel))
    image = greys.convert_image(Image.new("RGB", (1, 1), pixel), RGB)
    assert image.mode == "L"
    level = image.getpixel((0, 0))
    assert isinstance(level, int)
    assert abs(level / 255 - drawn) < 0.025


def test_an_office_page_has_a_grey_logo_picture_and_header(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="images: [{id: quay, file: quay.jpg}]\n")
    workspace.change(
        "content/tides/en.yaml",
        "key_figures:",
        "images: {quay: {alt: The quay, caption: The quay}}\nkey_figures:",
    )
    target = BytesIO()
    noise(400).save(target, "jpeg", quality=85)
    workspace.write("content/tides/quay.jpg", target.getvalue())
    logo = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path fill="#c00" d="M0 0h9v3"/>'
    )
    workspace.brand(
        more="logo: logo.svg\n",
        css=".masthead { background: linear-gradient(to right, #8c1c2b, #0055aa); color: #fff }"
        ".dateline { color: #fff }",
    )
    workspace.write("styles/brands/own/logo.svg", f"{logo}</svg>")
    run = workspace.run("build", "--json", "--brand", "own", "--profile", "office")
    assert (run.code, run.json["findings"]) == (0, []), run.err
    path: Path = workspace.pdf("en.office")
    with pikepdf.open(path) as document:
        assert screen_colours(document) == []
    image = seen(path.read_bytes())
    assert all(max(pixel) - min(pixel) <= 1 for pixel in pixels(image))
