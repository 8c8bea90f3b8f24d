"""Addresses in a message that contain a token: unsubscribe, choose a language, bounce."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from brief.delivery.message.headers import check_token

if TYPE_CHECKING:
    from brief.editorial.models.mail import MailSettings

_PLAIN = "@+!$'*-._~"
MAX_LOCAL_PART = 64  # RFC 5321, 4.5.3.1.1


class UnsubscribeLinks(NamedTuple):
    """Where to unsubscribe by mail, and on the web; the latter is "" without a web server."""

    mail: str
    web: str


def make_unsubscribe_links(settings: MailSettings, token: str) -> UnsubscribeLinks:
    """Return the addresses that unsubscribe the owner of the token."""
    base = (settings.unsubscribe_url or "").rstrip("/")
    web = f"{base}/u/{check_token(token)}" if base else ""
    return UnsubscribeLinks(_make_mailto(settings, token), web)


def make_language_link(settings: MailSettings, token: str) -> str:
    """Return the address that chooses a language."""
    base = (settings.unsubscribe_url or "").rstrip("/")
    return f"{base}/l/{check_token(token)}" if base else _make_mailto(settings, token)


def make_envelope_sender(settings: MailSettings, token: str) -> str:
    """Return the address for bounces, with the token (VERP)."""
    return add_token(settings.bounces or settings.sender.address, token)


def add_token(address: str, token: str) -> str:
    """Return `leave+TOKEN@example.org`, or the address itself if that would be too long."""
    local, _, domain = address.rpartition("@")
    longer = f"{local}+{check_token(token)}"
    return f"{longer}@{domain}" if len(longer) <= MAX_LOCAL_PART else address


def _make_mailto(settings: MailSettings, token: str) -> str:
    """Return the address for a mail with the token; the subject repeats it.

    Without an address for this purpose, the mail goes to the sender, who may not accept `+`.
    """
    own = settings.unsubscribe
    address = add_token(own, token) if own else settings.reply_to or settings.sender.address
    # a few characters of addresses have a meaning in web addresses (RFC 6068, 2)
    return f"mailto:{quote(address, safe=_PLAIN)}?subject={check_token(token)}"
