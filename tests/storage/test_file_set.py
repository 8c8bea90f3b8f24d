"""Files that are written together: all or none, and none over another."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from brief.errors import BriefError
from brief.storage.file_set import find_existing, overwrite_file, write_new_files

if TYPE_CHECKING:
    from pathlib import Path


def test_all_are_written_with_the_folders_that_lead_to_them(tmp_path: Path) -> None:
    write_new_files({tmp_path / "a" / "b" / "c": b"1", tmp_path / "a" / "d": b"2"})
    assert (tmp_path / "a/b/c").read_bytes() == b"1"
    assert (tmp_path / "a/d").read_bytes() == b"2"
    assert len(list(tmp_path.rglob("*"))) == 4, "nothing is left beside them"


def test_where_one_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"mine")
    with pytest.raises(BriefError, match="taken cannot be written") as caught:
        write_new_files(
            {tmp_path / "new" / "a": b"1", tmp_path / "taken": b"2", tmp_path / "b": b"3"}
        )
    assert caught.value.code == "not-written"
    with pytest.raises(BriefError) as caught:
        write_new_files({tmp_path / "taken": b"2"}, remedy="choose another", code="cannot-write")
    assert (caught.value.code, caught.value.remedy) == ("cannot-write", "choose another")
    assert [path.name for path in tmp_path.rglob("*")] == ["taken"]
    assert (tmp_path / "taken").read_bytes() == b"mine"


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(BriefError, match="cannot be written"):
        write_new_files({tmp_path / "a" / "b": b"1"})
    with pytest.raises(BriefError, match="cannot be written"):
        overwrite_file(tmp_path / "a" / "b", b"1")


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert find_existing([tmp_path / "link", tmp_path / "free"]) == [tmp_path / "link"]


def test_a_file_system_without_hard_links_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", refuse)
    write_new_files({tmp_path / "new" / "a": b"1"})
    assert [path.name for path in tmp_path.rglob("*")] == ["new", "a"]
    with pytest.raises(BriefError):
        write_new_files({tmp_path / "b": b"2", tmp_path / "new" / "a": b"3"})
    assert [path.name for path in tmp_path.rglob("*")] == ["new", "a"]
    assert (tmp_path / "new" / "a").read_bytes() == b"1"
