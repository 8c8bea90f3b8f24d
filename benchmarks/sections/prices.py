"""What each of brief's own steps costs, warm and in one process."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from benchmarks.measure import Series
from benchmarks.peers.hosting import Hosted
from benchmarks.peers.library import Library
from benchmarks.table import Table, milliseconds, ratio
from benchmarks.workspace import tell

if TYPE_CHECKING:
    from benchmarks.workspace import Workspace

READ = Library("reading and filling in the page", press=False)
PLAIN = Library("that, one layout in a known setting, and writing", fit=False, checks=False)
FITTED = Library("the same, but fitted", checks=False)
CHECKED = Library("the same in a known setting, and checked", fit=False)
WHOLE = Library("all of it: fitted and checked")
HEAD = ("steps", "ms an edition (rounds)", "× one layout and writing")
WARM_UP = 4  # editions


def measure_prices(workspace: Workspace) -> Table:
    """Return the table of prices: the same pages, with and without fitting and checks."""
    options = workspace.options
    series = {peer.name: Series(peer.name) for peer in (READ, PLAIN, FITTED, CHECKED, WHOLE)}
    with ExitStack() as stack:
        warm_up = workspace.pages(workspace.project(WARM_UP))
        hosts = {
            peer.name: stack.enter_context(Hosted(peer))
            for peer in (READ, PLAIN, FITTED, CHECKED, WHOLE)
        }
        for name, host in hosts.items():
            host.print(warm_up, workspace.output(name))
        for number in range(options.rounds):
            tell(f"prices: round {number + 1} of {options.rounds}")
            pages = workspace.pages(workspace.project(options.few))
            for name in workspace.chance.sample(list(hosts), len(hosts)):
                seconds = hosts[name].print(pages, workspace.output(name))
                series[name].seconds.append(seconds / len(pages))
    plain = series[PLAIN.name]
    rows = tuple(
        (name, milliseconds(own), ratio(own.times_as_long_as(plain)))
        for name, own in series.items()
    )
    remarks = (
        f"{options.few} editions, {options.rounds} rounds; one process, called as a library.",
    )
    return Table("prices", HEAD, rows, remarks)
