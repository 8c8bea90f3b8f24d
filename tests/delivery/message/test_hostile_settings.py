"""Addresses in the settings, and titles as file names, that were made to break a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.message.mime import make_file_name
from brief.errors import ContentError
from tests.delivery.message.mailing import MAIL, READER

if TYPE_CHECKING:
    from tests.delivery.message.mailing import Mailing


def test_signs_of_web_addresses_in_a_mail_address_are_encoded(mailing: Mailing) -> None:
    mailing.write_settings(mail=MAIL.replace("leave@example.org", '"a?b&c%d@example.org"'))
    link = mailing.read()["List-Unsubscribe"]
    token = READER.unsubscribe_token
    assert link == f"<mailto:a%3Fb%26c%25d+{token}@example.org?subject={token}>"


@pytest.mark.parametrize("key", ["from", "reply_to", "unsubscribe"])
def test_an_address_that_programs_decode_to_another_is_refused(mailing: Mailing, key: str) -> None:
    lines = [line for line in MAIL.splitlines() if not line.startswith(f"  {key}:")]
    mail = "\n".join([*lines, f'  {key}: "=?utf-8?q?=0D=0ABcc?=@example.org"', ""])
    mailing.write_settings(mail=mail)
    with pytest.raises(ContentError, match="encoding of mail headers"):
        mailing.open()


@pytest.mark.parametrize(
    "url", ["https://x.example.org/?a=b", "https://u:p@x.example.org/", "https://u@x.example.org"]
)
def test_an_address_to_which_no_path_can_be_added_is_refused(mailing: Mailing, url: str) -> None:
    mailing.write_settings(f"unsubscribe_url: {url}")
    with pytest.raises(ContentError, match="not a secure web address"):
        mailing.open()


def test_a_file_name_fits_into_a_file_system_in_any_script() -> None:
    for letter in ("a", "é", "水", "😀"):
        name = make_file_name(letter * 300, "zh-Hant-TW")
        assert len(name.encode()) <= 255
        assert name.startswith(letter * 40)
