"""A poll does what valid messages ask for, once, and leaves all others as they are."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from brief.delivery.folder import DeliveryFolder
from brief.delivery.inbox.memory import FILE_NAME, InboxMemory, open_memory
from brief.delivery.inbox.poll import InboxPoll, PollResult
from brief.delivery.inbox.reader import OwnAddresses
from brief.delivery.subscribers.model import Status
from brief.errors import SetupError
from tests.delivery.inbox.returns import (
    BOUNCES,
    DELIVERY,
    EDITION,
    FORGED,
    KEY,
    LANGUAGE,
    LEAVE,
    NOW,
    READER,
    SENDER,
    UNSUBSCRIBE,
    WITNESS,
    FakeJournal,
    FakeMailbox,
    FakeSubscribers,
    make_complaint,
    make_group,
    make_mail,
    make_report,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = OwnAddresses(LEAVE, frozenset({LEAVE, BOUNCES, SENDER, WITNESS}))
TO_LEAVE = f"leave+{UNSUBSCRIBE}@example.org"


@dataclass
class Desk:
    """A poll with everything that it changes."""

    memory: InboxMemory
    subscribers: FakeSubscribers = field(default_factory=FakeSubscribers)
    journal: FakeJournal = field(default_factory=FakeJournal)

    def poll(self, *messages: bytes, dry_run: bool = False) -> PollResult:
        return self.poll_mailbox(FakeMailbox(list(messages)), dry_run=dry_run)

    def poll_mailbox(self, mailbox: FakeMailbox, *, dry_run: bool = False) -> PollResult:
        people, journal = self.subscribers, self.journal
        poll = InboxPoll(people, journal, self.memory, KEY, OWN, lambda: NOW, dry_run=dry_run)
        return poll.run(mailbox, "mailbox")

    @property
    def status(self) -> Status:
        return self.subscribers.people[READER].status


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_memory(DeliveryFolder(tmp_path)) as memory:
        yield Desk(memory)


@pytest.mark.parametrize(
    ("message", "status", "cause", "kind"),
    [
        (make_mail(TO_LEAVE), Status.UNSUBSCRIBED, "unsubscription mail, edition 3", "unsubscribe"),
        (
            make_report(make_group()),
            Status.BOUNCED,
            "delivery report 5.1.1, edition 3",
            "bounce",
        ),
        (
            make_complaint("abuse", f"X-Brief-Delivery: {DELIVERY}\n"),
            Status.COMPLAINED,
            "complaint, edition 3",
            "complaint",
        ),
    ],
)
def test_a_valid_message_suppresses(
    desk: Desk, message: bytes, status: Status, cause: str, kind: str
) -> None:
    mailbox = FakeMailbox([message])
    result = desk.poll_mailbox(mailbox)
    person = desk.subscribers.people[READER]
    assert (person.status, person.status_cause) == (status, cause)
    assert result.count() == {kind: 1}
    assert [record[:3] for record in desk.journal.records] == [(EDITION, READER, kind)]
    assert mailbox.seen == [1]


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (make_report(make_group(), to=f"bounces+{FORGED}@example.org"), "forged"),
        (make_report(make_group(), to=BOUNCES), "forged"),
        (make_complaint(), "forged"),
        (make_report(make_group(recipient=WITNESS)), "witness"),
        (make_report(make_group("expanded", "2.0.0")), "success"),
        (make_mail(LEAVE, "Please remove me"), "unclear"),
        (make_mail(SENDER, "Re: The tide", "Thank you!"), "other"),
        (make_mail(SENDER, "Away", Auto_Submitted="auto-replied"), "automatic"),
        (b"\xff\x00", "other"),
    ],
)
def test_all_other_messages_stay_as_they_are(desk: Desk, message: bytes, kind: str) -> None:
    mailbox = FakeMailbox([message])
    assert desk.poll_mailbox(mailbox).count() == {kind: 1}
    assert (desk.status, mailbox.seen, desk.journal.records) == (Status.ACTIVE, [], [])


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        (make_group("delayed", "4.4.1", "X; timed out"), "delay"),
        (make_group("failed", "5.2.2", "smtp; 552 5.2.2 <reader@example.net> full"), "failure"),
    ],
)
def test_other_reports_are_only_recorded(desk: Desk, group: str, kind: str) -> None:
    desk.poll(make_report(group))
    assert desk.status is Status.ACTIVE
    ((_, _, recorded, text),) = desk.journal.records
    assert recorded == kind
    assert "reader@" not in text


def test_a_failure_suppresses_when_it_is_repeated(desk: Desk) -> None:
    report = make_report(make_group("failed", "5.2.2", "smtp; 552 5.2.2 full"))
    desk.journal.failures = 2
    desk.poll(report)
    assert desk.status is Status.ACTIVE
    desk.journal.failures = 3
    desk.poll(report, b"X-Number: 2\r\n" + report)
    person = desk.subscribers.people[READER]
    assert person.status is Status.BOUNCED
    assert person.status_cause == "3 editions in a row: delivery report 5.2.2, edition 3"


def test_a_language_is_put_first(desk: Desk) -> None:
    desk.poll(make_mail(f"leave+{LANGUAGE}@example.org"))
    assert desk.subscribers.people[READER].languages == ("zh-Hant", "it", "de")


def test_a_person_who_was_erased_is_not_brought_back(desk: Desk) -> None:
    desk.subscribers.people.clear()
    result = desk.poll(make_mail(TO_LEAVE), make_report(make_group()))
    assert [it.changed for it in result.handled] == [False, False]
    assert desk.subscribers.people == {}


def test_a_message_is_read_once(desk: Desk) -> None:
    mailbox = FakeMailbox([make_mail(TO_LEAVE)])
    desk.poll_mailbox(mailbox)
    desk.subscribers.reactivate(READER, "", NOW)
    assert desk.poll_mailbox(mailbox).handled == []
    mailbox.messages.append(make_mail(SENDER, "new"))
    assert desk.poll_mailbox(mailbox).count() == {"other": 1}
    assert desk.status is Status.ACTIVE


def test_an_old_message_is_known_after_the_numbers_have_changed(desk: Desk) -> None:
    old = make_mail(TO_LEAVE)
    desk.poll(old)
    desk.subscribers.reactivate(READER, "", NOW)
    moved = FakeMailbox([make_mail(SENDER, "other"), old], uid_validity=2)
    result = desk.poll_mailbox(moved)
    assert (result.known, result.count(), desk.status) == (1, {"other": 1}, Status.ACTIVE)


def test_a_second_unsubscription_counts_again(desk: Desk) -> None:
    first = make_mail(TO_LEAVE, Date="Tue, 1 Dec 2026 09:00:00 +0000")
    second = make_mail(TO_LEAVE, Date="Wed, 2 Dec 2026 09:00:00 +0000")
    desk.poll(first)
    desk.subscribers.reactivate(READER, "", NOW)
    desk.poll(first, second)
    assert desk.status is Status.UNSUBSCRIBED


def test_a_crash_before_the_record_repeats_the_message(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    mailbox = FakeMailbox([make_mail(TO_LEAVE)])
    with monkeypatch.context() as patched:
        patched.setattr(InboxMemory, "remember", crash)
        with pytest.raises(KeyboardInterrupt):
            desk.poll_mailbox(mailbox)
    assert desk.poll_mailbox(mailbox).count() == {"unsubscribe": 1}
    assert desk.status is Status.UNSUBSCRIBED


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    mailbox = FakeMailbox([make_mail(TO_LEAVE), make_report(make_group())])
    result = desk.poll_mailbox(mailbox, dry_run=True)
    assert result.count() == {"unsubscribe": 1, "bounce": 1}
    assert (desk.status, mailbox.seen, desk.journal.records) == (Status.ACTIVE, [], [])
    assert desk.poll_mailbox(mailbox).count() == {"unsubscribe": 1, "bounce": 1}


def test_the_report_of_a_poll_has_no_address(desk: Desk) -> None:
    result = desk.poll(make_report(make_group()))
    entry = result.handled[0].as_json()
    assert "reader@" not in str(entry)
    assert entry["domain"] == "example.net"


def test_the_memory_is_private_and_contains_no_text(tmp_path: Path) -> None:
    with open_memory(DeliveryFolder(tmp_path)) as memory:
        Desk(memory).poll(make_mail(TO_LEAVE, "a secret subject"))
    path = tmp_path / FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"secret" not in path.read_bytes()
    assert b"example.com" not in path.read_bytes()


def test_a_memory_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with (
        pytest.raises(SetupError, match="newer version of brief"),
        open_memory(DeliveryFolder(tmp_path)),
    ):
        pass


def test_a_damaged_memory_is_reported(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 100)
    with (
        pytest.raises(SetupError, match="is damaged"),
        open_memory(DeliveryFolder(tmp_path)),
    ):
        pass
