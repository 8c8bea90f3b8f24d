"""Inspect files of other programs in a process of its own, with limits of memory and time.

A small PDF can unpack to gigabytes, and the libraries that read it are written in C: only another
process can be stopped. Where the system has no resource limits, the time alone is limited.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from brief.findings import Finding, Place, Severity
from brief.press.job.run_limits import MIB

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from brief.press.preflight.context import LanguageFinder

MAX_MEMORY = 900 * MIB
MAX_SECONDS = 20  # of processor time for a file, and
TIMEOUT = 40.0  # seconds by the clock


class GuardedInspector:
    """Inspects files one after the other; a context manager that ends its process.

    `find_other_language`, a function of a module, returns the language that a text is clearly in
    if it is not the given one, or None.
    """

    def __init__(self, find_other_language: LanguageFinder | None = None) -> None:
        from pebble import ProcessPool

        self._find_other_language = find_other_language
        self._pool = ProcessPool(
            max_workers=1,
            initializer=_limit_memory,
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def inspect(self, path: Path, name: str) -> list[Finding]:
        """Return all findings about a PDF; `name` is its name for the findings.

        A file that needs too much memory or time is the finding `pdf-too-large`. Raises OSError if
        the file cannot be opened.
        """
        from pebble import ProcessExpired

        given = path, name, self._find_other_language
        future: Future[list[Finding]] = self._pool.schedule(_inspect, given, timeout=TIMEOUT)
        try:
            return future.result()
        except (TimeoutError, ProcessExpired, MemoryError):
            return [_oversized_finding(name)]


def _oversized_finding(name: str) -> Finding:
    from brief.press.preflight.rules import RULES

    message = (
        f"reading the file needs more than {MAX_MEMORY // MIB} MB of memory or {MAX_SECONDS} "
        "seconds: nothing is inspected"
    )
    found = RULES["pdf-too-large"].make_finding(message, frozenset())
    return replace(found, severity=Severity.ERROR, place=Place(name))


def _limit_memory() -> None:
    """Limit the memory of this process; before, so that all memory is that of the file."""
    from brief.press.preflight import inspect_file  # noqa: F401 - loads the libraries

    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))


def _inspect(path: Path, name: str, find_other_language: LanguageFinder | None) -> list[Finding]:
    from brief.press.preflight import inspect_file

    with suppress(ImportError, ValueError, OSError):
        import resource

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        highest = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + MAX_SECONDS, highest))
    return inspect_file(path, name, find_other_language)
