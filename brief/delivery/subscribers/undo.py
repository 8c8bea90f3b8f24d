"""Take the last import back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.delivery.subscribers.model import Status, Subscriber
from brief.delivery.subscribers.rows import (
    COLUMNS,
    Values,
    as_subscriber,
    change_values,
    join_tags,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from brief.delivery.subscribers.store import SubscriberStore


@dataclass
class UndoneImport:
    """What `undo_import` did: people removed, people restored, and those that stay."""

    file: str
    at: str
    removed: int = 0
    restored: int = 0
    kept: list[Subscriber] = field(default_factory=list)
    values_kept: int = 0


def undo_import(store: SubscriberStore) -> UndoneImport | None:
    """Take the last import back that was not undone; return None without one.

    People that it added are removed, unless their status has changed since: those stay with their
    status, and lose what the import brought unless they were added by hand since. A value that was
    changed again since the import stays as it is now.
    """
    with store.transaction() as database:
        row = database.execute(
            "SELECT id, file, at FROM imports WHERE undone_at = '' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        number, file, at = row
        result = UndoneImport(file, at)
        for subscriber, before, after in list(_read_changes(database, number)):
            if before is None or after is None:
                _undo_addition(database, subscriber, result)
            else:
                kept = _restore_values(database, subscriber.id, before, after)
                result.values_kept += kept
                result.restored += kept < len(before)
        result.removed += _delete_untouched(database, number)
        database.execute("DELETE FROM import_changes WHERE import_id = ?", (number,))
        database.execute("UPDATE imports SET undone_at = ? WHERE id = ?", (store.now, number))
        return result


def _read_changes(
    database: sqlite3.Connection, number: int
) -> Iterator[tuple[Subscriber, Values | None, Values | None]]:
    """Yield people changed by an import, and those added whose status has changed since."""
    columns = ", ".join(f"s.{column.strip()}" for column in COLUMNS.split(","))
    rows = database.execute(
        f"SELECT {columns}, c.before, c.after FROM import_changes c"  # noqa: S608 - constants
        " JOIN subscribers s ON s.id = c.subscriber_id WHERE c.import_id = ? AND (c.before NOTNULL"
        " OR (SELECT count(*) FROM status_changes h WHERE h.subscriber_id = s.id) > 1)",
        (number,),
    )
    for *row, before, after in rows:
        yield as_subscriber(tuple(row)), before and json.loads(before), after and json.loads(after)


def _delete_untouched(database: sqlite3.Connection, number: int) -> int:
    """Delete the people whom an import added and whose status has not changed since."""
    cursor = database.execute(
        "DELETE FROM subscribers WHERE id IN (SELECT subscriber_id FROM import_changes"
        " WHERE import_id = ? AND before IS NULL) AND"
        " (SELECT count(*) FROM status_changes h WHERE h.subscriber_id = subscribers.id) <= 1",
        (number,),
    )
    return cursor.rowcount


def _undo_addition(
    database: sqlite3.Connection, subscriber: Subscriber, result: UndoneImport
) -> None:
    result.kept.append(subscriber)
    was_added_by_hand = database.execute(
        "SELECT count(*) > 0 FROM status_changes WHERE subscriber_id = :id AND status = 'active'"
        " AND id > (SELECT min(id) FROM status_changes WHERE subscriber_id = :id)",
        {"id": subscriber.id},
    ).fetchone()[0]
    if subscriber.status is not Status.ACTIVE and not was_added_by_hand:
        columns = ("name", "languages", "tags", "consent_at", "consent_source", "consent_text")
        change_values(database, subscriber.id, dict.fromkeys(columns, ""))


def _restore_values(
    database: sqlite3.Connection, subscriber_id: int, before: Values, after: Values
) -> int:
    """Restore the values that were not changed again since; return how many were.

    Of tags, only those are removed that the import brought.
    """
    columns = ", ".join(before)
    query = f"SELECT {columns} FROM subscribers WHERE id = ?"  # noqa: S608 - names of columns
    current = dict(zip(before, database.execute(query, (subscriber_id,)).fetchone(), strict=True))
    restored = {column: old for column, old in before.items() if current[column] == after[column]}
    if "tags" in before and "tags" not in restored:
        own, brought = (set(str(it).split(",")) for it in (before["tags"], after["tags"]))
        tags = set(str(current["tags"]).split(",")) - (brought - own)
        restored["tags"] = join_tags(tags - {""})
    if restored:
        change_values(database, subscriber_id, restored)
    return len(before) - len(restored)
