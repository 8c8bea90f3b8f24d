"""brief and other ways to the same page, side by side in one run.

    python benchmarks/speed.py                    everything but the batch of thousands
    python benchmarks/speed.py --only scale       that one
    python benchmarks/speed.py --quick            a few editions: whether it works, not how fast

Each section prints its table and writes it into docs/speed.md; a quick one writes only where --into
says. What counts are the ratios: all are measured in turns, on the same pages, in one run. Peers
that are not installed are left out, and named.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.machine import Machine
    from benchmarks.workspace import Options, Workspace

CHECKOUT = Path(__file__).parents[1]
SECTIONS = ("single", "batch", "prices", "idle", "preview", "scale")
USUAL = SECTIONS[:-1]
FEWEST = 2  # editions, one in each language


def main() -> None:
    """Measure the sections asked for, one after another."""
    # The checkout's own brief, and `benchmarks` as a package.
    sys.path[0] = str(CHECKOUT)
    from benchmarks.machine import this_machine
    from benchmarks.table import NoPlaceError, around
    from benchmarks.workspace import Workspace, tell

    asked = _arguments()
    sections = tuple(dict.fromkeys(asked.only or USUAL))
    try:
        for name in sections if asked.into else ():  # before an hour has passed
            around(asked.into, name)
    except NoPlaceError as problem:
        sys.exit(str(problem))
    machine = this_machine()
    if machine.busy:
        tell(f"the machine is busy (load {machine.load:.1f}): the figures are not to be trusted")
    with TemporaryDirectory(prefix="speed-", ignore_cleanup_errors=True) as temporary:
        folder = asked.keep or Path(temporary)
        workspace = Workspace(folder.resolve(), asked.seed, _options(asked))
        tell(f"seed {asked.seed}")
        for name in sections:
            _measure(name, workspace, machine, asked.into)


def _measure(name: str, workspace: Workspace, machine: Machine, into: Path | None) -> None:
    from benchmarks.measure import CommandError
    from benchmarks.peers.hosting import PeerError
    from benchmarks.table import put_into
    from brief.errors import BriefError

    section = import_module(f"benchmarks.sections.{name}")
    try:
        table = getattr(section, f"measure_{name}")(workspace)
    except (BriefError, CommandError, PeerError) as problem:
        sys.exit(f"{name}: {problem}")
    if into:
        put_into(into, table, machine.caption())
    sys.stdout.write(f"{table.markdown(machine.caption())}\n")
    sys.stdout.flush()


def _options(asked: argparse.Namespace) -> Options:
    from benchmarks.workspace import Options

    if asked.quick:
        return Options(editions=6, few=4, fewest=2, rounds=1, jobs=asked.jobs, idle=6, scale=(4, 8))
    return Options(
        editions=asked.editions,
        few=min(asked.editions, 40),
        fewest=min(asked.editions, 16),
        rounds=asked.rounds,
        jobs=asked.jobs,
        idle=1000,
        scale=(asked.editions, 25 * asked.editions),
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a few editions, one round")
    parser.add_argument("--editions", type=int, default=200, help="of a batch (200)")
    parser.add_argument("--rounds", type=int, default=5, help="of which the middle counts (5)")
    parser.add_argument("--jobs", type=int, default=2, help="made at the same time (2)")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="a section; repeatable")
    parser.add_argument(
        "--into", type=Path, help="a file with a place for each table (docs/speed.md)"
    )
    parser.add_argument("--keep", type=Path, help="an empty folder to work in, and keep")
    parser.add_argument("--seed", type=int, default=time.time_ns(), help="of the texts (the clock)")
    asked = parser.parse_args()
    if asked.editions < FEWEST or asked.rounds < 1 or asked.jobs < 1:
        parser.error(f"it takes {FEWEST} editions, a round and a job at least")
    if asked.keep and asked.keep.exists() and any(asked.keep.iterdir()):
        parser.error(f"{asked.keep} is not empty")
    if not (asked.into or asked.quick):
        asked.into = CHECKOUT / "docs" / "speed.md"
    return asked


if __name__ == "__main__":
    main()
