"""What the links in mails do: unsubscribe, subscribe again, choose a language."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from brief.errors import BriefError
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from brief.delivery.inbox.contracts import Journal, Subscribers
    from brief.delivery.subscribers.model import Subscriber
    from brief.delivery.tokens import TokenKey

WAYS = ("one-click unsubscription", "unsubscription page", "unsubscription mail")
"""How a reader unsubscribes with a token; the beginning of the cause in the record."""

MAX_ID = 10**15


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a valid token; that of a proof has no effect."""

    purpose: Purpose
    subscriber_id: int = 0
    edition_id: int = 0
    language: str = ""

    @property
    def shown(self) -> str:
        """The link in the log."""
        return f"subscriber {self.subscriber_id}" if self.subscriber_id else "proof"


def read_link(key: TokenKey, purpose: Purpose, token: str) -> Link | None:
    """Return the link of a token, or None if the token is not valid for this purpose."""
    if key.read_token(Purpose.PROOF, token):
        return Link(Purpose.PROOF)
    first, second = (*(key.read_token(purpose, token) or ()), "", "")[:2]
    if not first.isdecimal() or not 0 < int(first) < MAX_ID:
        return None
    if purpose is Purpose.LANGUAGE:
        tag = canonical_tag(second)
        return Link(purpose, int(first), language=tag) if tag else None
    return Link(purpose, int(first), int(second)) if second.isdecimal() else None


@dataclass(frozen=True, slots=True)
class SubscriptionService:
    """Reads and changes subscribers; each method may be called by several threads."""

    open_subscribers: Callable[[], AbstractContextManager[Subscribers]]
    open_journal: Callable[[], AbstractContextManager[Journal] | None]
    clock: Callable[[], datetime]
    _lock: Lock = field(default_factory=Lock)

    def find(self, link: Link) -> Subscriber | None:
        """Return the subscriber; None for a proof, and for a person whose data was erased."""
        if not link.subscriber_id:
            return None
        with self.open_subscribers() as store:
            return store.get(link.subscriber_id)

    def unsubscribe(self, link: Link, way: str) -> bool:
        """Send no more mails to the reader; return whether that changed anything."""
        if not link.subscriber_id:
            return False
        with self._lock, self.open_subscribers() as store:
            if store.get(link.subscriber_id) is None:
                return False
            cause = _describe_cause(way, link)
            changed = store.suppress(link.subscriber_id, Status.UNSUBSCRIBED, cause, self.clock())
        if changed:
            self._record(link, way)
        return changed

    def can_undo(self, link: Link, person: Subscriber | None) -> bool:
        """Return whether the reader unsubscribed with this token, and by nothing else."""
        return (
            person is not None
            and person.status is Status.UNSUBSCRIBED
            and person.status_cause in {_describe_cause(way, link) for way in WAYS}
        )

    def subscribe_again(self, link: Link) -> bool:
        """Take back what `unsubscribe` did with the same token; return whether it did."""
        with self._lock, self.open_subscribers() as store:
            person = store.get(link.subscriber_id) if link.subscriber_id else None
            if not self.can_undo(link, person):
                return False
            cause = f"subscribed again on the page, edition {link.edition_id}"
            return store.reactivate(link.subscriber_id, cause, self.clock())

    def choose_language(self, link: Link) -> bool:
        """Put the link's language first; return whether that changed anything."""
        if not link.subscriber_id:
            return False
        with self._lock, self.open_subscribers() as store:
            if store.get(link.subscriber_id) is None:
                return False
            return store.put_language_first(link.subscriber_id, link.language)

    def _record(self, link: Link, way: str) -> None:
        """Record the unsubscription in the journal; without it, the unsubscription still counts."""
        try:
            if opened := self.open_journal():
                with opened as journal:
                    journal.record_return(
                        link.edition_id, link.subscriber_id, "unsubscribe", way, self.clock()
                    )
        except (BriefError, sqlite3.Error):
            return


def _describe_cause(way: str, link: Link) -> str:
    return f"{way}, edition {link.edition_id}"
