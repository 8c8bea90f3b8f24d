"""A file is written only if it is still as it was when the edit began."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from brief.editorial.editing import (
    ChangedMeanwhileError,
    hash_bytes,
    insert_item,
    read_for_editing,
    write_if_unchanged,
)
from brief.errors import BriefError, ContentError
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "project" / "content" / "tolls" / "it.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xef\xbb\xbftitle: a\r\npoints:\r\n  - b\r\n")
    return path


def test_bytes_around_the_text_stay(file: Path) -> None:
    file.chmod(0o640)
    text, found = read_for_editing(file)
    assert text == "title: a\r\npoints:\r\n  - b\r\n"
    new = write_if_unchanged(file, text.replace("a", "ü"), found)
    assert file.read_bytes() == "\ufefftitle: ü\r\npoints:\r\n  - b\r\n".encode()
    assert new == hash_bytes(file.read_bytes())
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["it.yaml"]


def test_a_change_of_others_is_not_overwritten(file: Path) -> None:
    text, found = read_for_editing(file)
    file.write_text("title: theirs\n")
    with pytest.raises(ChangedMeanwhileError) as caught:
        write_if_unchanged(file, text, found)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own error
    for problem in (caught.value, copy):
        assert (problem.mine, problem.theirs) == (text, "title: theirs\n")
        assert problem.their_hash == hash_bytes(file.read_bytes())
        assert str(problem.place) == "content/tolls/it.yaml"
    assert file.read_text() == "title: theirs\n"
    write_if_unchanged(file, text, caught.value.their_hash)


def test_a_file_that_is_gone_is_not_made_again(file: Path) -> None:
    text, found = read_for_editing(file)
    file.unlink()
    with pytest.raises(ChangedMeanwhileError) as caught:
        write_if_unchanged(file, text, found)
    assert caught.value.theirs is None
    assert not file.exists()
    project = Project(file.parent.parent.parent)
    file.parent.rmdir()
    with pytest.raises(ChangedMeanwhileError):
        write_if_unchanged(file, text, found, project)


def test_links_stay_and_lead_only_into_the_project(file: Path, tmp_path: Path) -> None:
    link = file.with_name("de.yaml")
    link.symlink_to("it.yaml")
    _, found = read_for_editing(link)
    write_if_unchanged(link, "title: new\n", found)
    assert link.is_symlink()
    assert file.read_text("utf-8-sig") == "title: new\n"
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: x\n")
    foreign = file.with_name("fr.yaml")
    foreign.symlink_to(outside)
    project = Project(tmp_path / "project")
    with pytest.raises(ContentError, match="outside the project"):
        read_for_editing(foreign, project)
    with pytest.raises(ContentError, match="outside the project"):
        write_if_unchanged(foreign, "title: y\n", hash_bytes(b"title: x\n"), project)
    assert outside.read_text() == "title: x\n"


def test_text_that_has_no_bytes_is_refused(file: Path) -> None:
    _, found = read_for_editing(file)
    with pytest.raises(BriefError, match="surrogate"):
        write_if_unchanged(file, "title: \ud83d\n", found)
    assert hash_bytes(file.read_bytes()) == found


def test_no_change_of_several_writers_is_lost(file: Path) -> None:
    def add_point(number: int) -> None:
        while True:
            text, found = read_for_editing(file)
            try:
                write_if_unchanged(file, insert_item(text, ("points",), 0, f"p{number}"), found)
            except ChangedMeanwhileError:
                continue
            return

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_point, range(20)))
    written = file.read_text().split("\n")
    assert sorted(line.strip() for line in written if "- p" in line) == sorted(
        f"- p{number}" for number in range(20)
    )
