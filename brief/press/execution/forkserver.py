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

HAS_FORKSERVER = sys.platform.startswith("linux")
PRELOADED_MODULE = "brief.press.execution.forkserver_preload"

_started = False


def worker_context() -> BaseContext:
    """Return what makes the processes of workers; where there is a server, it is started.

    Raises OSError where the system grants no more processes.
    """
    if not HAS_FORKSERVER:
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED_MODULE])
    resource_tracker.ensure_running()  # which the server would start, and unblock SIGINT for it
    # Ctrl-C is for this process, which ends the others: what is blocked here stays so in them
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def start_forkserver(number: int) -> None:
    """Have the engine loaded beside this process from now on, if `number` processes may print.

    For a build whose process ends with it: even a single page is then printed by a worker. Does
    nothing where there is but one core, where it would only take turns, and where the system
    grants no processes, or no locks that they can share.
    """
    global _started  # noqa: PLW0603 - there is one server for a process
    if HAS_FORKSERVER and min(number, len(os.sched_getaffinity(0))) > 1:
        with suppress(OSError, ImportError):
            worker_context().RLock()
            _started = True


def is_forkserver_started() -> bool:
    """Say whether a server was told to be ready, so that workers are at hand."""
    return _started
