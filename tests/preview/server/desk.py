"""A desk that runs for a test, a renderer that prints nothing, and a browser without a window."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from io import BytesIO
from threading import Event
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.editorial.briefing import read_briefing, read_settings
from brief.preview.pages.model import PlacedText, PreviewEdition, PreviewResult, Rect
from brief.preview.server.serving import DeskServer
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.preview.pages.model import PreviewOptions
    from tests.workspace import Workspace

PATIENCE = 10.0
WIDTH, HEIGHT = 200.0, 300.0


def blank_pdf(note: str) -> bytes:
    """Return a PDF of one blank page; the note makes its bytes differ from others'."""
    target = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(WIDTH, HEIGHT))
        made.docinfo["/Title"] = note
        made.save(target, deterministic_id=True)
    return target.getvalue()


class FakeRenderer:
    """Places the titles and points of a briefing, without a layout; `gate` lets renders wait."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.count = 0
        self.gate = Event()
        self.gate.set()
        self.bug: Exception | None = None

    def render(self, slug: str, options: PreviewOptions) -> PreviewResult:
        self.count += 1
        self.gate.wait(PATIENCE)
        if self.bug:
            raise self.bug
        briefing = read_briefing(self.project, read_settings(self.project), slug)
        editions = []
        for tag, edition in briefing.editions.items():
            written: list[tuple[tuple[str | int, ...], str]] = [(("title",), edition.title)]
            written += [(("points", n), each.text) for n, each in enumerate(edition.points)]
            texts, spacing = [], 30 if tag == "it" else 20
            for number, (path, text) in enumerate(written):
                place = briefing.places.value_place(tag, *path)
                key = ".".join(map(str, path))
                rects = (Rect(10, 100 + spacing * number, 100, 10),)
                end = (place.line + 3, 1)
                texts.append(PlacedText(tag, path, tag, text, rects, key, place, end))
            pdf = blank_pdf(f"{tag} {edition} {options}")
            trim, digest = Rect(0, 0, WIDTH, HEIGHT), sha256(pdf).hexdigest()
            editions.append(
                PreviewEdition(
                    tag, "screen", pdf, WIDTH, HEIGHT, trim, 9.5, 3.2, tuple(texts), (), digest
                )
            )
        return PreviewResult(slug, options, tuple(editions), briefing.findings)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        return json.loads(self.body)


@dataclass
class Browser:
    """Sends requests as the desk's own pages do, unless told otherwise."""

    port: int
    cookie: str = ""
    closing: list[HTTPConnection] = field(default_factory=list)

    def send(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request; a header that is "" is left out."""
        content = None if body is None else body if isinstance(body, bytes) else json.dumps(body)
        own = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie}
        if method not in {"GET", "HEAD"}:
            own |= {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            own["Content-Type"] = "application/json"
        chosen = {name: value for name, value in {**own, **(headers or {})}.items() if value}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in chosen.items():
                connection.putheader(name, value)
            raw = content.encode() if isinstance(content, str) else content or b""
            if "Content-Length" not in chosen and (raw or method in {"POST", "PUT"}):
                connection.putheader("Content-Length", str(len(raw)))
            connection.endheaders(raw)
            found = connection.getresponse()
            return Answer(found.status, dict(found.getheaders()), found.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: object = None, **headers: str) -> Answer:
        return self.send("POST", path, {} if body is None else body, headers)

    @contextmanager
    def listen(self, path: str) -> Iterator[Events]:
        """Read the events of a stream."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        try:
            yield Events(answer)
        finally:
            with suppress(OSError):
                answer.close()
            connection.close()


@dataclass
class Events:
    """The events of a stream, one after the other."""

    stream: Any

    def next(self) -> tuple[str, Any]:
        """Return the name and data of the next event."""
        name, data = "", ""
        while line := self.stream.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                data = line.removeprefix("data: ")
        return (name, json.loads(data)) if name else self.next()

    def until(self, state: str) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the next whole state of that kind."""
        for _ in range(100):
            name, data = self.next()
            if name == "state" and data["state"] == state:
                return data
        msg = f"no state {state}"
        raise AssertionError(msg)


@dataclass
class RunningDesk:
    """A desk, its renderer, its project and a browser that has the cookie."""

    server: DeskServer
    renderer: FakeRenderer
    workspace: Workspace
    browser: Browser
    bugs: list[Exception]

    def state(self, slug: str = "tides") -> Any:  # noqa: ANN401 - JSON is anything
        """Return the state of a view when its pages are made."""
        with self.browser.listen(f"/api/b/{slug}/events") as events:
            for _ in range(20):
                name, data = events.next()
                if name == "state" and data["state"] != "rendering":
                    return data
        raise AssertionError


@contextmanager
def run_desk(workspace: Workspace, port: int = 0) -> Iterator[RunningDesk]:
    """Run a desk on a free port; errors that it reports fail the test at its end."""
    bugs: list[Exception] = []
    project = Project(workspace.root)
    renderer = FakeRenderer(project)
    with DeskServer(project, renderer, port, on_bug=bugs.append) as server:
        browser = Browser(server.port)
        entered = browser.get(f"/?token={server.keys.token}")
        browser.cookie = entered.headers["set-cookie"].partition(";")[0]
        yield RunningDesk(server, renderer, workspace, browser, bugs)
    assert bugs == []
