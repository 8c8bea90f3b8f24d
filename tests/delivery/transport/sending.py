"""Messages and settings for the tests of the transport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.delivery.message.model import Message
from brief.editorial.models.mail import MailServer

if TYPE_CHECKING:
    from brief.delivery.transport.reply import Reply
    from brief.delivery.transport.smtp import SmtpTransport
    from tests.delivery.servers.faulty import FaultyServer

TEXT = b"From: news@example.org\r\nSubject: x\r\n\r\n.one\r\n..two\r\n.\r\nthree\r\n"


def make_message(
    recipient: str = "reader@example.org",
    content: bytes = TEXT,
    sender: str = "bounces+b.1.2.abc@example.org",
    *,
    utf8: bool = False,
) -> Message:
    return Message("delivery=1+", sender, recipient, content, needs_smtputf8=utf8)


def make_plain_server(server: FaultyServer) -> MailServer:
    return MailServer(host=server.host, port=server.port, encryption="none")


def deliver(
    transport: SmtpTransport, recipient: str = "reader@example.org", copies: tuple[str, ...] = ()
) -> Reply:
    return transport.start(make_message(recipient), copies) or transport.finish()
