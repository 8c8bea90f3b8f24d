"""A project in which nothing has changed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from benchmarks.editing import state
from benchmarks.measure import Series, run, watch
from benchmarks.memory import EVERY
from benchmarks.peers.commands import brief_build
from benchmarks.table import Table, megabytes, milliseconds, ratio
from benchmarks.workspace import tell

if TYPE_CHECKING:
    from benchmarks.workspace import Workspace

IMPORT = '`python -c "import weasyprint"`'
HEAD = ("what", "ms (rounds)", "× the import", "MB: process", "largest child", "together")


def measure_idle(workspace: Workspace) -> Table:
    """Return the table of a build of nothing, beside what importing WeasyPrint takes."""
    options = workspace.options
    environment = workspace.environment()
    tell(f"idle: building {options.idle} editions first")
    root = workspace.project(options.idle)
    build = brief_build(environment, options.jobs)
    run(build, root, environment)
    before = state(root / "dist")
    name = f"`brief build`: {options.idle} editions, nothing changed"
    commands = {
        name: (build, root, environment),
        IMPORT: ([sys.executable, "-c", "import weasyprint"], root, os.environ),
    }
    series = {each: Series(each) for each in commands}
    for number in range(options.rounds + 1):
        tell(f"idle: round {number} of {options.rounds}" if number else "idle: warming up")
        for each in workspace.chance.sample(list(commands), len(commands)):
            seconds = run(*commands[each])
            if number:
                series[each].seconds.append(seconds)
    for each, command in commands.items():
        series[each].peaks = watch(*command, EVERY)[1]
    wrote = "" if state(root / "dist") == before else "**Files were written.**"
    rows = tuple(
        (
            each,
            milliseconds(own),
            ratio(own.times_as_long_as(series[IMPORT])),
            *megabytes(own.peaks),
        )
        for each, own in series.items()
    )
    remarks = (f"{options.rounds} rounds.", wrote or "Nothing was written.")
    return Table("idle", HEAD, rows, remarks)
