"""The desk of a project, from its files to its address: renderer, watcher and server together."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from brief.preview.server.app import make_app
from brief.preview.server.running import LOOPBACK, RunningServer, open_sockets
from brief.preview.server.security.gate import TOKEN, Gate
from brief.preview.server.security.keys import Keys, read_secret
from brief.preview.server.state.desk import Desk
from brief.preview.server.state.watching import ProjectWatcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.preview.server.state.desk import Renderer
    from brief.project import Project


class DeskServer:
    """A running desk, as a context manager. Raises SetupError if the port cannot be used."""

    def __init__(
        self,
        project: Project,
        renderer: Renderer,
        port: int | None = None,
        *,
        on_bug: Callable[[Exception], None],
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        sockets = open_sockets(port)
        self.port: int = sockets[0].getsockname()[1]
        self.keys = Keys(read_secret(project), self.port)
        self.desk = Desk(project, renderer, now, on_bug)
        self._watcher = ProjectWatcher(project, self.desk.notice_changes, on_bug)
        gate = Gate(make_app(self.desk), self.keys, self.port, on_bug)
        self._server = RunningServer(gate, sockets)

    def address(self, slug: str = "") -> str:
        """Return the address of the list, or of a briefing, with the token."""
        path = f"b/{slug}" if slug else ""
        return f"http://{LOOPBACK}:{self.port}/{path}?{TOKEN}={self.keys.token}"

    def __enter__(self) -> Self:
        self._watcher.start()
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.desk.close()
        self._server.stop()
        self._watcher.close()

    def wait(self, seconds: float) -> bool:
        """Return whether the server has ended by itself, waiting these seconds at most."""
        return self._server.wait(seconds)
