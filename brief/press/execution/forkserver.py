"""Where workers come from: on Linux from a server that has the engine loaded, and is forked.

Loading takes longer than most pages. The server does it once, while this process reads; a worker
then begins with what is loaded there, and shares its memory. The server itself never prints: what
has threads, as fontconfig has, must not be forked. On other systems each worker loads for itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

SERVED = sys.platform.startswith("linux")
PRELOADED = "brief.press.execution.forkserver_preload"

_standing_by = False


def worker_context() -> BaseContext:
    """Return what makes the processes of workers; where there is a server, it is started.

    Raises OSError where the system grants no more processes.
    """
    if not SERVED:
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    resource_tracker.ensure_running()  # which the server would start, and unblock SIGINT for it
    # Ctrl-C is for this process, which ends the others: what is blocked here stays so in them
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def stand_by(number: int) -> None:
    """Have the engine loaded beside this process from now on, if `number` processes may print.

    For a build whose process ends with it: even a single page is then printed by a worker. Does
    nothing where there is but one core, where it would only take turns, and where the system
    grants no processes, or no locks that they can share.
    """
    global _standing_by  # noqa: PLW0603 - there is one server for a process
    if SERVED and min(number, len(os.sched_getaffinity(0))) > 1:
        with suppress(OSError, ImportError):
            worker_context().RLock()
            _standing_by = True


def is_standing_by() -> bool:
    """Say whether a server was told to be ready, so that workers are at hand."""
    return _standing_by
