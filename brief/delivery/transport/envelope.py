"""The commands of the envelope: MAIL and RCPT with their parameters, safe against injection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Container

_WORD = r'[^\s<>()\[\],;:\\"@]'
_ADDRESS = re.compile(rf"{_WORD}{{1,250}}@{_WORD}{{1,253}}")
_PLAIN_XTEXT = re.compile(r"[!-*,-<>-~]")


class Sendable(Protocol):
    """A message with its envelope, as `brief.delivery.message.model.Message` has it."""

    @property
    def delivery_id(self) -> str:
        """The name of the delivery; it comes back in bounces as ENVID."""

    @property
    def envelope_sender(self) -> str:
        """The address that gets bounces."""

    @property
    def envelope_recipient(self) -> str:
        """The address of the reader."""

    @property
    def content(self) -> bytes:
        """The message, with CRLF line ends."""

    @property
    def needs_smtputf8(self) -> bool:
        """Whether an address has letters outside ASCII before the @."""


def check_address(address: str, *, smtputf8: bool = False) -> str:
    """Return the address, or raise ValueError if it could change a command (RFC 5321, 4.1.2).

    Whether the address exists or is well formed in all respects was checked at the import; this
    is the last check before it is part of a command. The message has no address in it.
    """
    right = _ADDRESS.fullmatch(address) and address.isprintable()
    if not right or not (smtputf8 or address.isascii()):
        msg = "an address has characters that cannot be part of an SMTP command"
        raise ValueError(msg)
    return address


def encode_xtext(text: str) -> str:
    """Return a text as xtext (RFC 3461, 4): `+`, `=` and all but printable ASCII as `+2B`.

    ORCPT of type rfc822 is for ASCII; the value of ENVID is ASCII by its definition.
    """
    return "".join(
        char if _PLAIN_XTEXT.fullmatch(char) else f"+{ord(char):02X}"
        for char in text.encode("ascii", "strict").decode("ascii")
    )


def write_mail_command(message: Sendable, extensions: Container[str]) -> str:
    """Return MAIL FROM with what the server offers (RFC 1870, 6152, 6531, 3461)."""
    sender = check_address(message.envelope_sender, smtputf8=message.needs_smtputf8)
    parts = [f"FROM:<{sender}>"]
    if "size" in extensions:
        parts.append(f"SIZE={len(message.content)}")
    if "8bitmime" in extensions and not message.content.isascii():
        parts.append("BODY=8BITMIME")
    if message.needs_smtputf8 and "smtputf8" in extensions:
        parts.append("SMTPUTF8")
    if "dsn" in extensions:
        parts += ["RET=HDRS", f"ENVID={encode_xtext(message.delivery_id)}"]
    return " ".join(parts)


def write_recipient_command(message: Sendable, extensions: Container[str]) -> str:
    """Return RCPT TO; a bounce is asked for if the message fails or is late (RFC 3461, 5.1)."""
    address = check_address(message.envelope_recipient, smtputf8=message.needs_smtputf8)
    command = f"TO:<{address}>"
    if "dsn" not in extensions:
        return command
    command = f"{command} NOTIFY=FAILURE,DELAY"
    if not address.isascii():
        return command
    return f"{command} ORCPT=rfc822;{encode_xtext(address)}"


def write_copy_command(address: str, extensions: Container[str]) -> str:
    """Return RCPT TO for a witness: its mailbox never makes a bounce to the reader's token."""
    notify = " NOTIFY=NEVER" if "dsn" in extensions else ""
    return f"TO:<{check_address(address)}>{notify}"


def write_body(content: bytes) -> bytes:
    """Return the content with dots doubled at the start of lines (RFC 5321, 4.5.2).

    A CR or LF alone raises ValueError: some servers take it for the end of a line, and
    `LF . LF` for the end of the message, after which commands could follow.
    """
    lines = content.count(b"\r\n")
    if content.count(b"\n") != lines or content.count(b"\r") != lines:
        msg = "a message has a CR or LF that is not part of a CRLF"
        raise ValueError(msg)
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed
