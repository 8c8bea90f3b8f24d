"""Replies of mail servers, and what follows from them (RFC 5321, 4.2; RFC 3463)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_ENHANCED = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})\b")
BAD_ADDRESS = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"}
TOO_BIG_OR_FULL = {"5.2.2", "5.2.3", "5.3.4"}


class Stage(StrEnum):
    """The command that a reply is about; COPY is RCPT for a further recipient, a witness."""

    CONNECT = "CONNECT"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    COPY = "COPY"
    DATA = "DATA"
    BODY = "BODY"
    DOT = "DOT"


class Verdict(StrEnum):
    """What a reply means for a delivery."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"  # try again later
    FAILED = "failed"  # this edition cannot be delivered, the address may be right
    BOUNCED = "bounced"  # the address does not exist: it is suppressed
    BLOCKED = "blocked"  # about the sender: it never suppresses a person
    CONNECTION = "connection"  # about the connection: continue on a new one


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's reply; `code` is 0 if the connection was lost, and `stage` a `Stage`."""

    code: int
    text: str
    stage: str = ""

    @property
    def enhanced(self) -> str:
        """The enhanced status code, such as `5.1.1`, or "" (RFC 2034)."""
        match = _ENHANCED.match(self.text.lstrip())
        return match[0] if match and match[1] == str(self.code)[:1] else ""

    def __str__(self) -> str:
        return f"{self.code} {' '.join(self.text.split())}" if self.code else self.text
