"""The checks of the servers for mail: reachable, encrypted, logged in; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.doctor.environment import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from brief.editorial.models.mail import MailServer, MailSettings
    from brief.project import Project

CONNECT_SECONDS, REPLY_SECONDS = 10.0, 20.0
SHOWN_EXTENSIONS = ("dsn", "smtputf8", "8bitmime", "pipelining")
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class SmtpOffer:
    """What a server offers after the login: extensions with their values; the TLS version."""

    name: str
    encryption: str
    extensions: Mapping[str, str]


def connect_to_server(mail: MailSettings, project: Project) -> SmtpOffer:
    """Connect, log in, and leave. Raises TransportError and SetupError."""
    import ssl

    from brief.delivery.transport.connection import Timeouts, close_connection, open_connection
    from brief.delivery.transport.secrets import read_secret
    from brief.delivery.transport.tls import SMTP_PORTS, make_tls_context

    server = mail.server
    secret = None if server.method == "none" else read_secret(server, "smtp")
    context = make_tls_context(server, project.root)
    times = Timeouts(CONNECT_SECONDS, REPLY_SECONDS, REPLY_SECONDS)
    connection = open_connection(server, context, secret, times)
    try:
        sock = connection.sock
        version = sock.version() if isinstance(sock, ssl.SSLSocket) else None
        name = f"{server.host}:{server.port or SMTP_PORTS[server.encryption]}"
        return SmtpOffer(name, version or "not encrypted", dict(connection.esmtp_features))
    finally:
        close_connection(connection)


def check_server(
    mail: MailSettings,
    project: Project,
    connect: Callable[[MailSettings, Project], SmtpOffer],
) -> Iterator[Check]:
    """Yield whether the server can be used, and what it offers."""
    offer = connect(mail, project)
    login = f"logged in as {mail.server.user}" if mail.server.method != "none" else "no login"
    yield Check("server", ok=True, detail=f"{offer.name}, {offer.encryption}, {login}")
    size = offer.extensions.get("size", "")
    limit = f"SIZE {int(size) / MEGABYTE:.0f} MB" if size.isdecimal() and int(size) else "no SIZE"
    names = [name.upper() for name in SHOWN_EXTENSIONS if name in offer.extensions]
    yield Check("server offers", ok=True, detail=", ".join([limit, *names]))
    if "dsn" not in offer.extensions:
        detail = "the server passes no requests for delivery reports (DSN, RFC 3461)"
        yield Check("DSN", ok=None, detail=detail, remedy="bounces are matched by their address")


def check_mailbox(name: str, mail: MailSettings, project: Project) -> Iterator[Check]:
    """Yield whether the mailbox `inbox` or `witness` can be opened."""
    from brief.delivery.transport.imap import open_mailbox

    found = mail.inbox if name == "inbox" else mail.witness
    if found is None:
        uses = {"inbox": "unsubscriptions and bounces", "witness": "copies that prove a delivery"}
        yield Check(name, None, f"not set; it is for {uses[name]}")
        return
    with open_mailbox(found.imap, project.root, found.folder, seconds=REPLY_SECONDS):
        yield Check(name, ok=True, detail=f"{found.folder} at {_describe(found.imap)}")


def _describe(server: MailServer) -> str:
    return f"{server.host} as {server.user}" if server.user else server.host
