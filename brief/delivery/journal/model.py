"""An edition in the journal, its deliveries, their states, and the sum of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(StrEnum):
    """How far a delivery is; `SENDING` is one whose outcome is decided at this moment."""

    PENDING = "pending"
    SENDING = "sending"
    ACCEPTED = "accepted"  # by the server; whether the reader got it is not known
    DEFERRED = "deferred"
    FAILED = "failed"
    UNKNOWN = "unknown"  # the end of the message was sent, and no reply was recorded
    SKIPPED = "skipped"


OPEN_STATES = (State.PENDING, State.SENDING, State.DEFERRED, State.UNKNOWN)
"""The states of deliveries that need another run, or a decision."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom an edition is for: people with one of these tags, who get one of these languages.

    Empty means all.
    """

    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


EVERYONE = Selection()


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing that is sent: its audience and its PDFs are those of the first run.

    `pdf_hashes`: the SHA-256 of the PDF of each language. `selection`: that of the first run.
    `audience`: how many people there are in it.
    """

    id: int
    slug: str
    created: str
    pdf_hashes: Mapping[str, str]
    selection: Selection
    audience: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A person who is added to an audience; with `skipped`, only to be counted."""

    address: str
    subscriber_id: int
    language: str
    wanted: str
    delivery_id: str
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The delivery of an edition to one address.

    `wanted`: the preferred language, or "". `message_date`: the date of the message, from the
    first attempt on. `content_hash`: the SHA-256 of the message that may have been sent.
    `returned`: what came back after acceptance (`bounce`, `complaint`, …).
    """

    id: int
    edition_id: int
    address: str
    subscriber_id: int
    language: str
    wanted: str
    delivery_id: str
    state: State
    reason: str
    message_date: str
    content_hash: str
    attempts: int
    last_reply: str
    last_attempt: str
    next_try: str
    returned: str

    @property
    def domain(self) -> str:
        """The domain of the address."""
        return self.address.rpartition("@")[2]

    @property
    def shown(self) -> str:
        """The delivery as logs show it: the number of the subscriber and the domain."""
        return f"#{self.subscriber_id} at {self.domain}"


@dataclass(frozen=True, slots=True)
class Sums:
    """How many deliveries of an edition are in which state; they add up to the audience."""

    audience: int
    states: Mapping[State, int]
    returned: Mapping[str, int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """How many deliveries need another run, or a decision."""
        return sum(self.states[state] for state in OPEN_STATES)

    def __str__(self) -> str:
        """Return the sum in one line, without states that no delivery has."""
        parts = [f"{number:,} {state}" for state, number in self.states.items() if number]
        return f"{self.audience:,} in the audience = {' + '.join(parts) or '0'}"

    def as_json(self) -> dict[str, object]:
        """Return the sum as JSON-ready data."""
        states = {state.value: number for state, number in self.states.items()}
        return {"audience": self.audience, **states, "returned": dict(self.returned)}


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that counts for the rate: times in milliseconds since 1970, UTC."""

    domain: str
    ended: int


def write_time(at: datetime) -> str:
    """Return a time in ISO 8601, UTC, in seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(text: str) -> datetime:
    """Return a time that `write_time` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Return a time as milliseconds since 1970, UTC, rounded up."""
    return -int(-at.timestamp() * 1000 // 1)
