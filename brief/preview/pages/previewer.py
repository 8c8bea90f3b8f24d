"""Print the pages of a briefing for the desk, in processes that stay ready."""

from __future__ import annotations

from collections import OrderedDict
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING

from brief.press.execution.local import print_in_process
from brief.preview.pages.rendering import Renderer

if TYPE_CHECKING:
    from typing import Self

    from brief.press.execution.local import Print
    from brief.preview.pages.model import PreviewOptions, PreviewResult
    from brief.project import Project

PROCESSES = 2
"""One that prints, and one that measures meanwhile, or prints another briefing."""
MAX_RESULTS = 16
"""Results that are kept for requests that waited for them."""


class Previewer:
    """Prints briefings of a project; several threads may use it. A context manager that closes.

    Its processes start at once, and load the engine before the first briefing is asked for. With 0
    `processes`, pages are printed in this one, which one thread must then use. `print_one` prints a
    job.
    """

    def __init__(
        self, project: Project, processes: int = PROCESSES, print_one: Print = print_in_process
    ) -> None:
        self._renderer = Renderer(project, processes, print_one)
        self._changed = Condition(Lock())
        self._busy: set[str] = set()
        self._waiting = 0
        self._asked: dict[tuple[str, PreviewOptions], int] = {}
        self._done: OrderedDict[tuple[str, PreviewOptions], tuple[int, PreviewResult]]
        self._done = OrderedDict()
        Thread(target=self._renderer.start, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def render(self, slug: str, options: PreviewOptions) -> PreviewResult:
        """Return the pages of a briefing as `brief build` would print its files now.

        One render of a briefing runs at a time. Requests with equal options that come meanwhile
        share the next one, which begins after the last of them. Problems are findings.
        """
        key = slug, options
        with self._changed:
            ticket = self._asked[key] = self._asked.get(key, 0) + 1
            while slug in self._busy:
                self._waiting += 1
                self._changed.wait()
                self._waiting -= 1
                if key in self._done and self._done[key][0] >= ticket:
                    return self._done[key][1]
            self._busy.add(slug)
            seen = self._asked[key]
        result: PreviewResult | None = None
        try:
            result = self._renderer.render(slug, options)
        finally:
            with self._changed:
                self._busy.discard(slug)
                if result is not None:
                    self._done[key] = (seen, result)
                    self._done.move_to_end(key)
                    if len(self._done) > MAX_RESULTS:
                        self._done.popitem(last=False)
                self._changed.notify_all()
        return result

    def count_waiting(self) -> int:
        """Return how many requests wait for a render that has not begun."""
        with self._changed:
            return self._waiting

    def close(self) -> None:
        """End the processes."""
        self._renderer.close()
