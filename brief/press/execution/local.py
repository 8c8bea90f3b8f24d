"""Print jobs in worker processes of this machine, which have the engine loaded.

The process pool is Pebble's: unlike that of concurrent.futures it survives a worker that crashes,
and ends one that hangs. A job whose worker crashed is tried once more; then it is reported as
`worker-lost`, as is a job whose worker hung.
"""

from __future__ import annotations

import gc
import os
import signal
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait  # noqa: A004
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar

from brief.errors import SetupError
from brief.findings import Finding, error
from brief.press.execution.forkserver import is_forkserver_started, may_open_pipes, worker_context
from brief.press.job.run_limits import MIB, limit_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

    from brief.press.job.model import RenderJob
    from brief.press.job.result import PrintedPdf

    Print = Callable[[RenderJob], tuple[PrintedPdf, ...]]

MAX_JOBS_PER_WORKER = 250  # after which a worker is replaced by a new process
MAX_SECONDS = 15.0  # of processor time for a job, and
MAX_SECONDS_PER_EDITION = 10.0  # for each of its editions
MAX_MEMORY = 1024 * MIB
TIMEOUT = 30.0  # seconds by the clock for a job that does not end by itself, and
TIMEOUT_PER_EDITION = 20.0  # for each of its editions
PREFETCH = 3  # jobs per worker that are made before they are needed
JOBS_PER_COLLECTION = 16  # jobs between two garbage collections
MAX_ATTEMPTS = 2
POLL_INTERVAL = 0.1  # seconds between two checks whether a worker has ended
LAST_POLL_INTERVAL = 0.01  # the same, when all jobs are sent: the pool ends at once
MAX_JOBS_IN_PROCESS = 3  # with so few jobs, this process is faster than starting others

Tag = TypeVar("Tag")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class LostJob:
    """A job that could not be printed, with the finding that says why."""

    finding: Finding


@dataclass(slots=True, eq=False)
class SubmittedJob(Generic[Tag]):
    """A job with its tag, and how often it has been tried."""

    tag: Tag
    job: RenderJob
    attempt: int = 1

    @property
    def timeout(self) -> float:
        """The seconds that printing may take."""
        return TIMEOUT + TIMEOUT_PER_EDITION * len(self.job.editions)


def print_in_process(job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Print a fit group in this process. Raises SetupError when Pango is missing."""
    from brief.press.print_group import print_group

    # Boxes and styles are many objects that live until the group is done: collecting garbage
    # again and again would cost a tenth of the time.
    enabled = gc.isenabled()
    gc.disable()
    seconds = MAX_SECONDS + MAX_SECONDS_PER_EDITION * len(job.editions)
    try:
        with limit_run(seconds, MAX_MEMORY):
            return print_group(job)
    finally:
        if enabled:
            gc.enable()


def print_jobs(
    jobs: Iterable[tuple[Tag, RenderJob]], number: int
) -> Iterator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
    """Yield each job's tag and result, printed by `number` processes if there are enough jobs.

    Raises the exceptions of printing, SetupError above all.
    """
    source = iter(jobs)
    number = number if may_open_pipes(number) else 1
    few = 0 if is_forkserver_started() else MAX_JOBS_IN_PROCESS
    first = list(islice(source, max(few + 1, number)))
    if number > 1 and len(first) > few:
        with WorkerPool(min(number, len(first))) as workers:
            yield from workers.print_all(chain(first, source))
        return
    for tag, job in chain(first, source):
        yield tag, print_in_process(job)


class WorkerPool:
    """A pool of printing processes; a context manager that ends them."""

    def __init__(self, number: int, print_one: Print = print_in_process) -> None:
        from pebble import CONSTS, ProcessPool

        self._print = print_one
        self._max_waiting = number * PREFETCH
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

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def start(self) -> None:
        """Start the processes, which then load the engine, before the first job."""
        for _ in range(self._max_waiting // PREFETCH):
            self._pool.schedule(load_engine_modules)

    @property
    def is_ready(self) -> bool:
        """Whether it takes jobs: its processes were not ended, and could be started."""
        return bool(self._pool.active)

    def stop(self) -> None:
        """End the processes, also those that are printing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def submit(
        self, work: Callable[[RenderJob], Done], job: RenderJob, seconds: float = TIMEOUT
    ) -> Future[Done]:
        """Do other work on a job in one of the processes; it may take `seconds`."""
        return self._pool.schedule(_work_without_collecting, (work, job), timeout=seconds)

    def print_all(
        self, jobs: Iterable[tuple[Tag, RenderJob]]
    ) -> Iterator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
        """Yield each job's tag and result as soon as it is finished.

        Jobs are taken from the iterable only when needed, so that few are in memory. Raises the
        exceptions of printing, SetupError above all, also where the system allows no processes.
        """
        from concurrent.futures.process import BrokenProcessPool

        try:
            yield from self._print_all(jobs)
        except BrokenProcessPool as problem:
            msg = "the processes that print cannot be started, or were ended"
            remedy = "allow more open files and processes (`ulimit -n 256`), or build with --jobs 1"
            raise SetupError(msg, remedy) from problem

    def _print_all(
        self, jobs: Iterable[tuple[Tag, RenderJob]]
    ) -> Iterator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
        from pebble import CONSTS

        waiting: dict[Future[tuple[PrintedPdf, ...]], SubmittedJob[Tag]] = {}
        source = iter(jobs)
        exhausted = False
        while True:
            while not exhausted and len(waiting) < self._max_waiting:
                pair = next(source, None)
                if pair is None:
                    exhausted = True
                    CONSTS.sleep_unit = LAST_POLL_INTERVAL
                else:
                    sent = SubmittedJob(*pair)
                    waiting[self._submit_job(sent)] = sent
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                sent = waiting.pop(future)
                outcome = self._read_outcome(future, sent)
                if outcome is None:
                    sent.attempt += 1
                    waiting[self._submit_job(sent)] = sent
                else:
                    yield sent.tag, outcome

    def _submit_job(self, sent: SubmittedJob[Tag]) -> Future[tuple[PrintedPdf, ...]]:
        arguments = (self._print, sent.job)
        return self._pool.schedule(_work_without_collecting, arguments, timeout=sent.timeout)

    def _read_outcome(
        self, future: Future[tuple[PrintedPdf, ...]], sent: SubmittedJob[Tag]
    ) -> tuple[PrintedPdf, ...] | LostJob | None:
        """Return the result of a job, or that it is lost; None if it must be tried once more."""
        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            return LostJob(lost_finding("took too long and was ended"))
        except ProcessExpired as problem:
            reason = f"ended unexpectedly (exit code {problem.exitcode}), twice"
        return None if sent.attempt < MAX_ATTEMPTS else LostJob(lost_finding(reason))


def lost_finding(reason: str) -> Finding:
    """Return the finding for a job that was lost; `reason` completes "the process …"."""
    message = f"the process that set these pages {reason}"
    remedy = "check that the machine has enough memory, and build this briefing alone"
    then = "if it fails again, please report it with its content"
    return error("worker-lost", message, f"{remedy}; {then}")


def load_engine_modules() -> None:
    """Import everything that jobs need. Raises SetupError when Pango is missing."""
    from brief.press import print_group as printing  # noqa: F401 - for later use
    from brief.press.engine.engine import load_weasyprint

    load_weasyprint()


def _initialize_worker(environment: dict[str, str]) -> None:
    """Set up a worker: ignore Ctrl-C, which the parent handles, and load the engine.

    The environment becomes that of the parent now, not that of the time the server was started. If
    Pango is missing, the first job reports it: the pool would print a traceback instead.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.clear()
    os.environ.update(environment)
    with suppress(SetupError):
        load_engine_modules()
    gc.collect()
    gc.freeze()


_printed_count = 0


def _work_without_collecting(work: Callable[[RenderJob], Done], job: RenderJob) -> Done:
    """Print or measure in a worker; collect garbage between jobs, but not after each."""
    global _printed_count  # noqa: PLW0603 - a worker has one thread
    gc.disable()
    try:
        return work(job)
    finally:
        _printed_count += 1
        if _printed_count % JOBS_PER_COLLECTION == 0:
            gc.collect()
