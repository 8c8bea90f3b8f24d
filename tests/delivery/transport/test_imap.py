"""A mailbox on a real server is read, searched and marked, whatever the texts are."""

from __future__ import annotations

import imaplib
import smtplib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.transport.folder_name import encode_folder_name, quote_text
from brief.delivery.transport.imap import MAX_OCTETS, open_mailbox
from brief.delivery.transport.transport_error import TransportError
from brief.editorial.models.mail import MailServer
from tests.delivery.transport.limited_imap import run_limited_imap

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.mail_system import MailSystem

ID = "X-Brief-Delivery"


def post(system: MailSystem, address: str, *headers: str, body: str = "Hello") -> None:
    text = "\r\n".join(["From: news@example.org", *headers, "", body, ""])
    with smtplib.SMTP(system.host, system.postfix.smtp, timeout=30) as connection:
        connection.sendmail("news@example.org", address, text.encode())
    system.wait_until_delivered()


def make_settings(system: MailSystem, root: Path, user: str, **keys: str) -> MailServer:
    plain = {"host": system.host, "port": system.dovecot.imap, "encryption": "none", "user": user}
    return MailServer.model_validate({**plain, "password_command": give(system, root), **keys})


def give(system: MailSystem, root: Path) -> str:
    (root / "password").write_text(system.password)
    return f"cat '{root / 'password'}'"


def test_messages_are_read_once_and_found_by_header(
    mail_system: MailSystem, tmp_path: Path
) -> None:
    address = mail_system.new_address("archive")
    post(mail_system, address, f"{ID}: abc", body="first")
    post(mail_system, address, f"{ID}: abcd", "Subject: abc", body="second")
    with open_mailbox(make_settings(mail_system, tmp_path, address), tmp_path) as mailbox:
        messages = list(mailbox.new_messages(0))
        assert [content.split()[-1] for _, content in messages] == [b"first", b"second"]
        first, second = (uid for uid, _ in messages)
        assert mailbox.uid_validity > 0
        assert mailbox.find_header(ID, "abc") == [first], "not part of another value"
        assert mailbox.find_header(ID, "abcd") == [second]
        assert mailbox.find_header(ID, "nothing") == []
        assert list(mailbox.new_messages(second)) == []
        assert mailbox.read_newest(ID, 2) == [(first, "abc"), (second, "abcd")]
        assert mailbox.read_newest("Subject", 2) == [(second, "abc")]
        assert mailbox.read_newest(ID, 1) == [(second, "abcd")]
        post(mail_system, address, f"{ID}: xyz", body="third")
        assert mailbox.find_header(ID, "xyz") == [second + 1], "it came after the folder was opened"
        assert [uid for uid, _ in mailbox.new_messages(second)] == [second + 1]
        mailbox.mark_seen(first)
    with imaplib.IMAP4(mail_system.host, mail_system.dovecot.imap, timeout=30) as check:
        check.login(address, mail_system.password)
        check.select(readonly=True)
        assert check.search(None, "SEEN")[1] == [b"1"], "reading marks nothing"


@pytest.mark.parametrize("encryption", ["starttls", "tls"])
@pytest.mark.parametrize("login", ["password", "xoauth2"])
def test_logins_over_an_encrypted_connection(
    mail_system: MailSystem, tmp_path: Path, encryption: str, login: str
) -> None:
    address = mail_system.new_address()
    port = mail_system.dovecot.imap if encryption == "starttls" else mail_system.dovecot.imaps
    keys = {"host": "localhost", "port": str(port), "encryption": encryption, "login": login}
    keys["token_command"] = give(mail_system, tmp_path)
    settings = make_settings(mail_system, tmp_path, address, **keys)
    with (
        pytest.raises(TransportError, match="certificate") as failed,
        open_mailbox(settings, tmp_path),
    ):
        pass
    assert failed.value.code == "mail-tls"
    ca = mail_system.copy_ca(tmp_path)
    settings = make_settings(mail_system, tmp_path, address, **keys, ca_file=ca)
    with open_mailbox(settings, tmp_path) as mailbox:
        assert list(mailbox.new_messages(0)) == []
    (tmp_path / "password").write_text("wrong-secret")
    with (
        pytest.raises(TransportError, match="refuses the login") as failed,
        open_mailbox(settings, tmp_path),
    ):
        pass
    assert failed.value.code == "mail-login"
    assert "wrong-secret" not in str(failed.value)


def test_folders_with_any_name(mail_system: MailSystem, tmp_path: Path) -> None:
    address, name = mail_system.new_address(), 'Bounces & "Rück" läufer'
    with imaplib.IMAP4(mail_system.host, mail_system.dovecot.imap, timeout=30) as connection:
        connection.login(address, mail_system.password)
        assert connection.create(quote_text(encode_folder_name(name)))[0] == "OK"
        listed = str(connection.list()[1])
        assert "Bounces &- " in listed
        assert "R&APw-ck" in listed
    settings = make_settings(mail_system, tmp_path, address)
    with open_mailbox(settings, tmp_path, name) as mailbox:
        assert list(mailbox.new_messages(0)) == []
    with (
        pytest.raises(TransportError, match="has no folder Nothing"),
        open_mailbox(settings, tmp_path, "Nothing"),
    ):
        pass


def test_searches_cannot_be_changed_by_their_text(mail_system: MailSystem, tmp_path: Path) -> None:
    address = mail_system.new_address()
    value = r'a"b\c) ALL'
    post(mail_system, address, f"{ID}: {value}")
    with open_mailbox(make_settings(mail_system, tmp_path, address), tmp_path) as mailbox:
        assert len(mailbox.find_header(ID, value)) == 1
        assert mailbox.find_header(ID, 'a" ALL') == []
        for name, text in ((ID, "a\r\nx LOGOUT"), (ID, "ä"), ("X Y", "a"), ("X\r\n", "a")):
            with pytest.raises(ValueError, match=r"header|search"):
                mailbox.find_header(name, text)


def test_a_huge_message_is_cut_off(mail_system: MailSystem, tmp_path: Path) -> None:
    address = mail_system.new_address()
    post(mail_system, address, body=("x" * 76 + "\r\n") * (MAX_OCTETS // 70))
    with open_mailbox(make_settings(mail_system, tmp_path, address), tmp_path) as mailbox:
        ((_, content),) = mailbox.new_messages(0)
    assert len(content) == MAX_OCTETS


@pytest.mark.parametrize("refuses", [True, False])
def test_a_server_that_cannot_search_by_header(tmp_path: Path, *, refuses: bool) -> None:
    headers = [f"{ID}: id{number}\r\n\r\n" for number in range(3)]
    with run_limited_imap(headers, refuses=refuses) as (port, commands):
        settings = MailServer(
            host="127.0.0.1",
            port=port,
            encryption="none",
            user="u",
            password_command="echo p",  # noqa: S106
        )
        with open_mailbox(settings, tmp_path) as mailbox:
            assert mailbox.uid_validity == 77
            assert mailbox.find_header(ID, "id1") == [11]
            assert mailbox.find_header(ID, "id9") == []
            headers.append(f"{ID}: id9\r\n\r\n")
            assert mailbox.find_header(ID, "id9") == [13]
    fetches = [command.split()[2] for command in commands if command.startswith("UID FETCH")]
    assert fetches[-3:] == ["1:*", "13:*", "13:*"], "each header is read once"


def test_a_lost_connection_is_an_error_of_the_server(tmp_path: Path) -> None:
    with run_limited_imap([], refuses=False) as (port, commands):
        settings = MailServer.model_validate(
            {"host": "127.0.0.1", "port": port, "encryption": "none", "user": "u"}
        )
        with open_mailbox(settings, tmp_path, get_secret=lambda: "p") as mailbox:
            commands.append("DROP")
            with pytest.raises(TransportError, match="no connection to") as failed:
                mailbox.find_header(ID, "x")
            assert failed.value.is_temporary
    with (
        pytest.raises(TransportError, match="Connection refused"),
        open_mailbox(settings, tmp_path, get_secret=lambda: "p"),
    ):
        pass


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_names_of_folders_are_reversible(name: str) -> None:
    encoded = encode_folder_name(name)
    assert encoded.isascii()
    assert decode(encoded) == name


def decode(encoded: str) -> str:
    parts = encoded.split("&")
    text = parts[0]
    for part in parts[1:]:
        code, _, plain = part.partition("-")
        text += f"+{code.replace(',', '/')}-".encode().decode("utf-7") if code else "&"
        text += plain
    return text
