"""Sending over SMTP, with the final dot as a step of its own (RFC 5321).

A server that has not got the dot has no message. The caller records between `start` and `finish`
that the message is about to be sent, so that a crash leaves a doubt about this message only.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

from brief.delivery.transport.connection import (
    LOST,
    Timeouts,
    close_connection,
    open_connection,
)
from brief.delivery.transport.content import (
    describe_loss,
    read_reply,
    reject_success,
    send_body,
    send_dot,
)
from brief.delivery.transport.envelope import (
    write_body,
    write_copy_command,
    write_mail_command,
    write_recipient_command,
)
from brief.delivery.transport.reply import Reply, Stage
from brief.delivery.transport.secrets import read_secret
from brief.delivery.transport.tls import make_tls_context, require_encryption
from brief.delivery.transport.transport_error import TransportError

if TYPE_CHECKING:
    import smtplib
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from brief.delivery.transport.envelope import Sendable
    from brief.editorial.models.mail import MailServer

MAX_MESSAGES = 90
"""Messages over one connection: some servers refuse or close after 100."""
OK, GO_AHEAD, CLOSING, BUSY = 250, 354, 421, 452


class SmtpTransport:
    """Sends messages to one server, one after the other; not for use by several threads.

    `open` may be left out: `start` opens the connection when it needs one. After `start` has
    returned None, only `finish` may follow.
    """

    def __init__(
        self,
        server: MailServer,
        root: Path,
        *,
        timeouts: Timeouts | None = None,
        get_secret: Callable[[], str] | None = None,
    ) -> None:
        self.server = server
        self._root = root
        self._timeouts = timeouts or Timeouts()
        self._get_secret = get_secret or (lambda: read_secret(server, "smtp"))
        self._password: str | None = None
        self._connection: smtplib.SMTP | None = None
        self._messages = 0
        self._in_content = False
        self._is_waiting = False

    def __enter__(self) -> Self:
        """Return the transport; the connection is opened by `open` or `start`."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.close()

    @property
    def size_limit(self) -> int | None:
        """The largest message that the server takes, in octets (RFC 1870); None if unknown."""
        value = self._extensions.get("size", "").strip()
        return int(value) or None if value.isdecimal() and value.isascii() else None

    @property
    def supports_smtputf8(self) -> bool:
        """Whether the server takes addresses outside ASCII (RFC 6531)."""
        return "smtputf8" in self._extensions

    @property
    def supports_dsn(self) -> bool:
        """Whether the server sends bounces as asked for (RFC 3461)."""
        return "dsn" in self._extensions

    def open(self) -> None:
        """Connect, encrypt and log in; raise TransportError or SetupError if that fails.

        A refused access token is renewed once.
        """
        self._open()

    def _open(self) -> smtplib.SMTP:
        if self._connection is not None:
            return self._connection
        require_encryption(self.server)
        context = make_tls_context(self.server, self._root)
        try:
            self._connection = open_connection(
                self.server, context, self._read_secret(), self._timeouts
            )
        except TransportError as problem:
            if problem.reply.stage != Stage.AUTH or self.server.method != "xoauth2":
                raise
            self._connection = open_connection(
                self.server, context, self._read_secret(), self._timeouts
            )
        self._messages = 0
        return self._connection

    def start(self, message: Sendable, copies: Sequence[str] = ()) -> Reply | None:
        """Send everything of a message except the final dot.

        Returns None, or the reply that refuses the message, which is then not sent. A refused copy
        has the stage COPY. If the connection is lost, or the server refuses it (421, or 452 at
        MAIL), the message is started once more on a new one. A login that fails raises
        TransportError; a bad address or a bare CR or LF in the message raises ValueError.
        """
        if self._is_waiting:
            msg = "finish() comes before the next start()"
            raise RuntimeError(msg)
        body = write_body(message.content)
        if self._messages >= MAX_MESSAGES:
            self.close()
        reply = self._try(message, body, copies)
        if reply is not None and _is_about_connection(reply):
            self.close()
            reply = self._try(message, body, copies)
        if reply is None:
            self._is_waiting = True
        elif self._in_content or reply.code in {0, CLOSING}:
            self.close()
        else:
            self._reset()
        return reply

    def finish(self) -> Reply:
        """Send the final dot and return the server's reply.

        Code 0 means that the connection was lost. With the stage BODY that was before the dot, so
        that the server cannot have taken the message; with DOT it may have taken it or not.
        """
        connection = self._connection
        if connection is None or not self._is_waiting:
            msg = "start() comes before finish()"
            raise RuntimeError(msg)
        self._is_waiting = False
        reply = send_dot(connection, self._timeouts)
        self._in_content = reply.code == 0 or reply.stage == Stage.BODY
        if self._in_content or reply.code == CLOSING:
            self.close()
        return reply

    def close(self) -> None:
        """Close the connection; a message that was started but not finished is discarded.

        The server discards it too, since it has not got the dot. Never raises.
        """
        connection, self._connection = self._connection, None
        in_content, self._in_content, self._is_waiting = self._in_content, False, False
        if connection is None:
            return
        if in_content:  # QUIT would be a line of the message
            with suppress(OSError):
                connection.close()
        else:
            close_connection(connection)

    @property
    def _extensions(self) -> dict[str, str]:
        return self._connection.esmtp_features if self._connection is not None else {}

    def _read_secret(self) -> str | None:
        """Return the secret; a token is asked for at every connection, a password only once."""
        if self.server.method == "none":
            return None
        if self.server.method == "xoauth2":
            return self._get_secret()
        if self._password is None:
            self._password = self._get_secret()
        return self._password

    def _try(self, message: Sendable, body: bytes, copies: Sequence[str]) -> Reply | None:
        """Send a message up to the dot; return the first reply that refuses it, or None."""
        stage = Stage.CONNECT
        try:
            connection = self._open()
            self._messages += 1
            if refusal := self._find_limit(message):
                return refusal
            connection.command_encoding = "utf-8" if message.needs_smtputf8 else "ascii"
            commands = list(self._list_commands(message, copies))  # all addresses are checked
            for stage, verb, argument, expected in commands:
                connection.putcmd(verb, argument)
                reply = read_reply(connection, stage)
                if reply.code // 10 != expected // 10:
                    return reject_success(reply)
            self._in_content = True
            return send_body(connection, body)
        except TransportError as problem:
            if not problem.is_temporary:
                raise
            return problem.reply
        except LOST as problem:
            return describe_loss(problem, stage)

    def _list_commands(
        self, message: Sendable, copies: Sequence[str]
    ) -> Iterator[tuple[Stage, str, str, int]]:
        offers = self._extensions
        yield Stage.MAIL, "MAIL", write_mail_command(message, offers), OK
        yield Stage.RCPT, "RCPT", write_recipient_command(message, offers), OK
        for address in copies:
            yield Stage.COPY, "RCPT", write_copy_command(address, offers), OK
        yield Stage.DATA, "DATA", "", GO_AHEAD

    def _find_limit(self, message: Sendable) -> Reply | None:
        """Return the refusal that the server's offer already implies, before anything is sent."""
        size, limit = len(message.content), self.size_limit
        if limit is not None and size > limit:
            text = f"5.3.4 the message has {size} octets, the server takes {limit}"
            return Reply(552, text, Stage.MAIL)
        if message.needs_smtputf8 and not self.supports_smtputf8:
            text = "5.6.7 the server takes no addresses outside ASCII (SMTPUTF8)"
            return Reply(553, text, Stage.RCPT)
        if "8bitmime" not in self._extensions and not message.content.isascii():
            return Reply(554, "5.6.3 the server takes no 8-bit messages (8BITMIME)", Stage.DATA)
        return None

    def _reset(self) -> None:
        """Forget the transaction after a refusal; the connection is not used if that fails."""
        if self._connection is None:
            return
        try:
            if self._connection.docmd("RSET")[0] == OK:
                return
        except LOST:
            pass
        self.close()


def _is_about_connection(reply: Reply) -> bool:
    return reply.code in {0, CLOSING} or (reply.code == BUSY and reply.stage == Stage.MAIL)
