"""`brief inbox poll` against a real Postfix, whose bounces are read from a real Dovecot."""

from __future__ import annotations

import imaplib
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from brief.delivery.journal import open_journal
from brief.delivery.journal.model import Entry
from brief.delivery.message.composer import open_composer
from brief.delivery.message.model import Recipient
from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from brief.delivery.transport.smtp import SmtpTransport
from brief.editorial.briefing import read_settings
from brief.project import Project
from tests.delivery.inbox.returns import NOW, READER, make_complaint, make_mail
from tests.delivery.inbox.subscribed import Subscribed, subscribe

if TYPE_CHECKING:
    from tests.delivery.servers.mail_system import MailSystem
    from tests.workspace import Run, Workspace

EDITION = 1


@dataclass
class Office:
    """A project whose mailbox for returns is at a real server."""

    project: Subscribed
    system: MailSystem
    mailbox: str

    def send(self, content: bytes, to: str, sender: str = "") -> None:
        """Hand a mail to Postfix."""
        with smtplib.SMTP(self.system.host, self.system.postfix.smtp, timeout=30) as connection:
            connection.sendmail(sender, [to], content)

    def publish(self, to: str, token: str, **headers: str) -> None:
        """Send a mail whose bounces go to the mailbox, with a token."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "news@example.org", to, "The tide"
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content("Text.")
        self.send(message.as_bytes(), to, self.address(token))

    def address(self, token: str) -> str:
        local, _, domain = self.mailbox.partition("@")
        return f"{local}+{token}@{domain}"

    def poll(self, *arguments: str) -> Run:
        self.system.wait_until_delivered()
        secret = self.system.password
        return self.project.workspace.run("inbox", "poll", *arguments, BRIEF_IMAP_PASSWORD=secret)

    def count_unseen(self) -> int:
        with imaplib.IMAP4(self.system.host, self.system.dovecot.imap, timeout=30) as connection:
            connection.login(self.mailbox, self.system.password)
            connection.select(readonly=True)
            return len(connection.search(None, "UNSEEN")[1][0].split())


@pytest.fixture
def office(workspace: Workspace, mail_system: MailSystem) -> Office:
    mailbox = mail_system.new_address("returns")
    server = f"{{host: {mail_system.host}, port: {mail_system.dovecot.imap}, encryption: none"
    settings = f"  bounces: {mailbox}\n  inbox:\n    imap: {server}, user: {mailbox}}}\n"
    project = subscribe(workspace, settings)
    with open_journal(project.folder) as journal:
        delivery = project.key.delivery_id("tides", "reader@example.net")
        entry = Entry("reader@example.net", READER, "it", "it", delivery)
        assert journal.freeze_audience("tides", {}, [entry], NOW).id == EDITION
    return Office(project, mail_system, mailbox)


def test_a_real_bounce_suppresses(office: Office) -> None:
    token = office.project.token(Purpose.BOUNCE, EDITION)
    office.publish(office.system.new_address("gone"), token)
    run = office.poll("--json")
    assert (run.code, run.json["counts"]) == (0, {"bounce": 1})
    assert (run.json["messages"][0]["status"], run.json["messages"][0]["changed"]) == (
        "5.1.1",
        True,
    )
    person = office.project.person
    assert (person.status, person.status_cause) == (
        Status.BOUNCED,
        "delivery report 5.1.1, edition 1",
    )
    with open_journal(office.project.folder) as journal:
        assert journal.list_deliveries(EDITION)[0].returned == "bounce"
    assert office.count_unseen() == 0
    again = office.poll("--json")
    assert (again.json["counts"], again.json["known"]) == ({}, 0)


def test_a_bounce_of_a_message_that_brief_has_sent(office: Office, tides: Workspace) -> None:
    """The journal finds it by the envelope's identifier, although the token is for another key."""
    root, to = office.project.workspace.root, office.system.new_address("gone")
    copytree(tides.root, root, dirs_exist_ok=True)
    project = Project(root)
    port = office.system.postfix.smtp
    office.project.workspace.change("brief.yaml", "port: 1,", f"port: {port},")
    settings = read_settings(project)
    assert settings.mail
    delivery = office.project.key.delivery_id("tides", to)
    with open_journal(office.project.folder) as journal:
        journal.extend_audience(EDITION, [Entry(to, READER, "it", "it", delivery)], NOW)
    tokens = ("u.1.1.aaaaaaaaaaaaaaaa", "b.1.1.aaaaaaaaaaaaaaaa")
    composer = open_composer(project, settings, "tides", languages=["it"])
    message = composer.compose(Recipient(to, "", "it", delivery, *tokens), NOW)
    transport = SmtpTransport(settings.mail.server, root)
    transport.open()
    assert transport.start(message) is None
    assert transport.finish().code == 250
    transport.close()
    run = office.poll("--json")
    assert run.json["counts"] == {"bounce": 1}
    assert run.json["messages"][0]["edition"] == EDITION
    assert office.project.person.status is Status.BOUNCED
    (content,) = office.system.read(office.mailbox)
    assert f"Original-Envelope-Id: {delivery}".encode() in content


def test_a_full_mailbox_is_only_recorded(office: Office) -> None:
    token = office.project.token(Purpose.BOUNCE, EDITION)
    office.publish(office.system.new_address("full"), token)
    assert "#12 at example.net: failure, edition 1, 5.2.2 (recorded)\n" in office.poll().err
    assert office.project.person.status is Status.ACTIVE


def test_a_real_bounce_without_its_token_is_found_by_the_header(office: Office) -> None:
    delivery = office.project.key.delivery_id("tides", "reader@example.net")
    to = office.system.new_address("gone")
    message = f"From: news@example.org\r\nTo: {to}\r\nX-Brief-Delivery: {delivery}\r\n\r\nText.\r\n"
    office.send(message.encode(), to, office.mailbox)
    assert office.poll("--json").json["counts"] == {"bounce": 1}
    assert office.project.person.status is Status.BOUNCED


def test_a_forged_bounce_is_reported_and_does_nothing(office: Office) -> None:
    token = office.project.token(Purpose.BOUNCE, EDITION)[:-4] + "aaaa"
    office.publish(office.system.new_address("gone"), token)
    run = office.poll("--json")
    assert (run.code, run.json["counts"]) == (0, {"forged": 1})
    assert run.finding("return-without-token")["severity"] == "warning"
    assert office.project.person.status is Status.ACTIVE
    assert office.count_unseen() == 1


def test_a_reader_leaves_by_mail_and_others_write(office: Office) -> None:
    leave = office.address(office.project.token(Purpose.UNSUBSCRIBE, EDITION))
    language = office.address(office.project.token(Purpose.LANGUAGE, "pt-BR"))
    complaint = make_complaint("abuse", sender=office.address("x"))
    for to, content in (
        (language, make_mail(language)),
        (leave, make_mail(leave)),
        (office.mailbox, make_mail(office.mailbox, "Re: The tide", "Thank you!")),
        (office.mailbox, make_mail(office.mailbox, "Away", Auto_Submitted="auto-replied")),
        (office.mailbox, complaint),
    ):
        office.send(content, to, "other@example.com")
    rehearsal = office.poll("--dry-run")
    assert "INBOX: 5 new messages" in rehearsal.err
    assert (office.project.person.status, office.count_unseen()) == (Status.ACTIVE, 5)
    run = office.poll()
    assert run.code == 0
    assert "#12 at example.net: unsubscribe, edition 1\n" in run.err
    assert "#12 at example.net: language, pt-br\n" in run.err
    counted = "5 new messages: 1 unsubscribe, 1 language, 1 automatic, 1 forged, 1 other"
    assert f"INBOX: {counted}" in run.err
    assert "reader@" not in run.out + run.err
    assert "other@" not in run.out + run.err
    assert office.project.person.languages == ("pt-BR", "it", "de")
    assert office.project.person.status is Status.UNSUBSCRIBED
    assert office.count_unseen() == 3
    assert "INBOX: 0 new messages\n" in office.poll().err


def test_a_wrong_password_is_reported_without_it(office: Office) -> None:
    environment = {"BRIEF_IMAP_PASSWORD": "wr0ng-secret"}
    run = office.project.workspace.run("inbox", "poll", "--json", **environment)
    assert (run.code, run.json["ok"], run.json["messages"]) == (1, False, [])
    assert "wr0ng-secret" not in run.out + run.err


@pytest.mark.parametrize(
    ("settings", "said"),
    [("", "no section `mail`"), ("mail", "does not name the mailbox")],
)
def test_missing_settings_are_named(workspace: Workspace, settings: str, said: str) -> None:
    if settings:
        subscribe(workspace)
    else:
        workspace.briefing()
    run = workspace.run("inbox", "poll")
    assert run.code == 1
    assert said in run.err


def test_the_group_alone_shows_its_commands(workspace: Workspace) -> None:
    assert "poll" in workspace.run("inbox", "--help").out
