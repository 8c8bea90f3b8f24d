"""The parts of mailbox, subscribers and journal that this package uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from brief.delivery.subscribers.model import Status, Subscriber


class Mailbox(Protocol):
    """The part of an IMAP mailbox that is used here."""

    @property
    def uid_validity(self) -> int:
        """The number that changes when the numbers of messages change."""

    def new_messages(self, after_uid: int) -> Iterator[tuple[int, bytes]]:
        """Yield number and content of the messages after one, and leave them unseen."""

    def mark_seen(self, uid: int) -> None:
        """Mark a message as seen."""


class Subscribers(Protocol):
    """The part of the store of subscribers that is used here."""

    def get(self, subscriber_id: int, /) -> Subscriber | None:
        """Return a subscriber."""

    def suppress(self, subscriber_id: int, status: Status, cause: str, at: datetime, /) -> bool:
        """Send no more mails to a subscriber; return whether that changed anything."""

    def reactivate(self, subscriber_id: int, cause: str, at: datetime, /) -> bool:
        """Make an unsubscribed person active again; return whether that changed anything."""

    def put_language_first(self, subscriber_id: int, tag: str, /) -> bool:
        """Make a language the preferred one; return whether that changed anything."""


class Journal(Protocol):
    """The part of the journal that is used here."""

    def find_delivery(self, delivery_id: str, /) -> tuple[int, int] | None:
        """Return edition and subscriber of a delivery."""

    def count_failures(self, edition_id: int, address: str, /) -> int:
        """Return how many editions in a row, up to this one, came back as a failure."""

    def record_return(
        self, edition_id: int, subscriber_id: int, kind: str, text: str, at: datetime, /
    ) -> bool:
        """Record what came back; return whether there is such a delivery."""
