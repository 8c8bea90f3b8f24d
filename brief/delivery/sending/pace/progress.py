"""How fast a run is, and how long it still takes."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

INTERVAL = 2.0  # seconds
INTERVALS_NEEDED, INTERVALS_KEPT = 2, 15
MINUTE, HOUR, DAY = 60, 3600, 86_400


class Speedometer:
    """Measures messages per second over the last intervals of two seconds."""

    def __init__(self, start: datetime) -> None:
        self._marks: deque[tuple[datetime, int]] = deque([(start, 0)], maxlen=INTERVALS_KEPT + 1)

    def measure(self, now: datetime, done: int) -> float | None:
        """Return the messages per second; None until two intervals are measured."""
        if (now - self._marks[-1][0]).total_seconds() >= INTERVAL:
            self._marks.append((now, done))
        if len(self._marks) <= INTERVALS_NEEDED:
            return None
        (first, before), (last, after) = self._marks[0], self._marks[-1]
        return (after - before) / (last - first).total_seconds()


def describe_progress(done: int, total: int, rate: float | None) -> str:
    """Return the line of progress: how many, how fast, and how long the rest takes."""
    shown = f"{done:,} of {total:,}"
    if rate is None:
        return shown
    if not rate:
        return f"{shown}, waiting"
    left = describe_seconds((total - done) / rate)
    return f"{shown}, {rate:.1f}/s, {left} left"


def describe_seconds(seconds: float) -> str:
    """Return a duration in one or two units, as in `2 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR:
        return f"{round(whole / MINUTE)} min"
    if whole < DAY:
        hours, minutes = divmod(round(whole / MINUTE), 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(round(whole / HOUR), 24)
    return f"{days} d {hours} h" if hours else f"{days} d"
