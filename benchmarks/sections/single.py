"""One edition, from the start of a process to its end."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.content import slugs
from benchmarks.editing import change_word
from benchmarks.measure import Series, run, watch
from benchmarks.memory import EVERY
from benchmarks.peers.chromium import ChromiumCommand
from benchmarks.peers.commands import brief_build
from benchmarks.peers.typst import TypstCommand
from benchmarks.peers.weasyprint import WeasyPrintCommand
from benchmarks.table import Table, left_out, megabytes, milliseconds, ratio
from benchmarks.workspace import tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.peers.commands import CommandPeer
    from benchmarks.workspace import Workspace

PROJECT = 6  # editions
CHANGED = "`brief build`: a changed word"
NEW = "`brief build`: never built before"
COMMAND = "`weasyprint` command"
IMPORT = '`python -c "import weasyprint"`'
HEAD = ("what", "ms (rounds)", "time, × `weasyprint`", "MB: process", "largest child", "together")


@dataclass(frozen=True, slots=True)
class _Task:
    """A command, where it is run, and in which environment."""

    argv: list[str]
    folder: Path
    environment: Mapping[str, str]


def measure_single(workspace: Workspace) -> Table:
    """Return the table of one edition; a round that warms up comes first."""
    peers: list[CommandPeer] = [
        WeasyPrintCommand(COMMAND),
        ChromiumCommand("`chromium --headless --print-to-pdf`"),
        TypstCommand("Typst, a process for one page"),
    ]
    there = [peer for peer in peers if not peer.missing()]
    rounds = workspace.options.rounds
    series: dict[str, Series] = {}
    for number in range(rounds + 1):
        tell(f"single: round {number} of {rounds}" if number else "single: warming up")
        tasks = _tasks(workspace, there)
        for name in workspace.chance.sample(list(tasks), len(tasks)):
            task = tasks[name]
            seconds = run(task.argv, task.folder, task.environment)
            if number:
                series.setdefault(name, Series(name)).seconds.append(seconds)
    tell("single: memory")
    tasks = _tasks(workspace, there)
    for name, task in tasks.items():
        series[name].peaks = watch(task.argv, task.folder, task.environment, EVERY)[1]
    rows = tuple(
        (
            name,
            milliseconds(series[name]),
            ratio(series[name].times_as_long_as(series[COMMAND])),
            *megabytes(series[name].peaks),
        )
        for name in tasks
    )
    told = (
        f"{rounds} rounds, each with new texts. The changed edition is one of a project with "
        f"{PROJECT} that was built before; the other programs print that very page."
    )
    remarks = (
        told,
        *left_out([(peer.name, peer.missing()) for peer in peers if peer.missing()]),
    )
    return Table("single", HEAD, rows, remarks)


def _tasks(workspace: Workspace, peers: list[CommandPeer]) -> dict[str, _Task]:
    """Return what is timed in a round, all of it on texts that are new in this round."""
    environment = workspace.environment()
    jobs = workspace.options.jobs
    root, new = workspace.project(PROJECT), workspace.project(2)
    run(brief_build(environment, jobs), root, environment)
    slug, language = slugs(root)[0], "de"
    change_word(root, slug, language, workspace.chance)
    page = next(page for page in workspace.pages(root) if page.language == language)
    one = brief_build(environment, jobs, slug, "--lang", language)
    tasks = {CHANGED: _Task(one, root, environment), NEW: _Task(one, new, environment)}
    for peer in peers:
        out = workspace.output(peer.name)
        tasks[peer.name] = _Task(peer.command(page, out), out, os.environ)
    importing = [sys.executable, "-c", "import weasyprint"]
    return tasks | {IMPORT: _Task(importing, workspace.folder, os.environ)}
