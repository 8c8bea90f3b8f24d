"""Many different editions: brief against the others, on the same pages, in one run."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.content import LANGUAGES, slugs
from benchmarks.editing import change_colour, change_words, state
from benchmarks.measure import Series, run, watch
from benchmarks.memory import EVERY
from benchmarks.outcome import overfull
from benchmarks.peers.chromium import Chromium
from benchmarks.peers.commands import brief_build, print_each
from benchmarks.peers.hosting import Hosted
from benchmarks.peers.typst import WarmTypst
from benchmarks.peers.weasyprint import WarmWeasyPrint, WeasyPrintCommand
from benchmarks.peers.workers import WarmWorkers
from benchmarks.table import NOTHING, Table, left_out, megabytes, milliseconds, ratio
from benchmarks.workspace import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.peers.hosting import Peer
    from benchmarks.preparation import PeerPage
    from benchmarks.workspace import Workspace

FRESH = "`brief build`: new editions, fitted and checked"
WORDS = "`brief build`: a word changed in each"
COLOUR = "`brief build`: another brand colour"
NOTHING_NEW = "`brief build`: nothing changed"
WARM_UP = 6  # editions
HEAD = (
    "what",
    "ms an edition (rounds)",
    "throughput, × Chromium",
    "throughput, × `weasyprint`",
    "MB: process",
    "largest child",
    "together",
)


@dataclass(slots=True)
class Contest:
    """Everybody who prints, and what was measured of each."""

    workspace: Workspace
    hosted: dict[str, tuple[Hosted, int]] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    missing: list[tuple[str, str]] = field(default_factory=list)  # and what to install
    overfull: dict[str, int] = field(default_factory=dict)  # PDFs with more than one page
    wrote: bool = False  # whether a build in which nothing was new wrote anything

    def note(self, name: str, editions: int, seconds: float) -> None:
        """Record the time that a number of editions took."""
        found = self.series.setdefault(name, Series(name, editions))
        found.seconds.append(seconds / editions)


def measure_batch(workspace: Workspace) -> Table:
    """Return the table of a batch; the rounds meet the peers in ever another order."""
    options = workspace.options
    contest = Contest(workspace)
    peers = _peers(options.editions, options.few, options.jobs)
    command = WeasyPrintCommand("`weasyprint` command, one after another")
    with ExitStack() as stack:
        warm_up = workspace.pages(workspace.project(WARM_UP))
        for peer, editions in peers:
            if remedy := peer.missing():
                contest.missing.append((peer.name, remedy))
                continue
            host = stack.enter_context(Hosted(peer))
            host.print(warm_up, workspace.output(peer.name))
            contest.hosted[peer.name] = host, editions
        _build(contest, warm_up[0].root)
        contest.series.clear()
        pages: tuple[PeerPage, ...] = ()
        for number in range(options.rounds):
            tell(f"batch: round {number + 1} of {options.rounds}")
            pages = workspace.pages(workspace.project(options.editions))
            _round(contest, pages, command)
        tell("batch: memory")
        _watch(contest, pages, command)
    commands = [command.name, _at_once(options.jobs)]
    names = [FRESH, WORDS, COLOUR, NOTHING_NEW, *contest.hosted, *commands]
    return _table(contest, [name for name in names if name in contest.series], command.name)


def _peers(editions: int, few: int, jobs: int) -> list[tuple[Peer, int]]:
    """Return the peers that stay warm, and how many editions each prints in a round."""
    return [
        (
            WarmWorkers(f"brief, {jobs} workers warm: new editions, fitted and checked", jobs),
            editions,
        ),
        (Chromium(reference(jobs), jobs), editions),
        (Chromium("Chromium, warm, one page", 1), editions),
        (
            Chromium(f"Chromium, warm, {jobs} pages in parallel, tagged", jobs, tagged=True),
            editions,
        ),
        (WarmWeasyPrint("WeasyPrint, warm, the same style sheets", naive=False), few),
        (WarmWeasyPrint("WeasyPrint, warm, naive style sheet", naive=True), few),
        (WarmTypst("Typst, warm, a fresh compiler for each", fresh=True), editions),
        (WarmTypst("Typst, warm", fresh=False), editions),
    ]


def reference(jobs: int) -> str:
    """Return the name of the peer that throughput is compared with."""
    return f"Chromium, warm, {jobs} pages in parallel"


def _round(contest: Contest, pages: Sequence[PeerPage], command: WeasyPrintCommand) -> None:
    workspace = contest.workspace
    options = workspace.options

    def hosted(name: str) -> Callable[[], None]:
        host, editions = contest.hosted[name]
        share = pages[:editions]
        out = workspace.output(name)
        return lambda: contest.note(name, len(share), host.print(share, out))

    def commands(at_once: int) -> Callable[[], None]:
        share = pages[: options.fewest]
        name = command.name if at_once == 1 else _at_once(at_once)
        out = workspace.output(name)
        return lambda: contest.note(name, len(share), print_each(command, share, out, at_once))

    steps = [hosted(name) for name in contest.hosted]
    steps += [commands(at_once) for at_once in sorted({1, options.jobs})]
    steps.append(lambda: _build(contest, pages[0].root))
    workspace.chance.shuffle(steps)
    for step in steps:
        step()


def _at_once(jobs: int) -> str:
    return f"`weasyprint` command, {jobs} at a time"


def _build(contest: Contest, root: Path) -> None:
    """Build the project as its editor would: as it is, again, and after two kinds of change."""
    workspace = contest.workspace
    environment = workspace.environment()
    command = brief_build(environment, workspace.options.jobs)
    editions = len(LANGUAGES) * len(slugs(root))

    def build(name: str) -> None:
        contest.note(name, editions, run(command, root, environment))

    build(FRESH)
    before = state(root / "dist")
    build(NOTHING_NEW)
    contest.wrote = contest.wrote or state(root / "dist") != before
    change_words(root, workspace.chance)
    build(WORDS)
    change_colour(root, workspace.chance)
    build(COLOUR)


def _watch(contest: Contest, pages: Sequence[PeerPage], command: WeasyPrintCommand) -> None:
    """Let every peer print once more, to measure how much memory it needs."""
    workspace = contest.workspace
    for name, (host, editions) in contest.hosted.items():
        peaks = host.watched(pages[:editions], workspace.output(name))
        contest.series[name].peaks = peaks
        if count := overfull(pages[:editions], workspace.output(name)):
            contest.overfull[name] = count
    out = workspace.output(command.name)
    argv = command.command(pages[0], out)
    contest.series[command.name].peaks = watch(argv, out, os.environ, EVERY)[1]
    environment = workspace.environment()
    root = workspace.project(workspace.options.editions)
    build = brief_build(environment, workspace.options.jobs)
    for name, change in ((FRESH, None), (NOTHING_NEW, None), (WORDS, change_words)):
        if change:
            change(root, workspace.chance)
        contest.series[name].peaks = watch(build, root, environment, EVERY)[1]


def _table(contest: Contest, names: Sequence[str], command: str) -> Table:
    series = contest.series
    chromium = series.get(reference(contest.workspace.options.jobs))
    rows = []
    for name in names:
        own = series[name]
        rows.append(
            (
                name,
                milliseconds(own),
                ratio(chromium.times_as_long_as(own)) if chromium else NOTHING,
                ratio(series[command].times_as_long_as(own)),
                *megabytes(own.peaks),
            )
        )
    return Table("batch", HEAD, tuple(rows), tuple(_remarks(contest)))


def _remarks(contest: Contest) -> Iterator[str]:
    options = contest.workspace.options
    yield (
        f"{options.editions} editions, {options.rounds} rounds; `brief build` counts as a whole "
        "process, the others once they are warm (commands: each as a whole). WeasyPrint's loops "
        f"print {min(options.few, options.editions)} of the editions, its command "
        f"{min(options.fewest, options.editions)}."
    )
    wrote = "**wrote files**" if contest.wrote else "wrote nothing"
    yield f"The build in which nothing had changed {wrote}."
    for name, count in contest.overfull.items():
        yield f"{name}: {count} of the PDFs have more than one page."
    yield from left_out(contest.missing)
