"""Module that the forkserver imports: it loads everything a worker needs."""

from __future__ import annotations

import atexit
import gc
import os
import signal
from contextlib import contextmanager, suppress
from shutil import rmtree
from typing import TYPE_CHECKING

from brief.errors import SetupError
from brief.press.execution.forkserver import SOCKET_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOCKET_FOLDER = os.environ.pop(SOCKET_FOLDER, "")
PARENT_CHECK_INTERVAL = 0.02  # seconds


@contextmanager
def _end_with_parent() -> Iterator[None]:
    """End this process if its parent ends while the engine is being loaded.

    A build may stop at once. A program that reads its output to the end would otherwise wait for
    this process, which holds the other end of the pipe.
    """
    parent = os.getppid()

    def check_parent(*_: object) -> None:
        if os.getppid() != parent:
            _remove_socket_folder()
            os._exit(0)

    before = signal.signal(signal.SIGALRM, check_parent)
    signal.setitimer(signal.ITIMER_REAL, PARENT_CHECK_INTERVAL, PARENT_CHECK_INTERVAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _remove_socket_folder() -> None:
    """Remove the folder that a parent which was killed could not remove."""
    if _SOCKET_FOLDER:
        rmtree(_SOCKET_FOLDER, ignore_errors=True)


def _load_engine() -> None:
    gc.disable()
    # used by the first steps of a worker
    import runpy  # noqa: F401

    import pebble.pool.process  # noqa: F401

    from brief.press.execution.local import load_engine_modules

    with suppress(SetupError):  # the first worker reports it
        load_engine_modules()
        _fill_library_caches()
    gc.enable()
    gc.freeze()  # the garbage collector of workers skips shared objects


def _fill_library_caches() -> None:
    """Fill caches of libraries that the first page of each worker would fill otherwise."""
    from brief.press.preflight.checks.tagging import is_language

    is_language("en")  # by CLDR's list of languages


atexit.register(_remove_socket_folder)  # of the server; workers end without it
with _end_with_parent():
    _load_engine()
