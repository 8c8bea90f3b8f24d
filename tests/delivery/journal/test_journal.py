"""The journal adds up, keeps its promises after a crash, and moves older databases on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from brief.delivery.folder import DeliveryFolder
from brief.delivery.journal import Journal, State, hold_sending_lock, open_journal
from brief.delivery.journal.lock import SendingLockHeldError
from brief.delivery.journal.model import Entry, Selection
from brief.delivery.journal.schema import MIGRATIONS, open_database
from brief.delivery.journal.sending_log import SendingLog, StateConflictError
from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> DeliveryFolder:
    made = DeliveryFolder(tmp_path / "delivery")
    made.path.mkdir(mode=0o700)
    return made


@pytest.fixture
def journal(folder: DeliveryFolder) -> Iterator[Journal]:
    with open_journal(folder) as found:
        yield found


def entries(count: int, *, skipped: str = "") -> list[Entry]:
    return [
        Entry(f"r{n}@example.org", n, "it", "it", f"id{n}", skipped if n == count else "")
        for n in range(1, count + 1)
    ]


def test_an_audience_is_frozen_once_and_adds_up(journal: Journal) -> None:
    selection = Selection(("press",), ("it",))
    made = journal.freeze_audience(
        "tides", {"it": "ab"}, entries(3, skipped="bounced"), NOW, selection
    )
    assert journal.find_edition("tides") == made
    assert (made.audience, made.selection, made.pdf_hashes) == (3, selection, {"it": "ab"})
    sums = journal.sum_up(made.id)
    assert str(sums) == "3 in the audience = 2 pending + 1 skipped"
    assert sums.open == 2
    with pytest.raises(sqlite3.IntegrityError):
        journal.freeze_audience("tides", {}, entries(1), NOW)
    assert journal.sum_up(made.id).audience == 3, "nothing of the second attempt is left"


def test_an_address_is_in_an_edition_once_in_whatever_case(journal: Journal) -> None:
    made = journal.freeze_audience("tides", {}, entries(2), NOW)
    again = [
        Entry("R1@example.org", 7, "it", "", "other", ""),
        Entry("x@example.org", 8, "it", "", "x"),
    ]
    assert journal.extend_audience(made.id, again, NOW) == 1
    assert journal.sum_up(made.id).audience == 3


def test_a_journal_from_which_rows_are_missing_is_refused(journal: Journal) -> None:
    made = journal.freeze_audience("tides", {}, entries(2), NOW)
    with journal.database.transaction() as connection:
        connection.execute("DELETE FROM deliveries WHERE subscriber = 1")
    with pytest.raises(SetupError, match="does not add up: 1 deliveries for an audience of 2"):
        journal.sum_up(made.id)


def test_what_was_being_sent_is_unknown_after_a_crash_and_never_pending(
    folder: DeliveryFolder, journal: Journal
) -> None:
    made = journal.freeze_audience("tides", {}, entries(3), NOW)
    log = SendingLog(journal)
    first, second, third = log.list_pending(made.id, 0, 10)
    attempt, date = log.begin_attempt(first, NOW)
    log.mark_sending(first, "hash")
    log.begin_attempt(second, NOW)
    assert date == "2026-12-01T09:30:00Z"
    journal.close()
    with open_journal(folder) as after:
        again = SendingLog(after)
        assert again.recover(NOW + timedelta(minutes=5)) == 1
        states = {one.id: one.state for one in after.list_deliveries(made.id)}
        assert states == {first.id: "unknown", second.id: "pending", third.id: "pending"}
        with pytest.raises(StateConflictError):
            again.begin_attempt(first, NOW)
        with pytest.raises(StateConflictError):
            again.settle(first, attempt, State.PENDING, NOW)
        ends = [datetime.fromtimestamp(one.ended / 1000, UTC) for one in again.recent_attempts()]
        assert ends == [NOW + timedelta(minutes=5)] * 2, "they count from when it was noticed"


def test_the_date_of_a_message_is_that_of_its_first_attempt(journal: Journal) -> None:
    made = journal.freeze_audience("tides", {}, entries(1), NOW)
    log = SendingLog(journal)
    (delivery,) = log.list_pending(made.id, 0, 1)
    attempt, date = log.begin_attempt(delivery, NOW)
    log.settle(delivery, attempt, State.DEFERRED, NOW, reply="450 later", next_try="")
    assert log.begin_attempt(delivery, NOW + timedelta(days=1))[1] == date


def test_what_comes_back_is_recorded_once_and_proves_that_it_was_sent(journal: Journal) -> None:
    made = journal.freeze_audience("tides", {}, entries(2), NOW)
    log = SendingLog(journal)
    first, second = log.list_pending(made.id, 0, 2)
    for delivery in (first, second):
        log.begin_attempt(delivery, NOW)
        log.mark_sending(delivery, "hash")
    log.recover(NOW)
    assert journal.record_return(made.id, 1, "bounce", "550 5.1.1 unknown", NOW)
    assert not journal.record_return(made.id, 1, "bounce", "550 5.1.1 unknown", NOW)
    assert not journal.record_return(made.id, 99, "bounce", "", NOW)
    sums = journal.sum_up(made.id)
    assert (sums.states[State.ACCEPTED], sums.states[State.UNKNOWN]) == (1, 1)
    assert sums.returned == {"bounce": 1}
    assert journal.record_return(made.id, 1, "delay", "4.4.1 later", NOW)
    assert journal.record_return(made.id, 2, "delay", "4.4.1 later", NOW)
    assert journal.record_return(made.id, 2, "complaint", "", NOW)
    assert journal.sum_up(made.id).returned == {"bounce": 1, "complaint": 1}


def test_an_erased_address_leaves_the_sum_and_nothing_else(
    folder: DeliveryFolder, journal: Journal
) -> None:
    made = journal.freeze_audience("tides", {}, entries(2), NOW)
    log = SendingLog(journal)
    (first, _) = log.list_pending(made.id, 0, 2)
    attempt, _date = log.begin_attempt(first, NOW)
    log.settle(first, attempt, State.FAILED, NOW, reply="550 5.1.1 <r1@example.org> unknown")
    assert journal.erase_address("R1@example.org") == 1
    assert journal.sum_up(made.id).audience == 2
    assert journal.list_deliveries_to("r1@example.org") == []
    again = Entry("r1@example.org", 9, "it", "", "id1")
    assert journal.extend_audience(made.id, [again], NOW) == 0, "who comes back had it already"
    journal.close()
    dump = "\n".join(sqlite3.connect(folder.journal_file).iterdump())
    assert "r1@" not in dump.lower()
    assert "r2@" in dump


def test_the_file_is_for_its_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = DeliveryFolder(tmp_path)
        with open_journal(folder) as journal:
            journal.freeze_audience("tides", {}, entries(1), NOW)
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}
    assert "journal.sqlite-wal" in modes


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_every_older_version_is_brought_up_to_date(folder: DeliveryFolder, version: int) -> None:
    open_database(folder.journal_file, MIGRATIONS[:version]).close()
    with open_journal(folder) as journal:
        journal.freeze_audience("tides", {}, entries(1), NOW)
        query = "PRAGMA user_version"
        assert journal.database.select(query) == [(len(MIGRATIONS),)]


def test_a_step_keeps_the_rows_of_the_version_before(folder: DeliveryFolder) -> None:
    with open_journal(folder) as journal:
        made = journal.freeze_audience("tides", {}, entries(3), NOW)
    step = "ALTER TABLE deliveries ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';"
    database = open_database(folder.journal_file, (*MIGRATIONS, step))
    rows = database.execute("SELECT edition, colour FROM deliveries").fetchall()
    database.close()
    assert rows == [(made.id, "blue")] * 3
    with pytest.raises(SetupError, match="written by a newer version"):
        open_journal(folder)


def test_a_step_that_fails_changes_nothing(folder: DeliveryFolder) -> None:
    open_database(folder.journal_file).close()
    wrong = "CREATE TABLE half (x);\nCREATE TABLE editions (x);"
    with pytest.raises(SetupError):
        open_database(folder.journal_file, (*MIGRATIONS, wrong))
    with open_journal(folder) as journal:
        assert journal.database.select("SELECT name FROM sqlite_master WHERE name = 'half'") == []


def test_a_file_that_is_not_a_database_is_not_overwritten(folder: DeliveryFolder) -> None:
    folder.journal_file.write_bytes(b"x" * 4096)
    with pytest.raises(SetupError, match="is damaged"):
        open_journal(folder)
    assert folder.journal_file.read_bytes() == b"x" * 4096


HOLD = """
import sys, time
from pathlib import Path
from brief.delivery.folder import DeliveryFolder
from brief.delivery.journal import hold_sending_lock
with hold_sending_lock(DeliveryFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_process_sends_at_a_time_and_a_dead_one_does_not_count(
    folder: DeliveryFolder, checkout: Path
) -> None:
    command = [sys.executable, "-c", HOLD, str(folder.path)]
    with subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        message = rf"another brief sends from this project \(process {process.pid}\)"
        with pytest.raises(SendingLockHeldError, match=message), hold_sending_lock(folder):
            pass
        process.kill()
    with hold_sending_lock(folder):
        pass
    with hold_sending_lock(folder):
        pass
