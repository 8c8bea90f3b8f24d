"""Read the mailbox for returns, and do what the messages with a valid token ask for.

Every step may be repeated: a crash between an effect and its record does no harm.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from brief.delivery.inbox.memory import Position
from brief.delivery.inbox.reader import read_returned
from brief.delivery.inbox.returned import Kind, Returned
from brief.delivery.journal.sending_log import FULL_EDITIONS
from brief.delivery.subscribers.model import Status
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from brief.delivery.inbox.contracts import Journal, Mailbox, Subscribers
    from brief.delivery.inbox.memory import InboxMemory
    from brief.delivery.inbox.reader import OwnAddresses
    from brief.delivery.subscribers.model import Subscriber
    from brief.delivery.tokens import TokenKey

NEW_STATUS = {
    Kind.UNSUBSCRIBE: Status.UNSUBSCRIBED,
    Kind.BOUNCE: Status.BOUNCED,
    Kind.COMPLAINT: Status.COMPLAINED,
}
RECORDED = {*NEW_STATUS, Kind.FAILURE, Kind.REFUSED, Kind.DELAY}
"""The kinds that the journal records."""

NEEDS_TOKEN = RECORDED - {Kind.UNSUBSCRIBE}
EFFECTIVE = {*RECORDED, Kind.LANGUAGE, Kind.PROOF}
"""The kinds whose messages are marked as seen; all others stay in the mailbox as they are."""

READ_REPORTS = {Kind.BOUNCE, Kind.FAILURE, Kind.REFUSED, Kind.DELAY, Kind.SUCCESS}


@dataclass(frozen=True, slots=True)
class Handled:
    """A message and its effect; `domain` is that of the subscriber's address."""

    uid: int
    returned: Returned
    domain: str = ""
    changed: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the message as JSON-ready data, without addresses."""
        found = self.returned
        return {
            "uid": self.uid,
            "kind": str(found.kind),
            "subscriber": found.subscriber_id or None,
            "domain": self.domain or None,
            "edition": found.edition_id or None,
            "language": found.language or None,
            "status": found.status or None,
            "text": found.text or None,
            "changed": self.changed,
        }


@dataclass(slots=True)
class PollResult:
    """What was read; messages that were known already are only counted."""

    handled: list[Handled] = field(default_factory=list)
    known: int = 0

    def count(self) -> dict[str, int]:
        """Return the number of messages of each kind that occurs."""
        found = Counter(it.returned.kind for it in self.handled)
        return {str(kind): found[kind] for kind in Kind if found[kind]}


@dataclass(frozen=True, slots=True)
class InboxPoll:
    """Reads a mailbox once. In a `dry_run` nothing is changed, recorded or marked."""

    subscribers: Subscribers
    journal: Journal | None
    memory: InboxMemory | None
    key: TokenKey
    addresses: OwnAddresses
    clock: Callable[[], datetime]
    dry_run: bool = False

    def run(self, mailbox: Mailbox, name: str) -> PollResult:
        """Read the messages that are new in the mailbox `name`."""
        result = PollResult()
        validity = mailbox.uid_validity
        after = self.memory.last_uid(name, validity) if self.memory else 0
        for uid, content in mailbox.new_messages(after):
            if self.memory and self.memory.knows(content):
                result.known += 1
                kind = "known"
            else:
                handled = self._handle(uid, content)
                result.handled.append(handled)
                kind = handled.returned.kind
                if kind in EFFECTIVE and not self.dry_run:
                    mailbox.mark_seen(uid)
            if self.memory and not self.dry_run:
                position = Position(name, validity, uid)
                self.memory.remember(position, content, kind, self._now_text())
        return result

    def _handle(self, uid: int, content: bytes) -> Handled:
        returned = self._identify(read_returned(content, self.key, self.addresses))
        person = self.subscribers.get(returned.subscriber_id) if returned.subscriber_id else None
        if returned.kind in READ_REPORTS:
            address = person.address if person else ""
            returned = returned.settle(address, self.addresses.ours)
        if returned.kind in NEEDS_TOKEN and not returned.subscriber_id:
            returned = replace(returned, kind=Kind.FORGED)
        domain = person.address.rpartition("@")[2] if person else ""
        changed = self._apply(returned, person) if person else False
        return Handled(uid, returned, domain, changed)

    def _identify(self, returned: Returned) -> Returned:
        """Look a delivery up by its name, which only its recipient knows, without a token."""
        if returned.subscriber_id or not returned.delivery_id or not self.journal:
            return returned
        found = self.journal.find_delivery(returned.delivery_id)
        if not found:
            return returned
        return replace(returned, edition_id=found[0], subscriber_id=found[1])

    def _apply(self, returned: Returned, person: Subscriber) -> bool:
        """Change the subscriber, and record the return; return whether the subscriber changed."""
        kind, now = returned.kind, self.clock()
        if self.dry_run:
            return False
        if kind is Kind.LANGUAGE:
            tag = canonical_tag(returned.language)
            return bool(tag) and self.subscribers.put_language_first(person.id, tag or "")
        changed = False
        if kind in NEW_STATUS:
            changed = self.subscribers.suppress(
                person.id, NEW_STATUS[kind], describe_cause(returned), now
            )
        if kind in RECORDED and self.journal:
            text = " ".join(filter(None, (returned.status, returned.text)))
            self.journal.record_return(returned.edition_id, person.id, kind, text, now)
        if kind is Kind.FAILURE and self.journal:
            count = self.journal.count_failures(returned.edition_id, person.address)
            if count >= FULL_EDITIONS:
                cause = f"{count} editions in a row: {describe_cause(returned)}"
                changed = self.subscribers.suppress(person.id, Status.BOUNCED, cause, now)
        return changed

    def _now_text(self) -> str:
        return self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")


def describe_cause(returned: Returned) -> str:
    """Return why a subscriber gets no more mails, for the record of the subscriber."""
    edition = f"edition {returned.edition_id}"
    if returned.kind is Kind.UNSUBSCRIBE:
        return f"unsubscription mail, {edition}"
    if returned.kind is Kind.COMPLAINT:
        return f"complaint, {edition}"
    return f"delivery report {returned.status}, {edition}"
