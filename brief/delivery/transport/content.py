"""The content of a message on its way: the body, the dot, and whether the server is still there."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from brief.delivery.transport.connection import LOST, QUIT_SECONDS, Timeouts, is_late
from brief.delivery.transport.reply import Reply, Stage
from brief.delivery.transport.transport_error import quote_server

if TYPE_CHECKING:
    import smtplib

FIRST_REFUSAL = 400
TAKEN = 2  # the first digit of the reply that a message is accepted
CODES = range(200, 600)
ABOUT_READERS = {Stage.RCPT, Stage.DATA, Stage.BODY, Stage.DOT}
_LOCAL_PART = re.compile(r"""(?:"[^"]*"|[^\s<>()\[\]"',;:]+)@(?=[^\s@])""")


def read_reply(connection: smtplib.SMTP, stage: Stage) -> Reply:
    """Return the server's reply to a command; code 0 if it is not SMTP.

    A reader's address in it has only its domain: replies are shown and kept.
    """
    code, words = connection.getreply()
    if code not in CODES:
        return Reply(0, "the server's reply is not SMTP", stage)
    text = quote_server(words)
    return Reply(code, hide_readers(text) if stage in ABOUT_READERS else text, stage)


def reject_success(reply: Reply) -> Reply:
    """Return a reply that does not fit its command: code 0 instead of a success.

    A server that sends a reply too many answers DATA with the 250 of RCPT: the message was not
    taken, and the connection cannot be used any more.
    """
    if reply.code >= FIRST_REFUSAL:
        return reply
    return Reply(0, "the server's reply does not fit the command", reply.stage)


def hide_readers(text: str) -> str:
    """Return a text with the part before the @ of each address replaced."""
    return _LOCAL_PART.sub("…@", text)


def describe_loss(problem: Exception, stage: Stage) -> Reply:
    """Return the reply with code 0 for a lost connection."""
    why = "the server does not answer in time" if is_late(problem) else "the connection is lost"
    return Reply(0, why, stage)


def send_body(connection: smtplib.SMTP, body: bytes) -> Reply | None:
    """Send the content without the dot; return None, or why the server ended the connection."""
    sock = connection.sock
    if sock is None:
        return Reply(0, "the connection is lost", Stage.BODY)
    try:
        sock.sendall(body)
    except OSError as problem:
        with suppress(*LOST):  # it may have said why
            sock.settimeout(QUIT_SECONDS)
            reply = read_reply(connection, Stage.BODY)
            if reply.code >= FIRST_REFUSAL:
                return reply
        return describe_loss(problem, Stage.BODY)
    return _find_early_end(connection, sock)


def send_dot(connection: smtplib.SMTP, timeouts: Timeouts) -> Reply:
    """Send the final dot and return the reply; its stage is BODY if the dot was not sent.

    An error of the send itself means that the system has taken none of its three octets.
    """
    sock = connection.sock
    if sock is None:
        return Reply(0, "the connection is lost", Stage.BODY)
    if early := _find_early_end(connection, sock):
        return early
    try:
        sock.settimeout(timeouts.dot)
        sock.sendall(b".\r\n")
    except OSError as problem:
        return describe_loss(problem, Stage.BODY)
    try:
        reply = read_reply(connection, Stage.DOT)
    except LOST as problem:
        return describe_loss(problem, Stage.DOT)
    with suppress(OSError):
        sock.settimeout(timeouts.command)
    return reply if reply.code // 100 == TAKEN else reject_success(reply)


def _find_early_end(connection: smtplib.SMTP, sock: socket.socket) -> Reply | None:
    """Return a refusal that came before the dot, or code 0 if the server closed the connection."""
    timeout = sock.gettimeout()
    try:
        sock.settimeout(0)
        # Of the class without encryption: it looks at what has arrived and takes nothing.
        waiting = socket.socket.recv(sock, 1, socket.MSG_PEEK)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError as problem:
        return describe_loss(problem, Stage.BODY)
    finally:
        with suppress(OSError):
            sock.settimeout(timeout)
    if not waiting:
        return Reply(0, "the connection is lost", Stage.BODY)
    if not waiting.isdigit():  # a record of TLS, which need not be a reply
        return None
    with suppress(*LOST):
        reply = read_reply(connection, Stage.BODY)
        if reply.code >= FIRST_REFUSAL:
            return reply
    return Reply(0, "the connection is lost", Stage.BODY)
