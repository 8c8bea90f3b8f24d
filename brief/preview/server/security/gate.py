"""What every request must pass: our own host, the token or cookie, our own pages for each write.

A page of another origin could make the browser send requests here, and a name that another one
controls could lead to this machine (DNS rebinding). Browsers say where a request comes from in
`Host`, `Origin` and `Sec-Fetch-Site` (Fetch Metadata Request Headers, W3C).
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from brief.preview.server.security.keys import Keys

MAX_BODY = 256 * 1024
READING = ("GET", "HEAD")
WRITING = ("POST", "PUT", "DELETE")
TOKEN = "token"  # noqa: S105 - the name of the parameter
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
        "object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
REFUSED = "brief preview: this request is refused.\n"
NO_KEY = (
    "brief preview: open the address that the terminal shows, with its token.\n"
    "It is shown when `brief preview` starts.\n"
)


class BodyTooLargeError(Exception):
    """A body is larger than any that the desk sends; the application answers that."""


class Gate:
    """Refuses requests that do not come from the desk's own pages, and secures every answer."""

    def __init__(
        self, app: ASGIApp, keys: Keys, port: int, on_bug: Callable[[Exception], None]
    ) -> None:
        self._app = app
        self._on_bug = on_bug
        self._keys = keys
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return
        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, _with_headers(send))
            return
        try:
            await self._app(scope, _limit_body(receive), _with_headers(send))
        except ClientDisconnect:
            return
        except Exception as bug:  # noqa: BLE001 - the server has answered, and goes on
            self._on_bug(bug)

    def _answer(self, scope: Scope) -> PlainTextResponse | RedirectResponse | None:
        """Return the answer to a request that does not pass, or None."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse(REFUSED, 421)
        if scope["method"] not in READING + WRITING:
            return PlainTextResponse(REFUSED, 405, {"Allow": ", ".join(READING + WRITING)})
        if scope["method"] in READING and (token := _find_token(scope)) is not None:
            return self._exchange_token(scope, token)
        return self._refuse(scope, headers, hosts[0].lower())

    def _refuse(self, scope: Scope, headers: Headers, host: str) -> PlainTextResponse | None:
        """Return the refusal of a request without a token that does not pass, or None."""
        if not self._has_cookie(headers):
            return PlainTextResponse(NO_KEY, 403)
        if not self._is_own(scope, headers, host):
            return PlainTextResponse(REFUSED, 403)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:12]) > MAX_BODY:
            return PlainTextResponse(REFUSED, 413)
        return None

    def _exchange_token(self, scope: Scope, token: str) -> PlainTextResponse | RedirectResponse:
        """Return a redirection to the address without the token, which sets the cookie."""
        if not self._keys.is_token(token):
            return PlainTextResponse(NO_KEY, 403)
        rest = [pair for pair in _query(scope) if pair[0] != TOKEN]
        target = "/" + scope["path"].lstrip("/")  # never `//host`, which is another server
        answer = RedirectResponse(target + (f"?{urlencode(rest)}" if rest else ""), 303)
        answer.headers["Set-Cookie"] = self._keys.cookie_header
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _has_cookie(self, headers: Headers) -> bool:
        for header in headers.getlist("cookie"):
            try:
                found = SimpleCookie(header).get(self._keys.cookie_name)
            except CookieError:
                continue
            if found is not None and self._keys.is_cookie(found.value):
                return True
        return False

    @staticmethod
    def _is_own(scope: Scope, headers: Headers, host: str) -> bool:
        """Return whether a request comes from the desk's own pages, or from the address bar."""
        origins, site = headers.getlist("origin"), headers.get("sec-fetch-site", "")
        if origins and origins != [f"http://{host}"]:
            return False
        if scope["method"] in READING:
            return site in {"", "same-origin", "none"}
        return bool(origins) and site in {"", "same-origin"}


def _find_token(scope: Scope) -> str | None:
    return next((value for name, value in _query(scope) if name == TOKEN), None)


def _query(scope: Scope) -> list[tuple[str, str]]:
    text = scope["query_string"].decode("latin-1")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return []


def _limit_body(receive: Receive) -> Receive:
    """Return `receive` for bodies that are not larger than allowed, however they are sent."""
    seen = 0

    async def receive_some() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY:
            raise BodyTooLargeError
        return message

    return receive_some


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)  # a mail that is shown may do still less
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_headers
