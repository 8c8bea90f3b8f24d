"""A message that a real server delivered is still the message that was composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.transport.smtp import SmtpTransport
from brief.editorial.models.mail import MailServer
from tests.delivery.message.mailing import body, parse

if TYPE_CHECKING:
    from tests.delivery.message.mailing import Mailing
    from tests.delivery.servers.mail_system import MailSystem

WEB = f"https://news.example.org/{'a-long-path/' * 8}mail"


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["de", "en", "it"])
def test_language_pdf_and_headers_arrive_unchanged(
    mail_system: MailSystem, mailing: Mailing, tag: str
) -> None:
    mailing.write_settings(f"unsubscribe_url: {WEB}\nrelay_signs: yes\npicture: yes")
    address = mail_system.new_address()
    message = mailing.compose(address=address, language=tag, name="Žofie “the” Reader")
    server = MailServer(host=mail_system.host, port=mail_system.postfix.smtp, encryption="none")
    with SmtpTransport(server, mailing.workspace.root) as transport:
        assert transport.start(message) is None
        assert transport.finish().code == 250

    (found,) = mail_system.read(address)

    token = "u.7.3.aaaaaaaaaaaaaaaa"  # noqa: S105 - it opens nothing
    lines = found.split(b"\r\n")
    mailto = f"<mailto:leave+{token}@example.org?subject={token}>"
    assert f"List-Unsubscribe: <{WEB}/u/{token}>, {mailto}".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert found.endswith(message.content)
    delivered = parse(found)
    assert delivered["Content-Language"] == tag
    assert f'lang="{tag}"' in body(delivered, "html")
    (pdf,) = delivered.iter_attachments()
    assert pdf.get_content() == mailing.workspace.pdf(tag).read_bytes()
