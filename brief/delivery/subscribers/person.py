"""Single people: adding one by hand, suppressing addresses, and what is stored of one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from brief.delivery.subscribers.importer import merge_values
from brief.delivery.subscribers.model import Consent, Status, Subscriber
from brief.delivery.subscribers.reasons import is_stronger
from brief.delivery.subscribers.rows import change_values, insert_people, next_id, set_status
from brief.delivery.subscribers.schema import explain_database_errors
from brief.errors import UsageError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from brief.delivery.subscribers.address import Address
    from brief.delivery.subscribers.reading.suppression_list import Suppression
    from brief.delivery.subscribers.store import SubscriberStore

BATCH = 500


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to add: empty values change nothing of one who is stored already."""

    address: Address
    name: str = ""
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    consent: Consent = field(default_factory=Consent)


@dataclass
class SuppressionCount:
    """What `suppress_addresses` did with how many addresses."""

    changed: int = 0
    added: int = 0
    unchanged: int = 0
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """All that is stored of a person.

    `changes` are time, status and cause of each change of status; `imports` are time and file of
    imports that can be undone, with the values that each replaced (None: it added the person).
    """

    subscriber: Subscriber
    changes: tuple[tuple[str, str, str], ...]
    imports: tuple[tuple[str, str, dict[str, str] | None], ...]


def add_person(store: SubscriberStore, person: NewPerson) -> str:
    """Add or change a person; return `added`, `changed`, `unchanged` or `reactivated`.

    A person who gets no mails, or was erased, is made active by a consent that is newer than that.
    Raises UsageError without one.
    """
    with store.transaction() as database:
        subscriber = store.find(person.address.text)
        if subscriber is None:
            erased_at = store.erased_at(person.address.key)
            if erased_at:
                _require_consent(person, Status.ERASED, erased_at)
                database.execute(
                    "DELETE FROM erased WHERE hash = ?", (store.hash_key(person.address.key),)
                )
            cause = _describe_cause(person)
            new = _make_subscriber(database, person, Status.ACTIVE, store.now, cause)
            insert_people(database, [new])
            return "reactivated" if erased_at else "added"
        is_back = subscriber.status is not Status.ACTIVE
        if is_back:
            _require_consent(person, subscriber.status, subscriber.status_at)
        _, after = merge_values(
            subscriber, person.name, person.languages, {*person.tags}, person.consent
        )
        if after:
            change_values(database, subscriber.id, after)
        if after or is_back:
            # also where the status stays: it shows that the person no longer depends on an import
            cause = _describe_cause(person)
            set_status(database, subscriber.id, Status.ACTIVE, store.now, cause)
        return "reactivated" if is_back else "changed" if after else "unchanged"


def suppress_addresses(
    store: SubscriberStore, suppressions: Iterable[Suppression]
) -> SuppressionCount:
    """Store that these addresses get no mails, also those that are unknown; all or none.

    Someone with a stronger status keeps it, and an erased person stays erased.
    """
    count = SuppressionCount()
    with store.transaction() as database:
        now = store.now
        knows_erased = store.has_erased()
        entries = iter(suppressions)
        while batch := list(islice(entries, BATCH)):
            known = _find_statuses(database, [it.address.key for it in batch])
            for it in batch:
                if it.address.key in known:
                    number, status = known[it.address.key]
                    if is_stronger(it.status, status):
                        set_status(database, number, it.status, it.at or now, it.cause)
                        count.changed += 1
                    else:
                        count.unchanged += 1
                elif knows_erased and store.erased_at(it.address.key):
                    count.erased += 1
                else:
                    person = NewPerson(it.address)
                    new = _make_subscriber(database, person, it.status, now, it.cause)
                    insert_people(database, [replace(new, status_at=it.at or now)])
                    count.added += 1
    return count


def read_record(store: SubscriberStore, address: str) -> Record | None:
    """Return all that is stored of a person; None if not stored."""
    subscriber = store.find(address)
    if subscriber is None:
        return None
    with explain_database_errors(store.folder.subscribers_file):
        changes = store.database.execute(
            "SELECT at, status, cause FROM status_changes WHERE subscriber_id = ? ORDER BY id",
            (subscriber.id,),
        ).fetchall()
        imports = store.database.execute(
            "SELECT at, file, before FROM import_changes JOIN imports ON id = import_id"
            " WHERE subscriber_id = ? ORDER BY id",
            (subscriber.id,),
        ).fetchall()
    return Record(
        subscriber,
        tuple(changes),
        tuple((at, file, json.loads(before) if before else None) for at, file, before in imports),
    )


def _require_consent(person: NewPerson, status: Status, since: str) -> None:
    """Raise UsageError if the person has not consented after that time."""
    given, address = person.consent.given_at, person.address.text
    if not given or not person.consent.source:
        msg = f"{address} is `{status}` since {since[:10]}"
        remedy = "only a new consent makes the person active: --consent 'form of 4 March 2027'"
        raise UsageError(msg, remedy, "subscriber-suppressed")
    if given < since[: len(given)]:
        msg = f"the consent of {given[:10]} is older than the status `{status}` ({since[:10]})"
        raise UsageError(
            msg, "only a newer consent makes the person active", "subscriber-suppressed"
        )


def _describe_cause(person: NewPerson) -> str:
    source = person.consent.source
    return f"added by hand, consent: {source}" if source else "added by hand"


def _make_subscriber(
    database: sqlite3.Connection, person: NewPerson, status: Status, now: str, cause: str
) -> Subscriber:
    return Subscriber(
        id=next_id(database),
        address=person.address.text,
        name=person.name,
        languages=person.languages,
        tags=frozenset(person.tags),
        status=status,
        status_at=now,
        status_cause=cause,
        consent=person.consent,
        joined_at=now,
    )


def _find_statuses(database: sqlite3.Connection, keys: list[str]) -> dict[str, tuple[int, Status]]:
    marks = ", ".join("?" * len(keys))
    query = f"SELECT address_key, id, status FROM subscribers WHERE address_key IN ({marks})"  # noqa: S608 - marks
    return {key: (number, Status(status)) for key, number, status in database.execute(query, keys)}
