"""Files written in one step: whole, with the right rights, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from brief.storage.atomic_write import default_file_mode, write_atomically

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "page.pdf"
    write_atomically(path, b"one")
    write_atomically(path, b"two", mode=0o640)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["page.pdf"]


def test_what_must_not_be_overwritten_stays(tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    write_atomically(path, b"new", overwrite=False)
    with pytest.raises(FileExistsError):
        write_atomically(path, b"newer", overwrite=False)
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["it.yaml"]


def test_nothing_stays_behind_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(OSError, match=r"page\.pdf"):
        write_atomically(tmp_path / "page.pdf", b"one")
    assert [file.name for file in tmp_path.iterdir()] == ["page.pdf"]


def test_the_usual_rights_are_those_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        (tmp_path / "any").touch()
        assert default_file_mode() == (tmp_path / "any").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)
