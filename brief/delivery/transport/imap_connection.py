"""A connection to an IMAP server: opened, encrypted and logged in."""

from __future__ import annotations

import imaplib
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

from brief.delivery.transport.login import plain_response, xoauth2_response
from brief.delivery.transport.reply import Reply, Stage
from brief.delivery.transport.secrets import read_secret
from brief.delivery.transport.tls import (
    IMAP_PORTS,
    explain_tls_problem,
    make_tls_context,
    require_encryption,
)
from brief.delivery.transport.transport_error import TransportError, quote_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from brief.editorial.models.mail import MailServer


def open_imap_connection(
    server: MailServer, root: Path, seconds: float
) -> tuple[imaplib.IMAP4, str]:
    """Return an encrypted connection before the login, and the name of the server for messages."""
    require_encryption(server)
    context = make_tls_context(server, root)
    port = server.port or IMAP_PORTS[server.encryption]
    name = f"{server.host}:{port}"
    connection: imaplib.IMAP4 | None = None
    try:
        if server.encryption == "tls":
            return imaplib.IMAP4_SSL(server.host, port, ssl_context=context, timeout=seconds), name
        connection = imaplib.IMAP4(server.host, port, timeout=seconds)
        if server.encryption == "starttls":
            _encrypt(connection, context, name)
    except ssl.SSLError as problem:
        _drop(connection)
        raise explain_tls_problem(name, problem) from problem
    except (imaplib.IMAP4.error, OSError) as problem:
        _drop(connection)
        raise describe_problem(name, problem) from problem
    except TransportError:
        _drop(connection)
        raise
    return connection, name


def log_in_imap(
    connection: imaplib.IMAP4,
    server: MailServer,
    name: str,
    get_secret: Callable[[], str] | None = None,
) -> None:
    """Log in with the password or access token; raise TransportError if that is refused."""
    if server.method == "none":
        msg = f"{name} needs a login"
        raise TransportError(msg, "add `user: …`", "mail-login")
    secret = get_secret() if get_secret else read_secret(server, "imap")
    user = server.user or ""
    refusal: str
    try:
        if server.method == "xoauth2":
            _authenticate(connection, "XOAUTH2", xoauth2_response(user, secret))
        elif "AUTH=PLAIN" in connection.capabilities:
            _authenticate(connection, "PLAIN", plain_response(user, secret))
        elif "LOGINDISABLED" in connection.capabilities or not f"{user}{secret}".isascii():
            msg = f"{name} offers no login with a password that brief can use"
            raise TransportError(msg, "ask the provider; it may want XOAUTH2", "mail-login")
        else:
            connection.login(user, secret)
    except imaplib.IMAP4.abort as problem:
        refusal = quote_server(problem, (secret,))
    except imaplib.IMAP4.error as problem:
        refusal = quote_server(_plain_words(problem), (secret,))
    except OSError as problem:
        raise describe_problem(name, problem) from None
    else:
        return
    # Outside of the handler, so that an exception with the server's raw words is not chained.
    msg = f"{name} refuses the login of {user}: {refusal}"
    remedy = "check `user` and the password, and whether the account may use IMAP"
    if server.method == "xoauth2":
        remedy = "check that `token_command` prints a token for this user, with the scope for IMAP"
    raise TransportError(msg, remedy, "mail-login", Reply(0, refusal, Stage.AUTH))


def describe_problem(name: str, problem: Exception) -> TransportError:
    """Return the error for a connection that cannot be made or is lost."""
    if isinstance(problem, TimeoutError) or "timed out" in str(problem):
        reason = "it does not answer in time"
    elif isinstance(problem, socket.gaierror):
        reason = f"its name is not known ({problem.strerror})"
    elif isinstance(problem, OSError):
        reason = quote_server(problem.strerror or "the connection is lost")
    else:
        reason = quote_server(_plain_words(problem))
    msg = f"no connection to {name}: {reason}"
    remedy = "check `host`, `port` and `encryption`: 143 has STARTTLS, 993 has TLS"
    return TransportError(msg, remedy, "mail-connection", is_temporary=True)


def _encrypt(connection: imaplib.IMAP4, context: ssl.SSLContext, name: str) -> None:
    if "STARTTLS" not in connection.capabilities:
        msg = f"{name} does not offer STARTTLS; nothing was sent"
        remedy = "use `encryption: tls` if the server has that (port 993)"
        raise TransportError(msg, remedy, "mail-tls")
    connection.starttls(context)


def _authenticate(connection: imaplib.IMAP4, mechanism: str, response: bytes) -> None:
    """Send one response; a further challenge has the reason of a refusal, and gets an empty one."""
    responses = iter([response])
    connection.authenticate(mechanism, lambda _: next(responses, b""))


def _plain_words(problem: Exception) -> str | bytes:
    """Return the server's words, which imaplib gives as bytes."""
    words = problem.args[0] if problem.args else ""
    return words if isinstance(words, bytes) else str(words)


def _drop(connection: imaplib.IMAP4 | None) -> None:
    if connection is not None:
        with suppress(OSError):  # closed by a handshake that failed
            connection.shutdown()
