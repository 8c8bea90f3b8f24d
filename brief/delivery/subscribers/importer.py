"""Write a validated file into the store.

An import changes name, languages, tags and consent of people who are stored already, only where
the file has a value, and never their status. For each changed value it records what was there
before, so that it can be undone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from brief.delivery.subscribers.model import Status, Subscriber
from brief.delivery.subscribers.rows import (
    COLUMNS,
    Values,
    as_subscriber,
    change_values,
    insert_people,
    join_tags,
    next_id,
)
from brief.delivery.subscribers.schema import explain_database_errors
from brief.findings import Finding, Place, note, warning

if TYPE_CHECKING:
    from brief.delivery.subscribers.model import Consent
    from brief.delivery.subscribers.reading.import_file import Entry, ImportFile
    from brief.delivery.subscribers.store import SubscriberStore

BATCH = 500


@dataclass(frozen=True, slots=True)
class Update:
    """What an import changes of a person: the values before and after."""

    subscriber_id: int
    before: Values
    after: Values


@dataclass
class ImportPlan:
    """What an import does, or would do; `findings` reports people who get no mails."""

    added: list[Entry] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    unchanged: int = 0
    suppressed: int = 0
    erased: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def without_consent(self) -> int:
        """How many of the new people have neither date nor source of a consent."""
        consents = (entry.consent for entry in self.added)
        return sum(not (it.given_at or it.source) for it in consents)


def plan_import(
    store: SubscriberStore | None, file: ImportFile, tags: tuple[str, ...] = ()
) -> ImportPlan:
    """Compare a file with the store (None: the project has no database yet), and write nothing.

    `tags` are given to all people of the file.
    """
    plan = ImportPlan()
    knows_erased = store is not None and store.has_erased()
    entries = iter(file.entries)
    while batch := list(islice(entries, BATCH)):
        known = _find_known(store, batch) if store else {}
        for entry in batch:
            place = Place(file.source.shown, entry.line)
            if subscriber := known.get(entry.address.key):
                _plan_update(plan, entry, subscriber, tags, place)
            elif knows_erased and store and (at := store.erased_at(entry.address.key)):
                plan.erased += 1
                message = f"{entry.address.text} was erased on {at[:10]}, and is left out"
                remedy = "add the person again only with a new consent: `brief subscribers add`"
                plan.findings.append(note("subscriber-erased", message, remedy, place))
            else:
                plan.added.append(entry)
    return plan


def write_import(
    store: SubscriberStore, file: ImportFile, tags: tuple[str, ...] = ()
) -> ImportPlan:
    """Write a file without errors: all of it, or nothing if an exception is raised."""
    if file.has_errors:
        msg = "a file with errors cannot be imported"
        raise ValueError(msg)
    with store.transaction() as database:
        plan = plan_import(store, file, tags)
        if not plan.added and not plan.updates:
            return plan
        now = store.now
        values = (now, file.source.label, file.rows)
        cursor = database.execute("INSERT INTO imports (at, file, rows) VALUES (?, ?, ?)", values)
        number = int(cursor.lastrowid or 0)
        first = next_id(database)
        insert_people(
            database,
            (
                _make_subscriber(subscriber_id, entry, tags, now, file.source.label)
                for subscriber_id, entry in enumerate(plan.added, first)
            ),
        )
        database.execute(
            "INSERT INTO import_changes SELECT ?, id, NULL, NULL FROM subscribers WHERE id >= ?",
            (number, first),
        )
        for update in plan.updates:
            change_values(database, update.subscriber_id, update.after)
        database.executemany(
            "INSERT INTO import_changes VALUES (?, ?, ?, ?)",
            (
                (number, it.subscriber_id, json.dumps(it.before), json.dumps(it.after))
                for it in plan.updates
            ),
        )
        return plan


def merge_values(
    subscriber: Subscriber, name: str, languages: tuple[str, ...], tags: set[str], consent: Consent
) -> tuple[Values, Values]:
    """Return the values of a person that differ from these non-empty ones: before and after.

    Tags are added. A consent of another time replaces the stored one as a whole; otherwise its
    missing parts are filled in.
    """
    own = subscriber.consent
    pairs: list[tuple[str, object, object]] = [
        ("name", subscriber.name, name),
        ("languages", " ".join(subscriber.languages), " ".join(languages)),
        ("tags", join_tags(subscriber.tags), join_tags(subscriber.tags | tags)),
    ]
    is_other = bool(consent.given_at) and consent.given_at != own.given_at
    pairs += [
        ("consent_at", own.given_at, consent.given_at),
        ("consent_source", own.source, consent.source),
        ("consent_text", own.text, consent.text),
    ]
    changed = [
        (column, old, new)
        for column, old, new in pairs
        if new != old and (new or (is_other and column.startswith("consent")))
    ]
    return {it[0]: it[1] for it in changed}, {it[0]: it[2] for it in changed}


def _find_known(store: SubscriberStore, batch: list[Entry]) -> dict[str, Subscriber]:
    keys = [entry.address.key for entry in batch]
    marks = ", ".join("?" * len(keys))
    query = f"SELECT {COLUMNS} FROM subscribers WHERE address_key IN ({marks})"  # noqa: S608 - marks
    with explain_database_errors(store.folder.subscribers_file):
        rows = store.database.execute(query, keys).fetchall()
    found = map(as_subscriber, rows)
    return {subscriber.address.lower(): subscriber for subscriber in found}


def _plan_update(
    plan: ImportPlan, entry: Entry, subscriber: Subscriber, tags: tuple[str, ...], place: Place
) -> None:
    all_tags = {*entry.tags, *tags}
    before, after = merge_values(subscriber, entry.name, entry.languages, all_tags, entry.consent)
    if after:
        plan.updates.append(Update(subscriber.id, before, after))
    else:
        plan.unchanged += 1
    if subscriber.status is not Status.ACTIVE:
        plan.suppressed += 1
        since = subscriber.status_at[:10]
        message = f"{entry.address.text} stays `{subscriber.status}` (since {since})"
        remedy = "a new consent is recorded with `brief subscribers add`"
        plan.findings.append(note("subscriber-suppressed", message, remedy, place))
    elif entry.status is not Status.ACTIVE:
        message = f"{entry.address.text} stays `active`, but is `{entry.status}` in the file"
        remedy = "an import changes no status: run `brief subscribers suppress FILE`"
        plan.findings.append(warning("subscriber-status", message, remedy, place))


def _make_subscriber(
    number: int, entry: Entry, tags: tuple[str, ...], now: str, shown: str
) -> Subscriber:
    """Return the new person of an entry; a status in the file counts for new people only."""
    return Subscriber(
        id=number,
        address=entry.address.text,
        name=entry.name,
        languages=entry.languages,
        tags=frozenset((*entry.tags, *tags)),
        status=entry.status,
        status_at=entry.status_at or now,
        status_cause=entry.status_cause or f"import of {shown}",
        consent=entry.consent,
        joined_at=entry.joined_at or now,
    )
