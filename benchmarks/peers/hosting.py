"""A warm peer: a process of its own that prints on request, and measures its time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from benchmarks.memory import Watch
from benchmarks.preparation import PeerPage

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection
    from types import TracebackType
    from typing import Self

    from benchmarks.memory import Peaks

PATIENCE = 10  # seconds that a peer is given to end
Print = Callable[[Sequence[PeerPage], Path], None]
"""Prints the pages into a folder."""


class PeerError(RuntimeError):
    """A peer could not print."""


class Peer(Protocol):
    """Somebody else who prints pages; picklable, since it goes to work in another process."""

    @property
    def name(self) -> str:
        """What its row is called."""

    def missing(self) -> str:
        """Return what has to be installed first, or nothing."""

    def opened(self) -> AbstractContextManager[Print]:
        """Start whatever is needed, and return what prints."""


class Hosted:
    """A peer in its own process, started once and kept warm."""

    def __init__(self, peer: Peer) -> None:
        self.name = peer.name
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(peer, theirs))  # may have children
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        self._answer()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # it may have ended by itself
            self._pipe.send(None)
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.terminate()

    def print(self, pages: Sequence[PeerPage], out: Path) -> float:
        """Let it print the pages, and return the seconds that it took.

        Raises PeerError, with the reason, if it could not.
        """
        self._pipe.send((pages, out))
        return self._answer()

    def watched(self, pages: Sequence[PeerPage], out: Path) -> Peaks | None:
        """Let it print the pages, and return how much memory it and its children needed."""
        with Watch(self._process.pid or 0) as watch:
            self.print(pages, out)
        return watch.peaks()

    def _answer(self) -> float:
        try:
            answer = self._pipe.recv()
        except EOFError:
            answer = "its process ended"
        if isinstance(answer, str):
            msg = f"{self.name}: {answer}"
            raise PeerError(msg)
        return float(answer)


def _serve(peer: Peer, pipe: Connection) -> None:
    try:
        with peer.opened() as printer:
            pipe.send(0.0)
            while task := pipe.recv():
                gc.collect()
                start = perf_counter()
                printer(*task)
                pipe.send(perf_counter() - start)
    except EOFError:  # the other side has ended
        return
    except Exception as problem:  # noqa: BLE001 - whatever it is, the other side reports it
        pipe.send(f"{type(problem).__name__}: {problem}")
