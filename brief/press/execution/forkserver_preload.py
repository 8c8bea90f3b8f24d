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

LOOK_UP = 0.02  # seconds


@contextmanager
def _while_awaited() -> Iterator[None]:
    """End this process if the one that waits for it ends first.

    A build may stop at the first sentence; whoever reads its output to the end would wait for all
    that holds the other end.
    """
    awaited_by = os.getppid()

    def look_up(*_: object) -> None:
        if os.getppid() != awaited_by:
            os._exit(0)

    before = signal.signal(signal.SIGALRM, look_up)
    signal.setitimer(signal.ITIMER_REAL, LOOK_UP, LOOK_UP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _load() -> None:
    gc.disable()
    # what the first steps of a worker take: its program's own module, and the pool
    import runpy  # noqa: F401

    import pebble.pool.process  # noqa: F401

    from brief.press.execution.local import load_all

    with suppress(SetupError):  # which the first worker tells
        load_all()
        _learn()
    gc.enable()
    gc.freeze()  # what all workers share is not looked through by any


def _learn() -> None:
    """Have at hand what the first page would ask of libraries, in each worker anew."""
    from brief.press.preflight.checks.tagging import is_language
    from brief.press.weasyprint_patches.cffi_types import learn_types

    learn_types()
    is_language("en")  # by CLDR's list of languages


with _while_awaited():
    _load()
