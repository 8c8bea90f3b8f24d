"""Print on other machines: submit jobs to the workers of a Dask cluster, and collect the pages.

Each job is submitted to one worker, and each worker has few at a time. So the client's memory does
not grow with the number of jobs, and when a worker dies, the job that it was printing is known.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import chain
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from brief.errors import BriefError, SetupError
from brief.findings import error
from brief.press.execution.cluster.dask_client import (
    DaskClient,
    ResultUnavailableError,
    WorkerDiedError,
)
from brief.press.execution.cluster.job_package import PackageFiles, pack_job
from brief.press.execution.cluster.sent_files import SentFiles
from brief.press.execution.cluster.worker_checks import check_versions, check_workers, version_error
from brief.press.execution.cluster.worker_tasks import OtherToolchain, print_package, toolchain_hash
from brief.press.execution.local import (
    MAX_ATTEMPTS,
    LostJob,
    SubmittedJob,
    lost_finding,
    print_in_process,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from brief.press.execution.cluster.worker_tasks import Print
    from brief.press.job.model import RenderJob
    from brief.press.job.result import PrintedPdf

JOBS_PER_WORKER = 2  # the one that it prints, and the next
CHECK_INTERVAL = 1.0  # seconds between two looks at the list of workers
NO_WORKERS_TIMEOUT = 60.0  # seconds without any worker
MAX_PACKAGES = 6  # times that a job is packed again because its files have changed

Tag = TypeVar("Tag")


@dataclass(slots=True, eq=False)
class _ClusterJob(SubmittedJob[Tag]):
    """A job on the cluster; `started` is when it became its worker's first, in monotonic time."""

    package: bytes = b""
    files: PackageFiles = field(default_factory=lambda: PackageFiles({}))
    package_count: int = 0
    worker: str = ""
    started: float = 0.0
    future: Any = None

    def pack_files(self) -> None:
        """Package the job with its files as they are now."""
        package, self.files = pack_job(self.job)
        self.package = package.to_bytes()
        self.package_count += 1


def print_on_cluster(
    jobs: Iterable[tuple[Tag, RenderJob]], address: str, print_one: Print = print_in_process
) -> Generator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
    """Yield each job's tag and result, printed by the workers of the scheduler at an address.

    Without jobs, nothing is contacted. Raises SetupError if the scheduler cannot be reached or is
    lost, if it has no workers, or if a worker has another toolchain than this machine, and the
    exceptions of printing.
    """
    source = iter(jobs)
    first = next(source, None)
    if first is None:
        return
    with DaskClient(address) as client:
        yield from ClusterRun[Tag](client, print_one).print_all(chain([first], source))


class ClusterRun(Generic[Tag]):
    """The workers of a cluster, and the jobs that each has been given."""

    def __init__(self, client: DaskClient, print_one: Print) -> None:
        self._client = client
        self._print = print_one
        self._queues: dict[str, list[_ClusterJob[Tag]]] = {}  # by worker, in the order of printing
        self._waiting: deque[_ClusterJob[Tag]] = deque()
        self._files = SentFiles(client)
        self._done: SimpleQueue[tuple[_ClusterJob[Tag], object]] = SimpleQueue()
        self._lost: deque[tuple[Tag, LostJob]] = deque()
        self._checked_at = self._last_staffed = monotonic()

    def print_all(
        self, jobs: Iterable[tuple[Tag, RenderJob]]
    ) -> Iterator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
        """Yield each job's tag and result; jobs are taken only when they are needed."""
        source = (_ClusterJob(tag, job) for tag, job in jobs)
        self._check_for_workers()
        while True:
            while self._lost:
                yield self._lost.popleft()
            more = self._fill_queues(source)
            if not (more or self._waiting or self._lost or any(self._queues.values())):
                return
            if self._lost:
                continue
            try:
                wait = self._checked_at + CHECK_INTERVAL - monotonic()
                sent, future = self._done.get(timeout=max(0.0, wait))
            except Empty:
                self._check_for_workers()
                continue
            if sent.future is future and (printed := self._process_answer(sent)) is not None:
                yield sent.tag, printed

    def _fill_queues(self, source: Iterator[_ClusterJob[Tag]]) -> bool:
        """Submit jobs until each worker has enough; return whether there may be more jobs."""
        while True:
            worker = min(self._queues, key=lambda it: len(self._queues[it]), default="")
            if worker and len(self._queues[worker]) >= JOBS_PER_WORKER:
                return True
            if not self._waiting:
                sent = next(source, None)
                if sent is None:
                    return False
                self._waiting.append(sent)
            if not worker:
                return True
            sent = self._waiting.popleft()
            if not sent.package:
                sent.pack_files()
            self._submit(sent, worker)

    def _submit(self, sent: _ClusterJob[Tag], worker: str) -> None:
        """Send the files of a job to a worker where they are missing, and submit the job."""
        try:
            while (files := self._files.send(sent.files, worker)) is None:
                if sent.package_count >= MAX_PACKAGES:
                    what = "files of this briefing changed again and again"
                    message = f"{what} while they were being sent to the cluster"
                    remedy = "stop the program that changes them, and build again"
                    lost = LostJob(error("cluster-files", message, remedy))
                    self._lost.append((sent.tag, lost))
                    return
                sent.pack_files()
        except ResultUnavailableError:  # the worker has gone
            self._waiting.append(sent)
            self._check_for_workers()
            return
        sent.worker = worker
        queue = self._queues[worker]
        if not queue:
            sent.started = monotonic()
        queue.append(sent)
        arguments = (toolchain_hash(), sent.timeout, sent.package, files, self._print)
        sent.future = self._client.submit_job(
            worker, print_package, *arguments, done=lambda future: self._done.put((sent, future))
        )

    def _process_answer(self, sent: _ClusterJob[Tag]) -> tuple[PrintedPdf, ...] | None:
        """Return the pages that a worker printed, or None if the job must be submitted again."""
        try:
            answer = self._client.fetch_result(sent.future)
        except WorkerDiedError:
            self._requeue_dead_worker(sent.worker)
            return None
        except ResultUnavailableError:  # lost with its worker, or a file that it needs
            self._check_for_workers()
            if sent.future is not None:  # the worker is still there
                self._requeue_job(sent)
            return None
        except BriefError:
            raise
        except Exception:  # perhaps because the worker has another brief
            check_versions(self._client, list(self._queues))
            raise
        self._remove_from_queue(sent)
        if isinstance(answer, OtherToolchain):
            raise version_error(sent.worker, answer.parts)
        printed: tuple[PrintedPdf, ...] = answer
        return printed

    def _remove_from_queue(self, sent: _ClusterJob[Tag]) -> None:
        """Remove a job from the queue of its worker; the next one starts."""
        sent.future = None
        line = self._queues.get(sent.worker, [])
        if sent in line:
            line.remove(sent)
        if line:
            line[0].started = monotonic()

    def _requeue_job(self, sent: _ClusterJob[Tag]) -> None:
        self._remove_from_queue(sent)
        self._waiting.append(sent)

    def _check_for_workers(self) -> None:
        """Requeue the jobs of workers that have gone, and check new workers."""
        found = self._client.read_thread_counts()
        for worker in [worker for worker in self._queues if worker not in found]:
            self._requeue_dead_worker(worker)
            del self._queues[worker]
        new = {worker: number for worker, number in found.items() if worker not in self._queues}
        if new:
            for worker in check_workers(self._client, new):
                self._queues[worker] = []
        self._checked_at = monotonic()
        if self._queues:
            self._last_staffed = self._checked_at
        elif self._checked_at - self._last_staffed > NO_WORKERS_TIMEOUT:
            msg = f"the cluster of {self._client.address} has no workers"
            remedy = f"start some: dask worker {self._client.address} --nthreads 1"
            raise SetupError(msg, remedy, "cluster-empty")

    def _requeue_dead_worker(self, worker: str) -> None:
        """Requeue the jobs of a worker that died; it was printing the first, which may be why."""
        line = self._queues.get(worker, [])
        for number, sent in enumerate(line):
            self._client.release_job(sent.future)
            sent.future = None
            if number == 0:
                took = monotonic() - sent.started
                if sent.attempt >= MAX_ATTEMPTS:
                    long = took >= sent.timeout
                    what = "took too long and was ended" if long else "ended unexpectedly"
                    self._lost.append((sent.tag, LostJob(lost_finding(f"{what} twice ({worker})"))))
                    continue
                sent.attempt += 1
            self._waiting.append(sent)
        line.clear()
