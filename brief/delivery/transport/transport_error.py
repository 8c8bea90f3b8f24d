"""Errors of a mail server, in its own words but without secrets and control characters."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from brief.delivery.transport.reply import Reply
from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_WORDS = 400
HIDDEN = "[secret]"


class TransportError(SetupError):
    """A mail server cannot be used: no connection, no encryption, no login.

    `reply` has the server's reply, with code 0 if there was none. `is_temporary`: the same may
    work later.
    """

    code = "mail-server"

    def __init__(
        self,
        message: str,
        remedy: str = "",
        code: str = "",
        reply: Reply | None = None,
        *,
        is_temporary: bool = False,
    ) -> None:
        super().__init__(message, remedy, code)
        self.reply = reply or Reply(0, message)
        self.is_temporary = is_temporary

    def __reduce__(self) -> tuple[type[TransportError], tuple[object, ...]]:
        """Return the constructor call that copies the error to another process."""
        return type(self), (self.message, self.remedy, self.code, self.reply)


def quote_server(words: bytes | str | object, secrets: Iterable[str] = ()) -> str:
    """Return a server's words on one line, short, printable and without any of these secrets.

    A server can repeat in a reply what it got in a command, in plain text or in base64.
    """
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    for secret in secrets:
        for form in list_forms(secret):
            text = text.replace(form, HIDDEN)
    printable = "".join(char if char.isprintable() else " " for char in text)
    line = " ".join(printable.split())
    return line if len(line) <= MAX_WORDS else f"{line[:MAX_WORDS]}…"


def list_forms(secret: str) -> list[str]:
    """Return a secret and its base64 at each of the three positions that it can have in a text."""
    raw = secret.encode("utf-8", "surrogateescape")
    forms = [secret] if secret else []
    for offset in range(3):
        encoded = b64encode(b"\0" * offset + raw).decode("ascii").rstrip("=")
        # The letters at both ends also depend on what is before and after the secret.
        inner = encoded[(0, 2, 3)[offset] : len(encoded) - 1]
        if len(inner) > 2:  # noqa: PLR2004 - shorter ones are in any text
            forms.append(inner)
    return forms
