"""`brief outbox`: the sum that adds up, why something is open, and the decisions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.delivery.sending.mail_project import MailProject, make_mail_project
from tests.delivery.servers.faults import Action, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.faulty import FaultyServer
    from tests.delivery.servers.fixtures import StartFaulty
    from tests.workspace import Workspace

NAMES = ("ok", "gone", "spam", "full", "grey", "lost", "busy")
FAULTS = (
    Fault("RCPT", "550 5.1.1 <gone@example.org> no such user", to="gone@*"),
    Fault("RCPT", "550 5.7.1 policy", to="spam@*"),
    Fault("RCPT", "552 5.2.2 mailbox full", to="full@*"),
    Fault("RCPT", "451 4.7.1 Greylisting, please come back later", to="grey@*"),
    Fault("RCPT", "450 4.2.0 busy", to="busy@*"),
    Fault("DOT", action=Action.LOSE, to="lost@*"),
)
STATES = {
    "ok": "accepted",
    "gone": "failed",
    "spam": "failed",
    "full": "failed",
    "grey": "deferred",
    "lost": "unknown",
    "busy": "deferred",
}


@pytest.fixture
def server(start_faulty: StartFaulty) -> FaultyServer:
    return start_faulty(*FAULTS)


@pytest.fixture
def project(tmp_path: Path, tides: Workspace, server: FaultyServer) -> MailProject:
    made = make_mail_project(tmp_path / "project", tides, server.port)
    made.add_people([f"{name}@example.org" for name in NAMES])
    run = made.run("send", "tides", "--yes", "--wait", "0")
    assert run.code == 1, run.err
    assert "done" not in run.err
    return made


def test_every_fault_ends_in_its_state_and_the_sum_adds_up(project: MailProject) -> None:
    found = {address.split("@")[0]: one.state for address, one in project.deliveries().items()}
    assert found == STATES
    run = project.run("outbox", "tides", "--json")
    (edition,) = run.json["editions"]
    assert (run.code, edition["open"], edition["done"]) == (1, 3, False)
    states = ("accepted", "deferred", "failed", "unknown", "skipped", "pending", "sending")
    assert sum(edition[state] for state in states) == edition["audience"] == len(NAMES)
    assert "7 in the audience = 1 accepted + 2 deferred + 3 failed + 1 unknown" in run.err
    assert "1 failed: the server refuses this sender (550 5.7.1 policy)" in run.err
    assert "brief outbox resend-unknown tides" in run.err


def test_addresses_are_shown_only_when_asked_for(project: MailProject) -> None:
    hidden = project.run("outbox", "show", "tides", "--state", "failed", "--json")
    assert hidden.code == 1
    assert "gone@" not in hidden.err + hidden.out
    assert "#2 at example.org" in hidden.err
    shown = project.run("outbox", "show", "tides", "--state", "failed", "--addresses", "--json")
    assert "gone@example.org" in shown.err
    addresses = [one["address"] for one in shown.json["editions"][0]["deliveries"]]
    assert addresses == ["gone@example.org", "spam@example.org", "full@example.org"]


def test_what_failed_is_tried_again_but_not_an_address_that_does_not_exist(
    project: MailProject, server: FaultyServer
) -> None:
    server.script.set_faults()
    assert "3 messages are pending again" in project.run("outbox", "retry", "tides").err
    project.run("send", "tides", "--yes", "--wait", "0")
    states = {address.split("@")[0]: one.state for address, one in project.deliveries().items()}
    assert (states["spam"], states["full"], states["gone"]) == ("accepted", "accepted", "skipped")
    assert "gone@example.org" not in server.script.recipients


def test_a_person_decides_about_what_is_unknown(project: MailProject) -> None:
    assert project.run("outbox", "resolve", "tides", "lost@example.org").code == 2
    wrong = project.run("outbox", "resolve", "tides", "ok@example.org", "--accepted")
    assert (wrong.code, "it is accepted" in wrong.err) == (2, True)
    run = project.run("outbox", "resolve", "tides", "lost@example.org", "--accepted")
    assert run.code == 0
    assert project.states()["accepted"] == 2


def test_an_unknown_message_is_sent_again_byte_for_byte(
    project: MailProject, server: FaultyServer
) -> None:
    server.script.set_faults()
    before = [one for one in server.script.received if one.recipients == ("lost@example.org",)]
    assert project.run("outbox", "resend-unknown", "tides").code == 2, "it asks first"
    run = project.run("outbox", "resend-unknown", "tides", "--yes", "--json")
    assert run.json["editions"][0]["unknown"] == 0
    after = [one for one in server.script.received if one.recipients == ("lost@example.org",)]
    assert [one.content for one in after] == [before[0].content] * 2
    assert "ok@example.org" in server.script.recipients
    assert server.script.recipients.count("ok@example.org") == 1
    assert server.script.recipients.count("grey@example.org") == 0, "nothing else is sent"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "was not sent yet"),
        (["show", "tides", "--state", "lost"], "unknown state"),
        (["retry", "tides", "--state", "unknown"], "resend-unknown"),
        (["resolve", "tides", "x@example.org", "--not-sent"], "not in the audience"),
        (["resolve", "tides", "#" + "9" * 40, "--not-sent"], "not in the audience"),
        (["show"], "needs"),
    ],
)
def test_wrong_usage_changes_nothing(
    project: MailProject, arguments: list[str], words: str
) -> None:
    before = project.states()
    run = project.run("outbox", *arguments)
    assert run.code == 2
    assert words in run.err
    assert project.states() == before
