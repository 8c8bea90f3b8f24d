"""A run over a real connection to a server that fails: each fault ends in its named state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.journal.sending_log import SendingLog
from brief.errors import BriefError
from tests.delivery.sending.mail_project import MailProject, make_mail_project
from tests.delivery.servers.faults import Action, Fault
from tests.delivery.servers.faulty import Service

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.delivery.servers.certificates import Certificates
    from tests.delivery.servers.faulty import FaultyServer
    from tests.delivery.servers.fixtures import StartFaulty
    from tests.delivery.servers.mail_system import MailSystem
    from tests.workspace import Run, Workspace

SECRET = "correct horse"  # noqa: S105 - of a server in this process


@pytest.fixture
def make(tmp_path: Path, tides: Workspace) -> Callable[..., MailProject]:
    def make_it(port: int, people: int = 6, more: str = "") -> MailProject:
        project = make_mail_project(tmp_path / "project", tides, port, more)
        project.add_people([f"r{number}@example.org" for number in range(people)])
        return project

    return make_it


def send(project: MailProject, *arguments: str, **environment: str) -> Run:
    return project.run("send", "tides", "--yes", "--wait", "0", "--json", *arguments, **environment)


def check_once(server: FaultyServer, people: int) -> None:
    assert sorted(server.script.recipients) == sorted(f"r{n}@example.org" for n in range(people))


@pytest.mark.parametrize(
    "fault",
    [
        Fault("MAIL", "452 4.3.1 too many mails", after=3, each_connection=True),
        Fault("MAIL", "421 4.3.2 closing", action=Action.CLOSE, after=3, each_connection=True),
        Fault("RCPT", action=Action.CLOSE, after=2, times=1),
        Fault("DOT", action=Action.WAIT, seconds=0.4, times=2),
    ],
    ids=["452", "421", "lost at RCPT", "slow"],
)
def test_what_is_about_the_connection_costs_no_one_a_message(
    start_faulty: StartFaulty, make: Callable[..., MailProject], fault: Fault
) -> None:
    server = start_faulty(fault)
    project = make(server.port)
    run = send(project)
    assert run.code == 0, run.err
    check_once(server, 6)
    assert project.states() == {"accepted": 6}


@pytest.mark.parametrize("octets", [0, 2000])
def test_a_body_that_is_cut_off_is_sent_again_unless_the_dot_was_on_its_way(
    start_faulty: StartFaulty, make: Callable[..., MailProject], octets: int
) -> None:
    server = start_faulty(Fault("BODY", action=Action.CLOSE, octets=octets, after=1, times=2))
    project = make(server.port)
    send(project)
    # A busy server may close so late that the dot was sent: then nobody can know.
    states = project.states()
    assert set(states) <= {"accepted", "unknown"}
    assert states["accepted"] == len(server.script.received) >= 4
    assert len(set(server.script.recipients)) == len(server.script.recipients)


@pytest.mark.slow
def test_a_body_that_is_always_cut_off_is_not_accepted(
    start_faulty: StartFaulty, make: Callable[..., MailProject]
) -> None:
    server = start_faulty(Fault("BODY", action=Action.CLOSE, octets=2000, times=6))
    project = make(server.port)
    assert send(project).code == 1
    states = project.states()
    assert states.get("accepted", 0) == len(server.script.received) < 6
    assert set(states) <= {"accepted", "deferred", "unknown", "pending"}


def test_a_reply_that_is_lost_after_the_dot_is_unknown_and_not_repeated(
    start_faulty: StartFaulty, make: Callable[..., MailProject]
) -> None:
    server = start_faulty(
        Fault("DOT", action=Action.LOSE, to="r1@*"), Fault("DOT", action=Action.CLOSE, to="r2@*")
    )
    project = make(server.port)
    for _ in range(2):
        assert send(project).code == 1
        assert project.states() == {"accepted": 4, "unknown": 2}
    assert server.script.recipients.count("r1@example.org") == 1


def test_what_cannot_be_recorded_is_not_sent(
    start_faulty: StartFaulty,
    make: Callable[..., MailProject],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        msg = "the disk is full"
        raise BriefError(msg, "free space", "journal-not-written")

    server = start_faulty()
    project = make(server.port)
    with monkeypatch.context() as patched:
        patched.setattr(SendingLog, "mark_sending", fail)
        run = send(project)
    assert (run.code, run.codes()) == (1, {"journal-not-written"})
    assert server.script.received == []
    assert send(project).code == 0
    check_once(server, 6)


def test_a_server_that_refuses_the_sender_pauses_the_run_and_suppresses_nobody(
    start_faulty: StartFaulty, make: Callable[..., MailProject]
) -> None:
    server = start_faulty(Fault("RCPT", "550 5.7.26 unauthenticated mail is prohibited"))
    project = make(server.port, people=30)
    run = send(project)
    assert run.code == 1
    assert run.json["ended"] == "blocked"
    assert "550 5.7.26 unauthenticated mail is prohibited" in run.err
    assert project.states() == {"pending": 10, "failed": 20}
    server.script.set_faults()
    project.run("outbox", "retry", "tides")
    assert send(project).code == 0
    check_once(server, 30)


def test_an_address_beyond_ascii_is_skipped_where_the_server_cannot_take_it(
    start_faulty: StartFaulty, make: Callable[..., MailProject]
) -> None:
    server = start_faulty(service=Service(smtputf8=False))
    project = make(server.port, people=1)
    project.add_people(["jürgen@example.org"])
    run = send(project)
    assert run.code == 0, run.err
    assert project.states() == {"accepted": 1, "skipped": 1}
    shown = project.run("outbox", "tides").err
    assert "1 skipped: address needs SMTPUTF8, which the server does not have" in shown


WITHOUT = "encryption: starttls"
WITH = "encryption: starttls, ca_file: ca.pem"


@pytest.mark.parametrize(
    ("certificate", "user", "settings", "code"),
    [
        ("chain", "", WITHOUT, "mail-tls"),
        ("wrong_host", "u", f"{WITH}, user: u", "mail-tls"),
        ("", "u", f"{WITH}, user: u", "mail-tls"),
        ("chain", "", f"{WITH}, user: u", "mail-login"),
        ("chain", "other", f"{WITH}, user: u", "mail-login"),
    ],
    ids=["unknown authority", "wrong host", "no STARTTLS", "no AUTH", "wrong login"],
)
def test_without_encryption_or_login_nothing_is_sent_and_all_is_pending(  # noqa: PLR0913, PLR0917 - a table
    start_faulty: StartFaulty,
    certificates: Certificates,
    make: Callable[..., MailProject],
    certificate: str,
    user: str,
    settings: str,
    code: str,
) -> None:
    path = getattr(certificates, certificate) if certificate else None
    server = start_faulty(service=Service(certificate=path, user=user, password=SECRET[::-1]))
    project = make(server.port)
    (project.root / "ca.pem").write_bytes(certificates.ca.read_bytes())
    old = f"host: 127.0.0.1, port: {server.port}, encryption: none"
    project.change("brief.yaml", old, f"host: localhost, port: {server.port}, {settings}")
    project.run("build")
    run = send(project, BRIEF_SMTP_PASSWORD=SECRET)
    assert (run.code, run.codes()) == (1, {code}), run.err
    assert SECRET not in run.out + run.err
    assert project.states() == {"pending": 6}
    assert server.script.received == []


def test_a_witness_that_the_server_refuses_stops_the_run_and_hurts_nobody(
    start_faulty: StartFaulty, make: Callable[..., MailProject], mail_system: MailSystem
) -> None:
    server = start_faulty(Fault("RCPT", "550 5.1.1 no such user", to="archive@*"))
    project = make(server.port, more=witness(mail_system, "archive@example.org"))
    run = send(project)
    assert (run.code, run.json["ended"]) == (1, "witness")
    assert "refuses the copy to the witness" in run.err
    assert project.states() == {"pending": 6}


def witness(system: MailSystem, address: str) -> str:
    imap = f"host: 127.0.0.1, port: {system.dovecot.imap}, encryption: none, user: {address}"
    secret = f"password_command: echo {system.password}"
    return f"  witness: {{address: {address}, imap: {{{imap}, {secret}}}}}\n"


def test_a_journal_older_than_its_witness_is_refused(
    make: Callable[..., MailProject], mail_system: MailSystem
) -> None:
    address = mail_system.new_address("witness")
    project = make(mail_system.postfix.smtp, more=witness(mail_system, address))
    assert send(project, "--limit", "2").code == 1
    saved = {path: path.read_bytes() for path in project.folder.path.iterdir()}
    assert send(project).code == 0
    assert len(mail_system.read(address)) == 6
    for path in project.folder.path.glob("journal*"):
        path.unlink()
    for path, content in saved.items():
        path.write_bytes(content)
    run = send(project)
    assert (run.code, run.codes()) == (1, {"journal-older"})
    for path in project.folder.path.glob("journal*"):
        path.unlink()
    run = send(project)
    assert (run.code, run.codes()) == (1, {"journal-older"}), "an empty one is older too"
    assert len(mail_system.read(address)) == 6


def test_a_run_of_which_the_server_takes_nothing_has_not_succeeded(
    start_faulty: StartFaulty, make: Callable[..., MailProject]
) -> None:
    server = start_faulty(Fault("MAIL", "530 5.7.0 must issue STARTTLS first", times=6))
    project = make(server.port)
    run = project.run("send", "tides", "--yes", "--wait", "0")
    assert run.code == 1
    assert "see `brief outbox tides` for what failed, and why" in run.err
    assert send(project).code == 0  # nothing was left to send
