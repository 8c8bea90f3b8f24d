"""Messages that come back, as mail servers write them, and fakes of what a poll uses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from brief.delivery.subscribers.model import Consent, Status, Subscriber
from brief.delivery.tokens import Purpose, TokenKey

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = TokenKey(b"k" * 32)
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
EDITION, READER = 3, 12
ADDRESS = "reader@example.net"
LEAVE, BOUNCES, SENDER = "leave@example.org", "bounces@example.org", "news@example.org"
WITNESS = "archive@example.org"

UNSUBSCRIBE = KEY.make_token(Purpose.UNSUBSCRIBE, READER, EDITION)
LANGUAGE = KEY.make_token(Purpose.LANGUAGE, READER, "zh-Hant")
BOUNCE = KEY.make_token(Purpose.BOUNCE, READER, EDITION)
PROOF = KEY.make_token(Purpose.PROOF, 0)
FORGED = f"{BOUNCE[:-16]}{'a' * 16}"
DELIVERY = KEY.delivery_id("tides", ADDRESS)


def make_mail(to: str = LEAVE, subject: str = "", body: str = "", **headers: str) -> bytes:
    """Return a mail in plain text; `Auto_Submitted="…"` is a header."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"From: A. Reader <other@example.com>\r\nTo: {to}\r\nSubject: {subject}\r\n"
        f"Message-ID: <1@example.com>\r\n{more}MIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


def make_report(
    *groups: str,
    to: str = f"bounces+{BOUNCE}@example.org",
    returned: str = "",
    envelope_id: str = "",
) -> bytes:
    """Return a delivery status notification (RFC 3464) with the fields of some recipients."""
    envelope = f"Original-Envelope-Id: {envelope_id}\n" if envelope_id else ""
    status = "\n".join(group.strip() + "\n" for group in groups)
    text = f"""\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="A/B"

This is a MIME-encapsulated message.

--A/B
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--A/B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
{envelope}Arrival-Date: Tue,  1 Dec 2026 09:00:00 +0000 (UTC)

{status}
--A/B
Content-Type: text/rfc822-headers

Return-Path: <>
From: News <news@example.org>
To: {ADDRESS}
{returned}Subject: The tide

--A/B--
"""
    return text.replace("\n", "\r\n").encode()


def make_group(
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 <reader@example.net>: Recipient address rejected",
    recipient: str = ADDRESS,
) -> str:
    """Return the fields of one recipient (RFC 3464, 2.3)."""
    return (
        f"Final-Recipient: rfc822; {recipient}\nOriginal-Recipient: rfc822;{recipient}\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: {diagnostic}\n"
    )


def make_complaint(kind: str = "abuse", returned: str = "", sender: str = "") -> bytes:
    """Return a feedback report (RFC 5965)."""
    text = f"""\
From: <complaints@example.net>
To: {SENDER}
Subject: FW: The tide
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part"

--part
Content-Type: text/plain

This is an email abuse report.
--part
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Example/1.0
Version: 1
Original-Mail-From: <{sender}>

--part
Content-Type: message/rfc822

From: News <news@example.org>
{returned}Subject: The tide

Text.
--part--
"""
    return text.replace("\n", "\r\n").encode()


def make_person(number: int = READER, **changes: object) -> Subscriber:
    """Return an active subscriber."""
    person = Subscriber(
        id=number,
        address=ADDRESS,
        name="A. Reader",
        languages=("it", "de"),
        tags=frozenset(),
        status=Status.ACTIVE,
        status_at="2026-01-01T00:00:00Z",
        status_cause="",
        consent=Consent(),
        joined_at="2026-01-01T00:00:00Z",
    )
    return replace(person, **changes)  # type: ignore[arg-type]


@dataclass
class FakeSubscribers:
    """People in memory; it keeps the stronger of two states, as the store does."""

    people: dict[int, Subscriber] = field(default_factory=lambda: {READER: make_person()})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, subscriber_id: int) -> Subscriber | None:
        return self.people.get(subscriber_id)

    def suppress(self, subscriber_id: int, status: Status, cause: str, at: datetime) -> bool:
        person = self.people[subscriber_id]
        if person.status is not Status.ACTIVE:
            return False
        self._change(person, status=status, status_cause=cause, status_at=str(at))
        return True

    def reactivate(self, subscriber_id: int, cause: str, at: datetime) -> bool:
        person = self.people[subscriber_id]
        if person.status is not Status.UNSUBSCRIBED:
            return False
        self._change(person, status=Status.ACTIVE, status_cause=cause, status_at=str(at))
        return True

    def put_language_first(self, subscriber_id: int, tag: str) -> bool:
        person = self.people[subscriber_id]
        languages = (tag, *(it for it in person.languages if it != tag))
        self._change(person, languages=languages)
        return languages != person.languages

    def _change(self, person: Subscriber, **changes: object) -> None:
        self.people[person.id] = replace(person, **changes)  # type: ignore[arg-type]


@dataclass
class FakeJournal:
    """A journal that knows one delivery."""

    records: list[tuple[int, int, str, str]] = field(default_factory=list)
    failures: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def find_delivery(self, delivery_id: str) -> tuple[int, int] | None:
        return (EDITION, READER) if delivery_id == DELIVERY else None

    def count_failures(self, edition_id: int, address: str) -> int:
        del edition_id, address
        return self.failures

    def record_return(
        self, edition_id: int, subscriber_id: int, kind: str, text: str, at: datetime
    ) -> bool:
        del at
        self.records.append((edition_id, subscriber_id, str(kind), text))
        return True


@dataclass
class FakeMailbox:
    """Messages with numbers from 1."""

    messages: list[bytes]
    uid_validity: int = 1
    seen: list[int] = field(default_factory=list)

    def new_messages(self, after_uid: int) -> Iterator[tuple[int, bytes]]:
        for uid, content in enumerate(self.messages, 1):
            if uid > after_uid:
                yield uid, content

    def mark_seen(self, uid: int) -> None:
        self.seen.append(uid)
