"""Logins: PLAIN, LOGIN, CRAM-MD5 and XOAUTH2, without smtplib's own, which keep the password.

smtplib also tries all mechanisms in turn with a wrong password, which locks accounts, and cannot
encode a password outside ASCII.
"""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from binascii import Error
from typing import TYPE_CHECKING

from brief.delivery.transport.reply import Reply, Stage
from brief.delivery.transport.transport_error import quote_server

if TYPE_CHECKING:
    from collections.abc import Collection
    from smtplib import SMTP

CHALLENGE = 334
OVER_TLS = ("PLAIN", "LOGIN", "CRAM-MD5")
"""In this order: PLAIN works with every password database, and TLS protects it."""
IN_PLAIN_TEXT = ("CRAM-MD5", "PLAIN", "LOGIN")


def choose_mechanism(method: str, offered: Collection[str], *, encrypted: bool) -> str | None:
    """Return the mechanism for a login with a password or XOAUTH2, or None."""
    if method == "xoauth2":
        return "XOAUTH2" if "XOAUTH2" in offered else None
    order = OVER_TLS if encrypted else IN_PLAIN_TEXT
    return next((name for name in order if name in offered), None)


def log_in(connection: SMTP, mechanism: str, user: str, secret: str) -> Reply:
    """Log in (RFC 4954); return the server's reply, which has code 235 after a success.

    A refused XOAUTH2 begins with a challenge that has the reason in JSON; it is answered with an
    empty line, and the refusal follows.
    """
    if mechanism == "PLAIN":
        code, words = connection.docmd("AUTH", f"PLAIN {encode(plain_response(user, secret))}")
    elif mechanism == "XOAUTH2":
        code, words = connection.docmd("AUTH", f"XOAUTH2 {encode(xoauth2_response(user, secret))}")
        if code == CHALLENGE:
            code, words = connection.docmd("")
    elif mechanism == "LOGIN":
        code, words = connection.docmd("AUTH", "LOGIN")
        for answer in (user, secret):
            if code == CHALLENGE:
                code, words = connection.docmd(encode(answer.encode("utf-8")))
    else:
        code, words = connection.docmd("AUTH", "CRAM-MD5")
        if code == CHALLENGE:
            code, words = connection.docmd(encode(_cram_md5_response(words, user, secret)))
    return Reply(code, quote_server(words, (secret,)), Stage.AUTH)


def plain_response(user: str, password: str) -> bytes:
    """Return the response of PLAIN (RFC 4616, 2)."""
    return f"\0{user}\0{password}".encode()


def xoauth2_response(user: str, token: str) -> bytes:
    """Return the response of XOAUTH2, as Google and Microsoft define it."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01".encode()


def encode(response: bytes) -> str:
    """Return a response in base64, on one line."""
    return b64encode(response).decode("ascii")


def _cram_md5_response(challenge: bytes, user: str, password: str) -> bytes:
    """Return the response of CRAM-MD5 (RFC 2195, 2)."""
    try:
        decoded = b64decode(challenge)
    except Error:
        decoded = challenge
    return f"{user} {hmac.new(password.encode(), decoded, 'md5').hexdigest()}".encode()
