"""brief with its workers warm: the same whole way as `brief build`, without its start-up."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.peers.library import order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.peers.hosting import Print
    from benchmarks.preparation import PeerPage
    from brief.press.execution.local import WorkerPool
    from brief.press.job.model import RenderJob


class UnfinishedError(RuntimeError):
    """An edition was not printed: what is measured would not be what the others do."""


@dataclass(frozen=True, slots=True)
class WarmWorkers:
    """Reads, compares the languages, fits, prints and checks, with workers that stay."""

    name: str
    jobs: int

    def missing(self) -> str:
        """Return what to install: nothing."""
        return ""

    @contextmanager
    def opened(self) -> Iterator[Print]:
        """Start the workers; what they remember of pages is theirs, and gone afterwards."""
        from brief.press.execution.local import WorkerPool

        with TemporaryDirectory(ignore_cleanup_errors=True) as cache:
            os.environ["XDG_CACHE_HOME"] = cache
            with WorkerPool(self.jobs) as workers:
                yield lambda pages, out: _print(workers, pages, out)


def _print(workers: WorkerPool, pages: Sequence[PeerPage], out: Path) -> None:
    for slug, outcome in workers.print_all(_orders(pages)):
        for printed in outcome if isinstance(outcome, tuple) else ():
            (out / f"{slug}.{printed.language}.pdf").write_bytes(printed.pdf)
        if not isinstance(outcome, tuple) or not all(printed.pdf for printed in outcome):
            msg = f"{slug} was not printed"
            raise UnfinishedError(msg)


def _orders(pages: Sequence[PeerPage]) -> Iterator[tuple[str, RenderJob]]:
    for slug, together in groupby(pages, lambda page: page.slug):
        yield slug, order(next(together).root, slug)[0]
