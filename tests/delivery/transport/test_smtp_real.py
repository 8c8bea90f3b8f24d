"""Messages reach real mailboxes through Postfix, with everything that it offers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from brief.delivery.transport.reply import Reply, Stage, Verdict
from brief.delivery.transport.smtp import SmtpTransport
from brief.delivery.transport.transport_error import TransportError
from brief.delivery.transport.verdict import judge
from brief.editorial.models.mail import MailServer
from tests.delivery.transport.sending import TEXT, deliver, make_message

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.mail_system import MailSystem


def open_plainly(system: MailSystem, root: Path) -> SmtpTransport:
    server = MailServer(host=system.host, port=system.postfix.smtp, encryption="none")
    return SmtpTransport(server, root)


def body(content: bytes) -> bytes:
    return content.partition(b"\r\n\r\n")[2]


def test_the_content_arrives_byte_for_byte(mail_system: MailSystem, tmp_path: Path) -> None:
    address, witness = mail_system.new_address(), mail_system.new_address("archive")
    with open_plainly(mail_system, tmp_path) as transport:
        assert transport.start(make_message(address), (witness,)) is None
        reply = transport.finish()
        assert judge(reply) is Verdict.ACCEPTED
        assert transport.size_limit == 20_480_000
        assert transport.supports_dsn
        assert transport.supports_smtputf8
    for mailbox in (address, witness):
        (found,) = mail_system.read(mailbox)
        assert body(found) == body(TEXT)
        assert b"Return-Path: <bounces+b.1.2.abc@example.org>" in found


def test_a_message_without_its_dot_is_discarded(mail_system: MailSystem, tmp_path: Path) -> None:
    address = mail_system.new_address()
    with open_plainly(mail_system, tmp_path) as transport:
        assert transport.start(make_message(address)) is None
    with open_plainly(mail_system, tmp_path) as transport:
        assert deliver(transport, address).code == 250
    assert len(mail_system.read(address)) == 1


def test_an_unknown_address_is_refused_and_the_next_is_served(
    mail_system: MailSystem, tmp_path: Path
) -> None:
    address = mail_system.new_address()
    with open_plainly(mail_system, tmp_path) as transport:
        refused = deliver(transport, "unknown@example.org")
        assert (refused.code, refused.enhanced, refused.stage) == (550, "5.1.1", Stage.RCPT)
        assert judge(refused) is Verdict.BOUNCED
        assert "…@example.org" in refused.text
        assert "unknown@" not in refused.text, "replies are shown and kept"
        copy = deliver(transport, address, ("unknown@example.org",))
        assert copy.stage == Stage.COPY
        assert judge(copy) is Verdict.BLOCKED, "the reader has done nothing wrong"
        assert deliver(transport, address).code == 250
    assert len(mail_system.read(address)) == 1


def test_a_bounce_names_the_delivery_and_has_no_attachment(
    mail_system: MailSystem, tmp_path: Path
) -> None:
    sender = mail_system.new_address("bounces")
    message = make_message("gone@example.org", TEXT + b"x" * 5000 + b"\r\n", sender)
    with open_plainly(mail_system, tmp_path) as transport:
        assert transport.start(message) is None
        transport.finish()
    (bounce,) = mail_system.read(sender)
    assert b"Original-Envelope-Id: delivery=1+" in bounce
    assert b"Original-Recipient: rfc822;gone@example.org" in bounce
    assert b"x" * 50 not in bounce


def test_addresses_outside_ascii_are_sent_as_utf8(mail_system: MailSystem, tmp_path: Path) -> None:
    address = f"büro{mail_system.new_address()}"
    content = "From: news@example.org\r\nSubject: Größe\r\n\r\nÄ\r\n".encode()
    with open_plainly(mail_system, tmp_path) as transport:
        assert transport.start(make_message(address, content, utf8=True)) is None
        assert transport.finish().code == 250


def test_a_message_above_the_limit_is_not_sent(mail_system: MailSystem, tmp_path: Path) -> None:
    with open_plainly(mail_system, tmp_path) as transport:
        reply = transport.start(make_message(content=b"x" * 20_480_001))
        assert reply
        assert (reply.code, reply.enhanced) == (552, "5.3.4")
        assert judge(reply) is Verdict.FAILED


@pytest.mark.parametrize("encryption", ["starttls", "tls"])
@pytest.mark.parametrize("login", ["password", "xoauth2"])
def test_a_login_over_an_encrypted_connection(
    mail_system: MailSystem, tmp_path: Path, encryption: str, login: str
) -> None:
    address = mail_system.new_address()
    ports = {"starttls": mail_system.postfix.submission, "tls": mail_system.postfix.tls}
    (tmp_path / "token").write_text(f"{mail_system.password}\n")
    server = MailServer.model_validate(
        {
            "host": "localhost",
            "port": ports[encryption],
            "encryption": encryption,
            "ca_file": mail_system.copy_ca(tmp_path),
            "user": address,
            "login": login,
            "token_command": f"cat '{tmp_path / 'token'}'",
            "password_command": f"cat '{tmp_path / 'token'}'",
        }
    )
    with SmtpTransport(server, tmp_path) as transport:
        assert deliver(transport, address).code == 250
    assert len(mail_system.read(address)) == 1
    (tmp_path / "token").write_text("wrong-token-of-somebody")
    with SmtpTransport(server, tmp_path) as transport:
        with pytest.raises(TransportError, match=r"refuses the login of .*: 535 5\.7\.8") as failed:
            transport.open()
        assert "wrong-token" not in str(failed.value)


def test_an_unknown_authority_is_refused(mail_system: MailSystem, tmp_path: Path) -> None:
    server = MailServer(host="localhost", port=mail_system.postfix.smtp, encryption="starttls")
    with pytest.raises(TransportError, match=r"certificate of localhost:.* is not valid") as failed:
        SmtpTransport(server, tmp_path).start(make_message())
    assert failed.value.code == "mail-tls"


@pytest.mark.slow
def test_one_connection_takes_sixty_messages_a_second(
    mail_system: MailSystem, tmp_path: Path
) -> None:
    address = mail_system.new_address()
    line = b"x" * 76 + b"\r\n"
    message = make_message(address, TEXT + line * 1060)  # a PDF of 60 kB in base64
    with open_plainly(mail_system, tmp_path) as transport:
        start = time.perf_counter()
        replies = [transport.start(message) or transport.finish() for _ in range(300)]
        rate = 300 / (time.perf_counter() - start)
    assert {reply.code for reply in replies} == {250}
    assert mail_system.count_messages()[address] == 300
    assert rate > 20, "60 on an idle machine"


def test_refused_connections_are_explained(tmp_path: Path) -> None:
    server = MailServer(host="127.0.0.1", port=1, encryption="none")
    transport = SmtpTransport(server, tmp_path)
    with pytest.raises(TransportError, match=r"no connection to 127.0.0.1:1: Connection refused"):
        transport.open()
    assert transport.start(make_message()) == Reply(0, "Connection refused", Stage.CONNECT)
