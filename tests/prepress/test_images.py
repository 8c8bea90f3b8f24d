"""Images: what cannot be printed is reported with its place, whatever the file is."""

from __future__ import annotations

import os
import random
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from brief.prepress.image_files import ImageFault, find_image_faults
from tests.pdf_structure import in_order, page_text, read_structure
from tests.workspace import FACTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


def find_image_fault(folder: Path, name: str, beside: str) -> ImageFault | None:
    """Return the first fault of an image, or None."""
    return next(iter(find_image_faults(folder, name, beside)), None)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a small image in that format."""
    target = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(target, kind)
    return target.getvalue()


BESIDE = "briefing.yaml"


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
    assert find_image_fault(tmp_path, name, BESIDE) is None


def test_a_sound_drawing_has_no_problem(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        b'<a href="https://example.org"><rect id="r" fill="url(#g)"/></a><use xlink:href="#r"/>'
        b"<style>rect { fill: red }</style></svg>"
    )
    assert find_image_fault(tmp_path, "a.svg", BESIDE) is None


PAGE = b"<!DOCTYPE html><html><body><img src=a.png></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.png", b"", "image-damaged", ("empty", "copy the file again")),
        ("a.png", b"no image", "image-damaged", ("not a PNG", "save it again")),
        ("a.png", picture()[:200], "image-damaged", ("to its end", "copy the file again")),
        ("a.jpg", picture("JPEG")[:200], "image-damaged", ("to its end", "copy the file again")),
        ("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%", "image-kind", ("PostScript", "as PNG or JPEG")),
        ("a.png", b"%PDF-1.7", "image-kind", ("a PDF", "as PNG or JPEG")),
        ("a.jpg", PAGE, "image-kind", ("a web page", "the picture itself")),
        ("a.jpg", b"II*\0abc", "image-kind", ("TIFF", "as PNG or JPEG")),
        ("a.jpg", b"\0\0\0\x18ftypheic", "image-kind", ("HEIC", "export it as JPEG")),
        ("a.png", b"<svg/>", "image-kind", ("SVG", "ends in .svg")),
        ("a.png", huge_png(50_000, 50_000), "image-too-large", ("too many pixels", "fewer")),
        ("a.png", huge_png(11_000, 11_000), "image-too-large", ("too many pixels", "fewer")),
        ("a.svg", b"", "image-damaged", ("empty", "copy")),
        ("a.svg", b"<svg", "image-damaged", ("not a readable SVG: line 1", "plain SVG")),
        ("a.svg", b"\xff\xfe<", "image-damaged", ("not a readable SVG", "plain SVG")),
        ("a.svg", b"<html/>", "image-kind", ("not an SVG", "plain SVG")),
        ("a.svg", b"<a>" * 100_000, "image-too-large", ("deeper ones", "as PNG")),
        ("a.svg", b'<svg><image href="b.png"/></svg>', "image-linked", ("b.png", "embed")),
        ("a.svg", b'<svg style="fill: url(b.svg#c)"/>', "image-linked", ("b.svg", "embed")),
        (
            "a.svg",
            b'<svg><style>@import "b.css";</style></svg>',
            "image-linked",
            ("b.css", "embed"),
        ),
        (
            "a.svg",
            b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
            "image-kind",
            ("entities", "plain SVG"),
        ),
        ("a.tif", b"II*\0", "image-kind", ("cannot be printed", "save it as PNG")),
        ("a.pdf", b"%PDF-1.7", "image-kind", ("cannot be printed", "save it as PNG")),
        ("a", picture(), "image-kind", ("cannot be printed", "ending")),
        ("a.css", b"p {}", "image-kind", ("cannot be printed", "save it as PNG")),
    ],
)
def test_unprintable_images_are_reported_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, code: str, words: tuple[str, str]
) -> None:
    said, remedy = words
    (tmp_path / name).write_bytes(content)
    fault = find_image_fault(tmp_path, name, BESIDE)
    assert fault is not None
    assert fault.code == code
    assert said in fault.message
    assert name in fault.message
    assert remedy in fault.remedy
    assert "beside" not in fault.remedy, "the file is there already"


def test_an_image_larger_than_any_page_needs_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    fault = find_image_fault(tmp_path, "a.png", BESIDE)
    assert fault is not None
    assert "larger than 64 MB" in fault.message


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.png", "is not in the folder"),
        ("../a.png", "outside"),
        ("/etc/passwd", "outside"),
        ("x" * 300 + ".png", "is not in the folder"),
        ("a\0.png", "a control character"),
        (".", "is a folder"),
        ("", "is a folder"),
        ("sub", "is a folder"),
        ("https://www.example.org/a.png", "is an address"),
    ],
)
def test_files_outside_the_folder_are_reported(tmp_path: Path, name: str, said: str) -> None:
    folder = tmp_path / "briefing"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "a.png").write_bytes(picture())
    fault = find_image_fault(folder, name, BESIDE)
    assert fault is not None
    assert said in fault.message
    assert fault.remedy


@pytest.mark.parametrize(
    ("there", "typed", "remedy"),
    [
        ("Photo.PNG", "photo.png", "write Photo.PNG: it differs by upper and lower case"),
        ("photo.jpg", "photo.png", "did you mean `photo.jpg`?"),
        ("images/photo.png", "photo.png", "did you mean `images/photo.png`?"),
        ("images/photo.png", "images\\photo.png", "write it with `/`: images/photo.png"),
        ("quay.png", "chart.svg", "put the file beside briefing.yaml"),
    ],
)
def test_the_file_that_was_meant_is_pointed_out(
    tmp_path: Path, there: str, typed: str, remedy: str
) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_bytes(picture())
    fault = find_image_fault(tmp_path, typed, BESIDE)
    assert fault is not None
    assert remedy in fault.remedy


def test_what_is_no_file_is_told_as_such(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    (tmp_path / "b.png").symlink_to("b.png")
    pipe, link = (find_image_fault(tmp_path, name, BESIDE) for name in ("a.png", "b.png"))
    assert pipe
    assert "is a pipe" in pipe.message
    assert link
    assert "a link that leads to no file" in link.remedy


@pytest.mark.parametrize("kind", ["fifo", "link out", "circle", "device"])
def test_paths_out_of_the_folder_are_refused(tmp_path: Path, kind: str) -> None:
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
    assert find_image_fault(folder, "photo.png", BESIDE)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_any_damage_is_reported(tmp_path: Path, kind: str) -> None:
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
        fault = find_image_fault(tmp_path, f"a.{kind.lower()}", BESIDE)
        assert fault is None or (fault.message and fault.remedy)


def with_image(workspace: Workspace, name: str = "photo.png") -> Workspace:
    """Give the project the small briefing with an image."""
    workspace.briefing("tides", "en", "de", facts=f'images:\n  - {{id: quay, file: "{name}"}}\n')
    for tag, alt in (("en", "A quay at low tide"), ("de", "Ein Kai bei Ebbe")):
        path = workspace.root / f"content/tides/{tag}.yaml"
        text = f"images:\n  quay: {{alt: {alt}, caption: 'Seen *from* the sea'}}\n"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    return workspace


@pytest.mark.parametrize(("name", "content"), [("photo.png", picture()), ("a ü.svg", SVG)])
def test_an_image_is_printed_and_described_in_the_pages_language(
    workspace: Workspace, name: str, content: bytes
) -> None:
    with_image(workspace, name).write(f"content/tides/{name}", content)
    run = workspace.run("build", "--json")
    assert run.codes() <= {"image-coarse", "text-identical"}  # worth a word, and no more
    for tag, alt in (("en", "A quay at low tide"), ("de", "Ein Kai bei Ebbe")):
        figures = [
            item.alt for item in read_structure(workspace.pdf(tag)).walk() if item.kind == "Figure"
        ]
        assert alt in figures
        assert in_order(page_text(workspace.pdf(tag)), "Seen from the sea")


def test_an_image_needs_no_caption(workspace: Workspace) -> None:
    with_image(workspace).write("content/tides/photo.png", picture())
    for tag in ("en", "de"):
        workspace.change(
            f"content/tides/{tag}.yaml", "caption: 'Seen *from* the sea'", "credit: A *Sailor*"
        )
    assert workspace.run("build").code == 0
    text = page_text(workspace.pdf())
    assert in_order(text, "A Sailor")
    assert "None" not in text


@pytest.mark.parametrize("content", [None, b"", picture()[:150]])
def test_an_image_that_cannot_be_printed_is_reported_with_its_place(
    workspace: Workspace, content: bytes | None
) -> None:
    with_image(workspace)
    if content is not None:
        workspace.write("content/tides/photo.png", content)
    run = workspace.run("build", "--json")
    assert run.code == 1
    finding = run.finding("image-missing" if content is None else "image-damaged")
    assert (finding["path"], finding["line"], finding["col"]) == (
        "content/tides/briefing.yaml",
        len(FACTS.splitlines()) + 2,
        len("  - {id: quay, file: ") + 1,
    )
    assert not workspace.pdf().exists()


def test_a_logo_that_does_not_exist_is_reported_with_its_place(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(more="logo: logo.svg\n")
    finding = workspace.run("build", "--brand", "own", "--json").finding("image-missing")
    assert (finding["path"], finding["line"]) == ("styles/brands/own/brand.yaml", 8)


def test_errors_of_images_and_texts_are_reported_together(workspace: Workspace) -> None:
    with_image(workspace).change("content/tides/en.yaml", "title:", "titel:")
    workspace.write("brief.yaml", "brand: hause\n")
    run = workspace.run("build", "--json")
    assert {"image-missing", "unknown-key", "unknown-brand"} <= run.codes()


def test_an_image_is_looked_at_although_its_file_has_other_slips(workspace: Workspace) -> None:
    with_image(workspace).change("content/tides/briefing.yaml", "value: 3.9", "value: '3,9'")
    assert {"image-missing", "bad-number"} <= workspace.run("build", "--json").codes()
