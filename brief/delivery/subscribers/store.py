"""The store of subscribers: a database in the project's folder `delivery/`."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Self

from brief.delivery.subscribers.address import Address, read_address
from brief.delivery.subscribers.model import Status, Subscriber
from brief.delivery.subscribers.reasons import SUPPRESSED, is_stronger
from brief.delivery.subscribers.rows import COLUMNS, as_subscriber, set_status
from brief.delivery.subscribers.schema import explain_database_errors, open_database
from brief.delivery.subscribers.values import current_time, format_time, read_tags
from brief.delivery.tokens import TokenKey
from brief.errors import SetupError
from brief.findings.message import Message
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime

    from brief.delivery.folder import DeliveryFolder

BATCH = 1000
"""How many rows are read at a time, so that no reader holds up a writer for long."""
_KEY_CHECK = "key of the hashes"


class SubscriberStore:
    """The people of a project; several processes may have it open.

    Every method raises SetupError if the database cannot be used.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        folder: DeliveryFolder,
        clock: Callable[[], datetime] = current_time,
    ) -> None:
        self.database = database
        self.folder = folder
        self.clock = clock
        self._lock = RLock()
        self._token_key: TokenKey | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    @property
    def now(self) -> str:
        """The present time as it is stored."""
        return format_time(self.clock())

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run statements that are all stored or, after an exception, none."""
        with self._lock, explain_database_errors(self.folder.subscribers_file):
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield self.database
                self.database.execute("COMMIT")
            except BaseException:
                if self.database.in_transaction:  # SQLite ends it itself if the disk is full
                    self.database.execute("ROLLBACK")
                raise

    def find(self, address: str) -> Subscriber | None:
        """Return the person with an address, in whatever case; None if not stored or erased."""
        return self._read_one("address_key = ?", normalize_key(address))

    def get(self, subscriber_id: int) -> Subscriber | None:
        """Return the person with an id; None if not stored or erased."""
        return self._read_one("id = ?", subscriber_id)

    def select(
        self, *, tags: Collection[str] = (), status: Status | None = None
    ) -> Iterator[Subscriber]:
        """Yield people by id: those who have at least one of the tags, and the status."""
        wanted = [it for tag in tags for it in _parse_tags(tag)]
        conditions, values = ["id > ?"], [str(status)] if status else []
        if status:
            conditions.append("status = ?")
        if wanted:
            conditions.append(f"({' OR '.join(['instr(tags, ?)'] * len(wanted))})")
            values += [f",{tag}," for tag in wanted]
        elif tags:
            return
        query = (
            f"SELECT {COLUMNS} FROM subscribers WHERE {' AND '.join(conditions)}"  # noqa: S608 - constants
            f" ORDER BY id LIMIT {BATCH}"
        )
        last = 0
        while True:
            with self._lock, explain_database_errors(self.folder.subscribers_file):
                rows = self.database.execute(query, (last, *values)).fetchall()
            for row in rows:
                yield as_subscriber(row)
            if len(rows) < BATCH:
                return
            last = rows[-1][0]

    def get_status(self, subscriber_id: int) -> Status:
        """Return the present status, read from the file; `erased` if the person is not stored."""
        with self._lock, explain_database_errors(self.folder.subscribers_file):
            row = self.database.execute(
                "SELECT status FROM subscribers WHERE id = ?", (subscriber_id,)
            ).fetchone()
        return Status(row[0]) if row else Status.ERASED

    def suppress(
        self, subscriber_id: int, status: Status, cause: str, at: datetime | None = None
    ) -> bool:
        """Set a status other than `active` and `erased`; return whether it changed.

        A stronger status stays: complained, unsubscribed, bounced, by hand, from the strongest.
        """
        if status not in SUPPRESSED:
            msg = f"{status} is not a status for suppress"
            raise ValueError(msg)
        with self.transaction() as database:
            row = database.execute(
                "SELECT status FROM subscribers WHERE id = ?", (subscriber_id,)
            ).fetchone()
            if row is None or not is_stronger(status, Status(row[0])):
                return False
            set_status(database, subscriber_id, status, format_time(at) if at else self.now, cause)
            return True

    def reactivate(self, subscriber_id: int, cause: str, at: datetime | None = None) -> bool:
        """Make a person active who has unsubscribed; return whether the status changed.

        Only for the person's own wish, with the token from a mail: imports never do it.
        """
        with self.transaction() as database:
            row = database.execute(
                "SELECT status FROM subscribers WHERE id = ?", (subscriber_id,)
            ).fetchone()
            if row is None or row[0] != Status.UNSUBSCRIBED:
                return False
            time = format_time(at) if at else self.now
            set_status(database, subscriber_id, Status.ACTIVE, time, cause)
            return True

    def put_language_first(self, subscriber_id: int, tag: str) -> bool:
        """Make a language the preferred one; return whether that changed anything.

        The others keep their order. False too if the text is not a tag, or no person has the id.
        """
        canonical = canonical_tag(tag)
        with self.transaction() as database:
            row = database.execute(
                "SELECT languages FROM subscribers WHERE id = ?", (subscriber_id,)
            ).fetchone()
            if row is None or canonical is None:
                return False
            before = row[0].split()
            after = [canonical, *(it for it in before if it != canonical)]
            if after == before:
                return False
            database.execute(
                "UPDATE subscribers SET languages = ? WHERE id = ?",
                (" ".join(after), subscriber_id),
            )
            return True

    def is_erased(self, address: str) -> bool:
        """Return whether the person with this address was erased, and did not come back."""
        return self.erased_at(normalize_key(address)) is not None

    def erased_at(self, key: str) -> str | None:
        """Return when the person with this key (address in lower case) was erased.

        Raises SetupError if the project's key is not the one of the stored hashes.
        """
        with self._lock, explain_database_errors(self.folder.subscribers_file):
            if not self.has_erased():
                return None
            row = self.database.execute(
                "SELECT at FROM erased WHERE hash = ?", (self.hash_key(key),)
            ).fetchone()
        return row[0] if row else None

    def has_erased(self) -> bool:
        """Return whether anyone was erased."""
        with self._lock, explain_database_errors(self.folder.subscribers_file):
            row = self.database.execute("SELECT 1 FROM erased LIMIT 1").fetchone()
        return row is not None

    def hash_key(self, key: str) -> str:
        """Return the keyed hash that remains of an erased address."""
        if self._token_key is None:
            self._token_key = self._read_token_key()
        return self._token_key.hash_address(key)

    def _read_token_key(self) -> TokenKey:
        """Return the project's key; refuse one that did not make the stored hashes."""
        key = TokenKey(self.folder.read_key())
        check = key.hash_address(_KEY_CHECK)
        row = self.database.execute(
            "SELECT value FROM facts WHERE name = ?", (_KEY_CHECK,)
        ).fetchone()
        if row is None:
            self.database.execute("INSERT INTO facts VALUES (?, ?)", (_KEY_CHECK, check))
        elif row[0] != check:
            msg = f"{self.folder.key_file} is not the key with which people were erased"
            remedy = "restore the key from a backup: without it, brief cannot recognise them"
            raise SetupError(msg, remedy)
        return key

    def _read_one(self, condition: str, value: str | int) -> Subscriber | None:
        query = f"SELECT {COLUMNS} FROM subscribers WHERE {condition}"  # noqa: S608 - a constant
        with self._lock, explain_database_errors(self.folder.subscribers_file):
            row = self.database.execute(query, (value,)).fetchone()
        return as_subscriber(row) if row else None


def open_subscribers(
    folder: DeliveryFolder, clock: Callable[[], datetime] = current_time
) -> SubscriberStore:
    """Open the subscribers of a project; create the database if needed.

    Raises SetupError if it cannot be used.
    """
    return SubscriberStore(open_database(folder.subscribers_file), folder, clock)


def normalize_key(address: str) -> str:
    """Return the form by which an address is found; an invalid one is found by no one."""
    found = read_address(address.strip())
    return found.key if isinstance(found, Address) else address.lower()


def _parse_tags(text: str) -> tuple[str, ...]:
    found = read_tags(text)
    return () if isinstance(found, Message) else found
