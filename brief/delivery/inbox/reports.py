"""Read reports of mail servers: of deliveries (RFC 3464) and of complaints (RFC 5965)."""

from __future__ import annotations

import re
from email import message_from_string
from email.message import Message
from typing import TYPE_CHECKING

from brief.delivery.inbox.headers import read_header
from brief.delivery.inbox.returned import Kind, RecipientReport, hide_addresses
from brief.delivery.transport.reply import BAD_ADDRESS, TOO_BIG_OR_FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = "multipart/report"
DELIVERY_STATUS = "message/delivery-status"
FEEDBACK = "message/feedback-report"
RETURNED_HEADERS = ("text/rfc822-headers", "message/rfc822-headers")
NO_COMPLAINTS = {"not-spam", "auth-failure"}
"""Feedback types that do not complain about a mail (RFC 5965, 3.1; RFC 6591)."""

MAX_RECIPIENTS = 100
_STATUS = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_IN_DIAGNOSTIC = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_POLICY = ("4.7.", "5.7.")


def find_part(message: Message, *types: str) -> Message | None:
    """Return the first part of a report with one of these types; parts of parts do not count."""
    parts = _list_parts(message)
    return next((part for part in parts if part.get_content_type() in types), None)


def read_delivery_reports(message: Message) -> tuple[RecipientReport, ...]:
    """Return the reports on each recipient in a delivery report; () if it cannot be understood."""
    status = find_part(message, DELIVERY_STATUS, "message/global-delivery-status")
    blocks = _read_blocks(status) if status else []
    return tuple(report for block in blocks[1 : MAX_RECIPIENTS + 1] for report in _read_one(block))


def read_envelope_id(message: Message) -> str:
    """Return the identifier that the sender gave to the envelope (RFC 3464, 2.2.1), or ""."""
    status = find_part(message, DELIVERY_STATUS, "message/global-delivery-status")
    blocks = _read_blocks(status) if status else []
    return read_header(blocks[0], "Original-Envelope-Id") if blocks else ""


def read_feedback(message: Message) -> Message | None:
    """Return the fields of a feedback report."""
    part = find_part(message, FEEDBACK)
    if part is None:
        return None
    blocks = _read_blocks(part)
    return blocks[0] if blocks else part


def read_returned_headers(message: Message) -> Message | None:
    """Return the headers of the message that a report is about."""
    part = find_part(message, "message/rfc822", "message/global", *RETURNED_HEADERS)
    if part is None:
        return None
    if parts := _list_parts(part):
        return parts[0]
    return message_from_string(_decode_payload(part).lstrip("\r\n"))


def _read_blocks(part: Message) -> list[Message]:
    """Return the groups of fields; the parser makes them messages in DELIVERY_STATUS only."""
    parts = _list_parts(part)
    is_plain = not part.get("Content-Transfer-Encoding")
    if parts and is_plain and part.get_content_type() == DELIVERY_STATUS:
        return [block for block in parts if block.keys()]
    if parts:
        part.set_payload("\n\n".join(str(block) for block in parts))
    text = re.sub(r"\r\n?", "\n", _decode_payload(part))
    blocks = (message_from_string(f"{block}\n\n") for block in re.split(r"\n{2,}", text.strip()))
    return [block for block in blocks if block.keys()]


def _list_parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [it for it in payload if isinstance(it, Message)] if isinstance(payload, list) else []


def _decode_payload(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _read_one(block: Message) -> Iterator[RecipientReport]:
    """Yield the report of one recipient, unless it says nothing about a delivery."""
    action = read_header(block, "Action").partition(" ")[0].lower()
    diagnostic = read_header(block, "Diagnostic-Code")
    status = _find_status(read_header(block, "Status"), diagnostic)
    kind = _judge(action, status, diagnostic)
    if kind is not None:
        names = ("Final-Recipient", "Original-Recipient")
        recipients = (read_header(block, name).rpartition(";")[2] for name in names)
        found = (it.strip().strip("<>").lower() for it in recipients)
        text = hide_addresses(diagnostic) or status
        yield RecipientReport(tuple(filter(None, found)), kind, status, text)


def _find_status(given: str, diagnostic: str) -> str:
    """Return the status; a general one such as `5.0.0` is replaced by that of the diagnostic."""
    match = _STATUS.match(given)
    status = match[1] if match else ""
    found = _IN_DIAGNOSTIC.search(diagnostic)
    if status.endswith(".0.0") and found and found[1][0] == status[0]:
        return found[1]
    return status


def _judge(action: str, status: str, diagnostic: str) -> Kind | None:
    """Return what follows from an action and a status; None if they make no sense.

    A reply about policy is about the sender, whatever the status says.
    """
    if action in {"delivered", "relayed", "expanded"}:
        return Kind.SUCCESS
    if action == "delayed":
        return Kind.DELAY
    if action != "failed" or not status:
        return None
    found = _IN_DIAGNOSTIC.search(diagnostic)
    if status.startswith(_POLICY) or (found and found[1].startswith(_POLICY)):
        return Kind.REFUSED
    if status in BAD_ADDRESS:
        return Kind.BOUNCE
    is_lasting = status not in TOO_BIG_OR_FULL and not status.startswith(("4.", "5.4."))
    return Kind.REFUSED if is_lasting else Kind.FAILURE
