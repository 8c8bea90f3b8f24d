"""The database's versions: created, migrated, refused when newer or damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.schema import STEPS, open_database
from brief.errors import SetupError

if TYPE_CHECKING:
    from pathlib import Path

MORE = "CREATE TABLE more (x TEXT); INSERT INTO more VALUES ('a;b'); ALTER TABLE more ADD y TEXT;"


def test_the_version_is_the_number_of_steps(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "a")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert database.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_a_database_of_the_first_version_is_migrated_with_its_people(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "a", STEPS[:1])) as database:
        database.execute(
            "INSERT INTO subscribers VALUES"
            " (7, 'a@example.org', 'a@example.org', 'A', '', '', 'active', '', '', '', '', '', '')"
        )
    for steps in (STEPS, (*STEPS, MORE), (*STEPS, MORE)):
        with closing(open_database(tmp_path / "a", steps)) as database:
            assert database.execute("SELECT id FROM subscribers").fetchall() == [(7,)]
            assert database.execute("PRAGMA user_version").fetchone() == (len(steps),)
    with closing(sqlite3.connect(tmp_path / "a")) as database:
        assert database.execute("SELECT x, y FROM more").fetchall() == [("a;b", None)]


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    open_database(tmp_path / "a").close()
    with pytest.raises(SetupError):
        open_database(tmp_path / "a", (*STEPS, "CREATE TABLE more (x); SELECT * FROM missing;"))
    with closing(open_database(tmp_path / "a")) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE name = 'more'").fetchall()
        assert tables == []


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    open_database(tmp_path / "a", (*STEPS, MORE)).close()
    with pytest.raises(SetupError, match="newer version"):
        open_database(tmp_path / "a")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"not a database" * 1000)
    with pytest.raises(SetupError, match="damaged"):
        open_database(tmp_path / "a")
    assert (tmp_path / "a").read_bytes().startswith(b"not a database")


def test_a_folder_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be used"):
        open_database(tmp_path / "missing" / "a")
