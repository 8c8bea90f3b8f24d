"""Stop a run whose messages are refused because of the sender."""

from __future__ import annotations

from collections import deque
from threading import Lock

IN_A_ROW = 20
OF_LAST, SHARE = 200, 0.05


class CircuitBreaker:
    """Counts the replies that are about the sender; threads may share it.

    It opens after 20 of them in a row, or when 5 % of the last 200 replies are of this kind.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._row = 0
        self._last: deque[bool] = deque(maxlen=OF_LAST)
        self.words = ""
        """What the server said last of the sender."""

    def record(self, words: str, *, blocked: bool) -> bool:
        """Record a reply; return whether the run has to stop."""
        with self._lock:
            self._last.append(blocked)
            self._row = self._row + 1 if blocked else 0
            if blocked:
                self.words = words
            many = len(self._last) == OF_LAST and sum(self._last) >= SHARE * OF_LAST
            return blocked and (self._row >= IN_A_ROW or many)
