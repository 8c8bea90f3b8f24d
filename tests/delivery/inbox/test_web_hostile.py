"""Hostile requests: other paths, methods, bodies and headers change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from tests.delivery.inbox.browsing import ONE_CLICK, Running, read_answer, run_server
from tests.delivery.inbox.returns import BOUNCE, KEY, LANGUAGE, READER, UNSUBSCRIBE, make_person

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK = f"/u/{UNSUBSCRIBE}"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with run_server("/news") as running:
        yield running


@pytest.fixture
def site(running: Running) -> Running:
    """Return the server with one active reader."""
    running.subscribers.people = {READER: make_person()}
    return running


def status(site: Running) -> Status:
    return site.subscribers.people[READER].status


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/u/",
        f"/u/{UNSUBSCRIBE[:-1]}",
        f"/u/{UNSUBSCRIBE[:-4]}aaaa",
        f"/u/{LANGUAGE}",
        f"/l/{UNSUBSCRIBE}",
        f"/u/{BOUNCE}",
        f"/U/{UNSUBSCRIBE}",
        f"/other{LINK}",
        f"/news/news{LINK}",
        f"/../..{LINK}x",
        "/u/../../etc/passwd",
        "/u/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/u/%00",
        "/u/%ff%fe",
        f"{LINK}%0d%0aSet-Cookie:a=b",
        "/u/<script>alert(1)</script>",
        "//example.com/u/x",
        "http://[/u/x",
        f"/u/{'a' * 900}",
        f"/u/{'../' * 300}",
        f"/u/{KEY.make_token(Purpose.UNSUBSCRIBE, 'x', 3)}",
        f"/u/{KEY.make_token(Purpose.UNSUBSCRIBE, 12)}",
        f"/u/{KEY.make_token(Purpose.UNSUBSCRIBE, '9' * 40, 3)}",
        f"/l/{KEY.make_token(Purpose.LANGUAGE, 12, 'x')}",
    ],
)
def test_other_addresses_are_not_found(site: Running, path: str) -> None:
    for request in (
        f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Language: it\r\n\r\n",
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(ONE_CLICK)}\r\n\r\n{ONE_CLICK}",
    ):
        answer = read_answer(site.send_raw(request.encode()))
        assert answer.status == 404
        assert answer.headers["Set-Cookie"] is None
        assert "script>" not in answer.text
        assert "passwd" not in answer.text
        assert '<section lang="en" dir="ltr"><h1>This link is not valid.' in answer.text
        assert ("Questo link non è valido." in answer.text) is request.startswith("GET")
    assert site.subscribers.people[READER] == make_person()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "MADE-UP"])
def test_other_methods_are_not_allowed(site: Running, method: str) -> None:
    answer = site.ask(method, LINK)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert status(site) is Status.ACTIVE


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("Content-Length: 0", "", 400),
        ("Content-Length: 3", "a=b", 400),
        ("Content-Length: 25", "list-unsubscribe=anything", 400),
        ("", "", 411),
        ("Transfer-Encoding: chunked", "1a\r\nList-Unsubscribe=One-Click\r\n0\r\n\r\n", 411),
        ("Content-Length: 26\r\nContent-Length: 2", ONE_CLICK, 411),
        ("Content-Length: -1", ONE_CLICK, 400),
        ("Content-Length: 0x1a", ONE_CLICK, 400),
        ("Content-Length: ²", ONE_CLICK, 400),
        ("Content-Length: 1025", "x" * 1025, 413),
        (f"Content-Length: {'9' * 400}", ONE_CLICK, 413),
        ("Content-Length: 200000", "x" * 200_000, 413),
        ("Content-Length: 26", ONE_CLICK[:20], 400),
        ("Content-Length: 2\r\nContent-Type: multipart/form-data", "--", 400),
    ],
)
def test_other_bodies_change_nothing(site: Running, head: str, body: str, expected: int) -> None:
    request = f"POST {LINK} HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n{body}"
    request = request.replace("\r\n\r\n\r\n", "\r\n\r\n") if not head else request
    assert read_answer(site.send_raw(request.encode())).status == expected
    assert status(site) is Status.ACTIVE


def test_headers_have_limits(site: Running) -> None:
    long_line = f"GET {LINK} HTTP/1.1\r\nX: {'x' * 30_000}\r\n\r\n"
    many = f"GET {LINK} HTTP/1.1\r\n" + "X: y\r\n" * 2000 + "\r\n"
    long_path = f"GET /{'x' * 70_000} HTTP/1.1\r\n\r\n"
    for request in (long_line, many, long_path):
        assert read_answer(site.send_raw(request.encode())).status == 431


@pytest.mark.parametrize(
    "content",
    [
        b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\xff" * 100 + b"\r\n\r\n",
        b"",
    ],
)
def test_what_is_not_http_is_refused(site: Running, content: bytes) -> None:
    site.send_raw(content)
    assert site.ask("GET", LINK).status == 200
