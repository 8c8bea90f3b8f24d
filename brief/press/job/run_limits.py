"""Limit the processor time and the memory of work on files that may come from a stranger.

Templates and style sheets can ask for endless loops and gigabytes. Only the main thread can be
limited, and only where the system has interval timers and resource limits (POSIX).
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

MIB = 1024 * 1024
AGAIN = 1.0  # second: libraries may catch the first exception


class TimeLimitError(Exception):
    """The work needed more processor time than it may."""


@contextlib.contextmanager
def limit_run(seconds: float, memory: int) -> Iterator[None]:
    """Raise TimeLimitError after `seconds` of processor time, MemoryError over `memory` bytes more.

    The limits end with the block. A limit inside another one takes its place until then.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        msg = f"it needs more than {seconds:g} seconds"
        raise TimeLimitError(msg)

    handler = signal.signal(signal.SIGVTALRM, stop)
    before = signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        with _limit_memory(memory):
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, *before)
        signal.signal(signal.SIGVTALRM, handler)


@contextlib.contextmanager
def _limit_memory(memory: int) -> Iterator[None]:
    used = _used_memory()
    if not used:
        yield
        return
    import resource

    limits = resource.getrlimit(resource.RLIMIT_DATA)
    highest = limits[1] if limits[1] != resource.RLIM_INFINITY else used + memory
    resource.setrlimit(resource.RLIMIT_DATA, (min(used + memory, highest), limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, limits)


def _used_memory() -> int:
    """Return the bytes of data that this process has; 0 where the system does not tell."""
    try:
        file = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return 0
    try:
        pages = int(os.read(file, 200).split()[5])
    except (OSError, ValueError, IndexError):
        return 0
    finally:
        os.close(file)
    import resource

    return pages * resource.getpagesize()
