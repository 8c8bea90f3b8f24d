"""Fonts: found where a brand says, gathered once, never the machine's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief.findings import Place
from brief.press.fonts.families import gather_fonts
from tests.pdf_structure import fonts

if TYPE_CHECKING:
    from brief.press.fonts.families import FontSet
    from tests.workspace import Workspace

HERE = Place("styles/brands/own/brand.yaml", 7, 18)


def gathered(cache: Path, *families: str, own: Path | None = None) -> FontSet:
    """Return the fonts of these families, which must be there."""
    found, findings = gather_fonts(dict.fromkeys(families, HERE), own or cache / "none", cache)
    assert found is not None, findings
    return found


def test_a_family_is_found_in_its_package(tmp_path: Path) -> None:
    found = gathered(tmp_path, "Lato")
    (family,) = found.families
    assert family[0] == "Lato"
    assert not family[1][0].italic
    assert family[1][0].weight == 400


def test_all_missing_families_are_told_at_once_with_their_place(tmp_path: Path) -> None:
    found, findings = gather_fonts(
        {"Lato": HERE, "Nimbus Vapour": HERE, "Cirrus": HERE}, tmp_path, tmp_path
    )
    assert found is None
    assert [finding.place for finding in findings] == [HERE, HERE]
    assert "`Nimbus Vapour`" in findings[0].message
    assert "no Python package is known to have it" in findings[1].remedy


def test_the_brands_own_files_come_first(tmp_path: Path) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    regular = next(face for face in gathered(tmp_path, "Lato").families[0][1] if face.weight == 400)
    shutil.copy(regular.file, own / "my.ttf")
    found = gathered(tmp_path, "Lato", own=own)
    assert [face.file for face in found.families[0][1]] == [own / "my.ttf"]


@pytest.mark.parametrize("name", ["Cirrus-Regular.ttf", "cirrus.woff2"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    (own / name).write_bytes(b"wOF2" + b"\1" * 400)
    _, findings = gather_fonts({"Cirrus": HERE}, own, tmp_path)
    assert f"fonts/{name} is there, but cannot be read" in findings[0].remedy


@pytest.mark.parametrize("content", [b"", b"no font", b"\0\1\0\0" + b"\xff" * 400, None])
def test_what_is_no_font_is_passed_over(tmp_path: Path, content: bytes | None) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    if content is None:
        os.mkfifo(own / "a.ttf")
        (own / "b.otf").mkdir()
        (own / "c.ttf").symlink_to(own / "nowhere.ttf")
    else:
        (own / "a.ttf").write_bytes(content)
    assert gathered(tmp_path, "Lato", own=own).families[0][1]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Häfen – «è» 29 %", []),
        ("Hafen\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\n", []),
        ("潮と潮", ["潮", "と"]),
        ("🚢 Ship", ["🚢"]),
    ],
)
def test_characters_that_no_font_has_are_found_once(
    tmp_path: Path, text: str, lacking: list[str]
) -> None:
    assert gathered(tmp_path, "Lato", "Spectral").find_missing_characters(text) == lacking


def test_one_family_that_has_a_character_is_enough(tmp_path: Path) -> None:
    assert gathered(tmp_path, "Lato").find_missing_characters("ệ\N{ROMAN NUMERAL TWELVE}→") != []
    assert gathered(tmp_path, "Lato", "Fira Sans").find_missing_characters("→") == []


def test_a_style_sheet_cannot_bring_in_a_font_of_the_machine(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(
        css="h1 { font-family: 'DejaVu Sans', monospace, cursive }"
    )
    workspace.run("build", "--brand", "own")
    assert all(name.startswith("Lato") for name in fonts(workspace.pdf()))


def test_the_cache_is_where_the_user_keeps_caches(workspace: Workspace, tmp_path: Path) -> None:
    cache = tmp_path / "kept"
    assert workspace.briefing("tides", "en").run("build", XDG_CACHE_HOME=str(cache)).code == 0
    assert (cache / "brief" / "fonts").is_dir()


@pytest.mark.parametrize("home", ["/proc/nowhere", "relative"])
def test_without_a_place_for_a_cache_the_temporary_folder_serves(
    workspace: Workspace, tmp_path: Path, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief.project.gettempdir", lambda: str(tmp_path))
    run = workspace.briefing("tides", "en").run("build", XDG_CACHE_HOME=home, HOME="/proc/nowhere")
    assert run.code == 0
    assert (tmp_path / f"brief-{os.getuid()}" / "fonts").is_dir()
    assert not (Path(workspace.root) / "relative").exists()
