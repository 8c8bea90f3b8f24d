"""A subscriber, and the states that one can be in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether a subscriber gets mails, and if not, why; an import never changes it."""

    ACTIVE = "active"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    ERASED = "erased"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Consent:
    """The proof of consent: when and where it was given, and to which words (GDPR, art. 7)."""

    given_at: str = ""
    source: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A person who gets editions by mail.

    `address` has its domain in ASCII; `languages` are in order of preference, and may be empty;
    times are in ISO 8601 and UTC.
    """

    id: int
    address: str
    name: str
    languages: tuple[str, ...]
    tags: frozenset[str]
    status: Status
    status_at: str
    status_cause: str
    consent: Consent
    joined_at: str
