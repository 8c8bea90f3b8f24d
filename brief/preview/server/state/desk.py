"""The desk: the views that tabs show, the list of briefings, and what a change of files does."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from brief.editorial.models.filenames import classify_files
from brief.editorial.models.folders import is_briefing, unknown_briefing_error
from brief.preview.server.state.events import EventHub
from brief.preview.server.state.overview import LIST_TOPIC, Overview
from brief.preview.server.state.pictures import Pictures
from brief.preview.server.state.view import Tools, View

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from brief.preview.pages.model import PreviewOptions, PreviewResult
    from brief.preview.server.state.view import Shown
    from brief.project import Project

MAX_VIEWS = 24
FACTS = "briefing"


class Renderer(Protocol):
    """Makes the pages of a briefing."""

    def render(self, slug: str, options: PreviewOptions) -> PreviewResult:
        """Return the pages of a briefing, with findings."""


class Desk:
    """What the server shows of one project. Its methods may be called from any thread."""

    def __init__(
        self,
        project: Project,
        renderer: Renderer,
        now: Callable[[], datetime],
        on_bug: Callable[[Exception], None],
    ) -> None:
        self.project = project
        self.renderer = renderer
        self.hub = EventHub()
        self.pictures = Pictures()
        self.now = now
        self.on_bug = on_bug
        self.overview = Overview(project, self.hub.publish, on_bug)
        self._lock = Lock()
        self._views: OrderedDict[object, View] = OrderedDict()
        self._tools = Tools(
            render=renderer.render,
            hash_files=self.hash_files,
            now=now,
            publish=self.hub.publish,
            keep=self.pictures.add,
            on_bug=on_bug,
        )

    def open_view(self, slug: str, options: PreviewOptions) -> View:
        """Return the view of a briefing, and ask for its pages unless they are there.

        Raises UsageError if the briefing does not exist.
        """
        self.require_briefing(slug)
        with self._lock:
            key = (slug, options)
            view = self._views.get(key)
            if view is None:
                view = self._views[key] = View(slug, options, self._tools)
            self._views.move_to_end(key)
            self._forget_views()
        if view.is_outdated:
            view.request()
        return view

    def shown_of(self, slug: str) -> list[Shown]:
        """Return the contents of all views of a briefing."""
        with self._lock:
            return [view.shown for view in self._views.values() if view.slug == slug]

    def require_briefing(self, slug: str) -> None:
        """Raise UsageError if the briefing does not exist."""
        if not is_briefing(self.project, slug):
            raise unknown_briefing_error(self.project, slug)

    def files_of(self, slug: str) -> dict[str, Path]:
        """Return the YAML files of a briefing: that of the facts as `briefing`, others by tag."""
        self.require_briefing(slug)
        found = classify_files(self.project.content_folder / slug, self.project)
        return {FACTS: found.facts, **found.languages}

    def hash_files(self, slug: str) -> dict[str, str]:
        """Return the SHA-256 of the content of each YAML file of a briefing."""
        hashes = {}
        for key, path in self.files_of(slug).items():
            try:
                hashes[key] = sha256(path.read_bytes()).hexdigest()
            except OSError:
                hashes[key] = ""
        return hashes

    def notice_changes(self, paths: frozenset[str]) -> None:
        """Make the pages again that depend on these files, if a tab shows them."""
        slugs = {self._slug_of(path) for path in paths}
        with self._lock:
            views = list(self._views.values())
        for view in views:
            if view.slug in slugs or "" in slugs:
                view.is_outdated = True
                if self.hub.has_listeners(view.topic):
                    view.request()
        self.overview.notice_changes()
        self.hub.publish(LIST_TOPIC)

    def close(self) -> None:
        """End the connections, so that the server can stop."""
        self.hub.close()
        self.overview.close()

    def _slug_of(self, path: str) -> str:
        """Return the briefing that a file belongs to, "" for files that all depend on."""
        content = f"{self.project.content_folder}/"
        rest = path.removeprefix(content) if path.startswith(content) else ""
        return rest.partition("/")[0] if "/" in rest else ""

    def _forget_views(self) -> None:
        for key in list(self._views):
            if len(self._views) <= MAX_VIEWS:
                return
            if not self.hub.has_listeners(key):
                del self._views[key]
