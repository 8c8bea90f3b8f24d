"""A connection to an SMTP server: opened, encrypted and logged in."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.delivery.transport.login import choose_mechanism, log_in
from brief.delivery.transport.reply import Reply, Stage
from brief.delivery.transport.tls import SMTP_PORTS, explain_tls_problem
from brief.delivery.transport.transport_error import TransportError, quote_server

if TYPE_CHECKING:
    from brief.editorial.models.mail import MailServer

READY, OK, LOGGED_IN = 220, 250, 235
QUIT_SECONDS = 5.0
LOST = (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException)
"""What smtplib raises when the connection is lost or the reply is not SMTP."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait, in seconds (RFC 5321, 4.5.3.2); `dot` is for the reply to a message."""

    connect: float = 30.0
    command: float = 300.0
    dot: float = 600.0


def open_connection(
    server: MailServer, context: ssl.SSLContext, secret: str | None, timeouts: Timeouts
) -> smtplib.SMTP:
    """Return a connection that is ready for messages, or raise TransportError.

    `secret` is the password or the access token; None if the server needs no login.
    """
    connection = _connect(server, context, timeouts)
    name = _name(server)
    try:
        _greet(connection, name)
        if server.encryption == "starttls":
            _encrypt(connection, context, name)
            _greet(connection, name)
        if secret is not None:
            _log_in(connection, server, name, secret)
    except ssl.SSLError as problem:
        connection.close()
        raise explain_tls_problem(name, problem) from problem
    except LOST as problem:
        connection.close()
        raise _explain_loss(name, problem) from None  # its text can quote a command
    except TransportError:
        close_connection(connection)
        raise
    return connection


def close_connection(connection: smtplib.SMTP) -> None:
    """End a connection with QUIT; an error is of no importance any more."""
    with suppress(*LOST):
        if connection.sock is not None:
            connection.sock.settimeout(QUIT_SECONDS)
            connection.docmd("QUIT")
    with suppress(OSError):
        connection.close()


def is_late(problem: Exception) -> bool:
    """Return whether a connection was lost because the server did not answer in time.

    smtplib makes another exception of a TimeoutError, with its text.
    """
    return isinstance(problem, TimeoutError) or "timed out" in str(problem)


def _name(server: MailServer) -> str:
    return f"{server.host}:{server.port or SMTP_PORTS[server.encryption]}"


def _connect(server: MailServer, context: ssl.SSLContext, timeouts: Timeouts) -> smtplib.SMTP:
    port = server.port or SMTP_PORTS[server.encryption]
    # The name for EHLO is that of this end of the connection: smtplib would ask the DNS for it.
    name = _name(server)
    try:
        if server.encryption == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host,
                port,
                context=context,
                local_hostname="localhost",
                timeout=timeouts.connect,
            )
        else:
            connection = smtplib.SMTP(
                server.host, port, local_hostname="localhost", timeout=timeouts.connect
            )
    except smtplib.SMTPConnectError as problem:
        reply = Reply(problem.smtp_code, quote_server(problem.smtp_error), Stage.CONNECT)
        msg = f"{name} takes no connection: {reply}"
        remedy = "wait; if it stays so, ask the provider why"
        raise TransportError(msg, remedy, "mail-connection", reply, is_temporary=True) from problem
    except ssl.SSLError as problem:
        raise explain_tls_problem(name, problem) from problem
    except LOST as problem:
        raise _explain_loss(name, problem) from problem
    sock = connection.sock
    if sock is None:  # cannot be after a reply
        raise _explain_loss(name, ConnectionError())
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.settimeout(timeouts.command)
    connection.local_hostname = _describe_address(sock)
    return connection


def _describe_address(sock: socket.socket) -> str:
    """Return this end of a connection as an address literal (RFC 5321, 4.1.3)."""
    address = sock.getsockname()[0]
    return f"[IPv6:{address.partition('%')[0]}]" if ":" in address else f"[{address}]"


def _greet(connection: smtplib.SMTP, name: str) -> None:
    """Send EHLO; HELO alone is of no use, since it offers neither STARTTLS nor a login."""
    code, words = connection.ehlo()
    if code != OK:
        reply = Reply(code, quote_server(words), Stage.EHLO)
        msg = f"{name} refuses the greeting: {reply}"
        raise _refused(msg, reply)


def _refused(message: str, reply: Reply) -> TransportError:
    temporary = 400 <= reply.code < 500  # noqa: PLR2004 - RFC 5321, 4.2.1
    return TransportError(
        message,
        "wait; if it stays so, ask the provider why" if temporary else "ask the provider why",
        "mail-connection",
        reply,
        is_temporary=temporary,
    )


def _encrypt(connection: smtplib.SMTP, context: ssl.SSLContext, name: str) -> None:
    if not connection.has_extn("starttls"):
        msg = f"{name} does not offer STARTTLS; nothing was sent"
        remedy = (
            "use `encryption: tls` if the server has that (port 465); if it should have STARTTLS, "
            "the network may have removed the offer"
        )
        raise TransportError(msg, remedy, "mail-tls")
    try:
        connection.starttls(context=context)
    except smtplib.SMTPResponseException as problem:
        reply = Reply(problem.smtp_code, quote_server(problem.smtp_error), Stage.STARTTLS)
        msg = f"{name} refuses STARTTLS: {reply}; nothing was sent"
        raise _refused(msg, reply) from problem


def _log_in(connection: smtplib.SMTP, server: MailServer, name: str, secret: str) -> None:
    offered = connection.esmtp_features.get("auth", "").upper().split()
    mechanism = choose_mechanism(server.method, offered, encrypted=server.encryption != "none")
    if mechanism is None:
        raise _explain_offer(server, name, offered)
    reply = log_in(connection, mechanism, server.user or "", secret)
    if reply.code == LOGGED_IN:
        return
    temporary = 400 <= reply.code < 500  # noqa: PLR2004 - RFC 4954, 4: 454, temporary failure
    msg = f"{name} refuses the login of {server.user} with {mechanism}: {reply}"
    if server.method == "xoauth2":
        remedy = "check that `token_command` prints a token for this user, with the scope for SMTP"
    else:
        remedy = "check `user` and the password; some providers want a password for this app alone"
    raise TransportError(msg, remedy, "mail-login", reply, is_temporary=temporary)


def _explain_offer(server: MailServer, name: str, offered: list[str]) -> TransportError:
    if not offered:
        msg = f"{name} offers no login"
        remedy = "check `port`: 587 and 465 are for senders, 25 is for other servers"
    else:
        offers = quote_server(", ".join(sorted(set(offered))))
        msg = f"{name} offers no login with {server.method}, only {offers}"
        remedy = (
            "ask the provider whether this account may log in with XOAUTH2"
            if server.method == "xoauth2"
            else "the provider may want XOAUTH2: write `login: xoauth2` and a `token_command`"
        )
    return TransportError(msg, remedy, "mail-login")


def _explain_loss(name: str, problem: Exception) -> TransportError:
    """Return the error for a connection that cannot be made or is lost during its start."""
    remedy = "check `host` and `port`, and whether this network lets mail out"
    if isinstance(problem, smtplib.SMTPResponseException):
        reason = "its reply is not SMTP"
    elif is_late(problem):
        reason = "it does not answer in time"
    elif isinstance(problem, socket.gaierror):
        reason = f"its name is not known ({problem.strerror})"
    elif isinstance(problem, smtplib.SMTPServerDisconnected):
        reason = "it closes the connection"
    else:
        reason = quote_server(getattr(problem, "strerror", None) or "the connection is lost")
    reply = Reply(0, reason, Stage.CONNECT)
    msg = f"no connection to {name}: {reason}"
    return TransportError(msg, remedy, "mail-connection", reply, is_temporary=True)
