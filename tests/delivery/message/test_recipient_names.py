"""No name or address of a recipient can change a message beyond the header To."""

from __future__ import annotations

import unicodedata
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.delivery.message.verification import UnsafeMessageError, verify_head, verify_lines
from brief.errors import BriefError, UsageError
from tests.delivery.message.mailing import MAIL, parse

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tests.delivery.message.mailing import Mailing

HOSTILE_NAMES = [
    "=?utf-8?q?x=0D=0ABcc:victim=40example.org?=",
    "=?UTF-8?B?DQpCY2M6IHZpY3RpbUBleGFtcGxlLm9yZw==?=",
    "A =?iso-8859-1*en?q?=0d=0aBcc:x?= B",
    "A\r\nBcc: victim@example.org",
    "A\nX: y",
    "A\0B",
    "A\u202eB",
    "A\u2066B",
    "A\u200bB",
    "A\u2028B",
    "A\x85B",
    "\ud800",
    "A" * 201,
]
HOSTILE_ADDRESSES = [
    "a@b>\r\nRCPT TO:<x@example.org",
    "a@example.org, b@example.org",
    "a@example.org\r\nBcc: b@example.org",
    '"a b"@example.org',
    "a@b@example.org",
    "a example@example.org",
    "<a@example.org>",
    "a(comment)@example.org",
    "a;b@example.org",
    "a@exämple.org",
    "=?utf-8?q?=0D=0ABcc?=@example.org",
    "=?utf-8?q?=78?=@example.org",
    "a\u202e@example.org",
    "a",
    "",
]


def shown(message: EmailMessage) -> str:
    """Return the name in To, without spaces: Python 3.11 adds some between encoded words."""
    return "".join(message["To"].addresses[0].display_name.split())


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_refused(mailing: Mailing, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        mailing.compose(name=name)
    assert caught.value.code == "unsafe-name"
    assert "victim" not in str(caught.value)


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_hostile_address_is_refused(mailing: Mailing, address: str) -> None:
    with pytest.raises(UsageError) as caught:
        mailing.compose(address=address)
    assert caught.value.code == "unsafe-address"


def test_a_token_with_other_characters_is_an_error_of_the_program(mailing: Mailing) -> None:
    hostile = "x>\r\nBcc: a@example.org"
    for key in ("delivery_id", "unsubscribe_token", "bounce_token"):
        changes: dict[str, Any] = {key: hostile}
        with pytest.raises(ValueError, match="token"):
            mailing.compose(**changes)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A. Reader",
        "Žofie Ångström-Ñuñez",
        'The "Reader", of; <ports> (old) @ [here]',
        "Back\\slash",
        "=?no encoded word",
        "読者 一郎",
        "علی‌رضا",
        "क्‍ष",
        "x" * 200,
        "ä" * 200,
        "👩‍🚀 Reader",
        "{{ 7 * 7 }} {% include 'x' %}",
        "<script>alert(1)</script>",
    ],
)
def test_a_name_is_shown_as_it_was_meant(mailing: Mailing, name: str) -> None:
    message = mailing.read(name=name)
    assert shown(message) == "".join(name.split())
    assert message["To"].addresses[0].addr_spec == "reader@example.org"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_name_is_shown_as_it_is_or_refused(mailing: Mailing, name: str) -> None:
    try:
        content = mailing.compose(name=name).content
    except BriefError:
        return
    message = parse(content)
    assert shown(message) == "".join(name.split())
    assert len(message.keys()) == 12
    assert message["Bcc"] is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=60))
def test_a_name_of_printed_characters_is_accepted(mailing: Mailing, name: str) -> None:
    if "=?" in name:
        return
    assert mailing.compose(name=name).content


def test_an_address_beyond_ascii_needs_an_extension_of_smtp(mailing: Mailing) -> None:
    message = mailing.compose(address="zoë@example.org", name="Zoë")
    assert message.needs_smtputf8
    assert "<zoë@example.org>".encode() in message.content
    parsed = message_from_bytes(message.content, policy=policy.SMTPUTF8)
    assert parsed["Message-ID"] == "<abcdefgh234567@briefings.example.org>"


def test_a_name_is_never_compiled(mailing: Mailing) -> None:
    mailing.workspace.write("layouts/mail/subject.txt", "{{ reader.name }}, {{ page.title_plain }}")
    message = mailing.read(name="{{ 7 * 7 }}{{ mail.__class__ }}")
    assert message["Subject"].startswith("{{ 7 * 7 }}{{ mail.__class__ }}, Was die Tide")


def test_a_name_in_the_html_is_escaped(mailing: Mailing) -> None:
    bundled = mailing.workspace.root / "layouts/mail"
    bundled.mkdir(parents=True)
    (bundled / "mail.html").write_text("<p>{{ reader.name }}</p>{{ page.title }}")
    content = mailing.compose(name="<img src=https://example.org/x>").content
    assert b"<p style=3D" in content
    assert b"&lt;img src" in content


GOOD = (
    "From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nDate: x\r\nMessage-ID: <x@y>\r\n"
    "List-ID: <x>\r\nList-Unsubscribe: <x>\r\nAuto-Submitted: x\r\nContent-Language: x\r\n"
    "X-Brief-Delivery: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nbody\r\n"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Date: x", "Date: x\r\nBcc: c@example.org"),
        ("Date: x", "Date: x\r\nDate: y"),
        ("Date: x\r\n", ""),
        ("Subject: x", "Subject: x\nBcc: y"),
        ("Subject: x", "Subject: x\rBcc: y"),
        ("Subject: x", f"Subject: {'x' * 1000}"),
        ("b@example.org", "b@example.org, c@example.org"),
        ("b@example.org", "c@example.org"),
        ("b@example.org", "Name <b@example.org>"),
        ("<x>\r\nAuto", "<x>,\r\n <y>\r\nAuto"),
        ("Subject: x", "Subject x"),
    ],
)
def test_a_message_with_a_wrong_head_is_not_sent(old: str, new: str) -> None:
    verify_head(GOOD.encode(), "b@example.org", "")
    assert old in GOOD
    with pytest.raises(UnsafeMessageError):
        verify_head(GOOD.replace(old, new).encode(), "b@example.org", "")


@pytest.mark.parametrize("content", ["a\nb\r\n", "a\rb\r\n", "a\0\r\n", f"{'x' * 999}\r\n"])
def test_a_message_with_a_wrong_line_is_not_sent(content: str) -> None:
    verify_lines(GOOD.encode())
    with pytest.raises(UnsafeMessageError):
        verify_lines(content.encode())


def test_the_names_that_are_refused_are_hostile_for_a_reason() -> None:
    refused = [name for name in HOSTILE_NAMES if "=?" not in name and len(name) <= 200]
    assert all(any(unicodedata.category(c)[0] in "CZ" for c in name) for name in refused)
    assert "mail:" in MAIL
