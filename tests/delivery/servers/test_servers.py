"""The test servers do what the tests of delivery rely on."""

from __future__ import annotations

import os
import smtplib
import socket
import ssl
import subprocess
import sys
import time
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from tests.delivery.servers.faults import Action, Fault
from tests.delivery.servers.faulty import Service

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.certificates import Certificates
    from tests.delivery.servers.fixtures import StartFaulty
    from tests.delivery.servers.mail_system import MailSystem

MAIL = b"From: a@example.org\r\nTo: b@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nHello\r\n"


def send(port: int, sender: str, *recipients: str) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as connection:
        return connection.sendmail(sender, list(recipients), MAIL)


def test_a_mail_is_delivered_and_read_back(mail_system: MailSystem) -> None:
    address = mail_system.new_address()
    assert send(mail_system.postfix.smtp, "news@example.org", address) == {}
    (found,) = mail_system.read(address)
    assert found.endswith(b"\r\n\r\nHello\r\n")
    assert mail_system.count_messages()[address] == len(mail_system.read_files(address)) == 1


def test_the_submission_port_wants_encryption_and_a_login(mail_system: MailSystem) -> None:
    context = ssl.create_default_context(cafile=mail_system.certificates.ca)
    address = mail_system.new_address()
    with smtplib.SMTP("localhost", mail_system.postfix.submission, timeout=30) as connection:
        connection.ehlo()
        assert not connection.has_extn("auth")
        connection.starttls(context=context)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            connection.sendmail("a@example.org", address, MAIL)
        connection.login(address, mail_system.password)
        connection.sendmail("a@example.org", address, MAIL)
    assert len(mail_system.read(address)) == 1


def test_bounces_come_back_after_acceptance(mail_system: MailSystem) -> None:
    sender = mail_system.new_address("bounces")
    send(mail_system.postfix.smtp, sender.replace("@", "+token@"), "gone@example.org")
    (found,) = mail_system.read(sender)
    report = message_from_bytes(found, policy=policy.default)
    assert report.get_content_type() == "multipart/report"
    assert b"Status: 5.1.1" in found
    assert report["To"] == sender.replace("@", "+token@")


def test_a_relay_replaces_message_id_and_date(mail_system: MailSystem) -> None:
    address = mail_system.new_address()
    send(mail_system.postfix.rewriting, "news@example.org", address)
    assert b"Message-ID: <rewritten@relay.example.net>" in mail_system.read(address)[0]


def test_no_mail_leaves_this_machine(mail_system: MailSystem) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(mail_system.postfix.smtp, "news@example.org", "reader@example.com")


SERVERS = """
import sys, time
from tests.delivery.servers.mail_system import run_mail_system
with run_mail_system() as system:
    print(system.postfix.smtp, system.dovecot.imap, system.postfix.folder.parent, flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="Postfix and Dovecot can only be started by root")
def test_killed_tests_leave_no_server(checkout: Path) -> None:
    command = [sys.executable, "-c", SERVERS]
    with subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout
        smtp, imap, folder = tests.stdout.readline().split()
        tests.kill()
    deadline = time.monotonic() + 30
    ports = {int(smtp), int(imap)}
    while ports and time.monotonic() < deadline:
        ports = {port for port in ports if answers(port)}
        time.sleep(0.1)
    assert ports == set()
    while os.path.exists(folder) and time.monotonic() < deadline:  # noqa: PTH110 - a text
        time.sleep(0.1)
    assert not os.path.exists(folder)  # noqa: PTH110 - a text


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_faults_apply_to_their_recipients_and_times(start_faulty: StartFaulty) -> None:
    server = start_faulty(
        Fault("RCPT", "550 5.1.1 no such user", to="nemo@*"),
        Fault("RCPT", "451 4.7.1 greylisted", to="grey@*", times=1),
    )
    for address, code in (("nemo", 550), ("grey", 451)):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            send(server.port, "a@example.org", f"{address}@example.org")
        assert refused.value.recipients[f"{address}@example.org"][0] == code
    for address in ("grey", "reader"):
        assert send(server.port, "a@example.org", f"{address}@example.org") == {}
    assert server.script.recipients == ["grey@example.org", "reader@example.org"]
    assert server.script.connections == 4


def test_a_connection_is_dropped_in_the_body_or_after_the_dot(start_faulty: StartFaulty) -> None:
    server = start_faulty(Fault("BODY", action=Action.CLOSE, octets=10, times=1))
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(server.port, "a@example.org", "b@example.org")
    assert server.script.received == []
    server.script.set_faults(Fault("DOT", action=Action.LOSE, times=1))
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(server.port, "a@example.org", "b@example.org")
    assert [message.replied for message in server.script.received] == [False]
    assert send(server.port, "a@example.org", "b@example.org") == {}
    assert server.script.received[1].content.endswith(b"Hello\r\n")


@pytest.mark.parametrize("command", ["CONNECT", "MAIL", "RCPT", "DATA", "DOT"])
@pytest.mark.parametrize("action", [Action.REPLY, Action.CLOSE])
def test_every_command_can_be_refused(
    start_faulty: StartFaulty, command: str, action: Action
) -> None:
    server = start_faulty(Fault(command, "421 4.3.2 closing", action=action, times=1))
    with pytest.raises((smtplib.SMTPException, ConnectionError)):
        send(server.port, "a@example.org", "b@example.org")
    assert send(server.port, "a@example.org", "b@example.org") == {}


def test_encryption_and_logins(start_faulty: StartFaulty, certificates: Certificates) -> None:
    right = "right"
    server = start_faulty(service=Service(certificate=certificates.chain, user="u", password=right))
    context = ssl.create_default_context(cafile=certificates.ca)
    with smtplib.SMTP("localhost", server.port, timeout=30) as connection:
        connection.starttls(context=context)
        with pytest.raises(smtplib.SMTPAuthenticationError):
            connection.login("u", "wrong")
        connection.login("u", right)
    assert {login[1:] for login in server.script.logins} == {("u", "wrong"), ("u", right)}
    wrong = start_faulty(service=Service(certificate=certificates.wrong_host))
    with (
        smtplib.SMTP("localhost", wrong.port, timeout=30) as connection,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        connection.starttls(context=context)
