"""The steps of a run as the journal records them, each in one transaction.

`begin_attempt`, then `mark_sending` right before the end of the message is sent, then `settle`. A
process that dies between the last two leaves a delivery in `sending`; `recover` makes it unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.delivery.journal.database import Event, add_event
from brief.delivery.journal.model import Attempt, State, milliseconds, write_time

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from brief.delivery.journal.journal import Journal
    from brief.delivery.journal.model import Delivery

UNKNOWN_REASON = "the run ended before the server's reply was recorded"
KEPT_MILLISECONDS = 2 * 24 * 3600 * 1000
"""How long attempts are kept: longer than the longest window of a rate, a day."""
FULL_EDITIONS = 3


class StateConflictError(RuntimeError):
    """A delivery was not in a state from which this step is possible."""


class SendingLog:
    """The steps of a run; the process that uses it holds the lock for sending."""

    def __init__(self, journal: Journal) -> None:
        self._database = journal.database

    def recover(self, at: datetime) -> int:
        """Make deliveries unknown whose outcome an earlier run did not record; return how many.

        Their last attempt counts as if it ended now: until when the server worked on the message,
        and thus when a copy of it must be in the witness mailbox, is not known.

        Attempts whose end was not recorded count as if they ended now, since a rate must not be
        exceeded, and forget those that are too old to count.
        """
        with self._database.transaction() as connection:
            query = "SELECT id, edition FROM deliveries WHERE state = 'sending'"
            rows = connection.execute(query).fetchall()
            for number, edition in rows:
                query = (
                    "UPDATE deliveries SET state = 'unknown', reason = ?, last_attempt = ? "
                    "WHERE id = ?"
                )
                connection.execute(query, (UNKNOWN_REASON, write_time(at), number))
                add_event(connection, Event(edition, number, at, State.UNKNOWN, UNKNOWN_REASON))
            now = milliseconds(at)
            query = "UPDATE attempts SET ended = ? WHERE ended IS NULL OR ended > ?"
            connection.execute(query, (now, now))  # later than now: the clock was set back
            query = "DELETE FROM attempts WHERE ended < ?"
            connection.execute(query, (now - KEPT_MILLISECONDS,))
        return len(rows)

    def recent_attempts(self) -> list[Attempt]:
        """Return the recorded attempts, in the order of their ends."""
        query = "SELECT domain, ended FROM attempts WHERE ended IS NOT NULL ORDER BY ended"
        rows = self._database.select(query)
        return [Attempt(str(domain), int(str(ended))) for domain, ended in rows]

    def list_pending(self, edition_id: int, after: int, count: int) -> list[Delivery]:
        """Return the next pending deliveries after a row, in order."""
        where = "edition = ? AND state = 'pending' AND id > ? ORDER BY id LIMIT ?"
        return self._database.select_deliveries(where, (edition_id, after, count))

    def list_deferred(self, edition_id: int) -> list[Delivery]:
        """Return the deferred deliveries, those first that are to be tried first."""
        where = "edition = ? AND state = 'deferred' ORDER BY next_try, id"
        return self._database.select_deliveries(where, (edition_id,))

    def begin_attempt(self, delivery: Delivery, at: datetime) -> tuple[int, str]:
        """Record that an attempt begins; return its number and the date of the message.

        The date is that of the first attempt, so that every attempt sends the same bytes.
        """
        with self._database.transaction(durable=False) as connection:
            query = (
                "UPDATE deliveries SET attempts = attempts + 1, last_attempt = ?, message_date = "
                "CASE message_date WHEN '' THEN ? ELSE message_date END "
                "WHERE id = ? AND state IN ('pending', 'deferred') RETURNING message_date"
            )
            now = write_time(at)
            rows = connection.execute(query, (now, now, delivery.id)).fetchall()
            _require_one(len(rows), delivery)
            attempt = self._add_attempt(connection, delivery.domain)
        return attempt, str(rows[0][0])

    def begin_proof(self, domain: str) -> int:
        """Record that a proof is sent, which counts for the rate and for nothing else."""
        with self._database.transaction(durable=False) as connection:
            return self._add_attempt(connection, domain)

    def end_proof(self, attempt: int, at: datetime) -> None:
        """Record that a proof was sent."""
        with self._database.transaction(durable=False) as connection:
            query = "UPDATE attempts SET ended = ? WHERE id = ?"
            connection.execute(query, (milliseconds(at), attempt))

    @staticmethod
    def _add_attempt(connection: sqlite3.Connection, domain: str) -> int:
        query = "INSERT INTO attempts (domain) VALUES (?) RETURNING id"
        ((number,),) = connection.execute(query, (domain.lower(),)).fetchall()
        return int(number)

    def mark_sending(self, delivery: Delivery, content_hash: str) -> None:
        """Record, and flush to the disk, that the end of the message is now sent."""
        with self._database.transaction(durable=True) as connection:
            query = (
                "UPDATE deliveries SET state = 'sending', content_hash = ? "
                "WHERE id = ? AND state IN ('pending', 'deferred')"
            )
            changed = connection.execute(query, (content_hash, delivery.id))
            _require_one(changed.rowcount, delivery)

    def settle(  # noqa: PLR0913 - all that an attempt leads to
        self,
        delivery: Delivery,
        attempt: int,
        state: State,
        at: datetime,
        *,
        reply: str = "",
        reason: str = "",
        next_try: str = "",
    ) -> None:
        """Record the outcome of an attempt.

        The time of an unknown one is that of its end, from which a witness is waited for. It needs
        no `fsync`: after a power cut the delivery is still `sending`, and thus unknown.
        """
        with self._database.transaction(durable=False) as connection:
            query = (
                "UPDATE deliveries SET state = ?1, reason = ?2, last_reply = ?3, next_try = ?4, "
                "last_attempt = CASE ?1 WHEN 'unknown' THEN ?5 ELSE last_attempt END "
                "WHERE id = ?6 AND state IN ('pending', 'deferred', 'sending')"
            )
            values = (state, reason, reply, next_try, write_time(at), delivery.id)
            changed = connection.execute(query, values)
            _require_one(changed.rowcount, delivery)
            event = Event(delivery.edition_id, delivery.id, at, state, reply or reason)
            add_event(connection, event)
            query = "UPDATE attempts SET ended = ? WHERE id = ?"
            connection.execute(query, (milliseconds(at), attempt))

    def count_failures_in_a_row(self, subscriber_id: int, reasons: frozenset[str]) -> int:
        """Return how many of a subscriber's newest editions failed, each for one of the reasons.

        Those that were refused because of the sender do not count.
        """
        query = (
            "SELECT state, reason FROM deliveries WHERE subscriber = ? "
            "AND state IN ('accepted', 'failed') AND reason != 'blocked' "
            "ORDER BY edition DESC LIMIT ?"
        )
        count = 0
        for state, reason in self._database.select(query, (subscriber_id, FULL_EDITIONS)):
            if state != State.FAILED or reason not in reasons:
                break
            count += 1
        return count


def _require_one(changed: int, delivery: Delivery) -> None:
    if changed != 1:
        msg = f"delivery {delivery.id} is not in a state from which it could be sent"
        raise StateConflictError(msg)
