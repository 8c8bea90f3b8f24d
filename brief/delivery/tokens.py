"""Tokens in mails: what a reader may do without a password, and which delivery a bounce is about.

A token is a purpose, its values and a message authentication code (HMAC-SHA-256, RFC 2104, first
80 bits). It consists of lower-case letters, digits, `-` and `.`, and is read in any case: it can
be part of a mail address or of a web address.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

_TOKEN = re.compile(r"([a-z])\.((?:[a-z0-9-]{1,40}\.){1,4})([a-z2-7]{16})")
MAX_TOKEN_LENGTH = 190
CODE_BYTES, DELIVERY_ID_BYTES = 10, 20


class Purpose(StrEnum):
    """What a token is for; its values are in brackets."""

    UNSUBSCRIBE = "u"  # (subscriber id, edition)
    LANGUAGE = "l"  # (subscriber id, language tag)
    BOUNCE = "b"  # (subscriber id, edition): part of the envelope sender
    PROOF = "p"  # (0): in a proof, where it does nothing


@dataclass(frozen=True, slots=True)
class TokenKey:
    """The project's secret, from which a different key is derived for each purpose."""

    secret: bytes

    def make_token(self, purpose: Purpose, *values: str | int) -> str:
        """Return the token for these values."""
        text = ".".join([purpose, *(str(value).lower() for value in values)])
        token = f"{text}.{self._authenticate(text)}"
        if not _TOKEN.fullmatch(token) or len(token) > MAX_TOKEN_LENGTH:
            msg = f"{values} cannot be part of a token"
            raise ValueError(msg)
        return token

    def read_token(self, purpose: Purpose, token: str) -> tuple[str, ...] | None:
        """Return the values of a token, or None if it is not one of this purpose and key."""
        if len(token) > MAX_TOKEN_LENGTH:
            return None
        match = _TOKEN.fullmatch(token.strip().lower())
        if not match or match[1] != purpose:
            return None
        text = f"{match[1]}.{match[2]}".removesuffix(".")
        if not hmac.compare_digest(self._authenticate(text), match[3]):
            return None
        return tuple(match[2].removesuffix(".").split("."))

    def delivery_id(self, edition: str, address: str) -> str:
        """Return the name of the delivery of an edition to an address; it does not reveal it."""
        return self._digest("delivery", f"{edition}\n{address.lower()}", DELIVERY_ID_BYTES)

    def hash_address(self, address: str) -> str:
        """Return the keyed hash by which an erased address is recognised."""
        return self._digest("erased", address.lower(), DELIVERY_ID_BYTES)

    def _authenticate(self, text: str) -> str:
        return self._digest("token", text, CODE_BYTES)

    def _digest(self, use: str, text: str, size: int) -> str:
        derived = hmac.digest(self.secret, use.encode("ascii"), sha256)
        code = hmac.digest(derived, text.encode("utf-8"), sha256)[:size]
        return b32encode(code).decode("ascii").rstrip("=").lower()
