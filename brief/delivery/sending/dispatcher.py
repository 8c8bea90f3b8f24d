"""Choose the next delivery of a run: pending ones, and deferred ones whose time has come."""

from __future__ import annotations

import heapq
from collections import Counter, deque
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from brief.delivery.journal.model import State, read_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from brief.delivery.journal.model import Delivery
    from brief.delivery.journal.sending_log import SendingLog
    from brief.delivery.sending.pace.clock import Clock
    from brief.delivery.sending.pace.rates import RateLimiter

BUFFER, MAX_BUFFER = 200, 2000
"""How many deliveries are known in advance, so that one slow domain does not delay the others."""
LONGEST_RATE_WAIT = 900.0
"""Seconds; a run does not wait longer for a limit, which is that of a day then."""
POLL = 0.05


@dataclass(frozen=True, slots=True)
class Wait:
    """There is nothing to do for this number of seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class End:
    """There is nothing more to do in this run; `reason` is why, if something is left."""

    reason: str = ""
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which deliveries a run is about: those that `accepts` says, at most `limit`.

    `patience`: how many seconds to wait for deferred deliveries after all others.
    """

    accepts: Callable[[Delivery], bool] | None = None
    limit: int | None = None
    patience: float = 0.0


class Dispatcher:
    """Gives each delivery to one of the connections; threads share it."""

    def __init__(
        self, log: SendingLog, edition_id: int, limiter: RateLimiter, clock: Clock, choice: Choice
    ) -> None:
        self._log, self._edition_id = log, edition_id
        self._limiter, self._clock, self._choice = limiter, clock, choice
        self._lock = Lock()
        self._buffer: deque[Delivery] = deque()
        self._last_row, self._has_more = 0, True
        self._in_flight = 0
        self._left = choice.limit
        self._lost: Counter[int] = Counter()
        self._deferred: list[tuple[datetime, int, Delivery]] = []
        self._idle_since: datetime | None = None
        for delivery in log.list_deferred(edition_id):
            if self._is_chosen(delivery):
                self._defer(delivery, delivery.next_try)

    def take(self) -> Delivery | Wait | End:
        """Return a delivery that may be attempted now, whose rate is counted from now on."""
        with self._lock:
            if self._left == 0:
                return Wait(POLL) if self._in_flight else End("limit")
            self._fill_buffer()
            if not self._buffer:
                return self._find_end()
            found = self._find_allowed()
            while isinstance(found, float) and self._has_more and len(self._buffer) < MAX_BUFFER:
                self._read_more()
                found = self._find_allowed()
            if not isinstance(found, float):
                self._in_flight += 1
                self._left = None if self._left is None else self._left - 1
                return found
            shortest = found
            if shortest > LONGEST_RATE_WAIT and not self._in_flight:
                return End("rate", self._clock.now() + timedelta(seconds=shortest))
            return Wait(min(shortest, LONGEST_RATE_WAIT))

    def _find_allowed(self) -> Delivery | float:
        """Return the first delivery that the limits allow, or the seconds until they allow one."""
        shortest, asked = float("inf"), set[str]()
        for index, delivery in enumerate(self._buffer):
            if delivery.domain in asked:
                continue
            asked.add(delivery.domain)
            wait = self._limiter.try_begin(delivery.domain)
            if not wait:
                del self._buffer[index]
                return delivery
            shortest = min(shortest, wait)
        return shortest

    def end(self, delivery: Delivery, state: State, next_try: str = "") -> None:
        """Take a delivery back after an attempt; a deferred one is tried again at its time."""
        with self._lock:
            self._in_flight -= 1
            self._limiter.end(delivery.domain)
            if state is State.DEFERRED:
                self._defer(replace(delivery, attempts=delivery.attempts + 1), next_try)

    def skip(self, delivery: Delivery) -> None:
        """Take a delivery back of which the server saw nothing."""
        with self._lock:
            self._in_flight -= 1
            self._limiter.cancel(delivery.domain)
            self._left = None if self._left is None else self._left + 1

    def count_lost(self, delivery: Delivery) -> int:
        """Return how many connections ended during this delivery in this run."""
        with self._lock:
            return self._lost[delivery.id]

    def abandon(self) -> None:
        """Forget a delivery that a problem of this program ended."""
        with self._lock:
            self._in_flight -= 1

    def repeat(self, delivery: Delivery) -> None:
        """Take a delivery back that is tried again on a new connection."""
        with self._lock:
            self._in_flight -= 1
            self._limiter.end(delivery.domain)
            self._lost[delivery.id] += 1
            self._buffer.appendleft(replace(delivery, attempts=delivery.attempts + 1))
            self._left = None if self._left is None else self._left + 1

    def _fill_buffer(self) -> None:
        now = self._clock.now()
        while self._deferred and self._deferred[0][0] <= now:
            self._buffer.append(heapq.heappop(self._deferred)[2])
        while self._has_more and len(self._buffer) < BUFFER // 2:
            self._read_more()

    def _read_more(self) -> None:
        rows = self._log.list_pending(self._edition_id, self._last_row, BUFFER)
        self._has_more = bool(rows)
        if rows:
            self._last_row = rows[-1].id
            self._buffer.extend(filter(self._is_chosen, rows))

    def _find_end(self) -> Wait | End:
        """Return what to do when there is nothing to send at this moment."""
        if self._in_flight:
            return Wait(POLL)
        if not self._deferred:
            return End()
        now = self._clock.now()
        self._idle_since = self._idle_since or now
        due = self._deferred[0][0]
        if (due - self._idle_since).total_seconds() > self._choice.patience:
            return End("deferred", due)
        return Wait((due - now).total_seconds())

    def _defer(self, delivery: Delivery, next_try: str) -> None:
        due = read_time(next_try) if next_try else self._clock.now()
        heapq.heappush(self._deferred, (due, delivery.id, delivery))

    def _is_chosen(self, delivery: Delivery) -> bool:
        return self._choice.accepts is None or self._choice.accepts(delivery)
