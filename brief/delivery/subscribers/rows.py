"""People as rows of the database: reading, inserting and changing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.delivery.subscribers.model import Consent, Status, Subscriber
from brief.delivery.subscribers.values import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

COLUMNS = (
    "id, address, name, languages, tags, status, status_at, status_cause,"
    " consent_at, consent_source, consent_text, joined_at"
)
Values = dict[str, object]
"""Some values of a person by column, as they are stored."""


def next_id(database: sqlite3.Connection) -> int:
    """Return the id of the next person, which no one had before."""
    row = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'subscribers'").fetchone()
    return (row[0] if row else 0) + 1


def insert_people(database: sqlite3.Connection, people: Iterable[Subscriber]) -> None:
    """Insert people with new ids, and begin the history of their statuses."""
    first = next_id(database)
    database.executemany(
        f"INSERT INTO subscribers ({COLUMNS}, address_key) VALUES ({'?, ' * 12}?)",  # noqa: S608 - constants
        (
            (
                it.id,
                it.address,
                it.name,
                " ".join(it.languages),
                join_tags(it.tags),
                it.status,
                it.status_at,
                it.status_cause,
                it.consent.given_at,
                it.consent.source,
                it.consent.text,
                it.joined_at,
                it.address.lower(),
            )
            for it in people
        ),
    )
    database.execute(
        "INSERT INTO status_changes (subscriber_id, at, status, cause)"
        " SELECT id, status_at, status, status_cause FROM subscribers WHERE id >= ?",
        (first,),
    )


def change_values(database: sqlite3.Connection, subscriber_id: int, values: Values) -> None:
    """Store values of a person, by column."""
    names = ", ".join(f"{column} = ?" for column in values)
    statement = f"UPDATE subscribers SET {names} WHERE id = ?"  # noqa: S608 - names of columns
    database.execute(statement, (*values.values(), subscriber_id))


def set_status(
    database: sqlite3.Connection, subscriber_id: int, status: Status, at: str, cause: str
) -> None:
    """Store a person's new status, and add it to the history; the cause is stored as one line."""
    cause = clean_line(cause)
    database.execute(
        "UPDATE subscribers SET status = ?, status_at = ?, status_cause = ? WHERE id = ?",
        (status, at, cause, subscriber_id),
    )
    database.execute(
        "INSERT INTO status_changes (subscriber_id, at, status, cause) VALUES (?, ?, ?, ?)",
        (subscriber_id, at, status, cause),
    )


def as_subscriber(row: tuple[object, ...]) -> Subscriber:
    """Return the person that a row of the columns `COLUMNS` describes."""
    number, *texts = row
    address, name, languages, tags, status, status_at, cause, *rest = map(str, texts)
    return Subscriber(
        id=int(str(number)),
        address=address,
        name=name,
        languages=tuple(languages.split()),
        tags=frozenset(filter(None, tags.split(","))),
        status=Status(status),
        status_at=status_at,
        status_cause=cause,
        consent=Consent(*rest[:3]),
        joined_at=rest[3],
    )


def join_tags(tags: Collection[str]) -> str:
    """Return tags as they are stored: sorted, and found as `,tag,`."""
    return f",{','.join(sorted(tags))}," if tags else ""
