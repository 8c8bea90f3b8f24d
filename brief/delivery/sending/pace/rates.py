"""Limits of how many messages are sent in any second, minute and day, in total and to a domain.

A window counts an attempt from before it begins until its own length after the attempt has ended.
The server sees a message between these two moments. So no window of that length at the server
holds more messages than the limit, whatever time the network takes.
"""

from __future__ import annotations

import re
from collections import deque
from threading import Lock
from typing import TYPE_CHECKING

from brief.delivery.journal.model import milliseconds
from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.delivery.journal.model import Attempt
    from brief.delivery.sending.pace.clock import Clock
    from brief.editorial.models.mail import DomainRate, MailRate

SECOND, MINUTE, DAY = 1_000, 60_000, 86_400_000  # milliseconds
UNITS = {"s": SECOND, "second": SECOND, "min": MINUTE, "minute": MINUTE, "d": DAY, "day": DAY}
POLL = 20
"""Milliseconds after which to ask again while messages that are being sent fill a window."""
ALL = ""
_RATE = re.compile(r"([1-9][0-9]{0,6})(?:/([a-z]+))?")


class Window:
    """A window of a fixed length, and the attempts in it."""

    def __init__(self, limit: int, length: int) -> None:
        self.limit = limit
        self.length = length
        self._ends: deque[int] = deque(maxlen=limit)
        self._unfinished = 0

    def find_wait(self, now: int) -> int:
        """Return how many milliseconds to wait until one more attempt may begin; 0 for none."""
        if self._ends and max(self._ends) > now:  # the clock was set back
            self._ends = deque((min(end, now) for end in self._ends), maxlen=self.limit)
        ends = self._ends
        while ends and ends[0] + self.length <= now:
            ends.popleft()
        excess = self._unfinished + len(ends) - self.limit
        if excess < 0:
            return 0
        if excess >= len(ends):
            return POLL
        return max(1, ends[excess] + self.length - now)

    def begin(self) -> None:
        """Count an attempt that begins."""
        self._unfinished += 1

    def cancel(self) -> None:
        """Count an attempt no longer, since the server saw nothing of it."""
        self._unfinished -= 1

    def end(self, now: int) -> None:
        """Count an attempt that has ended from now on."""
        self._unfinished -= 1
        self.add_end(now)

    def add_end(self, at: int) -> None:
        """Count an attempt of an earlier run."""
        self._ends.append(at)


class RateLimiter:
    """All windows of a project; threads may share it."""

    def __init__(self, rate: MailRate, clock: Clock, attempts: Iterable[Attempt] = ()) -> None:
        self._clock = clock
        self._lock = Lock()
        self._windows = {ALL: _make_windows(rate)}
        for domain, limits in rate.per_domain.items():
            self._windows[domain] = _make_windows(limits)
        for attempt in attempts:
            for window in self._list_windows(attempt.domain):
                window.add_end(attempt.ended)

    @property
    def is_unlimited(self) -> bool:
        """Whether the project has no limit."""
        return not any(self._windows.values())

    def try_begin(self, domain: str) -> float:
        """Begin an attempt and return 0, or return how many seconds to wait before."""
        with self._lock:
            now = milliseconds(self._clock.now())
            windows = self._list_windows(domain)
            wait = max((window.find_wait(now) for window in windows), default=0)
            if not wait:
                for window in windows:
                    window.begin()
        return wait / 1000

    def end(self, domain: str) -> None:
        """Record that an attempt has ended, with whatever reply."""
        with self._lock:
            now = milliseconds(self._clock.now())
            for window in self._list_windows(domain):
                window.end(now)

    def cancel(self, domain: str) -> None:
        """Forget an attempt that did not reach the server."""
        with self._lock:
            for window in self._list_windows(domain):
                window.cancel()

    def _list_windows(self, domain: str) -> list[Window]:
        return [*self._windows[ALL], *self._windows.get(domain.lower(), ())]


def _make_windows(limits: DomainRate) -> list[Window]:
    pairs = ((limits.per_second, SECOND), (limits.per_minute, MINUTE), (limits.per_day, DAY))
    return [Window(limit, length) for limit, length in pairs if limit]


def parse_rate(typed: str, rate: MailRate) -> MailRate:
    """Return the limits with one replaced, as in `2/s`, `30/min` or `2000/day`.

    A number alone is per second. Raises UsageError.
    """
    match = _RATE.fullmatch(typed.strip().lower())
    unit = UNITS.get(match[2] or "s") if match else None
    if not match or unit is None:
        msg = f"--rate {typed}: this is not a rate"
        raise UsageError(msg, "write it as 2/s, 30/min or 2000/day")
    key = {SECOND: "per_second", MINUTE: "per_minute", DAY: "per_day"}[unit]
    return rate.model_copy(update={key: int(match[1])})


def estimate_seconds(domains: dict[str, int], rate: MailRate, fastest: float) -> float:
    """Return about how many seconds messages take, without those that were sent before.

    `domains`: how many messages go to each domain; `fastest`: messages a second without limits.
    """
    total = sum(domains.values())
    longest = total / fastest
    pairs: list[tuple[int, DomainRate]] = [(total, rate)]
    pairs += [(domains.get(domain, 0), limits) for domain, limits in rate.per_domain.items()]
    for count, limits in pairs:
        for window in _make_windows(limits):
            full = max(0, count - 1) // window.limit
            longest = max(longest, full * window.length / 1000)
    return longest
