"""A journal that is not the right one: nothing is sent. What a run shows before it starts."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from brief.delivery.journal import State, open_journal
from brief.delivery.sending.planning.plan import Wishes
from brief.delivery.sending.witness import OldJournalError
from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import TokenKey
from brief.delivery.transport.reply import Reply
from brief.editorial.models.mail import MailRate
from brief.errors import ContentError, SetupError
from tests.delivery.sending import fakes
from tests.delivery.sending.fakes import FakeMailbox, Office

if TYPE_CHECKING:
    from pathlib import Path

    from brief.delivery.sending.planning.plan import Plan


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.make(tmp_path)
    office.add(4, "it")
    return office


def prepare(office: Office) -> Plan:
    with open_journal(office.folder) as journal:
        return office.campaign(journal).prepare("tides", Wishes())


def test_a_journal_that_misses_rows_sends_nothing(office: Office) -> None:
    office.send(limit=1)
    database = sqlite3.connect(office.folder.journal_file)
    with database:
        database.execute("DELETE FROM deliveries WHERE id = 3")
    database.close()
    with pytest.raises(SetupError, match="does not add up"):
        office.send()
    assert len(office.server.accepted) == 1


def test_with_another_key_nothing_is_sent(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.send(limit=1)
    monkeypatch.setattr(fakes, "KEY", TokenKey(bytes(31) + b"x"))
    with pytest.raises(SetupError, match="not the key"):
        office.send()
    assert len(office.server.accepted) == 1


def test_a_backup_from_before_deferred_messages_were_accepted_is_refused(office: Office) -> None:
    office.mailbox = FakeMailbox(office.server)
    grey = Reply(450, "4.2.0 greylisted", "RCPT")
    office.server.answers = lambda address, attempt: (
        grey if address.startswith("r4") and attempt == 1 else None
    )
    office.send()
    backup = office.folder.journal_file.read_bytes()
    office.clock.time += timedelta(hours=1)
    office.send()
    assert office.sums() == {"accepted": 4}
    office.folder.journal_file.write_bytes(backup)
    with pytest.raises(OldJournalError):
        office.send()
    assert len(office.server.accepted) == 4


def test_a_clock_that_was_set_back_stops_no_run(office: Office) -> None:
    office.rate = MailRate(per_second=1)
    office.send(limit=2)
    office.clock.time -= timedelta(days=400)
    start = office.clock.time
    assert office.send().result.reason == ""
    assert office.sums() == {"accepted": 4}
    assert office.clock.time - start < timedelta(seconds=4)


def test_those_who_left_since_the_first_run_are_shown_as_skipped(office: Office) -> None:
    office.send(limit=1)
    office.store.people[3] = replace(office.store.people[3], status=Status.UNSUBSCRIBED)
    plan = prepare(office)
    assert plan.to_send == 2
    assert plan.counts.skipped == {"unsubscribed": 1}


class SlowMailbox(FakeMailbox):
    """A witness whose last copy arrives at a certain time."""

    def _visible(self) -> list[bytes]:
        clock = self.server.clock
        self.delayed = int(clock.now() < fakes.START + timedelta(minutes=3))
        return super()._visible()


def test_a_copy_that_a_slow_server_delivers_after_a_crash_is_waited_for(office: Office) -> None:
    office.mailbox = SlowMailbox(office.server)
    with open_journal(office.folder) as journal:
        campaign = office.campaign(journal)
        plan = campaign.prepare("tides", Wishes(limit=1))
        office.server.before_end = _raise_crash
        with pytest.raises(KeyboardInterrupt):
            campaign.send(plan)
        (sent,) = journal.list_deliveries(1, State.SENDING)
    office.server.before_end = lambda _address: None
    office.server.accepted.append(sent.address)
    office.server.messages.append(
        f"To: {sent.address}\r\nX-Brief-Delivery: {sent.delivery_id}".encode()
    )
    office.clock.time = fakes.START + timedelta(minutes=2, seconds=30)
    office.send(limit=1)
    assert office.server.accepted.count(sent.address) == 1


def _raise_crash(_address: str) -> None:
    raise KeyboardInterrupt


def test_a_copy_is_waited_for_from_the_end_of_a_long_wait_for_the_reply(office: Office) -> None:
    office.mailbox = SlowMailbox(office.server)
    lost = Reply(0, "no reply", "DOT")
    office.server.answers = lambda _, attempt: lost if attempt == 1 else None

    def wait_in_vain(address: str) -> None:
        if address not in office.server.accepted:
            office.server.accepted.append(address)
            number = office.delivery_id(address)
            office.server.messages.append(f"To: {address}\r\nX-Brief-Delivery: {number}".encode())
            office.clock.time += timedelta(minutes=2, seconds=30)

    office.server.before_end = wait_in_vain
    office.send(limit=1)
    assert office.server.accepted == ["r1@example.org"]
    assert office.sums() == {"accepted": 1, "pending": 3}


def test_the_pdf_of_a_language_that_was_added_later_must_stay_the_same(office: Office) -> None:
    office.send()
    office.composer.languages = ("de", "it", "fr")  # type: ignore[assignment]
    office.composer.pdf_hashes["fr"] = "3" * 64
    new = office.store.add("new@example.org", "fr")
    office.store.people[new.id] = replace(new, joined_at="2026-12-02T00:00:00Z")
    office.send(include_new=True)
    assert office.sums() == {"accepted": 5}
    office.composer.pdf_hashes["fr"] = "4" * 64
    with pytest.raises(ContentError, match="`fr` has changed"):
        office.send()


def test_who_is_imported_later_with_an_old_date_of_joining_is_new(office: Office) -> None:
    office.send()
    new = office.store.add("new@example.org", "it")
    now = "2026-12-02T00:00:00Z"
    office.store.people[new.id] = replace(new, joined_at="2025-01-01", status_at=now)
    office.send(include_new=True)
    assert office.server.accepted[-1] == "new@example.org"


def test_an_old_journal_is_refused_in_a_mailbox_with_many_other_messages(office: Office) -> None:
    office.mailbox = FakeMailbox(office.server)
    office.send()
    office.folder.journal_file.unlink()
    others = [f"To: o{n}@example.org\r\nX-Brief-Delivery: o{n}".encode() for n in range(60)]
    office.server.messages += others
    with pytest.raises(OldJournalError):
        office.send()
