"""What checking a page costs, beside fitting and writing it (`python benchmarks/preflight.py`).

The sample is built several times in one process; the same run times the checks alone on the PDFs
that came out. What counts is the ratio, not the seconds of this machine.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from brief.build import Request, build
from brief.press import print_group as printing
from brief.project import Project

ROUNDS = 7
CHECKS = ("inspect_layout", "inspect_pdf", "inspect_built")


class Stopwatch:
    """Sums up the time that wrapped functions take."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wrap(self, name: str) -> None:
        """Time every call of that function of `brief.press.print_group`."""
        function = getattr(printing, name)

        def timed(*arguments: object) -> object:
            start = perf_counter()
            try:
                return function(*arguments)
            finally:
                self.seconds += perf_counter() - start

        setattr(printing, name, timed)


def main() -> None:
    """Build, time, and print the share of the checks."""
    watch = Stopwatch()
    for name in CHECKS:
        watch.wrap(name)
    shares = []
    with TemporaryDirectory() as folder:
        shutil.copytree(Path(__file__).parents[1] / "content", Path(folder) / "content")
        for number in range(ROUNDS + 1):
            watch.seconds, start = 0.0, perf_counter()
            build(Project(Path(folder)), Request(), lambda *_: None)
            total = perf_counter() - start
            if number:  # the first warms up
                shares.append(watch.seconds / (total - watch.seconds))
    sys.stdout.write(
        f"checks add {median(shares):.0%} to a build (median of {ROUNDS}; from {min(shares):.0%} "
        f"to {max(shares):.0%})\n"
    )


if __name__ == "__main__":
    main()
