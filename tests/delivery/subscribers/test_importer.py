"""Imports: what they change and what never, and that undo restores exactly what was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.address import Address
from brief.delivery.subscribers.erasure import erase_person
from brief.delivery.subscribers.importer import plan_import, write_import
from brief.delivery.subscribers.model import Consent, Status, Subscriber
from brief.delivery.subscribers.person import NewPerson, add_person, read_record
from brief.delivery.subscribers.undo import undo_import
from brief.errors import UsageError
from tests.delivery.subscribers.conftest import bring, read

if TYPE_CHECKING:
    from brief.delivery.subscribers.store import SubscriberStore
    from tests.delivery.subscribers.conftest import Clock

FIRST = """\
email,name,languages,tags,consent_at,consent_source,consent_text
a@example.org,A. Reader,de|it,press,2025-01-02,form,I agree.
b@example.org,B. Reader,it,,,,
"""


def get(store: SubscriberStore, address: str) -> Subscriber:
    found = store.find(address)
    assert found
    return found


def test_new_values_replace_old_ones_and_empty_ones_do_not(store: SubscriberStore) -> None:
    bring(store, FIRST)
    plan = bring(
        store,
        "email,name,languages,tags\nA@example.org,,it,board\nb@example.org,New Name,,\n",
        "2027",
    )
    assert (len(plan.added), len(plan.updates)) == (0, 2)
    first, second = get(store, "a@example.org"), get(store, "b@example.org")
    assert first.name == "A. Reader"
    assert first.languages == ("it",)
    assert first.tags == {"press", "board", "2027"}
    assert first.consent == Consent("2025-01-02", "form", "I agree.")
    assert (second.name, second.languages) == ("New Name", ("it",))
    assert bring(store, "email,name\nb@example.org,New Name\n").unchanged == 1


def test_a_consent_of_another_time_replaces_the_old_one_as_a_whole(store: SubscriberStore) -> None:
    bring(store, FIRST)
    bring(store, "email,consent_at,consent_source\na@example.org,2026-01-02,fair\n")
    assert get(store, "a@example.org").consent == Consent("2026-01-02", "fair", "")


@pytest.mark.parametrize(
    "status", [Status.UNSUBSCRIBED, Status.BOUNCED, Status.COMPLAINED, Status.BY_HAND]
)
def test_an_import_never_changes_a_status(store: SubscriberStore, status: Status) -> None:
    bring(store, FIRST)
    store.suppress(1, status, "for a reason")
    before = get(store, "a@example.org")
    plan = bring(store, "email,name,status\na@example.org,Other,active\n")
    after = get(store, "a@example.org")
    assert after.name == "Other"
    assert (after.status, after.status_at, after.status_cause) == (
        status,
        before.status_at,
        "for a reason",
    )
    assert plan.suppressed == 1
    (finding,) = plan.findings
    assert (finding.code, str(finding.place)) == ("subscriber-suppressed", "people.csv:2:1")


def test_a_status_in_the_file_counts_for_new_people_only(store: SubscriberStore) -> None:
    bring(store, FIRST)
    plan = bring(store, "email,status\na@example.org,unsubscribed\nc@example.org,blocklisted\n")
    assert get(store, "a@example.org").status is Status.ACTIVE
    assert get(store, "c@example.org").status is Status.UNSUBSCRIBED
    assert [it.code for it in plan.findings] == ["subscriber-status"]


@pytest.mark.parametrize("word", ["customer", "VIP", "spammer", "erased"])
def test_a_column_that_is_no_status_is_refused(word: str) -> None:
    file = read(f"email,status\na@example.org,{word}\n")
    assert [it.code for it in file.findings] == ["subscriber-status"]
    assert "--column" in file.findings[0].remedy


def test_an_erased_person_is_reported_and_left_out(store: SubscriberStore) -> None:
    bring(store, FIRST)
    erase_person(store, "a@example.org")
    plan = bring(store, FIRST.replace("a@example.org", "A@Example.ORG"))
    assert plan.erased == 1
    assert store.find("a@example.org") is None
    assert [it.code for it in plan.findings] == ["subscriber-erased"]


def test_a_plan_writes_nothing(store: SubscriberStore) -> None:
    plan = plan_import(store, read(FIRST))
    assert len(plan.added) == 2
    assert list(store.select()) == []
    assert len(plan_import(None, read(FIRST)).added) == 2


def test_a_file_with_errors_is_not_written(store: SubscriberStore) -> None:
    with pytest.raises(ValueError, match="errors"):
        write_import(store, read("email\na@example.org\nwrong\n"))
    assert list(store.select()) == []


def test_undo_restores_exactly_what_was_before(store: SubscriberStore, clock: Clock) -> None:
    bring(store, FIRST)
    before = list(store.select())
    clock.pass_days(1)
    bring(
        store,
        "email,name,languages,tags,consent_at\na@example.org,X,fr,new,2026-05-06\n"
        "c@example.org,C,,,\n",
        "more",
    )
    assert list(store.select()) != before
    undone = undo_import(store)
    assert undone
    assert (undone.file, undone.removed, undone.restored) == ("people.csv", 1, 1)
    assert list(store.select()) == before
    undone = undo_import(store)
    assert undone
    assert undone.removed == 2
    assert undo_import(store) is None


def test_undo_keeps_statuses_and_later_changes(store: SubscriberStore, clock: Clock) -> None:
    bring(store, FIRST)
    bring(store, "email,name,tags\na@example.org,X,new\nc@example.org,C,\nd@example.org,D,\n")
    clock.pass_days(1)
    store.suppress(get(store, "c@example.org").id, Status.BOUNCED, "550")
    add_person(store, NewPerson(Address("a@example.org"), name="By hand", tags=("own",)))
    store.suppress(get(store, "a@example.org").id, Status.UNSUBSCRIBED, "link")
    add_person(store, NewPerson(Address("d@example.org"), consent=Consent("2027-03-05", "fair")))
    undone = undo_import(store)
    assert undone
    assert undone.removed == 0
    assert {it.address for it in undone.kept} == {"c@example.org", "d@example.org"}
    first = get(store, "a@example.org")
    assert first.name == "By hand"
    assert sorted(first.tags) == ["own", "press"]
    assert first.status is Status.UNSUBSCRIBED
    suppressed = get(store, "c@example.org")
    assert (suppressed.name, suppressed.status) == ("", Status.BOUNCED)
    assert get(store, "d@example.org").name == "D"
    assert bring(store, "email\nc@example.org\n").suppressed == 1


def test_undo_keeps_a_language_that_the_reader_chose_since(store: SubscriberStore) -> None:
    bring(store, FIRST)
    bring(store, "email,languages\na@example.org,fr|de\n")
    store.put_language_first(1, "it")
    undone = undo_import(store)
    assert undone
    assert undone.values_kept == 1
    assert get(store, "a@example.org").languages == ("it", "fr", "de")


def test_a_person_comes_back_only_with_a_newer_consent(
    store: SubscriberStore, clock: Clock
) -> None:
    bring(store, FIRST)
    clock.pass_days(10)
    store.suppress(1, Status.UNSUBSCRIBED, "link")
    person = Address("a@example.org")
    for consent in (Consent(), Consent("2025-01-02", "form"), Consent("2027-03-20", "")):
        with pytest.raises(UsageError):
            add_person(store, NewPerson(person, name="X", consent=consent))
    assert get(store, "a@example.org").name == "A. Reader"
    clock.pass_days(1)
    new = Consent("2027-03-15T09:30:00Z", "fair")
    assert add_person(store, NewPerson(person, consent=new)) == "reactivated"
    record = read_record(store, "a@example.org")
    assert record
    assert record.subscriber.consent == new
    assert [status for _, status, _ in record.changes] == ["active", "unsubscribed", "active"]


def test_an_erased_person_comes_back_only_with_consent(
    store: SubscriberStore, clock: Clock
) -> None:
    bring(store, FIRST)
    erase_person(store, "a@example.org")
    clock.pass_days(1)
    person = Address("a@example.org")
    with pytest.raises(UsageError, match="erased"):
        add_person(store, NewPerson(person))
    new = NewPerson(person, consent=Consent("2027-03-05", "fair"))
    assert add_person(store, new) == "reactivated"
    assert not store.is_erased("a@example.org")


def test_adding_a_person_again_changes_only_what_is_given(store: SubscriberStore) -> None:
    person = NewPerson(Address("a@example.org"), "A", ("de",), ("x",))
    assert add_person(store, person) == "added"
    assert add_person(store, person) == "unchanged"
    assert add_person(store, NewPerson(Address("A@example.org"), tags=("y",))) == "changed"
    found = get(store, "a@example.org")
    assert (found.address, found.name, sorted(found.tags)) == ("a@example.org", "A", ["x", "y"])


def test_the_record_shows_what_imports_changed(store: SubscriberStore) -> None:
    bring(store, FIRST)
    bring(store, "email,name\na@example.org,X\n")
    record = read_record(store, "a@example.org")
    assert record
    (_, first, added), (_, second, before) = record.imports
    assert (first, added, second, before) == (
        "people.csv",
        None,
        "people.csv",
        {"name": "A. Reader"},
    )
