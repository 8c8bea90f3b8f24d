"""The journal: a row per edition and address, and the events that changed it.

`Journal` answers what was sent to whom, and takes the decisions of people; the steps of a run are
in `SendingLog`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

from brief.delivery.journal.database import Event, JournalDatabase, add_event
from brief.delivery.journal.model import (
    EVERYONE,
    Delivery,
    Edition,
    Selection,
    State,
    Sums,
    write_time,
)
from brief.delivery.journal.schema import open_database
from brief.errors import SetupError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from brief.delivery.folder import DeliveryFolder
    from brief.delivery.journal.model import Entry

_ADD = """
INSERT INTO deliveries
    (edition, address, subscriber, language, wanted, delivery_id, state, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_EDITION = "SELECT id, slug, created, pdf_hashes, tags, languages, audience FROM editions"


MAX_DIGITS = 18  # of an integer in SQLite
ERASED_DOMAIN = "@erased.invalid"
RETURNS = ("delay", "refused", "failure", "bounce", "unsubscribe", "complaint")
"""What may come back after acceptance, the strongest last."""


def open_journal(folder: DeliveryFolder) -> Journal:
    """Return the journal of a project; create it at the first call. Raises SetupError."""
    return Journal(JournalDatabase(open_database(folder.journal_file)))


class Journal:
    """The journal of a project; a context manager that closes it."""

    def __init__(self, database: JournalDatabase) -> None:
        self.database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def find_edition(self, slug: str) -> Edition | None:
        """Return the edition of a briefing, or None if it was never sent."""
        rows = self.database.select(f"{_EDITION} WHERE slug = ?", (slug,))
        return _read_edition(rows[0]) if rows else None

    def list_editions(self) -> list[Edition]:
        """Return all editions, the oldest first."""
        return [_read_edition(row) for row in self.database.select(f"{_EDITION} ORDER BY id")]

    def freeze_audience(
        self,
        slug: str,
        pdf_hashes: Mapping[str, str],
        entries: Iterable[Entry],
        at: datetime,
        selection: Selection = EVERYONE,
    ) -> Edition:
        """Begin an edition: record its PDFs and its audience, all or nothing."""
        with self.database.transaction() as connection:
            kept = (dict(pdf_hashes), selection.tags, selection.languages)
            values = (slug, write_time(at), *map(json.dumps, kept))
            query = (
                "INSERT INTO editions (slug, created, pdf_hashes, tags, languages, audience) "
                "VALUES (?, ?, ?, ?, ?, 0) RETURNING id"
            )
            ((edition_id,),) = connection.execute(query, values).fetchall()
            count = _add_entries(connection, edition_id, entries)
            add_event(
                connection, Event(edition_id, None, at, "audience", f"{count} in the audience")
            )
        edition = self.find_edition(slug)
        assert edition is not None  # noqa: S101 - it was just written
        return edition

    def extend_audience(
        self,
        edition_id: int,
        entries: Iterable[Entry],
        at: datetime,
        pdf_hashes: Mapping[str, str] | None = None,
    ) -> int:
        """Add people to an audience; return how many were not in it.

        The PDFs of languages that were added since the first run are recorded as well.
        """
        with self.database.transaction() as connection:
            query = "UPDATE editions SET pdf_hashes = json_patch(?, pdf_hashes) WHERE id = ?"
            connection.execute(query, (json.dumps(dict(pdf_hashes or {})), edition_id))
            count = _add_entries(connection, edition_id, entries)
            add_event(connection, Event(edition_id, None, at, "audience", f"{count} added"))
        return count

    def has_address(self, edition_id: int, address: str) -> bool:
        """Return whether an address is in the audience of an edition."""
        query = "SELECT 1 FROM deliveries WHERE edition = ? AND address = ?"
        return bool(self.database.select(query, (edition_id, address)))

    def sum_up(self, edition_id: int) -> Sums:
        """Return how many deliveries are in which state.

        Raises SetupError if they do not add up to the audience, since rows are missing then.
        """
        where = "FROM deliveries WHERE edition = ?"
        # One statement, and thus one moment, while another process sends.
        rows = self.database.select(
            f"SELECT state, returned, count(*), "  # noqa: S608 - our own text
            f"(SELECT audience FROM editions WHERE id = ?) {where} GROUP BY state, returned",
            (edition_id, edition_id),
        )
        states, returned = dict.fromkeys(State, 0), dict[str, int]()
        audience = 0
        for state, kind, count, total in rows:
            number, audience = int(str(count)), int(str(total))
            states[State(str(state))] += number
            if kind:
                returned[str(kind)] = returned.get(str(kind), 0) + number
        if sum(states.values()) != audience:
            found = sum(states.values())
            msg = f"the journal does not add up: {found} deliveries for an audience of {audience}"
            remedy = "restore the folder delivery/ from its newest backup"
            raise SetupError(msg, remedy, "journal-does-not-add-up")
        return Sums(audience, states, returned)

    def list_deliveries(self, edition_id: int, *states: State) -> list[Delivery]:
        """Return the deliveries of an edition in these states (all without any)."""
        chosen = states or tuple(State)
        marks = ", ".join("?" * len(chosen))
        where = f"edition = ? AND state IN ({marks}) ORDER BY id"
        return self.database.select_deliveries(where, (edition_id, *chosen))

    def find_not_erased(self, edition_id: int) -> Delivery | None:
        """Return a delivery whose address is still there, or None."""
        where = "edition = ? AND address NOT LIKE ? ORDER BY id LIMIT 1"
        found = self.database.select_deliveries(where, (edition_id, f"%{ERASED_DOMAIN}"))
        return found[0] if found else None

    def find_delivery(self, edition_id: int, name: str) -> Delivery | None:
        """Return the delivery with this address, this `#`number of a subscriber, or this id."""
        digits = name.removeprefix("#")
        number = int(digits) if digits.isdecimal() and len(digits) <= MAX_DIGITS else -1
        where = "edition = ? AND (address = ? OR delivery_id = ? OR subscriber = ?) ORDER BY id"
        values = (edition_id, name, name.lower(), number)
        found = self.database.select_deliveries(where, values)
        return found[0] if found else None

    def list_deliveries_to(self, address: str) -> list[tuple[str, Delivery]]:
        """Return everything that was sent to an address: slugs and deliveries."""
        slugs = {edition.id: edition.slug for edition in self.list_editions()}
        found = self.database.select_deliveries("address = ? ORDER BY id", (address,))
        return [(slugs[delivery.edition_id], delivery) for delivery in found]

    def list_events(self, delivery: Delivery) -> list[tuple[str, str, str]]:
        """Return the events of a delivery: time, kind and text."""
        query = "SELECT at, kind, text FROM events WHERE delivery = ? ORDER BY id"
        rows = self.database.select(query, (delivery.id,))
        return [(str(at), str(kind), str(text)) for at, kind, text in rows]

    def record_event(
        self, kind: str, text: str, at: datetime, edition_id: int | None = None
    ) -> None:
        """Record an event that is about no single delivery, such as a proof."""
        with self.database.transaction() as connection:
            add_event(connection, Event(edition_id, None, at, kind, text))

    def record_return(
        self, edition_id: int, subscriber_id: int, kind: str, text: str, at: datetime
    ) -> bool:
        """Record what came back after a message was sent; return whether it is new.

        `kind` is one of `RETURNS`, of which the strongest is shown. A delivery whose outcome was
        unknown is accepted then: something came back only because the message was sent.
        """
        where = "edition = ? AND subscriber = ? ORDER BY id"
        found = self.database.select_deliveries(where, (edition_id, subscriber_id))
        if not found:
            return False
        event = Event(edition_id, found[0].id, at, f"return-{kind}", text)
        with self.database.transaction() as connection:
            query = "SELECT 1 FROM events WHERE delivery = ? AND kind = ? AND text = ?"
            if connection.execute(query, (event.row, event.kind, text)).fetchone():
                return False
            add_event(connection, event)
            strongest = max(found[0].returned, kind, key=_rank_return)
            query = (
                "UPDATE deliveries SET returned = ?, state = "
                "CASE state WHEN 'unknown' THEN 'accepted' ELSE state END WHERE id = ?"
            )
            connection.execute(query, (strongest, event.row))
        return True

    def decide(
        self, deliveries: Sequence[Delivery], state: State, reason: str, at: datetime
    ) -> int:
        """Change the state of deliveries as a person, or a witness, decided; return how many.

        A delivery whose state has changed since it was read stays as it is.
        """
        count = 0
        with self.database.transaction() as connection:
            for delivery in deliveries:
                query = (
                    "UPDATE deliveries SET state = ?, reason = ?, next_try = '' "
                    "WHERE id = ? AND state = ?"
                )
                values = (state, reason, delivery.id, delivery.state)
                if connection.execute(query, values).rowcount:
                    event = Event(delivery.edition_id, delivery.id, at, state, reason)
                    add_event(connection, event)
                    count += 1
        return count

    def erase_address(self, address: str) -> int:
        """Replace an address in all deliveries, and remove what servers said of it."""
        found = self.database.select_deliveries("address = ?", (address,))
        with self.database.transaction() as connection:
            for delivery in found:
                query = (
                    "UPDATE deliveries SET address = ?, last_reply = '', reason = "
                    "CASE state WHEN 'skipped' THEN reason ELSE '' END WHERE id = ?"
                )
                connection.execute(query, (f"erased-{delivery.id}{ERASED_DOMAIN}", delivery.id))
                query = "UPDATE events SET text = '' WHERE delivery = ?"
                connection.execute(query, (delivery.id,))
        return len(found)


def _rank_return(kind: str) -> int:
    return RETURNS.index(kind) if kind in RETURNS else -1


def _add_entries(connection: sqlite3.Connection, edition_id: int, entries: Iterable[Entry]) -> int:
    count = 0
    for entry in entries:
        state = State.SKIPPED if entry.skipped else State.PENDING
        who = (edition_id, entry.address, entry.subscriber_id, entry.language, entry.wanted)
        added = connection.execute(_ADD, (*who, entry.delivery_id, state, entry.skipped))
        count += added.rowcount
    query = "UPDATE editions SET audience = audience + ? WHERE id = ?"
    connection.execute(query, (count, edition_id))
    return count


def _read_edition(row: tuple[object, ...]) -> Edition:
    number, slug, created, hashes, tags, languages, audience = row
    return Edition(
        int(str(number)),
        str(slug),
        str(created),
        json.loads(str(hashes)),
        Selection(tuple(json.loads(str(tags))), tuple(json.loads(str(languages)))),
        int(str(audience)),
    )
