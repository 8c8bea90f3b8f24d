"""What a run needs of the other parts, as protocols, so that a test can play them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from brief.delivery.message.model import Message, Recipient
    from brief.delivery.subscribers.model import Status, Subscriber
    from brief.delivery.transport.reply import Reply


class Transport(Protocol):
    """A connection to a mail server."""

    def open(self) -> None:
        """Connect and log in. Raises BriefError."""

    def start(self, message: Message, copies: Sequence[str] = ()) -> Reply | None:
        """Send everything but the end of the message; return the reply that refuses it."""

    def finish(self) -> Reply:
        """Send the end of the message."""

    def close(self) -> None:
        """End the connection."""


class Composer(Protocol):
    """Makes the messages of an edition."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the briefing, in the project's order."""

    @property
    def pdf_hashes(self) -> Mapping[str, str]:
        """The SHA-256 of the PDF of each language."""

    def compose(self, recipient: Recipient, date: datetime) -> Message:
        """Return the message to a recipient."""


class Store(Protocol):
    """The subscribers of the project."""

    def get(self, subscriber_id: int) -> Subscriber | None:
        """Return a subscriber."""

    def get_status(self, subscriber_id: int) -> Status:
        """Return the status of a subscriber as it is in the database at this moment."""

    def select(
        self, *, tags: Collection[str] = (), status: Status | None = None
    ) -> Iterator[Subscriber]:
        """Return subscribers by id, those with one of the tags if there are any."""

    def suppress(
        self, subscriber_id: int, status: Status, cause: str, at: datetime | None = None
    ) -> bool:
        """Send nothing to a subscriber any more."""

    def is_erased(self, address: str) -> bool:
        """Return whether the person with this address wants to be forgotten."""


class Mailbox(Protocol):
    """A mailbox that is read by IMAP."""

    def find_header(self, name: str, value: str) -> list[int]:
        """Return the numbers of the messages whose header has this value."""

    def read_newest(self, name: str, count: int) -> list[tuple[int, str]]:
        """Return the values of a header in the newest messages, with their numbers in order."""


class StoreOpener(Protocol):
    """Opens the subscribers, once per thread."""

    def __call__(self) -> AbstractContextManager[Store]:
        """Return the subscribers as a context manager."""


class MailboxOpener(Protocol):
    """Opens the witness mailbox."""

    def __call__(self) -> AbstractContextManager[Mailbox]:
        """Return the mailbox as a context manager."""
