"""Whether the thousandth edition costs more than the first, in time or in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import run, watch
from benchmarks.peers.commands import brief_build
from benchmarks.table import Table, megabytes, ratio
from benchmarks.workspace import tell

if TYPE_CHECKING:
    from benchmarks.workspace import Workspace

SELDOM = 1.0  # seconds between two looks, so that looking does not slow the build
WARM_UP = 4  # editions
HEAD = ("editions", "ms an edition", "× the first", "MB: process", "largest child", "together")


def measure_scale(workspace: Workspace) -> Table:
    """Return the table of a small batch and a large one, each built once as a whole."""
    options = workspace.options
    environment = workspace.environment()
    build = brief_build(environment, options.jobs)
    run(build, workspace.project(WARM_UP), environment)
    costs: list[float] = []
    rows = []
    for editions in options.scale:
        tell(f"scale: {editions} editions")
        root = workspace.project(editions)
        seconds, peaks = watch(build, root, environment, SELDOM)
        costs.append(seconds / editions)
        shown = f"{costs[-1] * 1000:.1f}"
        rows.append((f"{editions:,}", shown, ratio(costs[-1] / costs[0]), *megabytes(peaks)))
    remarks = ("New editions, fitted and checked; one build each, with nothing else beside it.",)
    return Table("scale", HEAD, tuple(rows), remarks)
