"""Wake the browser tabs that wait for a change; each then reads the newest state.

No queue of events is kept: a tab that was away gets the whole state when it comes back.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CONNECTIONS = 4
"""Browsers allow six connections to one server, and need some for pages and pictures."""


class Waiting:
    """A tab that waits; `wake` may be called from any thread.

    `is_dismissed`: its connection is to end, so that other tabs can have one.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._event = asyncio.Event()
        self.is_dismissed = False

    def wake(self) -> None:
        """Let `wait` return."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self, seconds: float) -> bool:
        """Return True after a change, False if there was none for so long."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return False
        self._event.clear()
        return True


class EventHub:
    """The tabs that wait, by what they show."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[object, set[Waiting]] = {}
        self._order: list[Waiting] = []
        self.is_closed = False

    @contextmanager
    def listen(self, topic: object) -> Iterator[Waiting]:
        """Wait for changes of a topic, in the current event loop."""
        waiting = Waiting(asyncio.get_running_loop())
        with self._lock:
            self._waiting.setdefault(topic, set()).add(waiting)
            self._order.append(waiting)
            surplus = self._order[:-MAX_CONNECTIONS]
            del self._order[:-MAX_CONNECTIONS]
        for oldest in surplus:
            oldest.is_dismissed = True
            oldest.wake()
        try:
            yield waiting
        finally:
            with self._lock:
                others = self._waiting[topic]
                others.discard(waiting)
                if waiting in self._order:
                    self._order.remove(waiting)
                if not others:
                    del self._waiting[topic]

    def has_listeners(self, topic: object) -> bool:
        """Return whether a tab waits for changes of a topic."""
        with self._lock:
            return topic in self._waiting

    def publish(self, topic: object) -> None:
        """Wake the tabs that wait for changes of a topic."""
        with self._lock:
            found = tuple(self._waiting.get(topic, ()))
        for waiting in found:
            waiting.wake()

    def close(self) -> None:
        """Wake all tabs, so that their connections end with the server."""
        self.is_closed = True
        with self._lock:
            found = [waiting for group in self._waiting.values() for waiting in group]
        for waiting in found:
            waiting.wake()
