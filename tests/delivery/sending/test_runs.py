"""A run sends to everyone once, and every reply leads to its named state."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from brief.delivery.journal import State, open_journal
from brief.delivery.subscribers.model import Status
from brief.delivery.transport.reply import Reply
from brief.errors import ContentError, ProjectError, UsageError
from tests.delivery.sending.fakes import FakeMailbox, Office

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.make(tmp_path)


def test_everyone_gets_it_once_and_a_second_run_sends_nothing(office: Office) -> None:
    office.add(450, "it")
    ended = office.send()
    assert (ended.result.reason, office.sums()) == ("", {"accepted": 450})
    assert len(set(office.server.accepted)) == 450
    assert office.send().result.counts.total() == 0
    assert len(office.server.accepted) == 450


def test_four_connections_send_each_message_once(office: Office) -> None:
    office.add(400, "it")
    office.connections = 4
    assert office.send().sums.states[State.ACCEPTED] == 400
    assert Counter(office.server.accepted).most_common(1)[0][1] == 1
    assert office.server.opened == 4


@pytest.mark.parametrize(
    ("reply", "state", "reason", "status"),
    [
        (Reply(550, "5.1.1 no such user", "RCPT"), "failed", "bad-address", Status.BOUNCED),
        (Reply(550, "5.1.1 no such user", "DOT"), "failed", "bad-address", Status.BOUNCED),
        (Reply(550, "5.7.1 spam", "RCPT"), "failed", "blocked", Status.ACTIVE),
        (Reply(450, "4.7.1 too fast", "RCPT"), "deferred", "blocked", Status.ACTIVE),
        (Reply(421, "4.3.2 closing", "MAIL"), "deferred", "blocked", Status.ACTIVE),
        (Reply(450, "4.2.0 greylisted", "RCPT"), "deferred", "", Status.ACTIVE),
        (Reply(451, "4.3.0 disk", "DOT"), "deferred", "", Status.ACTIVE),
        (Reply(552, "5.2.2 full", "RCPT"), "failed", "full", Status.ACTIVE),
        (Reply(554, "5.4.4 no route", "RCPT"), "failed", "full", Status.ACTIVE),
        (Reply(554, "5.5.0 no", "DOT"), "failed", "refused", Status.ACTIVE),
        (Reply(0, "lost", "BODY"), "deferred", "connection-lost", Status.ACTIVE),
        (Reply(0, "lost", "DOT"), "unknown", "connection-lost", Status.ACTIVE),
    ],
)
def test_each_reply_leads_to_its_state(
    office: Office, reply: Reply, state: str, reason: str, status: Status
) -> None:
    office.add(3, "it")
    office.server.answers = lambda address, _: reply if address.startswith("r2@") else None
    office.send()
    assert office.sums() == {"accepted": 2, state: 1}
    assert office.store.people[2].status is status
    with open_journal(office.folder) as journal:
        found = journal.find_delivery(1, "r2@example.org")
    assert found
    assert (found.reason, found.last_reply) == (reason, str(reply))


def test_a_greylisted_message_is_tried_again_in_the_same_run(office: Office) -> None:
    office.add(3, "it")
    grey = Reply(450, "4.2.0 greylisted", "RCPT")
    office.server.answers = lambda _, attempt: grey if attempt == 1 else None
    office.patience = 360
    ended = office.send()
    assert (ended.result.reason, office.sums()) == ("", {"accepted": 3})
    tries = [at for at, address in office.server.seen if address.startswith("r1@")]
    assert timedelta(seconds=60) <= tries[1] - tries[0] < timedelta(seconds=63)


def test_what_stays_deferred_ends_the_run_and_fails_after_five_days(office: Office) -> None:
    office.add(1, "it")
    office.server.answers = lambda *_: Reply(452, "4.2.2 full", "RCPT")
    office.patience = 360
    ended = office.send()
    assert (ended.result.reason, office.sums()) == ("deferred", {"deferred": 1})
    assert len(office.server.seen) == 3
    assert ended.result.again_at
    assert ended.result.again_at > office.clock.now()
    office.clock.time += timedelta(days=5)
    assert office.send().sums.open == 0
    assert office.sums() == {"failed": 1}


def test_a_full_mailbox_is_suppressed_after_three_editions_in_a_row(office: Office) -> None:
    office.add(1, "it")
    office.server.answers = lambda *_: Reply(552, "5.2.2 full", "RCPT")
    for slug in ("one", "two"):
        office.send(slug)
    assert office.store.get_status(1) is Status.ACTIVE
    office.send("three")
    assert office.store.get_status(1) is Status.BOUNCED
    assert "3 editions in a row" in office.store.causes[1]


def test_one_edition_that_arrives_ends_the_row(office: Office) -> None:
    office.add(1, "it")
    full = Reply(552, "5.2.2 full", "RCPT")
    for slug, reply in (("one", full), ("two", None), ("three", full), ("four", full)):
        office.server.answers = lambda *_, reply=reply: reply
        office.send(slug)
    assert office.store.get_status(1) is Status.ACTIVE


def test_twenty_refusals_of_the_sender_in_a_row_end_the_run(office: Office) -> None:
    office.add(50, "it")
    office.server.answers = lambda *_: Reply(550, "5.7.26 not authenticated", "RCPT")
    ended = office.send()
    assert (ended.result.reason, ended.result.words) == ("blocked", "550 5.7.26 not authenticated")
    assert office.sums() == {"pending": 30, "failed": 20}
    assert {person.status for person in office.store.people.values()} == {Status.ACTIVE}


def test_five_percent_of_two_hundred_end_the_run(office: Office) -> None:
    office.add(300, "it")
    reply = Reply(550, "5.7.1 policy", "RCPT")
    office.server.answers = lambda address, _: (
        reply if address.split("@")[0].endswith("0") else None
    )
    ended = office.send()
    assert ended.result.reason == "blocked"
    assert sum(office.sums().values()) == 300
    assert len(office.server.seen) == 200


def test_a_lost_connection_is_replaced_and_nobody_gets_it_twice(office: Office) -> None:
    office.add(9, "it")
    lost = Reply(0, "connection lost", "BODY")
    office.server.answers = lambda address, attempt: (
        lost if address.startswith("r5@") and attempt == 1 else None
    )
    assert office.send().result.reason == ""
    assert office.sums() == {"accepted": 9}
    assert len(set(office.server.accepted)) == len(office.server.accepted) == 9
    assert office.server.opened == 2


def test_a_server_that_always_hangs_up_ends_the_run(office: Office) -> None:
    office.add(9, "it")
    office.server.answers = lambda *_: Reply(0, "connection lost", "BODY")
    ended = office.send()
    assert ended.result.reason == "connection"
    assert office.sums() == {"pending": 8, "deferred": 1}


def test_whoever_leaves_right_before_the_message_gets_nothing(office: Office) -> None:
    office.add(3, "it")

    def leave(address: str) -> None:
        if address.startswith("r1@"):
            office.store.suppress(2, Status.UNSUBSCRIBED, "")
            del office.store.people[3]

    office.server.before_end = leave
    office.send()
    assert office.server.accepted == ["r1@example.org"]
    assert office.sums() == {"accepted": 1, "skipped": 2}
    with open_journal(office.folder) as journal:
        reasons = [one.reason for one in journal.list_deliveries(1, State.SKIPPED)]
    assert reasons == ["unsubscribed", "erased"]


def test_the_audience_is_frozen_and_new_people_join_only_when_wished(office: Office) -> None:
    office.add(3, "it")
    office.send(limit=1)
    office.add(2, "de")
    for number in (4, 5):
        joined = office.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        office.store.people[number] = replace(office.store.people[number], joined_at=joined)
    office.store.add("early@example.org", "it")  # who was there before, and not chosen
    office.send()
    assert office.sums() == {"accepted": 3}
    office.send(include_new=True)
    assert office.sums() == {"accepted": 5}
    assert "early@example.org" not in office.server.accepted


def test_tags_choose_the_audience_first_and_narrow_it_later(office: Office) -> None:
    for number, tag in enumerate(("a", "a", "b", "a")):
        office.store.add(f"r{number}@example.org", "it", tags={tag, f"n{number}"})
    office.send(tags=("a",), limit=1)
    office.send(tags=("n3",))
    assert office.server.accepted == ["r0@example.org", "r3@example.org"]
    office.send()
    assert office.sums() == {"accepted": 3}
    with pytest.raises(ProjectError, match="no subscriber is chosen by `x`"):
        office.send("other", tags=("x",))
    with pytest.raises(UsageError, match="no edition in `fr`"):
        office.send(languages=("fr",))


def test_a_changed_pdf_is_refused(office: Office) -> None:
    office.add(3, "it")
    office.send(limit=1)
    office.composer.pdf_hashes = {**office.composer.pdf_hashes, "it": "3" * 64}
    with pytest.raises(ContentError, match="has changed since the first run"):
        office.send()


def test_every_attempt_sends_the_same_bytes(office: Office) -> None:
    office.add(1, "it")
    bodies: list[bytes] = []

    def keep(_address: str) -> None:
        office.clock.time += timedelta(hours=1)

    office.server.before_end = keep
    office.server.answers = lambda _, attempt: Reply(0, "lost", "DOT") if attempt == 1 else None
    office.send()
    with open_journal(office.folder) as journal:
        (unknown,) = journal.list_deliveries(1, State.UNKNOWN)
        journal.decide([unknown], State.PENDING, "resend", office.clock.now())
    office.send()
    bodies += office.server.messages
    assert office.sums() == {"accepted": 1}
    from hashlib import sha256

    assert [sha256(body).hexdigest() for body in bodies] == [unknown.content_hash]


def test_a_changed_message_is_not_sent_again_in_place_of_an_unknown_one(office: Office) -> None:
    office.add(1, "it")
    office.server.answers = lambda *_: Reply(0, "lost", "DOT")
    office.send()
    with open_journal(office.folder) as journal:
        unknown = journal.list_deliveries(1, State.UNKNOWN)
        journal.decide(unknown, State.PENDING, "resend", office.clock.now())
    office.composer.text = "other words"
    office.send()
    assert office.sums() == {"unknown": 1}
    assert len(office.server.seen) == 1


def test_the_witness_shows_which_unknown_messages_were_sent(office: Office) -> None:
    office.add(6, "it")
    office.mailbox = FakeMailbox(office.server)
    lost = Reply(0, "lost", "DOT")
    office.server.answers = lambda address, attempt: (
        lost if address[:3] in {"r2@", "r5@"} and attempt == 1 else None
    )

    def accept_anyway(address: str) -> None:
        if address == "r2@example.org" and address not in office.server.accepted:
            office.server.accepted.append(address)
            delivery_id = office.delivery_id(address)
            office.server.messages.append(
                f"To: {address}\r\nX-Brief-Delivery: {delivery_id}".encode()
            )

    office.server.before_end = accept_anyway
    ended = office.send()
    assert ended.sums.open == 0
    assert sorted(office.server.accepted) == [f"r{n}@example.org" for n in range(1, 7)]
