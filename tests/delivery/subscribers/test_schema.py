"""The database's versions: created, migrated, refused when newer or damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.importer import plan_import
from brief.delivery.subscribers.person import read_record
from brief.delivery.subscribers.schema import STEPS, open_database
from brief.delivery.subscribers.store import open_subscribers
from brief.errors import SetupError
from tests.delivery.subscribers.conftest import bring, read

if TYPE_CHECKING:
    from pathlib import Path

    from brief.delivery.subscribers.store import SubscriberStore

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


def test_a_full_disk_is_called_that_and_nothing_is_stored(store: SubscriberStore) -> None:
    (pages,) = store.database.execute("PRAGMA page_count").fetchone()
    store.database.execute(f"PRAGMA max_page_count = {pages + 3}")
    people = "".join(f"reader{number}@example.org\n" for number in range(5000))
    with pytest.raises(SetupError, match="disk is full"):
        bring(store, f"email\n{people}")
    store.database.execute("PRAGMA max_page_count = 100000")
    assert list(store.select()) == []
    bring(store, f"email\n{people}")
    assert len(list(store.select())) == 5000


def test_damaged_pages_are_reported_by_every_reader(store: SubscriberStore) -> None:
    bring(store, "email\nreader@example.org\n")
    file, path = read("email\nreader@example.org\n"), store.folder.subscribers_file
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"A" * (len(content) - 4096))
    with open_subscribers(store.folder) as damaged:
        for read_it in (
            lambda: plan_import(damaged, file),
            lambda: read_record(damaged, "reader@example.org"),
            lambda: damaged.is_erased("reader@example.org"),
            lambda: list(damaged.select()),
        ):
            with pytest.raises(SetupError, match="is damaged"):
                read_it()
