"""Start worker processes: on Linux by forking a server that has loaded the engine.

Loading the engine takes longer than most pages. The server does it once, while this process reads
the briefings; workers share its memory. The server itself never prints, because a process with
threads (fontconfig starts some) must not be forked. On other systems each worker loads the engine.
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
MAX_FOLDER = 80  # bytes; the path of a socket in it has at most 107 (unix(7))
SOCKET_FOLDER = "BRIEF_SOCKET_FOLDER"
"""Names the folder of the server's socket, which the server removes if this process is killed."""

FILES_OF_BUILD = 64
"""Open files that a build may need at once, apart from its pipes to processes."""
FILES_PER_PROCESS = 3

_started = False


def may_open_pipes(number: int) -> bool:
    """Return whether the system allows enough open files for this number of processes."""
    try:
        import resource
    except ImportError:  # not Unix
        return True
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    needed = FILES_OF_BUILD + FILES_PER_PROCESS * number
    return allowed == resource.RLIM_INFINITY or allowed >= needed


def worker_context() -> BaseContext:
    """Return the multiprocessing context of the workers; the server is started if there is one.

    Raises OSError if the system allows no more processes.
    """
    from multiprocessing import util

    if not HAS_FORKSERVER or len(os.fsencode(util.get_temp_dir())) > MAX_FOLDER:
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED_MODULE])
    resource_tracker.ensure_running()  # else the server would start it, with SIGINT unblocked
    # Ctrl-C is for this process, which ends the others: they inherit the blocked signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.environ[SOCKET_FOLDER] = util.get_temp_dir()
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[SOCKET_FOLDER]
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def start_forkserver(number: int) -> None:
    """Start loading the engine in the server, if `number` processes may print.

    For a build whose process ends with it: even a single page is then printed by a worker. Does
    nothing on a single core, where the processes would only take turns, and where the system allows
    no more processes or shared locks.
    """
    global _started  # noqa: PLW0603 - a process has one server
    if not may_open_pipes(number):
        return
    if HAS_FORKSERVER and min(number, len(os.sched_getaffinity(0))) > 1:
        with suppress(OSError, ImportError):
            worker_context().RLock()
            _started = True


def is_forkserver_started() -> bool:
    """Return whether the server was started, so that workers start quickly."""
    return _started
