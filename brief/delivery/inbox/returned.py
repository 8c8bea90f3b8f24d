"""What a message in the mailbox for returns is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

_ADDRESS = re.compile(r"[^\s<>()\[\];:,\"'@]+@(?=[\w-])")
MAX_TEXT, MAX_READ = 300, 2000


class Kind(StrEnum):
    """The kinds of messages that come back; only the first five can have an effect on a person."""

    UNSUBSCRIBE = "unsubscribe"
    LANGUAGE = "language"
    BOUNCE = "bounce"  # the address does not exist
    COMPLAINT = "complaint"  # a feedback report (RFC 5965)
    FAILURE = "failure"  # the mailbox is full or cannot be reached: counts if it is repeated
    REFUSED = "refused"  # for another reason, mostly about the sender: recorded only
    DELAY = "delay"  # not delivered yet: recorded only
    SUCCESS = "success"  # a report of a delivery
    WITNESS = "witness"  # a report about the copy for the witness mailbox
    PROOF = "proof"  # about a proof: without effect
    AUTOMATIC = "automatic"  # out of office, receipts (RFC 3834)
    FORGED = "forged"  # a report without a valid token
    UNCLEAR = "unclear"  # a wish to unsubscribe without a valid token
    OTHER = "other"  # people's replies, and reports in unknown formats


@dataclass(frozen=True, slots=True)
class RecipientReport:
    """The part of a delivery report about a recipient (RFC 3464, 2.3); `status` as in `5.1.1`."""

    recipients: tuple[str, ...]
    kind: Kind
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A message that came back.

    `subscriber_id` and `edition_id` are those of its token, 0 without a valid one; `delivery_id` is
    the name of the delivery that a report gives. `reports` has an entry for each recipient in a
    delivery report. `text` contains no address.
    """

    kind: Kind
    subscriber_id: int = 0
    edition_id: int = 0
    language: str = ""
    delivery_id: str = ""
    reports: tuple[RecipientReport, ...] = ()
    status: str = ""
    text: str = ""

    def settle(self, address: str, others: frozenset[str]) -> Returned:
        """Return the message with the kind of the report that is about the address.

        A mailbox to which mails are forwarded has another address, so that the other reports
        count too, but not those about `others`, our own addresses.
        """
        if not self.reports:
            return self
        named = [it for it in self.reports if address.lower() in it.recipients]
        foreign = [it for it in self.reports if not others.intersection(it.recipients)]
        found = next(iter(named or foreign), None)
        if found is None:
            first = self.reports[0]
            return replace(self, kind=Kind.WITNESS, status=first.status, text=first.text)
        return replace(self, kind=found.kind, status=found.status, text=found.text)


def hide_addresses(text: str) -> str:
    """Return a text in one line, of at most MAX_TEXT characters, with only domains of addresses."""
    shown = _ADDRESS.sub("…@", " ".join(text.split())[:MAX_READ])
    return shown if len(shown) <= MAX_TEXT else f"{shown[: MAX_TEXT - 1]}…"
