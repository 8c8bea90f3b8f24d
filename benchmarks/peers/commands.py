"""Commands that are measured as a whole, from the start of their process to its end."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from benchmarks.measure import run_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.preparation import PeerPage


class CommandPeer(Protocol):
    """Somebody else's command, which prints one page."""

    @property
    def name(self) -> str:
        """What its row is called."""

    def missing(self) -> str:
        """Return what has to be installed first, or nothing."""

    def command(self, page: PeerPage, out: Path) -> list[str]:
        """Return the command that prints this page."""


def print_each(peer: CommandPeer, pages: Sequence[PeerPage], out: Path, at_once: int) -> float:
    """Run the command for each page, several at once, and return the seconds that all took."""
    return run_all([peer.command(page, out) for page in pages], out, os.environ, at_once)


def brief_build(environment: Mapping[str, str], jobs: int, *arguments: str) -> list[str]:
    """Return the command that builds a project, with that number of workers if brief has any."""
    command = [sys.executable, "-m", "brief", "build", "--quiet", *arguments]
    return [*command, "--jobs", str(jobs)] if _knows_jobs(environment["PYTHONPATH"]) else command


@lru_cache(maxsize=1)
def _knows_jobs(checkout: str) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "brief", "build", "--help"],
        env={**os.environ, "PYTHONPATH": checkout, "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    return "--jobs" in done.stdout
