"""Work that needs too much time or memory is stopped, and leaves no limit behind."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import suppress

import pytest

from brief.press.job.run_limits import MIB, TimeLimitError, limit_run


def run_on() -> None:
    while True:
        pass


def test_endless_work_is_stopped_even_if_it_catches_exceptions_once() -> None:
    def run_on_once_stopped() -> None:
        with suppress(TimeLimitError):
            run_on()
        run_on()

    with pytest.raises(TimeLimitError, match=r"0\.2 seconds"), limit_run(0.2, 64 * MIB):
        run_on_once_stopped()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and RLIMIT_DATA")
def test_memory_is_limited_for_the_block_alone() -> None:
    with pytest.raises(MemoryError), limit_run(5, 64 * MIB):
        bytearray(256 * MIB)
    assert len(bytearray(256 * MIB)) == 256 * MIB


def test_other_threads_run_without_limits() -> None:
    done: list[int] = []

    def work() -> None:
        with limit_run(0.001, 1):
            done.append(sum(range(100_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
