"""The folder for a measurement: projects, caches and PDFs, apart from those of the user."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.content import make_project
from benchmarks.preparation import prepare

if TYPE_CHECKING:
    from benchmarks.preparation import PeerPage

CHECKOUT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured: editions of a batch, rounds, and how many are made at once."""

    editions: int
    few: int  # editions of a batch for peers that take long
    fewest: int  # and for those that take very long
    rounds: int
    jobs: int
    idle: int  # editions of the project in which nothing changes
    scale: tuple[int, int]  # editions of the two batches that are compared


class Workspace:
    """Makes projects, each with texts that have never been printed before."""

    def __init__(self, folder: Path, seed: int, options: Options) -> None:
        self.folder = folder
        self.options = options
        self.chance = Random(seed)  # noqa: S311 - chance for texts, not for secrets
        self._made = 0
        os.environ["XDG_CACHE_HOME"] = os.fspath(self._folder("prepared"))

    def environment(self) -> dict[str, str]:
        """Return the environment in which `brief` is measured.

        Its cache is not the one in which pages were prepared for the peers: brief would remember
        how they fit.
        """
        return {
            **os.environ,
            "XDG_CACHE_HOME": os.fspath(self._folder("measured")),
            "PYTHONPATH": os.fspath(CHECKOUT),
        }

    def project(self, editions: int) -> Path:
        """Return the root of a new project with that number of editions."""
        self._made += 1
        root = self.folder / "projects" / str(self._made)
        return make_project(root, editions, self.chance.getrandbits(64))

    def pages(self, root: Path) -> tuple[PeerPage, ...]:
        """Return the project's editions as the peers get them; from then on all see its fonts."""
        return prepare(root, self.folder / "pages" / root.name)

    def output(self, name: str) -> Path:
        """Return a folder for PDFs of that name."""
        letters = "".join(letter if letter.isalnum() else "-" for letter in name)
        return self._folder(f"pdf/{letters}")

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def tell(words: str) -> None:
    """Say what is being measured: it takes minutes."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
