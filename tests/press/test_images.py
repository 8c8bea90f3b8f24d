"""Images: what cannot be printed is told with its place, whatever the file is."""

from __future__ import annotations

import os
import random
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from brief.press.images import image_problem
from tests.inspecting import in_order, page_text, read_structure
from tests.making import FACTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.making import Making

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a small image in that format."""
    target = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(target, kind)
    return target.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG that claims to be that large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 10_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_sound_image_has_no_problem(tmp_path: Path, kind: str) -> None:
    name = f"photo.{kind.lower()}"
    (tmp_path / name).write_bytes(picture(kind))
    assert image_problem(tmp_path, name) == ""


def test_a_sound_drawing_has_no_problem(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        b'<a href="https://example.org"><rect id="r" fill="url(#g)"/></a><use xlink:href="#r"/>'
        b'<image href="data:image/png;base64,AA=="/><style>rect { fill: red }</style></svg>'
    )
    assert image_problem(tmp_path, "a.svg") == ""


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.png", b"", "empty"),
        ("a.png", b"no image", "no PNG"),
        ("a.png", picture()[:200], "damaged"),
        ("a.jpg", picture("JPEG")[:200], "damaged"),
        ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no PNG"),
        ("a.png", b"%PDF-1.7", "no PNG"),
        ("a.png", huge_png(50_000, 50_000), "too many pixels"),
        ("a.png", huge_png(11_000, 11_000), "too many pixels"),
        ("a.svg", b"", "empty"),
        ("a.svg", b"<svg", "no readable SVG"),
        ("a.svg", b"\xff\xfe<", "no readable SVG"),
        ("a.svg", b"<html/>", "no SVG"),
        ("a.svg", b"<a>" * 100_000, "no readable SVG"),
        ("a.svg", b'<svg><image href="b.png"/></svg>', "b.png"),
        ("a.svg", b'<svg style="fill: url(b.svg#c)"/>', "b.svg"),
        ("a.svg", b'<svg><style>@import "b.css";</style></svg>', "b.css"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "entities"),
        ("a.tif", b"II*\0", "cannot be printed"),
        ("a.pdf", b"%PDF-1.7", "cannot be printed"),
        ("a", picture(), "cannot be printed"),
        ("a.css", b"p {}", "cannot be printed"),
    ],
)
def test_what_cannot_be_printed_is_said(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    problem = image_problem(tmp_path, name)
    assert said in problem
    assert name in problem


def test_an_image_larger_than_any_page_needs_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert "larger than 64 MB" in image_problem(tmp_path, "a.png")


@pytest.mark.parametrize(
    "name",
    ["missing.png", "../a.png", "/etc/passwd", "x" * 300 + ".png", "a\0.png", ".", "", "sub"],
)
def test_what_is_not_in_the_folder_is_said(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "briefing"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "a.png").write_bytes(picture())
    problem = image_problem(folder, name)
    assert "there is no image" in problem or "outside" in problem


def test_upper_and_lower_case_are_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "Photo.PNG").write_bytes(picture())
    assert "Photo.PNG: upper and lower case" in image_problem(tmp_path, "photo.png")


@pytest.mark.parametrize("kind", ["fifo", "link out", "circle", "device"])
def test_what_is_no_file_of_the_folder_is_refused(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "briefing"
    folder.mkdir()
    (tmp_path / "a.png").write_bytes(picture())
    path = folder / "photo.png"
    if kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(
            {"link out": "../a.png", "circle": "photo.png", "device": "/dev/zero"}[kind]
        )
    assert image_problem(folder, "photo.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_any_damage_is_told_in_words(tmp_path: Path, kind: str) -> None:
    """Whatever is wrong with the bytes, the answer is a sentence and no exception."""
    sound = picture(kind)
    chance = random.Random(f"damage to {kind}")  # noqa: S311 - the same damage every time
    for number in range(60):
        damaged = bytearray(sound)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if number % 3 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        (tmp_path / f"a.{kind.lower()}").write_bytes(damaged)
        assert isinstance(image_problem(tmp_path, f"a.{kind.lower()}"), str)


def with_image(making: Making, name: str = "photo.png") -> Making:
    """Give the project the small briefing with an image."""
    making.briefing("tides", "en", "de", facts=f'images:\n  - {{id: quay, file: "{name}"}}\n')
    for tag, alt in (("en", "A quay at low tide"), ("de", "Ein Kai bei Ebbe")):
        path = making.root / f"content/tides/{tag}.yaml"
        text = f"images:\n  quay: {{alt: {alt}, caption: 'Seen *from* the sea'}}\n"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    return making


@pytest.mark.parametrize(("name", "content"), [("photo.png", picture()), ("a ü.svg", SVG)])
def test_an_image_is_printed_and_described_in_the_pages_language(
    making: Making, name: str, content: bytes
) -> None:
    with_image(making, name).write(f"content/tides/{name}", content)
    run = making.run("build", "--json")
    assert run.codes() <= {"image-coarse"}  # so few pixels are worth a word
    for tag, alt in (("en", "A quay at low tide"), ("de", "Ein Kai bei Ebbe")):
        figures = [
            item.alt for item in read_structure(making.pdf(tag)).walk() if item.kind == "Figure"
        ]
        assert alt in figures
        assert in_order(page_text(making.pdf(tag)), "Seen from the sea")


def test_an_image_needs_no_caption(making: Making) -> None:
    with_image(making).write("content/tides/photo.png", picture())
    for tag in ("en", "de"):
        making.change(
            f"content/tides/{tag}.yaml", "caption: 'Seen *from* the sea'", "credit: A *Sailor*"
        )
    assert making.run("build").code == 0
    text = page_text(making.pdf())
    assert in_order(text, "A Sailor")
    assert "None" not in text


@pytest.mark.parametrize("content", [None, b"", picture()[:150]])
def test_an_image_that_cannot_be_printed_is_told_with_its_place(
    making: Making, content: bytes | None
) -> None:
    with_image(making)
    if content is not None:
        making.write("content/tides/photo.png", content)
    run = making.run("build", "--json")
    assert run.code == 1
    finding = run.finding("image")
    assert (finding["path"], finding["line"], finding["col"]) == (
        "content/tides/briefing.yaml",
        len(FACTS.splitlines()) + 2,
        len("  - {id: quay, file: ") + 1,
    )
    assert not making.pdf().exists()


def test_a_logo_that_is_not_there_is_told_with_its_place(making: Making) -> None:
    making.briefing("tides", "en").brand(more="logo: logo.svg\n")
    finding = making.run("build", "--brand", "own", "--json").finding("image")
    assert (finding["path"], finding["line"]) == ("styles/brands/own/brand.yaml", 8)
