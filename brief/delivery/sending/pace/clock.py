"""The clock of a run; a test has one of its own, which does not wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from threading import Event


class Clock(Protocol):
    """Tells the time, and waits."""

    def now(self) -> datetime:
        """Return the time, in UTC."""

    def wait(self, seconds: float, stop: Event) -> None:
        """Wait, but no longer than until `stop` is set."""


class SystemClock:
    """The time at the start of the run, and what has passed since.

    If the system's clock is set back or forward meanwhile, the windows of a rate stay as long as
    they are.
    """

    def __init__(self) -> None:
        self._start = datetime.now(UTC)
        self._monotonic_start = monotonic()

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return self._start + timedelta(seconds=monotonic() - self._monotonic_start)

    def wait(self, seconds: float, stop: Event) -> None:
        """Wait, but no longer than until `stop` is set."""
        stop.wait(max(0.0, seconds))
