"""Who may talk to the desk: nobody but its own pages, over real connections."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.preview.server.security.gate import MAX_BODY
from brief.preview.server.security.keys import Keys, read_secret
from brief.project import Project, cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.server.desk import RunningDesk

EDIT = "/api/b/tides/text"
QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(shared: RunningDesk) -> None:
    token = shared.server.keys.token
    answer = shared.browser.get(f"/b/tides?paper=a5&token={token}", Cookie="")
    assert (answer.status, answer.headers["location"]) == (303, "/b/tides?paper=a5")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert token not in cookie


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 2000])
def test_a_wrong_token_is_refused_even_with_the_cookie(shared: RunningDesk, token: str) -> None:
    from urllib.parse import quote

    answer = shared.browser.get(f"/?token={quote(token)}")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/b/tides", "/assets/desk.js", "/api/b/tides/state", "/no"])
def test_nothing_is_shown_without_the_cookie(shared: RunningDesk, path: str) -> None:
    for cookie in ("", "brief-desk-1=x", f"{shared.browser.cookie}x", '"', "a=b; =;;"):
        assert shared.browser.get(path, Cookie=cookie).status == 403


def test_the_address_after_the_token_is_one_of_this_server(shared: RunningDesk) -> None:
    answer = shared.browser.get(f"//evil.example/?token={shared.server.keys.token}", Cookie="")
    assert answer.headers.get("location", "/") == "/evil.example/"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.1:{port}"]
)
def test_a_foreign_host_is_misdirected(shared: RunningDesk, host: str) -> None:
    port = shared.browser.port
    request = f"GET / HTTP/1.1\r\nHost: {host.format(port=port)}\r\nConnection: close\r\n\r\n"
    assert talk(port, request.encode()).split()[1] == b"421"


def test_names_of_this_machine_are_hosts(shared: RunningDesk) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert shared.browser.get("/", Host=f"{name}:{shared.browser.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_writes_come_from_the_desks_own_pages(shared: RunningDesk, headers: dict[str, str]) -> None:
    body = {"file": "en", "path": ["title"], "value": "Taken over"}
    answer = shared.browser.send("PUT", EDIT, body, {"If-Match": '"x"', **headers})
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers
    assert "Taken over" not in (shared.workspace.root / "content/tides/en.yaml").read_text("utf-8")


def test_other_sites_cannot_embed_what_is_shown(shared: RunningDesk) -> None:
    for site in ("cross-site", "same-site"):
        assert shared.browser.get("/", **{"Sec-Fetch-Site": site}).status == 403
    headers = shared.browser.get("/").headers
    assert headers["content-security-policy"].startswith("default-src 'self'; frame-ancestors 'n")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize("method", ["OPTIONS", "PATCH", "TRACE", "BREW"])
def test_other_methods_are_refused(shared: RunningDesk, method: str) -> None:
    assert shared.browser.send(method, "/").status == 405


def test_a_body_is_bounded_however_it_is_sent(shared: RunningDesk) -> None:
    assert shared.browser.post("/api/briefings", b"x" * (MAX_BODY + 1)).status == 413
    chunk = f"{MAX_BODY:x}\r\n".encode() + b"x" * MAX_BODY + b"\r\n"
    port = shared.browser.port
    head = (
        f"POST /api/briefings HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Origin: http://127.0.0.1:{port}\r\nCookie: {shared.browser.cookie}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    assert talk(port, head.encode() + chunk + chunk + b"0\r\n\r\n").split()[1] == b"413"


@pytest.mark.parametrize("path", ["../../brief.yaml", "/etc/passwd", "..%2f..%2fbrief.yaml", "a/b"])
def test_no_path_is_a_name(shared: RunningDesk, path: str) -> None:
    for address in (f"/b/{path}", f"/api/b/{path}/state", f"/assets/{path}", f"/pages/{path}.png"):
        assert shared.browser.get(address).status == 404
    body = {"file": path, "path": ["title"], "value": "x"}
    assert shared.browser.send("PUT", EDIT, body, {"If-Match": '"x"'}).status == 404


@QUICK
@given(host=st.binary(max_size=40), origin=st.binary(max_size=40), span=st.binary(max_size=40))
def test_malformed_headers_do_not_end_the_server(
    shared: RunningDesk, host: bytes, origin: bytes, span: bytes
) -> None:
    request = b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nOrigin: " + origin + b"\r\nRange: "
    answer = talk(shared.browser.port, request + span + b"\r\nConnection: close\r\n\r\n")
    assert answer == b"" or answer.split()[1] in {b"400", b"403", b"421"}
    assert shared.browser.get("/", Range=f"bytes={len(span)}-0,-,x").status == 200


@QUICK
@given(
    body=st.binary(max_size=60) | st.sampled_from([b"[" * 5000, b'{"file": 1}', b'{"path": {}}']),
    address=st.sampled_from(
        ["text", "read", "numbers", "points", "figure", "open", "languages", "undo"]
    ),
)
def test_malformed_bodies_are_refused(shared: RunningDesk, body: bytes, address: str) -> None:
    method = "PUT" if address in {"text", "figure"} else "POST"
    answer = shared.browser.send(method, f"/api/b/tides/{address}", body)
    assert answer.status < 500
    assert shared.bugs == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@QUICK
@given(
    values=st.fixed_dictionaries(
        {},
        optional={
            "file": json_values | st.sampled_from(["en", "briefing"]),
            "path": json_values | st.just(["points", 99]) | st.just(["title"]),
            "value": json_values,
            "index": json_values | st.just(0),
            "do": st.sampled_from(["add", "move", "remove", "?"]),
            "hashes": json_values,
            "values": json_values,
            "tag": st.none() | st.integers() | st.just([]),
            "finding": json_values,
        },
    ),
    address=st.sampled_from(["text", "read", "numbers", "points", "figure", "open", "languages"]),
)
def test_values_of_other_kinds_change_nothing(
    shared: RunningDesk, values: dict[str, object], address: str
) -> None:
    method = "PUT" if address in {"text", "figure"} else "POST"
    before = shared.server.desk.hash_files("tides")
    headers = {"If-Match": '"0"'}
    answer = shared.browser.send(method, f"/api/b/tides/{address}", values, headers)
    assert answer.status in {200, 400, 404, 409, 422, 428}
    assert shared.server.desk.hash_files("tides").items() >= before.items()
    assert shared.bugs == []


def test_the_cookie_outlives_the_server_and_nobody_else_can_read_its_secret(
    tmp_path: Path,
) -> None:
    secret = read_secret(Project(tmp_path))
    assert read_secret(Project(tmp_path)) == secret != read_secret(Project(tmp_path / "other"))
    (one, *_) = (cache_folder() / "preview").glob("*.key")
    assert one.stat().st_mode & 0o077 == 0
    assert Keys(secret, 1).cookie_header == Keys(secret, 1).cookie_header
    assert Keys(secret, 1).token != Keys(secret, 1).token


def test_a_secret_that_others_can_read_is_replaced(tmp_path: Path) -> None:
    secret = read_secret(Project(tmp_path))
    for key in (cache_folder() / "preview").glob("*.key"):
        key.chmod(0o644)
    assert read_secret(Project(tmp_path)) != secret


def talk(port: int, request: bytes) -> bytes:
    """Return all that the server answers to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while True:
            try:
                found = connection.recv(65536)
            except OSError:
                return answer
            if not found:
                return answer
            answer += found
