"""Commands and content cannot be changed by what is in an address or a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.transport.envelope import (
    check_address,
    encode_xtext,
    write_body,
    write_mail_command,
    write_recipient_command,
)
from tests.delivery.transport.sending import make_message

ALL = {"size", "8bitmime", "smtputf8", "dsn"}
HOSTILE = [
    "a@b.example>\r\nRCPT TO:<x@y.example",
    "a@b.example\nDATA",
    "a@b.example> NOTIFY=NEVER",
    "a@b.example\x00",
    "a b@c.example",
    "<a@b.example>",
    "@relay.example:a@b.example",
    '"a b"@c.example',
    "a@b@c.example",
    "a@",
    "@b",
    "",
    "a@b.example\u2028",
    "a@b.example\u202e",
    "ä@b.example",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_are_refused_without_being_quoted(address: str) -> None:
    for message in (make_message(address), make_message(sender=address)):
        with pytest.raises(ValueError, match="SMTP command") as refused:
            write_mail_command(message, ALL), write_recipient_command(message, ALL)
        assert not address or address not in str(refused.value)


@given(st.text())
def test_an_accepted_address_leaves_one_command(text: str) -> None:
    for address in (text, f"{text}@example.org", f"a@{text}"):
        try:
            checked = check_address(address, smtputf8=True)
        except ValueError:
            continue
        assert checked == address
        assert not set(address) & set('\r\n<> \t\0"\\,;:()[]')
        assert address.count("@") == 1


def test_the_envelope_uses_what_the_server_offers() -> None:
    message = make_message("büro@example.org", "ä\r\n".encode(), utf8=True)
    assert write_mail_command(message, set()) == "FROM:<bounces+b.1.2.abc@example.org>"
    assert write_mail_command(message, ALL).endswith(
        "> SIZE=4 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=delivery+3D1+2B"
    )
    assert write_recipient_command(message, ALL) == "TO:<büro@example.org> NOTIFY=FAILURE,DELAY"
    plus = write_recipient_command(make_message("a+b=c@example.org"), ALL)
    assert plus.endswith("ORCPT=rfc822;a+2Bb+3Dc@example.org")


@given(st.text(st.characters(max_codepoint=127)))
def test_xtext_is_reversible_and_has_no_space(text: str) -> None:
    encoded = encode_xtext(text)
    assert encoded.isascii()
    assert not set(encoded) & set(" \r\n=")
    parts = encoded.split("+")
    decoded = parts[0] + "".join(chr(int(part[:2], 16)) + part[2:] for part in parts[1:])
    assert decoded == text


@given(st.lists(st.sampled_from([b".", b"..", b"x", b"", b".x", b". "]), min_size=1))
def test_dots_are_doubled_and_the_end_is_clear(lines: list[bytes]) -> None:
    content = b"\r\n".join([*lines, b""])
    body = write_body(content)
    assert b"\r\n.\r\n" not in b"\r\n" + body
    received = [line.removeprefix(b".") for line in body.split(b"\r\n")]
    assert b"\r\n".join(received) == content


@pytest.mark.parametrize("content", [b"a\n.\nMAIL FROM:<x@y>\r\n", b"a\r.\r\n", b"a\r\r\n"])
def test_a_bare_line_end_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="CRLF"):
        write_body(content)
