"""Answer the requests of readers, mail programs and mailbox providers.

Only POST changes anything: programs that scan mails follow links, and some even load pages.
"""

from __future__ import annotations

import io
import sqlite3
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from socket import SHUT_WR
from time import monotonic
from typing import TYPE_CHECKING, Any

from brief.delivery.inbox.web import pages
from brief.delivery.inbox.web.request import (
    MAX_BODY,
    LimitedReader,
    RequestTooLargeError,
    read_form,
    read_path,
)
from brief.delivery.inbox.web.service import Link, read_link
from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from brief.errors import BriefError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.inbox.web.site import Site

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": pages.SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Connection": "close",
}
ALLOWED = "GET, HEAD, POST"
REFUSALS = {
    400: "This request cannot be understood.",
    405: "This method is not allowed.",
    411: "The length of the request is missing.",
    413: "The request is too large.",
    414: "The address is too long.",
    431: "The request is too large.",
}
LATER, METHOD_NOT_ALLOWED, UNKNOWN_METHOD = 503, 405, 501
DRAIN_BYTES, DRAIN_SECONDS, ANSWER_SECONDS = 1_000_000, 1.0, 5.0


class SubscriptionHandler(BaseHTTPRequestHandler):
    """Answers one request and closes the connection."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, *arguments: Any) -> None:  # noqa: ANN401 - as the server calls it
        self.site = site
        self.command, self.path, self.requestline, self.request_version = "", "", "", "HTTP/1.1"
        self._is_refused = False
        super().__init__(*arguments)  # answers the request

    def setup(self) -> None:
        """Read with limits of size and time."""
        super().setup()
        reader = LimitedReader(self.connection, self.site.seconds)
        self.rfile = io.BufferedReader(reader)

    def handle(self) -> None:
        """Answer the request; a client that is too slow, or gone, gets no answer."""
        self.close_connection = True
        try:
            self.handle_one_request()
        except RequestTooLargeError:
            self.send_error(431)
        except OSError:
            return
        if self._is_refused:
            with suppress(OSError):
                self._drain()

    def _drain(self) -> None:
        """Read the rest of a refused request, so that the client gets the answer to it."""
        self.connection.shutdown(SHUT_WR)
        end, left = monotonic() + DRAIN_SECONDS, DRAIN_BYTES
        while left > 0 and (seconds := end - monotonic()) > 0:
            self.connection.settimeout(seconds)
            found = self.connection.recv(65_536)
            if not found:
                return
            left -= len(found)

    def do_GET(self) -> None:
        """Show the page of a link; change nothing."""
        if link := self._read_link():
            with self._answering():
                self._ask(link)

    def do_HEAD(self) -> None:
        """Answer like GET, without the page."""
        self.do_GET()

    def do_POST(self) -> None:
        """Do what the link is for."""
        body = self._read_body()
        link = self._read_link() if body is not None else None
        if body is None or link is None:
            return
        form = read_form(body, self.headers.get("Content-Type", ""))
        with self._answering():
            if self._is_about_language(link):
                self._choose_language(link, is_confirmed=_has(form, pages.CONFIRM))
            elif _has(form, pages.UNDO):
                self._undo(link)
            elif _has(form, pages.CONFIRM) or _has(form, pages.ONE_CLICK):
                self._unsubscribe(link, one_click=_has(form, pages.ONE_CLICK))
            else:
                self.send_error(400)

    def _ask(self, link: Link) -> None:
        person = self.site.service.find(link)
        reader = self._choose_reader(link, person.languages if person else ())
        sender = self.site.sender
        if self._is_about_language(link):
            self._send(200, pages.ask_for_language(sender, reader, link.language))
        elif person and person.status is not Status.ACTIVE:
            can_undo = self.site.service.can_undo(link, person)
            self._send(200, pages.show_unsubscribed(sender, reader, can_undo=can_undo))
        else:
            self._send(200, pages.ask_to_unsubscribe(sender, reader))

    def _choose_language(self, link: Link, *, is_confirmed: bool) -> None:
        if not is_confirmed:
            self.send_error(400)
            return
        changed = self.site.service.choose_language(link)
        self._log(link, "language", changed=changed)
        reader = self._choose_reader(link)
        self._send(200, pages.show_language_changed(self.site.sender, reader, link.language))

    def _unsubscribe(self, link: Link, *, one_click: bool) -> None:
        service, sender = self.site.service, self.site.sender
        way = "one-click unsubscription" if one_click else "unsubscription page"
        changed = service.unsubscribe(link, way)
        self._log(link, way, changed=changed)
        person = service.find(link)
        reader = self._choose_reader(link, person.languages if person else ())
        can_undo = service.can_undo(link, person)
        self._send(200, pages.show_unsubscribed(sender, reader, can_undo=can_undo))

    def _undo(self, link: Link) -> None:
        service = self.site.service
        changed = link.purpose is Purpose.UNSUBSCRIBE and service.subscribe_again(link)
        self._log(link, "subscription again", changed=changed)
        person = service.find(link)
        reader = self._choose_reader(link, person.languages if person else ())
        if person and person.status is Status.ACTIVE:
            self._send(200, pages.show_subscribed_again(self.site.sender, reader))
        else:
            page = pages.show_unsubscribed(self.site.sender, reader, can_undo=False)
            self._send(200, page)

    def _read_link(self) -> Link | None:
        """Return the link of the request; without a valid one, answer and return None."""
        found = read_path(self.path, self.site.prefix)
        link = read_link(self.site.key, *found) if found else None
        if link is None:
            self.site.log(f"{self.command}: a link that is not valid")
            self._send(404, pages.show_not_valid(self._readers()))
        return link

    def _is_about_language(self, link: Link) -> bool:
        found = read_path(self.path, self.site.prefix)
        is_choice = found is not None and found[0] is Purpose.LANGUAGE
        return is_choice or link.purpose is Purpose.LANGUAGE

    def _read_body(self) -> bytes | None:
        """Return the body of the request; if it is too large, answer and return None."""
        lengths = self.headers.get_all("Content-Length", [])
        length = lengths[0].strip() if len(lengths) == 1 else ""
        if self.headers.get("Transfer-Encoding") or not length:
            self.send_error(411)
        elif not (length.isascii() and length.isdigit()):
            self.send_error(400)
        elif len(length) > len(str(MAX_BODY)) or int(length) > MAX_BODY:
            self.send_error(413)
        else:
            body = self.rfile.read(int(length))
            if len(body) == int(length):
                return body
            self.send_error(400)
        return None

    def _choose_reader(self, link: Link, languages: tuple[str, ...] = ()) -> pages.Reader:
        chosen = (link.language,) if link.language else languages
        return pages.choose_reader(*chosen, *self._accepted())

    def _readers(self) -> list[pages.Reader]:
        """Return English, and the language that the browser asks for."""
        english, own = pages.choose_reader(), pages.choose_reader(*self._accepted())
        return [english] if own.strings == english.strings else [own, english]

    def _accepted(self) -> tuple[str, ...]:
        headers = getattr(self, "headers", None)
        return pages.read_accepted(headers.get("Accept-Language", "")) if headers else ()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Answer a complete request; if the database fails, ask the client to try again later."""
        self.site.incomplete.remove(self.connection)
        try:
            yield
        except (BriefError, sqlite3.Error) as problem:
            self.site.log(f"{self.command}: failed ({type(problem).__name__})")
            self._send(LATER, pages.show_not_now(self._readers()), {"Retry-After": "300"})

    def send_error(
        self, status: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Answer that a request is refused; the answer quotes nothing of it."""
        del message, explain
        self._is_refused = True
        number = METHOD_NOT_ALLOWED if status == UNKNOWN_METHOD else int(status)
        more = {"Allow": ALLOWED} if number == METHOD_NOT_ALLOWED else {}
        page = pages.show_refusal(REFUSALS.get(number, REFUSALS[400]))
        with suppress(OSError):
            self._send(number, page, more)

    def _send(self, status: int, page: str, more: dict[str, str] | None = None) -> None:
        content = page.encode("utf-8")
        self.connection.settimeout(ANSWER_SECONDS)
        self.send_response(status)
        for name, value in (HEADERS | (more or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _log(self, link: Link, what: str, *, changed: bool) -> None:
        self.site.log(f"{what}: {link.shown}, {'done' if changed else 'no change'}")

    def version_string(self) -> str:
        """Return the name of the server, without versions."""
        return "brief"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base names it
        """Log nothing: the lines of the base class contain the address of the client."""


def _has(form: dict[str, str], entry: tuple[str, str]) -> bool:
    name, value = entry
    return form.get(name, "").lower() == value.lower()
