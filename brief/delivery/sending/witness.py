"""The witness: a mailbox that gets a copy of each message, in the same transaction.

It shows whether the journal is the newest one, and whether an unknown delivery was sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from brief.delivery.journal.model import State, read_time
from brief.errors import BriefError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from brief.delivery.journal import Edition, Journal
    from brief.delivery.journal.model import Delivery
    from brief.delivery.sending.ports import Mailbox
    from brief.delivery.tokens import TokenKey

DELIVERY_HEADER = "X-Brief-Delivery"
SEEN, NOT_SEEN = "the witness has a copy", "the witness has no copy"
GRACE = timedelta(seconds=60)
NEWEST = (50, 5_000)
"""How many of the newest messages are read to find one that is ours: at first, and if none is."""


class OldJournalError(BriefError):
    """The journal is older than the witness mailbox."""

    code = "journal-older"


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many unknown deliveries were accepted, were not sent, and are still unknown."""

    accepted: int = 0
    not_sent: int = 0
    unknown: int = 0


def check_journal_is_newest(
    journal: Journal, mailbox: Mailbox, key: TokenKey, slugs: Iterable[str]
) -> None:
    """Check that the journal knows that the newest messages in the witness were sent.

    Only messages count whose header contains the code that this project's key makes. A deferred
    one was refused as far as the journal knows. Raises OldJournalError.
    """
    known = dict.fromkeys([*(edition.slug for edition in journal.list_editions()), *slugs])
    for count in NEWEST:
        if _check_newest(journal, mailbox, key, known, count):
            return


def _check_newest(
    journal: Journal, mailbox: Mailbox, key: TokenKey, known: Iterable[str], count: int
) -> bool:
    """Check the newest `count` messages; return whether any is ours. Raises OldJournalError."""
    editions, is_any = {edition.slug: edition for edition in journal.list_editions()}, False
    addresses = dict(mailbox.read_newest("To", count))
    for uid, number in reversed(mailbox.read_newest(DELIVERY_HEADER, count)):
        address = parseaddr(addresses.get(uid, ""))[1]
        slug = next((slug for slug in known if key.delivery_id(slug, address) == number), None)
        if slug is None:
            continue  # of another project, or a proof
        is_any, edition = True, editions.get(slug)
        found = edition and journal.find_delivery(edition.id, number)
        if not found or found.state is State.DEFERRED or _is_untouched(found):
            msg = f"the journal is older than the witness mailbox: {slug} was sent to more people"
            remedy = "restore delivery/ from a newer backup; if not, people get the same mail again"
            raise OldJournalError(msg, remedy)
    return is_any


def _is_untouched(delivery: Delivery) -> bool:
    return delivery.state is State.PENDING and not delivery.attempts


@dataclass(frozen=True, slots=True)
class Witness:
    """An open witness mailbox; `list_id` is the domain of Message-IDs.

    `grace`: how long a copy may be on its way until its absence counts.
    """

    mailbox: Mailbox
    list_id: str
    grace: timedelta = GRACE

    def has(self, delivery: Delivery) -> bool:
        """Return whether there is a copy of a delivery.

        It is found by the header of our own, and else by the Message-ID, which some relays replace.
        """
        number = delivery.delivery_id
        return bool(
            self.mailbox.find_header(DELIVERY_HEADER, number)
            or self.mailbox.find_header("Message-ID", f"<{number}@{self.list_id}>")
        )


def resolve_unknown(
    journal: Journal, edition: Edition, witness: Witness, now: datetime
) -> Resolved:
    """Decide about unknown deliveries by the copies in the witness.

    One with a copy was accepted. One without is pending again, if its copy had time to arrive
    and the copy of the newest accepted message has arrived: then none is on its way.
    """
    unknown = journal.list_deliveries(edition.id, State.UNKNOWN)
    if not unknown:
        return Resolved()
    there = [delivery for delivery in unknown if witness.has(delivery)]
    journal.decide(there, State.ACCEPTED, SEEN, now)
    absent = [delivery for delivery in unknown if delivery not in there]
    late = [delivery for delivery in absent if _is_due(delivery, now, witness.grace)]
    if late and not _is_up_to_date(journal, edition, witness, unknown):
        late = []
    journal.decide(late, State.PENDING, NOT_SEEN, now)
    return Resolved(len(there), len(late), len(absent) - len(late))


def find_grace_end(deliveries: Sequence[Delivery], grace: timedelta) -> datetime | None:
    """Return when the absence of all copies counts."""
    times = [read_time(one.last_attempt) for one in deliveries if one.last_attempt]
    return max(times) + grace + timedelta(seconds=1) if times else None


def _is_due(delivery: Delivery, now: datetime, grace: timedelta) -> bool:
    return bool(delivery.last_attempt) and now - read_time(delivery.last_attempt) > grace


def _is_up_to_date(
    journal: Journal, edition: Edition, witness: Witness, unknown: Sequence[Delivery]
) -> bool:
    """Return whether the copy of the newest message accepted before them is in the witness."""
    latest = max(delivery.last_attempt for delivery in unknown)
    accepted = [
        delivery
        for delivery in journal.list_deliveries(edition.id, State.ACCEPTED)
        if delivery.last_attempt <= latest
    ]
    if not accepted:
        return True
    newest = max(accepted, key=lambda one: (one.last_attempt, one.id))
    return witness.has(newest)
