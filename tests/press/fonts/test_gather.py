"""The folder of gathered fonts: made once, and made again where anything in it is damaged."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief.errors import SetupError
from brief.findings import Place
from brief.press.fonts.families import gather_fonts
from brief.press.fonts.gather import gather_folder
from brief.storage.hashed_store import take_damage_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.fonts.families import FontSet
    from tests.workspace import Workspace

HERE = Place("styles/brands/own/brand.yaml", 7, 18)
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "garbled": lambda content: content[:40] + bytes(it ^ 1 for it in content[40:80]) + content[80:],
    "emptied": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
}


def gathered(cache: Path, *families: str, own: Path | None = None) -> FontSet:
    """Return the fonts of these families, which must be installed."""
    found, findings = gather_fonts(dict.fromkeys(families, HERE), own or cache / "none", cache)
    assert found is not None, findings
    return found


def cached_files(cache: Path) -> list[Path]:
    """Return the files and links below the folder of gathered fonts."""
    return sorted(path for path in (cache / "fonts").rglob("*") if not path.is_dir())


def damage(path: Path, kind: str) -> None:
    """Replace a file, or a link and not the font that it leads to."""
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(DAMAGES[kind](content))


def contents(cache: Path) -> dict[Path, tuple[bytes, bool]]:
    """Return what the gathered folders contain; fontconfig's cache has times in it."""
    return {
        path: (path.read_bytes(), path.is_symlink())
        for path in cached_files(cache)
        if path.parent.suffix == ".files"
    }


def test_fonts_are_gathered_once(tmp_path: Path) -> None:
    first = gathered(tmp_path, "Lato", "Spectral").folder
    made = {path: path.lstat().st_mtime_ns for path in cached_files(tmp_path)}
    assert gathered(tmp_path, "Lato", "Spectral").folder == first
    del made[next(path for path in made if path.suffix == ".hashes")]  # its time is that of its use
    assert made.items() <= {it: it.lstat().st_mtime_ns for it in cached_files(tmp_path)}.items()
    assert gathered(tmp_path, "Lato").folder != first


def test_a_folder_that_was_left_half_done_is_made_anew(tmp_path: Path) -> None:
    folder = gathered(tmp_path, "Lato").folder
    (folder / "fonts.conf").unlink()
    assert (gathered(tmp_path, "Lato").folder / "fonts.conf").is_file()
    link = next(path for path in folder.iterdir() if path.is_symlink())
    link.unlink()
    link.symlink_to("/nowhere/lato.ttf")
    again = gathered(tmp_path, "Lato").folder
    assert all(path.exists() for path in again.iterdir())
    assert {path.suffix for path in again.parent.iterdir()} == {".files", ".fontconfig", ".hashes"}


def test_a_font_that_was_replaced_is_gathered_anew(tmp_path: Path) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    shutil.copy(gathered(tmp_path, "Lato").families[0][1][0].file, own / "my.ttf")
    first = gathered(tmp_path, "Lato", own=own).folder
    os.utime(own / "my.ttf", ns=(1, 1))
    assert gathered(tmp_path, "Lato", own=own).folder != first


def test_a_cache_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "fonts").write_text("a file")
    with pytest.raises(SetupError, match="fonts cannot be kept"):
        gathered(tmp_path, "Lato")


@pytest.mark.parametrize("kind", DAMAGES)
def test_each_damaged_file_is_made_again_and_noted(tmp_path: Path, kind: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(gathered(tmp_path, "Lato").families[0][1][0].file, own / "my.ttf")
    shutil.rmtree(tmp_path / "fonts")
    gathered(tmp_path, "Lato", own=own)
    take_damage_notes()
    before, files = contents(tmp_path), cached_files(tmp_path)
    assert {path.suffix for path in files} >= {".conf", ".ttf", ".hashes"}
    assert any(".cache-" in path.name for path in files)
    for path in files:
        if path.stat().st_size:
            damage(path, kind)
            gathered(tmp_path, "Lato", own=own)
            assert contents(tmp_path) == before, path
            assert cached_files(tmp_path) == files
            assert [note.code for note in take_damage_notes()] == ["cache-damaged"], path
            gathered(tmp_path, "Lato", own=own)
            assert take_damage_notes() == []


def test_a_file_that_was_added_or_a_link_elsewhere_is_found(tmp_path: Path) -> None:
    folder = gathered(tmp_path, "Lato").folder
    before = contents(tmp_path)
    (folder / "999-other.ttf").write_bytes(b"")
    gathered(tmp_path, "Lato")
    assert contents(tmp_path) == before
    first, second = sorted(path for path in folder.iterdir() if path.is_symlink())[:2]
    first.unlink()
    first.symlink_to(second.readlink())
    gathered(tmp_path, "Lato")
    assert contents(tmp_path) == before


def test_where_links_are_not_possible_copies_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    font = gathered(tmp_path, "Lato").families[0][1][0].file
    monkeypatch.setattr(Path, "symlink_to", refuse)
    copies = tmp_path / "copies"
    folder = gather_folder([font], copies)
    copy = next(folder.glob("000-*"))
    assert not copy.is_symlink()
    damage(copy, "garbled")
    assert gather_folder([font], copies) == folder
    assert copy.read_bytes() == font.read_bytes()


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_build_with_a_damaged_font_cache_prints_the_same_page(
    workspace: Workspace, tmp_path: Path, kind: str
) -> None:
    cache = tmp_path / "kept"
    workspace.briefing("tides", "en").run("build", XDG_CACHE_HOME=str(cache))
    page = workspace.pdf().read_bytes()
    for path in cached_files(cache / "brief"):
        if path.stat().st_size:
            damage(path, kind)
    run = workspace.run("build", "--fresh", "--json", XDG_CACHE_HOME=str(cache))
    assert run.code == 0
    assert {finding["code"] for finding in run.json["findings"]} == {"cache-damaged"}
    assert workspace.pdf().read_bytes() == page
