"""What a page may load: the project's own files from its named folders, and nothing else."""

from __future__ import annotations

import os
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.job.resources import ResourceLoader, ResourceRefused
from brief.press.job.urls import file_url

if TYPE_CHECKING:
    from pathlib import Path


SECRET = b"the-secret-outside"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder that the shelf serves; a secret lies beside it."""
    inside = tmp_path / "brand"
    inside.mkdir()
    (inside / "logo.svg").write_text(SVG)
    (tmp_path / "secret.svg").write_bytes(SECRET)
    (tmp_path / "brand-not").mkdir()
    (tmp_path / "brand-not" / "secret.svg").write_bytes(SECRET)
    return inside


@pytest.fixture
def shelf(folder: Path) -> ResourceLoader:
    return ResourceLoader((("brand", str(folder)),))


def test_a_file_of_the_folder_is_served(shelf: ResourceLoader, folder: Path) -> None:
    item = shelf.load("brief:///brand/logo.svg")
    assert item.content == (folder / "logo.svg").read_bytes()
    assert item.media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "name", ["a b.svg", "ü.svg", "100%.svg", "a#b.svg", "a?b.svg", "x/ä ö.svg"]
)
def test_a_name_with_odd_characters_is_found(
    shelf: ResourceLoader, folder: Path, name: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"odd")
    assert shelf.load(file_url("brand", name)).content == b"odd"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/logo.svg",
        "https://example.org/logo.svg",
        "ftp://example.org/logo.svg",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "/etc/passwd",
        "logo.svg",
        "",
        "brief:",
        "brief:///",
        "brief:///brand",
        "brief:///brand/",
        "brief:///etc/passwd",
        "brief:///other/logo.svg",
        "brief://example.org/brand/logo.svg",
        "brief:///brand/../secret.svg",
        "brief:///brand/%2e%2e/secret.svg",
        "brief:///brand/%2e%2e%2fsecret.svg",
        "brief:///brand/..%2fsecret.svg",
        "brief:///brand/../brand-not/secret.svg",
        "brief:///brand//etc/passwd",
        "brief:///brand/%2fetc%2fpasswd",
        "brief:///brand/logo.svg%00",
        "brief:///brand/%00",
        "brief:///brand/" + "x" * 5000 + ".svg",
        "brief:///brand/missing.svg",
        "http://[::1",
        "data:image/png;base64,AAAAA",
    ],
)
def test_nothing_else_is_served(shelf: ResourceLoader, url: str) -> None:
    with pytest.raises(ResourceRefused) as refusal:
        shelf.load(url)
    assert str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_a_link_out_of_the_folder_is_refused(shelf: ResourceLoader, folder: Path) -> None:
    (folder / "out.svg").symlink_to(folder.parent / "secret.svg")
    (folder / "up").symlink_to(folder.parent)
    for name in ("out.svg", "up/secret.svg"):
        with pytest.raises(ResourceRefused, match="outside"):
            shelf.load(f"brief:///brand/{name}")


def test_a_link_within_the_folder_is_served(shelf: ResourceLoader, folder: Path) -> None:
    (folder / "same.svg").symlink_to("logo.svg")
    assert shelf.load("brief:///brand/same.svg").content


def test_links_in_a_circle_are_refused(shelf: ResourceLoader, folder: Path) -> None:
    (folder / "a.svg").symlink_to("b.svg")
    (folder / "b.svg").symlink_to("a.svg")
    with pytest.raises(ResourceRefused):
        shelf.load("brief:///brand/a.svg")


@pytest.mark.parametrize("kind", ["fifo", "folder", "device"])
def test_what_is_no_file_is_refused_and_never_waited_for(
    shelf: ResourceLoader, folder: Path, kind: str
) -> None:
    path = folder / "photo.png"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(ResourceRefused):
        shelf.load("brief:///brand/photo.png")


def test_a_file_of_a_kind_that_no_page_needs_is_refused(
    shelf: ResourceLoader, folder: Path
) -> None:
    (folder / "brand.yaml").write_text("publisher: x")
    with pytest.raises(ResourceRefused, match=r"\.yaml"):
        shelf.load("brief:///brand/brand.yaml")


@pytest.mark.parametrize(
    ("url", "content", "media_type"),
    [
        ("data:,a%20b", b"a b", "text/plain"),
        ("data:image/png;base64," + b64encode(b"\xff\x00").decode(), b"\xff\x00", "image/png"),
        ("DATA:image/png,%ff%00", b"\xff\x00", "image/png"),
        ("data:image/svg+xml;charset=utf-8,%3Csvg/%3E", b"<svg/>", "image/svg+xml"),
    ],
)
def test_a_data_url_holds_what_it_says(
    shelf: ResourceLoader, url: str, content: bytes, media_type: str
) -> None:
    item = shelf.load(url)
    assert (item.content, item.media_type) == (content, media_type)


@given(st.text())
def test_any_url_is_served_from_the_folder_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "shelf"
    folder.mkdir(exist_ok=True)
    shelf = ResourceLoader((("brand", str(folder)),))
    for url in (text, f"brief:///brand/{text}", f"brief:{text}", f"http://{text}"):
        with pytest.raises(ResourceRefused):
            shelf.load(url)
