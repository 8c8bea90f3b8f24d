"""An SMTP server on aiosmtpd that fails as its script says."""

from __future__ import annotations

import asyncio
import time
from base64 import b64decode
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.delivery.servers.certificates import make_server_context
from tests.delivery.servers.faults import Action, Fault, Received, Script
from tests.delivery.servers.processes import HOST, find_free_ports

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Service:
    """What a faulty server offers.

    `certificate` is a PEM file with the chain and the private key; without it there is no
    STARTTLS. `implicit` starts with TLS. `user` has a password; without it there is no AUTH.
    """

    certificate: Path | None = None
    implicit: bool = False
    user: str = ""
    password: str = ""
    mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN", "XOAUTH2")
    size_limit: int = 33_554_432
    smtputf8: bool = True
    eight_bit: bool = True
    hostname: str = "faulty.example.org"


@dataclass(frozen=True, slots=True)
class FaultyServer:
    """A running server: where it is, and its script, which a test may change at any time."""

    port: int
    script: Script
    host: str = HOST


class _LostError(ConnectionResetError):
    """The script closes the connection; aiosmtpd handles the class above."""


class _Protocol(SMTP):
    """One connection; the commands before and after those that have a hook."""

    def __init__(self, service: Service, script: Script, **options: Any) -> None:  # noqa: ANN401 - aiosmtpd's own options
        self.script, self.service = script, service
        self.number = 0
        self._octets: int | None = None
        self._body_fault: Fault | None = None
        known = {"PLAIN", "LOGIN", "XOAUTH2"}
        super().__init__(
            _Handler(script),
            hostname=service.hostname,
            data_size_limit=service.size_limit,
            enable_SMTPUTF8=service.smtputf8,
            auth_require_tls=service.certificate is not None and not service.implicit,
            auth_exclude_mechanism=known - set(service.mechanisms),
            authenticator=self._check_login,
            **options,
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not self.number:
            self.number = self.script.open_connection()
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.number > 0:
            self.script.close_connection()
            self.number = -self.number
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if self._octets is not None:
            self._octets -= len(data)
            if self._octets <= 0 and self.transport is not None:
                fault, self._octets = self._body_fault, None
                if fault and fault.reply and isinstance(self.transport, asyncio.WriteTransport):
                    self.transport.write(f"{fault.reply}\r\n".encode())
                    self.transport.close()
                else:
                    self._abort()
                return
        super().data_received(data)

    async def push(self, status: str | bytes) -> None:
        text = status if isinstance(status, str) else status.decode()
        if text.startswith("220 ") and self.session and not self.session.host_name:
            if "start TLS" not in text:
                text = await self._meet("CONNECT", text)
        elif (text.startswith("250-AUTH") and not self.service.user) or (
            text == "250-8BITMIME" and not self.service.eight_bit
        ):
            return
        elif text.startswith("354 "):
            fault = self._body_fault = self.script.find_fault("BODY", self.number)
            self._octets = fault.octets if fault else None
        await super().push(text)

    def _conceals(self, offer: str) -> bool:
        """Return whether the reply to EHLO leaves this line out."""
        if offer == "250-8BITMIME":
            return not self.service.eight_bit
        return offer.startswith("250-AUTH") and not self.service.user

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802 - the name that aiosmtpd calls
        reply = await self._meet("EHLO", "", hostname)
        await (self.push(reply) if reply else super().smtp_EHLO(hostname))

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802 - likewise
        reply = await self._meet("STARTTLS", "")
        await (self.push(reply) if reply else super().smtp_STARTTLS(arg))

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802 - likewise
        reply = await self._meet("AUTH", "", arg.split(" ", 1)[0])
        await (self.push(reply) if reply else super().smtp_AUTH(arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - likewise
        reply = await self._meet("DATA", "")
        await (self.push(reply) if reply else super().smtp_DATA(arg))

    async def smtp_RSET(self, arg: str) -> None:  # noqa: N802 - likewise
        self.script.record_command(self.number, "RSET")
        await super().smtp_RSET(arg)

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802 - likewise
        self.script.record_command(self.number, "QUIT")
        await super().smtp_QUIT(arg)

    async def auth_XOAUTH2(self, _: SMTP, args: Sequence[str]) -> AuthResult:  # noqa: N802 - likewise
        """Check a token as Google and Microsoft do: an error is a challenge (334), then 535."""
        text = b64decode(args[1]).decode() if len(args) > 1 else ""
        user = text.partition("user=")[2].partition("\x01")[0]
        token = text.partition("auth=Bearer ")[2].partition("\x01")[0]
        self.script.logins.append(("XOAUTH2", user, token))
        if token and token in self.script.tokens:
            return AuthResult(success=True, auth_data=user)
        await self.push("334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiQmVhcmVyIn0=")
        await self._reader.readline()
        return AuthResult(success=False, handled=False)

    async def _meet(self, command: str, normal: str, text: str = "") -> str:
        """Return the reply to a command: the fault's, or the normal one, perhaps late."""
        if command != "CONNECT":
            self.script.record_command(self.number, f"{command} {text}".strip())
        return await self.serve(self.script.find_fault(command, self.number), normal)

    async def serve(self, fault: Fault | None, normal: str) -> str:
        """Return the reply that a fault demands, or end the connection."""
        if fault is None:
            return normal
        if fault.action is Action.WAIT:
            await asyncio.sleep(fault.seconds)
            return normal
        if fault.action is Action.REPLY:
            return fault.reply
        if fault.reply:
            await super().push(fault.reply)
            if self.transport is not None:
                self.transport.close()
        else:
            self._abort()
        raise _LostError

    def _abort(self) -> None:
        """End the connection at once, without the goodbye of TLS."""
        transport = self._original_transport or self.transport
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()

    def _check_login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        user, password = data.login.decode(), data.password.decode()
        self.script.logins.append((mechanism, user, password))
        right = (user, password) == (self.service.user, self.service.password)
        return AuthResult(success=right, handled=False)


class _Handler:
    """The commands of a transaction."""

    def __init__(self, script: Script) -> None:
        self.script = script

    async def handle_MAIL(  # noqa: N802 - the name that aiosmtpd calls
        self, server: _Protocol, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.script.record_command(server.number, f"MAIL FROM:<{address}> {' '.join(options)}")
        reply = await server.serve(self.script.find_fault("MAIL", server.number), "")
        if reply:
            return reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 - likewise
        self, server: _Protocol, _: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.script.record_command(server.number, f"RCPT TO:<{address}>")
        reply = await server.serve(self.script.find_fault("RCPT", server.number, address), "")
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - likewise
        self, server: _Protocol, _: Session, envelope: Envelope
    ) -> str:
        address = envelope.rcpt_tos[0]
        fault = self.script.find_fault("DOT", server.number, address)
        self.script.record_command(server.number, ".")
        loses = fault is not None and fault.action is Action.LOSE
        message = Received(
            at=time.time(),
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            content=envelope.original_content or b"",
            sender_options=tuple(envelope.mail_options),
            connection=server.number,
            replied=not loses,
        )
        if fault is None or fault.action in {Action.LOSE, Action.WAIT}:
            self.script.record_message(message)
        return await server.serve(fault, f"250 2.0.0 queued as {len(self.script.received)}")


class _Controller(Controller):
    """A thread that runs the server."""

    def __init__(self, service: Service, script: Script) -> None:
        self.service, self.script = service, script
        self._context: ssl.SSLContext | None = None
        if service.certificate is not None:
            self._context = make_server_context(service.certificate)
        super().__init__(
            None,
            hostname=HOST,
            port=find_free_ports(1)[0],
            ssl_context=self._context if service.implicit else None,
        )

    def factory(self) -> _Protocol:
        context = None if self.service.implicit else self._context
        return _Protocol(self.service, self.script, tls_context=context, loop=self.loop)


@contextmanager
def run_faulty(*faults: Fault, service: Service | None = None) -> Iterator[FaultyServer]:
    """Run a server in a thread of this process until the end of the block."""
    script = Script()
    controller = _Controller(service or Service(), script)
    controller.start()
    try:
        script.forget_connections()  # the controller has tried whether the server answers
        script.set_faults(*faults)
        yield FaultyServer(controller.port, script)
    finally:
        controller.stop()
