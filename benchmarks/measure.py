"""Timing: a command as a whole, series over rounds, and ratios that hold where seconds do not."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.memory import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.memory import Peaks

LAST_WORDS = 600  # characters of what a failed command said


class CommandError(RuntimeError):
    """A command did not do its work, so that its time means nothing."""


@dataclass(slots=True)
class Series:
    """What was measured of one thing, round by round: seconds an edition, and its memory."""

    name: str
    editions: int = 1
    seconds: list[float] = field(default_factory=list)
    peaks: Peaks | None = None

    @property
    def median(self) -> float:
        """The middle of the rounds, in seconds."""
        return median(self.seconds)

    def times_as_long_as(self, other: Series) -> float:
        """Return the middle of the rounds' ratios: both were measured in each, one after another.

        A machine that was slow for one round was so for both.
        """
        pairs = zip(self.seconds, other.seconds, strict=True)
        return median(own / its for own, its in pairs)


def run(argv: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    """Run a command and return how many seconds it took as a whole.

    Raises CommandError, with its last words, if it did not succeed.
    """
    start = perf_counter()
    done = subprocess.run(argv, cwd=folder, env=environment, capture_output=True, check=False)
    seconds = perf_counter() - start
    _must_succeed(argv, done.returncode, done.stderr)
    return seconds


def run_all(
    commands: Sequence[Sequence[str]], folder: Path, environment: Mapping[str, str], at_once: int
) -> float:
    """Run the commands, `at_once` in parallel, and return the seconds that all of them took."""
    start = perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda argv: run(argv, folder, environment), commands))
    return perf_counter() - start


def watch(
    argv: Sequence[str], folder: Path, environment: Mapping[str, str], every: float
) -> tuple[float, Peaks | None]:
    """Run a command, and return its seconds and how much memory it and its children needed."""
    with subprocess.Popen(
        argv,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        start = perf_counter()
        with Watch(process.pid, every) as watched:
            _, said = process.communicate()
        seconds = perf_counter() - start
    _must_succeed(argv, process.returncode, said)
    return seconds, watched.peaks()


def _must_succeed(argv: Sequence[str], code: int, said: bytes) -> None:
    if code:
        words = said.decode("utf-8", "replace")[-LAST_WORDS:].strip()
        msg = f"{' '.join(argv[:4])} … ended with {code}: {words}"
        raise CommandError(msg)
