"""Pages in screen colours come out of the press in ink: measured on Ghostscript's plates."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from brief.press.colour.to_press import convert_to_press
from tests.press.colour.plates import ACCENT, FACTS, INKS, PrintShop, coated, noise, picture, plates
from tests.press.colour.reading import dictionaries, ids, is_picture, read_boxes, screen_colours

if TYPE_CHECKING:
    from pathlib import Path

GRADIENT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"
  style="inline-size: 40mm; display: block" role="img" aria-label="x"><defs>
  <linearGradient id="a"><stop offset="0" stop-color="#8c1c2b"/><stop offset="1"
  stop-color="#ffffff"/></linearGradient></defs>
  <rect width="40" height="10" fill="url(#a)"/></svg>"""
FLAT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"
  style="inline-size: 40mm; display: block"><rect width="40" height="10" fill="#8c1c2b"/></svg>"""
MIDDLE = (30, 14)  # mm from the trim: within what stands first on the page


def test_black_text_is_on_the_black_plate_only(shop: PrintShop, tmp_path: Path) -> None:
    job = shop.separate("<p>What the tide does</p><p style='color: #16191d'>to the port</p>")
    assert job.findings == ()
    assert plates(job.pdf, tmp_path).most() == (0, 0, 0, 100)


def test_black_text_overprints_and_white_does_not(shop: PrintShop, tmp_path: Path) -> None:
    for colour, kept in (("#000", True), ("#fff", False), ("#777", False)):
        css = f"div {{ background: {ACCENT}; font-size: 40pt; color: {colour} }}"
        job = shop.separate("<div>■■■■■■■</div>".replace("■", "M"), css=css)
        sheet = plates(job.pdf, tmp_path, 150)
        area = sheet.magenta.crop((130, 130, 300, 150))
        assert (area.getextrema()[0] == 255) is kept, colour


@pytest.mark.parametrize(
    "body",
    [
        f"<div style='background: {ACCENT}'></div>",
        FLAT,
        f"<div style='border-block-start: 8mm solid {ACCENT}'></div>",
        f"<div style='background: linear-gradient({ACCENT}, {ACCENT})'></div>",
    ],
    ids=["background", "svg", "border", "gradient"],
)
def test_the_accent_has_the_inks_that_the_brand_names(
    shop: PrintShop, tmp_path: Path, body: str
) -> None:
    job = shop.separate(body)
    assert job.findings == ()
    assert plates(job.pdf, tmp_path).at(*MIDDLE) == pytest.approx(INKS[ACCENT], abs=1)


@pytest.mark.parametrize("grey", ["#808080", "rgb(20% 20% 20%)", "#fafafa", "lab(50 0 0)"])
def test_neutrals_are_black_ink_alone(shop: PrintShop, tmp_path: Path, grey: str) -> None:
    inks = plates(shop.separate(f"<div style='background: {grey}'></div>").pdf, tmp_path).at(
        *MIDDLE
    )
    assert inks[:3] == (0, 0, 0)
    assert 0 < inks[3] < 100


PICTURES = {
    "jpeg": (picture(noise(), "jpeg", quality=95), "/DeviceCMYK"),
    "png": (picture(noise()), "/DeviceCMYK"),
    "palette": (picture(noise().quantize(32)), "/DeviceCMYK"),
    "grey": (picture(Image.linear_gradient("L").resize((320, 320))), "/DeviceGray"),
    "grey in RGB": (
        picture(Image.linear_gradient("L").resize((320, 320)).convert("RGB")),
        "/DeviceGray",
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_in_ink_and_within_the_limit(
    shop: PrintShop, tmp_path: Path, name: str
) -> None:
    url, space = PICTURES[name]
    job = shop.separate(f"<img alt=x src='{url}' style='inline-size: 20mm; display: block'>")
    assert job.findings == ()
    with job.document() as document:
        (found,) = [it for it in document.objects if is_picture(it)]
        assert found.ColorSpace == pikepdf.Name(space)
    sheet = plates(job.pdf, tmp_path)
    assert sheet.coverage() <= 301  # a share of a level for each plate
    assert (max(sheet.most()[:3]) == 0) is (space == "/DeviceGray")


def test_a_picture_keeps_its_alpha(shop: PrintShop, tmp_path: Path) -> None:
    image = Image.new("RGBA", (320, 320), (255, 0, 0, 0))
    image.paste((255, 0, 0, 255), (160, 0, 320, 320))
    url = picture(image)
    job = shop.separate(f"<img alt=x src='{url}' style='inline-size: 20mm; display: block'>")
    assert job.findings == ()
    with job.document() as document:
        (found,) = [it for it in document.objects if is_picture(it) and "/SMask" in it]
        assert found.SMask.ColorSpace == pikepdf.Name.DeviceGray
        assert pikepdf.Name.DeviceCMYK == document.pages[0].Group.CS
    sheet = plates(job.pdf, tmp_path)
    assert sheet.at(14, 15) == (0, 0, 0, 0)
    assert sheet.at(26, 15)[1] > 85


@pytest.mark.parametrize(
    "body",
    [
        f"<div style='background: linear-gradient(to right, {ACCENT}, #fff)'></div>",
        "<div style='background: radial-gradient(#00f, #0f0 40%, #000)'></div>",
        "<div style='background: repeating-linear-gradient(red, red 2mm, #ccc 0, #ccc 4mm)'></div>",
        GRADIENT,
        GRADIENT.replace('stop-color="#ffffff"', 'stop-color="#0000ff" stop-opacity=".2"'),
        "<div style='background: rgba(0, 0, 255, .4)'></div>",
        "<p style='font-size: 60pt; color: rgb(0 0 0 / .5)'>x</p>",
        f"<div style='opacity: .5; background: {ACCENT}'></div>",
        "<p style='color: oklch(0.5 0.2 300)'>x</p><p style='color: lab(40 50 -20)'>y</p>",
        "<div style='background: color(--screen 0.2 0.4 0.6)'></div>",
    ],
)
def test_nothing_is_left_in_screen_colours(shop: PrintShop, tmp_path: Path, body: str) -> None:
    job = shop.separate(body)
    assert job.findings == ()
    assert screen_colours(job.document()) == []
    sheet = plates(job.pdf, tmp_path)
    assert 20 < sheet.coverage() <= 301


def test_a_gradient_begins_exactly_and_ends_on_paper(shop: PrintShop, tmp_path: Path) -> None:
    sheet = plates(shop.separate(GRADIENT).pdf, tmp_path, 144)
    assert sheet.at(10.2, 14) == pytest.approx(INKS[ACCENT], abs=2)
    assert sheet.at(49.7, 14) == pytest.approx((0, 0, 0, 0), abs=2)
    magenta = [sheet.at(x, 14)[1] for x in range(11, 49)]
    assert magenta == sorted(magenta, reverse=True)


def test_half_of_a_mask_shows_half_of_the_ink(shop: PrintShop, tmp_path: Path) -> None:
    css = f"div {{ background: linear-gradient({ACCENT}80, {ACCENT}80) }}"
    job = shop.separate("<div></div>", css=css)
    half = [ink / 2 for ink in INKS[ACCENT]]
    assert plates(job.pdf, tmp_path).at(*MIDDLE) == pytest.approx(half, abs=1.5)


@pytest.mark.parametrize("blend", ["screen", "difference", "luminosity"])
def test_blends_that_ink_cannot_do_are_refused(shop: PrintShop, blend: str) -> None:
    svg = FLAT.replace("<rect", "<defs><filter id='f'><feBlend mode='{}'/></filter></defs><rect")
    svg = svg.format(blend).replace("fill=", "filter='url(#f)' fill=")
    job = shop.separate(svg)
    assert job.codes() == {"press-blend-mode"}
    assert job.pdf == b""


def test_boxes_marks_and_bleed(shop: PrintShop, tmp_path: Path) -> None:
    css = "@page { background: #8c1c2b }"
    job = shop.separate("<p>x</p>", css=css)
    path = tmp_path / "boxes.pdf"
    path.write_bytes(job.pdf)
    boxes = read_boxes(path)
    width, height = 100, 80
    assert boxes["TrimBox"] == pytest.approx((0, 0, width, height), abs=0.01)
    assert boxes["BleedBox"] == pytest.approx((-3, -3, width + 3, height + 3), abs=0.01)
    assert boxes["MediaBox"] == pytest.approx((-10, -10, width + 10, height + 10), abs=0.01)
    sheet = plates(job.pdf, tmp_path, 300)
    assert sheet.at(-2.9, 40) == pytest.approx(INKS[ACCENT], abs=1)
    assert sheet.at(-3.2, 45) == (0, 0, 0, 0)  # the background ends with the bleed
    corner = int(6.9 / 25.4 * 300)
    assert sheet.black.crop((0, 0, corner, corner)).getextrema()[1] == 0
    assert sheet.at(-7, 0) == sheet.at(0, 80 + 7) == (100, 100, 100, 100)
    assert sheet.at(-6.75, 40) == (100, 100, 100, 100)  # a target's middle


def test_without_marks_there_are_none(shop: PrintShop, tmp_path: Path) -> None:
    job = shop.separate("<p>x</p>", condition=replace(coated(), marks=False, bleed=5))
    sheet = plates(job.pdf, tmp_path, 300)
    assert sheet.at(-7, 0) == (0, 0, 0, 0)
    with job.document() as document:
        assert float(document.pages[0].BleedBox[0]) == pytest.approx(-5 * 72 / 25.4, abs=0.01)


def test_links_bookmarks_and_attachments_are_gone_and_their_text_is_not(shop: PrintShop) -> None:
    proof = shop.proof("<h1>Head</h1><p>Read <a href='https://example.org/'>there</a></p>")
    with pikepdf.open(BytesIO(proof)) as document:
        assert "/Annots" in document.pages[0]
        assert "/Outlines" in document.Root
    pdf, findings = convert_to_press(proof, INKS, coated(), FACTS)
    assert findings == ()
    with pikepdf.open(BytesIO(pdf)) as document:
        kinds = {str(it.get("/S")) for it in document.objects if isinstance(it, pikepdf.Dictionary)}
        assert "/Link" not in kinds
        assert "/OBJR" not in {str(it.get("/Type")) for it in dictionaries(document)}
        assert not {"/Outlines", "/Names", "/AF", "/OpenAction"} & set(document.Root.keys())
        assert "/Annots" not in document.pages[0]


def test_the_same_page_gives_the_same_bytes(shop: PrintShop) -> None:
    body = f"<p>x</p>{GRADIENT}<img alt=x src='{picture(noise())}' style='inline-size: 20mm'>"
    proof = shop.proof(body, "<p>two</p>")
    first, second = (convert_to_press(proof, INKS, coated(), FACTS)[0] for _ in range(2))
    assert first
    assert first == second
    other, _ = convert_to_press(proof, {ACCENT: (20, 100, 80, 30)}, coated(), FACTS)
    assert other != first
    assert ids(other) != ids(first)


def test_pages_bound_together_are_all_in_ink(shop: PrintShop, tmp_path: Path) -> None:
    job = shop.separate(FLAT + "<p style='color: lab(40 50 -20)'>y</p>", GRADIENT + FLAT)
    assert job.findings == ()
    assert screen_colours(job.document()) == []
    for page in (1, 2):
        spot = MIDDLE if page == 1 else (30, 24)
        assert plates(job.pdf, tmp_path, page=page).at(*spot) == pytest.approx(INKS[ACCENT], abs=1)


def test_inkcov_agrees_that_a_text_page_is_black(shop: PrintShop, tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    condition = replace(coated(), marks=False)
    path.write_bytes(shop.separate("<p>The tide</p>", condition=condition).pdf)
    run = subprocess.run(
        ["gs", "-q", "-dSAFER", "-o", "-", "-sDEVICE=inkcov", path],
        capture_output=True,
        text=True,
        check=True,
    )
    inks = [float(ink) for ink in run.stdout.split()[:4]]
    assert inks[:3] == [0, 0, 0]
    assert inks[3] > 0
