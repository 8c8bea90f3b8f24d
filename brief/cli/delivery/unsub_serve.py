"""`brief unsub-serve`: the web server for one-click unsubscription and language choice."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.terminal import Terminal, escape_controls
from brief.project import find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.inbox.web.server import SubscriptionServer
    from brief.project import Project

DEFAULT_PORT = 8025


def unsub_serve_command(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="An address of this machine only.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port", min=0, max=65535, metavar="N", help="The port; 0 chooses a free one."
        ),
    ] = DEFAULT_PORT,
) -> None:
    """Serve the links in mails: unsubscribe with one click (RFC 8058), and choose a language.

    The server is for a reverse proxy on the same machine, which has the certificate of the public
    address `mail.unsubscribe_url`. It runs until SIGTERM or Ctrl-C. Exit codes: 0 ended by a
    signal, 1 the project or the port cannot be used, 2 wrong usage.
    """
    from brief.delivery.inbox.web.server import check_host

    terminal = Terminal()
    server = _make_server(find_project(), (check_host(host), port), terminal)
    with _stopping(server):
        terminal.show_text(f"serving on {server.url}")
        server.serve_forever()
    terminal.show_text("stopped")


def _make_server(
    project: Project, address: tuple[str, int], terminal: Terminal
) -> SubscriptionServer:
    """Return the server of a project."""
    from urllib.parse import urlsplit

    from brief.delivery.folder import open_delivery_folder
    from brief.delivery.inbox.opening import open_existing_journal, require_mail
    from brief.delivery.inbox.web.server import SubscriptionServer
    from brief.delivery.inbox.web.service import SubscriptionService
    from brief.delivery.inbox.web.site import Site
    from brief.delivery.subscribers.store import open_subscribers
    from brief.delivery.tokens import TokenKey
    from brief.editorial.briefing import read_settings

    mail = require_mail(read_settings(project))
    if not mail.unsubscribe_url:
        terminal.show_text("note: mails have no links to this server without `unsubscribe_url`")
    folder = open_delivery_folder(project)
    with open_subscribers(folder):
        pass  # a database that cannot be used is reported now
    service = SubscriptionService(
        lambda: open_subscribers(folder),
        lambda: open_existing_journal(folder),
        lambda: datetime.now(UTC),
    )

    def log(line: str) -> None:
        time = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        terminal.show_text(f"{time} {escape_controls(line)}")

    sender = mail.sender.name or mail.sender.address.rpartition("@")[2]
    prefix = urlsplit(mail.unsubscribe_url or "").path.rstrip("/")
    site = Site(service, TokenKey(folder.read_key()), sender, prefix, log)
    return SubscriptionServer(address, site)


@contextmanager
def _stopping(server: SubscriptionServer) -> Iterator[None]:
    """Stop the server at SIGTERM and SIGINT, after the requests in progress."""

    def stop(*_: object) -> None:
        Thread(target=server.stop, daemon=True).start()  # `stop` waits for `serve_forever`

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        server.server_close()
        for number, handler in before.items():
            signal.signal(number, handler)
