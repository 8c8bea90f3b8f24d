"""Read what a message is about: an unsubscription, a bounce, an automatic reply, a person's words.

Only a token of this project's key has an effect. A report in a format that is not understood is
`other`: it suppresses no one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email import message_from_bytes
from typing import TYPE_CHECKING

from brief.delivery.inbox.headers import read_header, read_headers, read_recipients, split_address
from brief.delivery.inbox.reports import (
    NO_COMPLAINTS,
    REPORT,
    read_delivery_reports,
    read_envelope_id,
    read_feedback,
    read_returned_headers,
)
from brief.delivery.inbox.returned import Kind, Returned
from brief.delivery.tokens import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from email.message import Message

    from brief.delivery.tokens import TokenKey

DELIVERY_HEADER = "X-Brief-Delivery"
MAX_SIZE, MAX_BODY = 2_000_000, 20_000
_TOKEN_SHAPE = r"[a-z]\.(?:[a-z0-9-]{1,40}\.){1,4}[a-z2-7]{16}"  # noqa: S105 - a pattern
_SHAPED = re.compile(_TOKEN_SHAPE, re.IGNORECASE)
_IN_LINK = re.compile(rf"[+/]({_TOKEN_SHAPE})(?![a-z0-9.-])", re.IGNORECASE)
_ALONE = re.compile(rf"(?:[^\W\d]+:? +){{0,2}}({_TOKEN_SHAPE})", re.IGNORECASE)
_DELIVERY_ID = re.compile(r"[a-z2-7]{32}")
_AUTOMATIC_PRECEDENCE = {"auto_reply", "bulk", "junk", "list"}
_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Vacation")


@dataclass(frozen=True, slots=True)
class OwnAddresses:
    """The project's addresses, in lower case.

    `leave` is for unsubscriptions only: people who write to it want to leave. It is
    "" if the address is also for replies. A report about one of `ours` is not about a subscriber.
    """

    leave: str = ""
    ours: frozenset[str] = frozenset()


def read_returned(content: bytes, key: TokenKey, addresses: OwnAddresses) -> Returned:
    """Return what a message is about; whatever cannot be read is `other`."""
    try:
        message = message_from_bytes(content[:MAX_SIZE])
        return _classify(message, key, addresses)
    except Exception:  # noqa: BLE001 - strangers write these messages, and the parser raises many
        return Returned(Kind.OTHER)


def _classify(message: Message, key: TokenKey, addresses: OwnAddresses) -> Returned:
    if message.get_content_type() == REPORT:
        return _read_report(message, key)
    automatic = re.split(r"[;(\s]", read_header(message, "Auto-Submitted").lower())[0]
    if automatic == "auto-replied":
        return Returned(Kind.AUTOMATIC)
    wish = _read_wish(message, key, addresses)
    if wish.kind not in {Kind.OTHER, Kind.UNCLEAR}:
        return wish
    return Returned(Kind.AUTOMATIC) if _is_automatic(message, automatic) else wish


def _is_automatic(message: Message, submitted: str) -> bool:
    """Return whether no person wrote the message (RFC 3834, 5, and headers older than it)."""
    if submitted not in {"", "no"}:
        return True
    precedence = read_header(message, "Precedence").lower()
    return precedence in _AUTOMATIC_PRECEDENCE or any(it in message for it in _AUTOMATIC_HEADERS)


def _read_wish(message: Message, key: TokenKey, addresses: OwnAddresses) -> Returned:
    """Return the wish that a token in the recipient, the subject or the text expresses."""
    recipients = [address.lower() for address in read_recipients(message)]
    candidates = [split_address(address)[1] for address in recipients]
    texts = (read_header(message, "Subject"), *_read_first_line(message, addresses))
    matches = (_ALONE.fullmatch(text.strip()) for text in texts)
    candidates += [match[1] for match in matches if match]
    for token in candidates:
        if wish := _read_token(token, key):
            return wish
    shaped = [it for it in candidates if it[:1] != Purpose.BOUNCE and _SHAPED.fullmatch(it)]
    to_leave = bool(addresses.leave) and any(_is_for(it, addresses.leave) for it in recipients)
    return Returned(Kind.UNCLEAR if shaped or to_leave else Kind.OTHER)


def _read_first_line(message: Message, addresses: OwnAddresses) -> Iterator[str]:
    """Yield the first line of text, if the message is for the address for unsubscriptions.

    In other messages a token may be part of what a person quotes.
    """
    recipients = read_recipients(message)
    if not addresses.leave or not any(_is_for(it, addresses.leave) for it in recipients):
        return
    part = next((it for it in message.walk() if it.get_content_type() == "text/plain"), None)
    payload = part.get_payload(decode=True) if part else None
    if isinstance(payload, bytes):
        lines = payload[:MAX_BODY].decode("utf-8", "replace").splitlines()
        yield next(filter(None, (line.strip() for line in lines)), "")


def _is_for(address: str, mailbox: str) -> bool:
    local, _, domain = split_address(address.lower())
    return f"{local}@{domain}" == mailbox


def _read_token(token: str, key: TokenKey) -> Returned | None:
    """Return the wish of a valid token: to unsubscribe, a language, or nothing for a proof."""
    if values := key.read_token(Purpose.UNSUBSCRIBE, token):
        ids = _read_ids(values)
        return Returned(Kind.UNSUBSCRIBE, *ids) if ids else None
    if values := key.read_token(Purpose.LANGUAGE, token):
        ids = _read_ids((values[0], "0"))
        is_complete = ids and len(values) == 2  # noqa: PLR2004 - subscriber and language
        return Returned(Kind.LANGUAGE, ids[0], language=values[1]) if ids and is_complete else None
    return Returned(Kind.PROOF) if key.read_token(Purpose.PROOF, token) else None


def _read_ids(values: tuple[str, ...]) -> tuple[int, int] | None:
    """Return subscriber and edition."""
    if len(values) == 2 and all(re.fullmatch(r"[0-9]{1,15}", it) for it in values):  # noqa: PLR2004
        return int(values[0]), int(values[1])
    return None


def _read_report(message: Message, key: TokenKey) -> Returned:
    """Return a delivery report or complaint with the delivery that its token names."""
    returned = read_returned_headers(message)
    feedback = read_feedback(message)
    if feedback is not None:
        kind = read_header(feedback, "Feedback-Type").lower()
        if kind in NO_COMPLAINTS:
            return Returned(Kind.AUTOMATIC)
        sender = read_headers(feedback, "Original-Mail-From")
        found = Returned(Kind.COMPLAINT, text=f"feedback report: {kind[:20] or 'no type'}")
        return _identify(found, message, returned, key, sender)
    reports = read_delivery_reports(message)
    if not reports:
        subtype = str(message.get_param("report-type") or "").lower()
        is_receipt = "disposition" in subtype
        return Returned(Kind.AUTOMATIC if is_receipt else Kind.OTHER)
    found = Returned(reports[0].kind, reports=reports, delivery_id=read_envelope_id(message))
    return _identify(found, message, returned, key, ())


def _identify(
    found: Returned,
    message: Message,
    returned: Message | None,
    key: TokenKey,
    senders: Iterable[str],
) -> Returned:
    """Add subscriber and edition from a token: of the recipient, or of the returned headers."""
    texts = [*(f"<{it}>" for it in read_recipients(message)), *senders]
    if returned is not None:
        texts += read_headers(returned, "Return-Path")
        texts += read_headers(returned, "X-Envelope-From")
        if found.kind is Kind.COMPLAINT:
            texts += read_headers(returned, "List-Unsubscribe")
    for token in (match for text in texts for match in _IN_LINK.findall(text)):
        for purpose in (Purpose.BOUNCE, Purpose.UNSUBSCRIBE):
            ids = _read_ids(key.read_token(purpose, token) or ())
            if ids:
                return replace(found, subscriber_id=ids[0], edition_id=ids[1])
        if key.read_token(Purpose.PROOF, token):
            return replace(found, kind=Kind.PROOF, reports=())
    names = [read_header(returned, DELIVERY_HEADER) if returned is not None else ""]
    names.append(found.delivery_id)
    named = next((it for it in names if _DELIVERY_ID.fullmatch(it)), "")
    return replace(found, delivery_id=named)
