"""How much memory a process and those that it starts need, by what Linux says in /proc (proc(5)).

The peak of each process is the kernel's own (VmHWM), so that nothing is missed but what comes after
the last look. What they need together is the sum of their shares (Pss) at the moment of a look.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

PROC = Path("/proc")
EVERY = 0.02  # seconds between two looks
LASTING = 0.3  # seconds: a child that was seen for less only asked for something
MB_PER_KB = 1024 / 1000**2  # proc(5) says kB and means 1024 bytes


@dataclass(frozen=True, slots=True)
class Peaks:
    """Peaks of memory in MB: of the process itself, of its largest child, of all together."""

    own: float
    child: float
    together: float


class Watch:
    """Measure a process and its children until the context ends; does nothing without /proc.

    It takes time of its own, so what is timed is not watched.
    """

    def __init__(self, pid: int, every: float = EVERY) -> None:
        self._pid = pid
        self._every = every
        self._peaks: dict[int, float] = {}
        self._seen: dict[int, tuple[float, float]] = {}
        self._together = 0.0
        self._done = Event()
        self._thread = Thread(target=self._look_often, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def peaks(self) -> Peaks | None:
        """Return the peaks, or None if nothing could be seen."""
        if not self._peaks.get(self._pid):
            return None
        children = [
            peak
            for pid, peak in self._peaks.items()
            if pid != self._pid and self._seen[pid][1] - self._seen[pid][0] >= LASTING
        ]
        return Peaks(self._peaks[self._pid], max(children, default=0.0), self._together)

    def _look_often(self) -> None:
        if not sys.platform.startswith("linux"):
            return
        self._look()
        while not self._done.wait(self._every):
            self._look()
        self._look()

    def _look(self) -> None:
        together, now = 0.0, monotonic()
        for pid in _family(self._pid):
            peak = _entry(PROC / str(pid) / "status", "VmHWM:")
            self._peaks[pid] = max(peak, self._peaks.get(pid, 0.0))
            self._seen[pid] = self._seen.get(pid, (now, now))[0], now
            together += _entry(PROC / str(pid) / "smaps_rollup", "Pss:")
        self._together = max(together, self._together)


def _family(pid: int) -> Iterator[int]:
    """Yield the process and all that it started, directly or through others."""
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> list[int]:
    """Return the processes that this one's threads started; those may end at any moment."""
    found: list[int] = []
    with suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            with suppress(OSError):
                found += map(int, (task / "children").read_text().split())
    return found


def _entry(file: Path, name: str) -> float:
    """Return the entry of that name in MB, 0 if the process has ended."""
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0.0
    values = (float(line.split()[1]) * MB_PER_KB for line in lines if line.startswith(name))
    return next(values, 0.0)
