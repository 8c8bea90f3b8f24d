"""Erasing a person leaves a keyed hash, and not the address in any byte of any file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.address import Address
from brief.delivery.subscribers.erasure import erase_person, find_traces
from brief.delivery.subscribers.model import Consent, Status
from brief.delivery.subscribers.person import NewPerson, add_person, read_record
from brief.delivery.subscribers.store import SubscriberStore, open_subscribers
from brief.delivery.subscribers.undo import undo_import
from brief.errors import SetupError
from tests.delivery.subscribers.conftest import bring

if TYPE_CHECKING:
    from brief.delivery.folder import DeliveryFolder

SECRETS = ("findme@example.org", "Verysecret Name", "secretsource", "secretwords", "causesecret")
ROWS = "".join(f"a{number}@example.org,A. Reader {number},,\n" for number in range(3000))
PEOPLE = f"""\
email,name,consent_source,consent_text
{ROWS}Findme@example.org,Verysecret Name,secretsource,{"secretwords " * 700}
"""


def find_secrets(folder: DeliveryFolder) -> set[str]:
    content = b"".join(path.read_bytes() for path in folder.path.rglob("*") if path.is_file())
    return {secret for secret in SECRETS if secret.lower().encode() in content.lower()}


def test_nothing_of_the_person_is_left_in_any_file(
    folder: DeliveryFolder, store: SubscriberStore
) -> None:
    bring(store, PEOPLE)
    bring(store, "email,name\nfindme@example.org,Other Name\n")
    found = store.find("findme@example.org")
    assert found
    store.suppress(found.id, Status.COMPLAINED, "causesecret")
    assert find_secrets(folder) == set(SECRETS), "the test can fail"
    erasure = erase_person(store, "FINDME@example.org")
    assert erasure
    assert (erasure.is_new, erasure.traces) == (True, ())
    assert find_secrets(folder) == set()
    assert store.is_erased("Findme@EXAMPLE.org")
    assert not store.is_erased("a1@example.org")
    assert store.find("findme@example.org") is None
    assert read_record(store, "findme@example.org") is None
    assert store.get_status(found.id) is Status.ERASED
    store.close()
    assert find_secrets(folder) == set()


def test_free_space_that_another_program_left_is_cleaned(
    folder: DeliveryFolder, store: SubscriberStore
) -> None:
    bring(store, PEOPLE)
    with closing(sqlite3.connect(folder.subscribers_file, isolation_level=None)) as other:
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("UPDATE subscribers SET consent_text = '', consent_source = ''")
    assert find_secrets(folder) >= {"secretwords"}
    erase_person(store, "findme@example.org")
    assert find_secrets(folder) == set()


def test_erasing_again_repeats_the_clean_up(store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    first = erase_person(store, "findme@example.org")
    again = erase_person(store, "findme@example.org")
    assert first
    assert again
    assert (again.is_new, again.at) == (False, first.at)
    assert erase_person(store, "unknown@example.org") is None


def test_undo_does_not_bring_an_erased_person_back(
    folder: DeliveryFolder, store: SubscriberStore
) -> None:
    bring(store, "email,name\nfindme@example.org,Verysecret Name\n")
    bring(store, "email,name\nfindme@example.org,Other\n")
    erase_person(store, "findme@example.org")
    assert find_secrets(folder) == set()
    undo_import(store)
    undo_import(store)
    assert list(store.select()) == []
    assert store.is_erased("findme@example.org")


def test_a_person_who_came_back_can_be_erased_again(
    folder: DeliveryFolder, store: SubscriberStore
) -> None:
    bring(store, PEOPLE)
    erase_person(store, "findme@example.org")
    address = Address("findme@example.org")
    add_person(store, NewPerson(address, consent=Consent("2027-03-04", "secretsource")))
    assert erase_person(store, "findme@example.org")
    assert find_secrets(folder) == set()


def test_while_another_process_reads_an_old_state_the_trace_is_reported(
    folder: DeliveryFolder, store: SubscriberStore
) -> None:
    bring(store, PEOPLE)
    store.database.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(folder.subscribers_file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM subscribers").fetchone()
    erasure = erase_person(store, "findme@example.org")
    assert erasure
    assert erasure.traces
    other.close()
    again = erase_person(store, "findme@example.org")
    assert again
    assert again.traces == ()


def test_another_key_is_refused(folder: DeliveryFolder, store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    erase_person(store, "findme@example.org")
    store.close()
    folder.key_file.unlink()
    with open_subscribers(folder) as other, pytest.raises(SetupError, match="not the key"):
        other.is_erased("findme@example.org")


def test_traces_across_chunks_are_found(folder: DeliveryFolder) -> None:
    path = folder.path / "large"
    path.write_bytes(b"x" * ((1 << 20) - 5) + b"Findme@example.org")
    assert find_traces(folder.path, "findme@example.org") == (path,)
    path.write_bytes(b"x" * (1 << 20))
    assert find_traces(folder.path, "findme@example.org") == ()
