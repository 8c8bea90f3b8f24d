"""Warm workers: processes that have the engine loaded, and print one fit group after another.

The pool is Pebble's: unlike that of concurrent.futures it outlives a worker that crashes, and ends
one that hangs. A job that was lost so is tried once more, and reported if it is lost again.
"""

from __future__ import annotations

import gc
import os
import signal
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait  # noqa: A004
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar

from brief.findings import Finding, error
from brief.press.execution.forkserver import is_forkserver_started, worker_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from brief.press.job.model import RenderJob
    from brief.press.job.result import PrintedPdf

    Print = Callable[[RenderJob], tuple[PrintedPdf, ...]]

MAX_JOBS_PER_WORKER = 250  # fit groups, after which a worker makes place for a fresh one
TIMEOUT = 60.0  # seconds for a fit group, and
TIMEOUT_PER_EDITION = 30.0  # for each of its editions
PREFETCH = 3  # jobs per worker that are made before they are needed
JOBS_PER_COLLECTION = 16  # fit groups
MAX_ATTEMPTS = 2
POLL_INTERVAL = 0.1  # seconds between two looks at whether a worker has ended, and
LAST_POLL_INTERVAL = (
    0.01  # once there are no more jobs to send, so that nobody waits for the pool to end
)
MAX_JOBS_IN_PROCESS = (
    3  # jobs that this process prints before other processes would have loaded the engine
)

Tag = TypeVar("Tag")


@dataclass(frozen=True, slots=True)
class LostJob:
    """A job that no worker brought to its end, and why."""

    finding: Finding


@dataclass(slots=True)
class _Sent(Generic[Tag]):
    tag: Tag
    job: RenderJob
    attempt: int = 1


def print_in_process(job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Print a fit group in this process.

    Raises SetupError when Pango is missing.
    """
    from brief.press.print_group import print_group

    # Boxes and styles are many objects that live until the group is done: looking for garbage
    # among them over and over costs a tenth of the time.
    enabled = gc.isenabled()
    gc.disable()
    try:
        return print_group(job)
    finally:
        if enabled:
            gc.enable()


def print_jobs(
    jobs: Iterable[tuple[Tag, RenderJob]], number: int
) -> Iterator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
    """Yield what becomes of each job, with its tag: printed by `number` processes if that pays.

    Raises what printing raises, SetupError above all.
    """
    source = iter(jobs)
    few = 0 if is_forkserver_started() else MAX_JOBS_IN_PROCESS
    first = list(islice(source, max(few + 1, number)))
    if number > 1 and len(first) > few:
        with WorkerPool(min(number, len(first))) as workers:
            yield from workers.print_all(chain(first, source))
        return
    for tag, job in chain(first, source):
        yield tag, print_in_process(job)


class WorkerPool:
    """A number of processes that print; to be used in a `with`, which ends them."""

    def __init__(self, number: int, print_one: Print = print_in_process) -> None:
        from pebble import CONSTS, ProcessPool

        self._print = print_one
        self._max_waiting = number * PREFETCH
        self._timeout = TIMEOUT
        CONSTS.sleep_unit = POLL_INTERVAL
        self._pool = ProcessPool(
            max_workers=number,
            max_tasks=MAX_JOBS_PER_WORKER,
            initializer=_initialize_worker,
            initargs=(dict(os.environ),),
            context=worker_context(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def print_all(
        self, jobs: Iterable[tuple[Tag, RenderJob]]
    ) -> Iterator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
        """Yield what becomes of each job, with its tag, as soon as it is done.

        Jobs are taken only as they are needed, so that there are never many of them in memory.
        Raises what printing raises, SetupError above all.
        """
        from pebble import CONSTS

        waiting: dict[Future[tuple[PrintedPdf, ...]], _Sent[Tag]] = {}
        source = iter(jobs)
        exhausted = False
        while True:
            while not exhausted and len(waiting) < self._max_waiting:
                pair = next(source, None)
                if pair is None:
                    exhausted = True
                    CONSTS.sleep_unit = LAST_POLL_INTERVAL
                else:
                    self._submit_job(_Sent(*pair), waiting)
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                sent = waiting.pop(future)
                outcome = self._read_outcome(future, sent)
                if outcome is None:
                    self._submit_job(_Sent(sent.tag, sent.job, sent.attempt + 1), waiting)
                else:
                    yield sent.tag, outcome

    def _submit_job(
        self, sent: _Sent[Tag], waiting: dict[Future[tuple[PrintedPdf, ...]], _Sent[Tag]]
    ) -> None:
        timeout = self._timeout + TIMEOUT_PER_EDITION * len(sent.job.editions)
        future = self._pool.schedule(
            _print_without_collecting, (self._print, sent.job), timeout=timeout
        )
        waiting[future] = sent

    def _read_outcome(
        self, future: Future[tuple[PrintedPdf, ...]], sent: _Sent[Tag]
    ) -> tuple[PrintedPdf, ...] | LostJob | None:
        """Return the job's result, or that it is lost; None if it is to be tried once more."""
        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            reason = "took too long and was ended"
        except ProcessExpired as problem:
            reason = f"ended unexpectedly (exit code {problem.exitcode})"
        return None if sent.attempt < MAX_ATTEMPTS else LostJob(lost_finding(reason))


def lost_finding(reason: str) -> Finding:
    """Return what is told of a job that was lost twice; `what` befell the process."""
    return error(
        "worker-lost",
        f"the process that set these pages {reason}, twice",
        "see whether the machine has enough memory, and build this briefing alone; if it fails "
        "again, please report it with its content",
    )


def load_engine_modules() -> None:
    """Load what every job needs. Raises SetupError when Pango is missing."""
    from brief.press import print_group as printing  # noqa: F401 - loaded for later
    from brief.press.engine.engine import load_weasyprint

    load_weasyprint()


def _initialize_worker(environment: dict[str, str]) -> None:
    """Begin as a worker; Ctrl-C is for the parent, which ends the workers.

    What has not been loaded is loaded here. The environment is that of the parent now, not when
    the server was started.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.clear()
    os.environ.update(environment)
    load_engine_modules()
    gc.collect()
    gc.freeze()


_printed_count = 0


def _print_without_collecting(print_one: Print, job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Print in a worker; garbage is looked for between jobs, and not after each."""
    global _printed_count  # noqa: PLW0603 - a worker has one thread, and lives for this
    gc.disable()
    try:
        return print_one(job)
    finally:
        _printed_count += 1
        if _printed_count % JOBS_PER_COLLECTION == 0:
            gc.collect()
