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
from brief.press.execution.cluster.dask_client import NotYetError, Switchboard, WorkerDiedError
from brief.press.execution.cluster.job_package import Stock, pack
from brief.press.execution.cluster.worker_checks import check_versions, different, muster
from brief.press.execution.cluster.worker_tasks import (
    Different,
    Lacking,
    disk_error,
    keep_here,
    print_parcel,
    stamp,
)
from brief.press.execution.local import (
    ATTEMPTS,
    PATIENCE,
    PATIENCE_EACH,
    Lost,
    lost_finding,
    print_here,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from brief.findings import Finding
    from brief.press.execution.cluster.worker_tasks import Print
    from brief.press.job.model import RenderJob
    from brief.press.job.result import Printed

AHEAD = 2  # orders that a worker has: the one it prints, and the next
LOOK_EVERY = 1.0  # seconds, after which it is asked which workers there are
EMPTY_FOR = 60.0  # seconds that there may be no worker at all
ROUNDS = 6  # times that a worker may ask for files of one order
BATCH = 8 << 20  # bytes of files in one message

Tag = TypeVar("Tag")


@dataclass(slots=True, eq=False)
class _Sent(Generic[Tag]):
    """An order under way: `begun` is when it became its worker's next, in monotonic seconds."""

    tag: Tag
    job: RenderJob
    content: bytes = b""
    stock: Stock = field(default_factory=lambda: Stock({}))
    attempt: int = 1
    rounds: int = 0
    worker: str = ""
    given: float = 0.0
    begun: float = 0.0
    future: Any = None

    @property
    def patience(self) -> float:
        return PATIENCE + PATIENCE_EACH * len(self.job.editions)

    def pack(self) -> None:
        """Make the parcel, of the files as they are now."""
        parcel, self.stock = pack(self.job)
        self.content = parcel.wrapped()


def print_on_cluster(
    jobs: Iterable[tuple[Tag, RenderJob]], address: str, print_one: Print = print_here
) -> Generator[tuple[Tag, tuple[Printed, ...] | Lost]]:
    """Yield what becomes of each job, with its tag, printed by that scheduler's workers.

    Nobody is called if there are no jobs. Raises SetupError if the scheduler cannot be reached or
    is lost, if there are no workers, or if they would print other bytes than this machine; and
    what printing raises.
    """
    source = iter(jobs)
    first = next(source, None)
    if first is None:
        return
    with Switchboard(address) as board:
        yield from Cluster[Tag](board, print_one).print_all(chain([first], source))


class Cluster(Generic[Tag]):
    """The workers behind a switchboard, and what each has been given."""

    def __init__(self, board: Switchboard, print_one: Print) -> None:
        self._board = board
        self._print = print_one
        self._lines: dict[str, list[_Sent[Tag]]] = {}  # by worker, in the order of printing
        self._again: deque[_Sent[Tag]] = deque()
        self._kept: dict[str, dict[str, float]] = {}  # by worker: when content was sent to it
        self._done: SimpleQueue[tuple[_Sent[Tag], object]] = SimpleQueue()
        self._lost: deque[tuple[Tag, Lost]] = deque()
        self._looked = self._staffed = monotonic()

    def print_all(
        self, jobs: Iterable[tuple[Tag, RenderJob]]
    ) -> Iterator[tuple[Tag, tuple[Printed, ...] | Lost]]:
        """Yield what becomes of each job; jobs are taken only as they are needed."""
        source = (_Sent(tag, job) for tag, job in jobs)
        self._look()
        while True:
            while self._lost:
                yield self._lost.popleft()
            more = self._fill(source)
            if not (more or self._again or any(self._lines.values())):
                return
            try:
                sent, future = self._done.get(timeout=self._until_look())
            except Empty:
                self._look()
                continue
            if sent.future is future and (printed := self._answer(sent)) is not None:
                yield sent.tag, printed

    def _fill(self, source: Iterator[_Sent[Tag]]) -> bool:
        """Give each worker its fill; say whether there may be more than that."""
        while True:
            worker = min(self._lines, key=lambda it: len(self._lines[it]), default="")
            if worker and len(self._lines[worker]) >= AHEAD:
                return True
            if not self._again:
                sent = next(source, None)
                if sent is None:
                    return False
                self._again.append(sent)
            if not worker:
                return True
            sent = self._again.popleft()
            if not sent.content:
                sent.pack()
            self._give(sent, worker)

    def _give(self, sent: _Sent[Tag], worker: str) -> None:
        sent.worker, sent.given = worker, monotonic()
        line = self._lines[worker]
        if not line:
            sent.begun = sent.given
        line.append(sent)
        sent.future = self._board.give(
            worker,
            print_parcel,
            stamp(),
            sent.patience,
            sent.content,
            self._print,
            done=lambda future: self._done.put((sent, future)),
        )

    def _answer(self, sent: _Sent[Tag]) -> tuple[Printed, ...] | None:
        """Return what a worker printed, or see to it that it can."""
        try:
            answer = self._board.take(sent.future)
        except WorkerDiedError:
            self._charge_worker(sent.worker)
            return None
        except NotYetError:  # the worker, or the connection, has gone with it
            self._put_back(sent)
            self._look()
            return None
        except BriefError:
            raise
        except Exception:  # another brief on the worker may be all there is to it
            check_versions(self._board, list(self._lines))
            raise
        self._leave(sent)
        if isinstance(answer, Different):
            raise different(sent.worker, answer.parts)
        if isinstance(answer, Lacking):
            self._supply(sent, answer.names)
        else:
            printed: tuple[Printed, ...] = answer
            return printed
        return None

    def _supply(self, sent: _Sent[Tag], names: frozenset[str]) -> None:
        """Send a worker the files that it lacks, and give it the order again."""
        sent.rounds += 1
        if sent.rounds > ROUNDS:
            self._lost.append((sent.tag, Lost(_not_kept(sent.worker))))
            return
        kept = self._kept.setdefault(sent.worker, {})
        wanted = [name for name in sorted(names) if kept.get(name, 0.0) < sent.given]
        contents = {name: sent.stock.content(name) for name in wanted}
        if None in contents.values():  # a file was changed while it was waiting to be printed
            sent.pack()
        else:
            for batch in _batches({name: it for name, it in contents.items() if it is not None}):
                answer = self._board.ask([sent.worker], keep_here, batch).get(sent.worker)
                if answer == "":
                    kept.update(dict.fromkeys(batch, monotonic()))
                elif isinstance(answer, str):
                    raise disk_error(answer, sent.worker)
        if sent.worker in self._lines:
            self._give(sent, sent.worker)
            self._forget_old(sent.worker)
        else:
            self._again.append(sent)

    def _forget_old(self, worker: str) -> None:
        """Forget what was sent before the oldest order in the line was given: it is there."""
        oldest = min(sent.given for sent in self._lines[worker])
        kept = self._kept[worker]
        self._kept[worker] = {name: sent for name, sent in kept.items() if sent >= oldest}

    def _leave(self, sent: _Sent[Tag]) -> None:
        """Take an order out of its worker's line; the next begins."""
        sent.future = None
        line = self._lines.get(sent.worker, [])
        if sent in line:
            line.remove(sent)
        if line:
            line[0].begun = monotonic()

    def _put_back(self, sent: _Sent[Tag]) -> None:
        self._leave(sent)
        self._again.append(sent)

    def _until_look(self) -> float:
        return max(0.0, self._looked + LOOK_EVERY - monotonic())

    def _look(self) -> None:
        """See which workers have gone, and take on those that have come."""
        found = self._board.threads()
        for worker in [worker for worker in self._lines if worker not in found]:
            self._charge_worker(worker)
            del self._lines[worker]
            self._kept.pop(worker, None)
        new = {worker: number for worker, number in found.items() if worker not in self._lines}
        if new:
            for worker in muster(self._board, new):
                self._lines[worker] = []
        self._looked = monotonic()
        if self._lines:
            self._staffed = self._looked
        elif self._looked - self._staffed > EMPTY_FOR:
            msg = f"the cluster of {self._board.address} has no workers"
            remedy = f"start some: dask worker {self._board.address} --nthreads 1"
            raise SetupError(msg, remedy, "cluster-empty")

    def _charge_worker(self, worker: str) -> None:
        """Take back what a worker had that died: the first was being printed, and may be why."""
        line = self._lines.get(worker, [])
        for number, sent in enumerate(line):
            self._board.drop(sent.future)
            sent.future = None
            if number == 0:
                took = monotonic() - sent.begun
                if sent.attempt >= ATTEMPTS:
                    long = took >= sent.patience
                    what = "took too long and was ended" if long else "ended unexpectedly"
                    self._lost.append((sent.tag, Lost(lost_finding(f"{what} ({worker})"))))
                    continue
                sent.attempt += 1
            self._again.append(sent)
        line.clear()


def _batches(contents: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Part content into messages of a moderate size; a file goes whole."""
    batch: dict[str, bytes] = {}
    size = 0
    for name, content in contents.items():
        if batch and size + len(content) > BATCH:
            yield batch
            batch, size = {}, 0
        batch[name] = content
        size += len(content)
    if batch:
        yield batch


def _not_kept(worker: str) -> Finding:
    return error(
        "cluster-files",
        f"files of this briefing did not arrive at {worker}, or did not stay there",
        "see that nothing else empties the cache of that machine, and that no file of the briefing "
        "changes all the time; then build again",
    )
