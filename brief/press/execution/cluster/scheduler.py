"""Printing on other machines: orders to the workers of a Dask cluster, pages back as they come.

Each order is given to one worker, and each worker has a few at a time: so memory stays flat however
many orders there are, and when a worker dies it is known which order it was printing. Files are
asked for by the worker that lacks them (`brief.press.execution.cluster.job_package`).
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
from brief.press.execution.cluster.worker_checks import check_versions, check_workers, version_error
from brief.press.execution.cluster.worker_tasks import (
    MissingFiles,
    OtherToolchain,
    disk_error,
    print_package,
    store_files,
    toolchain_hash,
)
from brief.press.execution.local import (
    MAX_ATTEMPTS,
    TIMEOUT,
    TIMEOUT_PER_EDITION,
    LostJob,
    lost_finding,
    print_in_process,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from brief.findings import Finding
    from brief.press.execution.cluster.worker_tasks import Print
    from brief.press.job.model import RenderJob
    from brief.press.job.result import PrintedPdf

JOBS_PER_WORKER = 2  # orders that a worker has: the one it prints, and the next
CHECK_INTERVAL = 1.0  # seconds, after which it is asked which workers there are
NO_WORKERS_TIMEOUT = 60.0  # seconds that there may be no worker at all
MAX_FILE_REQUESTS = 6  # times that a worker may ask for files of one order
BATCH_SIZE = 8 << 20  # bytes of files in one message

Tag = TypeVar("Tag")


@dataclass(slots=True, eq=False)
class _ClusterJob(Generic[Tag]):
    """An order under way: `begun` is when it became its worker's next, in monotonic seconds."""

    tag: Tag
    job: RenderJob
    package: bytes = b""
    files: PackageFiles = field(default_factory=lambda: PackageFiles({}))
    attempt: int = 1
    file_requests: int = 0
    worker: str = ""
    submitted: float = 0.0
    started: float = 0.0
    future: Any = None

    @property
    def timeout(self) -> float:
        return TIMEOUT + TIMEOUT_PER_EDITION * len(self.job.editions)

    def pack_files(self) -> None:
        """Make the parcel, of the files as they are now."""
        parcel, self.files = pack_job(self.job)
        self.package = parcel.to_bytes()


def print_on_cluster(
    jobs: Iterable[tuple[Tag, RenderJob]], address: str, print_one: Print = print_in_process
) -> Generator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
    """Yield what becomes of each job, with its tag, printed by that scheduler's workers.

    Nobody is called if there are no jobs. Raises SetupError if the scheduler cannot be reached or
    is lost, if there are no workers, or if they would print other bytes than this machine; and
    what printing raises.
    """
    source = iter(jobs)
    first = next(source, None)
    if first is None:
        return
    with DaskClient(address) as board:
        yield from ClusterRun[Tag](board, print_one).print_all(chain([first], source))


class ClusterRun(Generic[Tag]):
    """The workers behind a switchboard, and what each has been given."""

    def __init__(self, client: DaskClient, print_one: Print) -> None:
        self._client = client
        self._print = print_one
        self._queues: dict[str, list[_ClusterJob[Tag]]] = {}  # by worker, in the order of printing
        self._waiting: deque[_ClusterJob[Tag]] = deque()
        self._sent_files: dict[str, dict[str, float]] = {}  # by worker: when content was sent to it
        self._done: SimpleQueue[tuple[_ClusterJob[Tag], object]] = SimpleQueue()
        self._lost: deque[tuple[Tag, LostJob]] = deque()
        self._checked_at = self._last_staffed = monotonic()

    def print_all(
        self, jobs: Iterable[tuple[Tag, RenderJob]]
    ) -> Iterator[tuple[Tag, tuple[PrintedPdf, ...] | LostJob]]:
        """Yield what becomes of each job; jobs are taken only as they are needed."""
        source = (_ClusterJob(tag, job) for tag, job in jobs)
        self._check_for_workers()
        while True:
            while self._lost:
                yield self._lost.popleft()
            more = self._fill_queues(source)
            if not (more or self._waiting or any(self._queues.values())):
                return
            try:
                sent, future = self._done.get(timeout=self._seconds_to_check())
            except Empty:
                self._check_for_workers()
                continue
            if sent.future is future and (printed := self._process_answer(sent)) is not None:
                yield sent.tag, printed

    def _fill_queues(self, source: Iterator[_ClusterJob[Tag]]) -> bool:
        """Give each worker its fill; say whether there may be more than that."""
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
        sent.worker, sent.submitted = worker, monotonic()
        line = self._queues[worker]
        if not line:
            sent.started = sent.submitted
        line.append(sent)
        sent.future = self._client.submit_job(
            worker,
            print_package,
            toolchain_hash(),
            sent.timeout,
            sent.package,
            self._print,
            done=lambda future: self._done.put((sent, future)),
        )

    def _process_answer(self, sent: _ClusterJob[Tag]) -> tuple[PrintedPdf, ...] | None:
        """Return what a worker printed, or see to it that it can."""
        try:
            answer = self._client.fetch_result(sent.future)
        except WorkerDiedError:
            self._requeue_dead_worker(sent.worker)
            return None
        except ResultUnavailableError:  # the worker, or the connection, has gone with it
            self._requeue_job(sent)
            self._check_for_workers()
            return None
        except BriefError:
            raise
        except Exception:  # another brief on the worker may be all there is to it
            check_versions(self._client, list(self._queues))
            raise
        self._remove_from_queue(sent)
        if isinstance(answer, OtherToolchain):
            raise version_error(sent.worker, answer.parts)
        if isinstance(answer, MissingFiles):
            self._send_files(sent, answer.names)
        else:
            printed: tuple[PrintedPdf, ...] = answer
            return printed
        return None

    def _send_files(self, sent: _ClusterJob[Tag], names: frozenset[str]) -> None:
        """Send a worker the files that it lacks, and give it the order again."""
        sent.file_requests += 1
        if sent.file_requests > MAX_FILE_REQUESTS:
            self._lost.append((sent.tag, LostJob(_files_lost_finding(sent.worker))))
            return
        kept = self._sent_files.setdefault(sent.worker, {})
        wanted = [name for name in sorted(names) if kept.get(name, 0.0) < sent.submitted]
        contents = {name: sent.files.read_content(name) for name in wanted}
        if None in contents.values():  # a file was changed while it was waiting to be printed
            sent.pack_files()
        else:
            for batch in _split_batches(
                {name: it for name, it in contents.items() if it is not None}
            ):
                answer = self._client.run_on_workers([sent.worker], store_files, batch).get(
                    sent.worker
                )
                if answer == "":
                    kept.update(dict.fromkeys(batch, monotonic()))
                elif isinstance(answer, str):
                    raise disk_error(answer, sent.worker)
        if sent.worker in self._queues:
            self._submit(sent, sent.worker)
            self._forget_old_files(sent.worker)
        else:
            self._waiting.append(sent)

    def _forget_old_files(self, worker: str) -> None:
        """Forget what was sent before the oldest order in the line was given: it is there."""
        oldest = min(sent.submitted for sent in self._queues[worker])
        kept = self._sent_files[worker]
        self._sent_files[worker] = {name: sent for name, sent in kept.items() if sent >= oldest}

    def _remove_from_queue(self, sent: _ClusterJob[Tag]) -> None:
        """Take an order out of its worker's line; the next begins."""
        sent.future = None
        line = self._queues.get(sent.worker, [])
        if sent in line:
            line.remove(sent)
        if line:
            line[0].started = monotonic()

    def _requeue_job(self, sent: _ClusterJob[Tag]) -> None:
        self._remove_from_queue(sent)
        self._waiting.append(sent)

    def _seconds_to_check(self) -> float:
        return max(0.0, self._checked_at + CHECK_INTERVAL - monotonic())

    def _check_for_workers(self) -> None:
        """See which workers have gone, and take on those that have come."""
        found = self._client.read_thread_counts()
        for worker in [worker for worker in self._queues if worker not in found]:
            self._requeue_dead_worker(worker)
            del self._queues[worker]
            self._sent_files.pop(worker, None)
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
        """Take back what a worker had that died: the first was being printed, and may be why."""
        line = self._queues.get(worker, [])
        for number, sent in enumerate(line):
            self._client.release_job(sent.future)
            sent.future = None
            if number == 0:
                took = monotonic() - sent.started
                if sent.attempt >= MAX_ATTEMPTS:
                    long = took >= sent.timeout
                    what = "took too long and was ended" if long else "ended unexpectedly"
                    self._lost.append((sent.tag, LostJob(lost_finding(f"{what} ({worker})"))))
                    continue
                sent.attempt += 1
            self._waiting.append(sent)
        line.clear()


def _split_batches(contents: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Part content into messages of a moderate size; a file goes whole."""
    batch: dict[str, bytes] = {}
    size = 0
    for name, content in contents.items():
        if batch and size + len(content) > BATCH_SIZE:
            yield batch
            batch, size = {}, 0
        batch[name] = content
        size += len(content)
    if batch:
        yield batch


def _files_lost_finding(worker: str) -> Finding:
    return error(
        "cluster-files",
        f"files of this briefing did not arrive at {worker}, or did not stay there",
        "see that nothing else empties the cache of that machine, and that no file of the briefing "
        "changes all the time; then build again",
    )
