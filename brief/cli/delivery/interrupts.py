"""Let Ctrl-C and the signal TERM end a run after the current messages."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from brief.cli.terminal import Terminal


@contextmanager
def end_gracefully(end: Callable[[], None], terminal: Terminal) -> Iterator[None]:
    """Call `end` at the first signal; the second one ends the process at once."""
    if current_thread() is not main_thread():
        yield
        return
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in signals}

    def handle(number: int, _frame: object) -> None:
        signal.signal(number, before[signal.Signals(number)])
        terminal.end_progress()
        terminal.show_text("ending after the current messages; once more ends at once")
        end()

    for number in signals:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number in signals:
            signal.signal(number, before[number])
