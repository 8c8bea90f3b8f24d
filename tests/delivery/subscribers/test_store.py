"""The store: finding people, statuses and their precedence, languages, several processes."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.export import write_csv
from brief.delivery.subscribers.model import Status
from brief.delivery.subscribers.store import SubscriberStore, open_subscribers
from tests.delivery.subscribers.conftest import NOW, bring, read

if TYPE_CHECKING:
    from pathlib import Path

    from brief.delivery.folder import DeliveryFolder
    from tests.delivery.subscribers.conftest import Clock

PEOPLE = """\
email,name,languages,tags
Reader@bücher.example,A. Reader,de|it,"press, Board"
b@example.org,,,press
c@example.org,,it,
"""


def get_id(store: SubscriberStore, address: str) -> int:
    found = store.find(address)
    assert found
    return found.id


def test_files_are_for_the_owner_only(folder: DeliveryFolder, store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    folder.subscribers_file.chmod(0o644)
    with open_subscribers(folder):
        modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.path.iterdir()}
    assert modes == {0o600}
    assert len(list(folder.path.glob("subscribers.sqlite*"))) >= 2


def test_a_person_is_found_in_any_spelling_of_the_address(store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    found = store.find(" reader@xn--bcher-kva.EXAMPLE")
    assert found
    assert found == store.find("READER@bücher.example") == store.get(found.id)
    assert found.address == "Reader@xn--bcher-kva.example"
    assert found.languages == ("de", "it")
    assert found.tags == {"press", "board"}
    assert (found.status, found.status_at) == (Status.ACTIVE, "2027-03-04T09:30:00Z")
    assert store.find("nobody@example.org") is None
    assert store.find("not an address") is None
    assert store.get(99) is None


def test_people_are_selected_by_tag_and_status_in_order_of_ids(store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    store.suppress(get_id(store, "b@example.org"), Status.BOUNCED, "550 5.1.1")

    def select(*tags: str, status: Status | None = None) -> list[int]:
        return [it.id for it in store.select(tags=tags, status=status)]

    assert select() == [1, 2, 3]
    assert select("press") == select(" PRESS", "board") == [1, 2]
    assert select("pres") == select("%") == select("") == []
    assert select("press", status=Status.ACTIVE) == [1]
    assert select(status=Status.BOUNCED) == [2]
    assert select(status=Status.ERASED) == []


def test_a_selection_of_many_is_complete_while_others_write(
    folder: DeliveryFolder, store: SubscriberStore
) -> None:
    bring(store, "email\n" + "".join(f"a{number}@example.org\n" for number in range(2500)))
    seen = []
    with open_subscribers(folder) as other:
        for it in store.select():
            seen.append(it.id)
            if it.id % 1000 == 1:
                other.suppress(it.id, Status.UNSUBSCRIBED, "while it runs")
    assert seen == list(range(1, 2501))


def test_a_suppression_by_another_process_is_seen_at_once(
    folder: DeliveryFolder, store: SubscriberStore
) -> None:
    bring(store, PEOPLE)
    assert store.get_status(1) is Status.ACTIVE
    with open_subscribers(folder) as other:
        assert other.suppress(1, Status.UNSUBSCRIBED, "link in a mail")
    assert store.get_status(1) is Status.UNSUBSCRIBED
    assert store.get_status(99) is Status.ERASED


def test_a_weaker_status_does_not_replace_a_stronger_one(
    store: SubscriberStore, clock: Clock
) -> None:
    bring(store, PEOPLE)
    steps = [
        (Status.BY_HAND, True),
        (Status.BY_HAND, False),
        (Status.BOUNCED, True),
        (Status.UNSUBSCRIBED, True),
        (Status.BOUNCED, False),
        (Status.COMPLAINED, True),
        (Status.UNSUBSCRIBED, False),
    ]
    for status, changes in steps:
        clock.pass_days(1)
        assert store.suppress(1, status, f"because {status}") is changes
    found = store.get(1)
    assert found
    assert (found.status, found.status_at) == (Status.COMPLAINED, "2027-03-10T09:30:00Z")
    assert found.status_cause == "because complained"
    assert not store.suppress(99, Status.BOUNCED, "unknown")


def test_a_time_of_a_suppression_can_be_given(store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    assert store.suppress(1, Status.BOUNCED, "a bounce", NOW.replace(year=2026))
    found = store.get(1)
    assert found
    assert found.status_at == "2026-03-04T09:30:00Z"


def test_a_cause_of_any_origin_is_stored_as_one_line(store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    cause = "550-5.1.1 unknown\r\n550\t\x1b[2J\udcff \u202e" + "x" * 900
    assert store.suppress(1, Status.BOUNCED, cause)
    found = store.get(1)
    assert found
    assert found.status_cause.startswith("550-5.1.1 unknown 550 ?[2J? ?xxx")
    assert len(found.status_cause) == 500
    assert not read("".join(write_csv(store.select()))).has_errors


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.ERASED])
def test_suppress_takes_no_other_status(store: SubscriberStore, status: Status) -> None:
    bring(store, PEOPLE)
    with pytest.raises(ValueError, match="not a status"):
        store.suppress(1, status, "")


def test_the_history_cannot_be_rewritten(store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.database.execute("UPDATE status_changes SET status = 'active'")


def test_a_transaction_that_fails_changes_nothing(store: SubscriberStore) -> None:
    bring(store, PEOPLE)

    def fail() -> None:
        with store.transaction() as database:
            database.execute("DELETE FROM subscribers")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert len(list(store.select())) == 3


KILLED = """
import os, signal, sys
from pathlib import Path
from brief.delivery.folder import DeliveryFolder
from brief.delivery.subscribers import importer
from brief.delivery.subscribers.store import open_subscribers
from tests.delivery.subscribers.conftest import read

def kill(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

importer.change_values = kill  # people were inserted, and the first change is to be written
store = open_subscribers(DeliveryFolder(Path(sys.argv[1])))
importer.write_import(store, read("email,name\\nnew@example.org,N\\nb@example.org,Other\\n"))
"""


def test_an_import_that_is_killed_changes_nothing(
    folder: DeliveryFolder, store: SubscriberStore, checkout: Path
) -> None:
    bring(store, PEOPLE)
    before = list(store.select())
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder.path)], cwd=checkout, check=False, timeout=60
    )
    assert run.returncode == -signal.SIGKILL
    with open_subscribers(folder) as again:
        assert list(again.select()) == before
        bring(again, "email\nnew@example.org\n")
        assert again.find("new@example.org")


def test_a_language_is_put_first(store: SubscriberStore) -> None:
    bring(store, PEOPLE)
    assert store.put_language_first(1, "it")
    assert not store.put_language_first(1, "IT")
    assert store.put_language_first(1, "fr")
    found = store.get(1)
    assert found
    assert found.languages == ("fr", "it", "de")
    assert not store.put_language_first(99, "it")
    assert not store.put_language_first(1, "not a language")


def test_an_id_is_never_used_again(store: SubscriberStore) -> None:
    from brief.delivery.subscribers.undo import undo_import

    bring(store, PEOPLE)
    undo_import(store)
    bring(store, PEOPLE)
    assert [it.id for it in store.select()] == [4, 5, 6]
