"""The real journal and the real store of subscribers, as a poll and the web server use them."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from brief.delivery.folder import DeliveryFolder, open_delivery_folder
from brief.delivery.inbox.memory import FILE_NAME
from brief.delivery.inbox.opening import (
    list_own_addresses,
    open_existing_journal,
    open_poll,
    require_mail,
)
from brief.delivery.journal import open_journal
from brief.delivery.journal.model import Entry, State
from brief.delivery.subscribers.model import Status
from brief.delivery.subscribers.rows import insert_people
from brief.delivery.subscribers.store import open_subscribers
from brief.delivery.tokens import Purpose
from brief.editorial.briefing import read_settings
from brief.project import Project
from tests.delivery.inbox.returns import (
    ADDRESS,
    NOW,
    READER,
    FakeMailbox,
    make_group,
    make_person,
    make_report,
)
from tests.delivery.inbox.subscribed import subscribe

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> DeliveryFolder:
    return open_delivery_folder(Project(tmp_path))


def publish(folder: DeliveryFolder, *returned: str) -> None:
    """Record editions 1, 2, … to the reader, with what came back of each."""
    with open_journal(folder) as journal:
        for number, kind in enumerate(returned, 1):
            entry = Entry(ADDRESS, READER, "it", "it", f"{number:032}")
            edition = journal.freeze_audience(f"edition-{number}", {}, [entry], NOW)
            deliveries = journal.list_deliveries(edition.id)
            if kind != "pending":
                journal.decide(deliveries, State.ACCEPTED, "", NOW)
            if kind not in {"", "pending"}:
                journal.record_return(edition.id, READER, kind, "5.2.2", NOW)


@pytest.mark.parametrize(
    ("returned", "edition", "expected"),
    [
        (["failure", "failure", "failure"], 3, 3),
        (["failure", "failure", "failure", ""], 3, 3),
        (["failure", "failure", "failure", ""], 4, 0),
        (["failure", "", "failure"], 3, 1),
        (["failure", "refused", "failure"], 3, 1),
        (["failure", "pending", "failure"], 3, 2),
        (["", "", ""], 3, 0),
    ],
)
def test_failures_are_counted_up_to_an_edition(
    folder: DeliveryFolder, returned: list[str], edition: int, expected: int
) -> None:
    publish(folder, *returned)
    opened = open_existing_journal(folder)
    assert opened
    with opened as journal:
        assert journal.count_failures(edition, ADDRESS) == expected


def test_a_delivery_is_found_by_its_name(folder: DeliveryFolder) -> None:
    assert open_existing_journal(folder) is None
    publish(folder, "", "")
    opened = open_existing_journal(folder)
    assert opened
    with opened as journal:
        assert journal.find_delivery(f"{2:032}") == (2, READER)
        assert journal.find_delivery(ADDRESS) is None
        assert journal.find_delivery(str(READER)) is None


def test_three_full_mailboxes_in_a_row_suppress(workspace: Workspace) -> None:
    project = subscribe(workspace)
    publish(project.folder, "failure", "failure", "")
    mail = require_mail(read_settings(Project(workspace.root)))
    token = project.key.make_token(Purpose.BOUNCE, READER, 3)
    report = make_report(make_group(status="5.2.2", diagnostic=""), to=f"b+{token}@example.org")
    with open_poll(project.folder, mail, lambda: NOW, dry_run=False) as poll:
        assert poll.run(FakeMailbox([report]), "x").count() == {"failure": 1}
    person = project.person
    assert person.status is Status.BOUNCED
    assert person.status_cause == "3 editions in a row: delivery report 5.2.2, edition 3"
    for path in project.folder.path.iterdir():
        if path.name != ".gitignore":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_a_rehearsal_creates_no_memory(workspace: Workspace) -> None:
    project = subscribe(workspace)
    mail = require_mail(read_settings(Project(workspace.root)))
    with open_poll(project.folder, mail, lambda: NOW, dry_run=True) as poll:
        poll.run(FakeMailbox([b"Subject: x\r\n\r\n"]), "x")
    assert not (project.folder.path / FILE_NAME).exists()
    assert not project.folder.journal_file.exists()


@pytest.mark.parametrize(
    ("status", "changed"),
    [(Status.UNSUBSCRIBED, True), (Status.BOUNCED, False), (Status.COMPLAINED, False)],
)
def test_only_an_unsubscribed_person_is_reactivated(
    folder: DeliveryFolder, status: Status, *, changed: bool
) -> None:
    with open_subscribers(folder) as store:
        with store.transaction() as database:
            insert_people(database, [make_person(status=status)])
        assert store.reactivate(READER, "own wish", NOW) is changed
        assert store.get_status(READER) is (Status.ACTIVE if changed else status)
        assert not store.reactivate(READER + 1, "own wish", NOW)


def test_an_address_that_is_also_for_replies_is_not_only_for_leaving(workspace: Workspace) -> None:
    subscribe(workspace)
    mail = require_mail(read_settings(Project(workspace.root)))
    assert list_own_addresses(mail).leave == "leave@example.org"
    shared = mail.model_copy(update={"reply_to": "leave@example.org"})
    assert list_own_addresses(shared).leave == ""
