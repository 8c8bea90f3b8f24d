"""What the server of workers imports, so that all that they need is loaded before they begin."""

from __future__ import annotations

import gc
import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

PARENT_CHECK_INTERVAL = 0.02  # seconds


@contextmanager
def _end_with_parent() -> Iterator[None]:
    """End this process if the one that waits for it ends first.

    A build may stop at the first sentence; whoever reads its output to the end would wait for all
    that holds the other end.
    """
    parent = os.getppid()

    def check_parent(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(0)

    before = signal.signal(signal.SIGALRM, check_parent)
    signal.setitimer(signal.ITIMER_REAL, PARENT_CHECK_INTERVAL, PARENT_CHECK_INTERVAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _load_engine() -> None:
    gc.disable()
    # what the first steps of a worker take: its program's own module, and the pool
    import runpy  # noqa: F401

    import pebble.pool.process  # noqa: F401

    from brief.press.execution.local import load_engine_modules

    with suppress(SetupError):  # which the first worker tells
        load_engine_modules()
        _fill_library_caches()
    gc.enable()
    gc.freeze()  # what all workers share is not looked through by any


def _fill_library_caches() -> None:
    """Have at hand what the first page would ask of libraries, in each worker anew."""
    from brief.press.preflight.checks.tagging import is_language
    from brief.press.weasyprint_patches.cffi_types import load_types

    load_types()
    is_language("en")  # by CLDR's list of languages


with _end_with_parent():
    _load_engine()
