"""What a million editions would take, from figures of this machine (`python benchmarks/scale.py`).

The sample is printed here, once each way; then a cluster of one scheduler and WORKERS processes on
this machine prints it, and carries orders that cost nothing to print. docs/scale.md says what the
figures mean. An idle machine gives the figures that count: run it alone, more than once.
"""

from __future__ import annotations

import argparse
import os
import pickle
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from brief.build import Request
from brief.build.briefing_build import BriefingBuild
from brief.build.output import OutputFolder
from brief.editorial.briefing import read_settings
from brief.press.execution.cluster.job_package import pack_job
from brief.press.execution.cluster.scheduler import print_on_cluster
from brief.press.execution.local import LostJob, print_in_process
from brief.press.job.hash import compute_job_key
from brief.press.job.result import PrintedPdf
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.job.model import RenderJob

ROUNDS = 9
WORKERS = 2
CHEAP = 2000  # orders that cost nothing to print
REAL = 30  # orders that are printed
MILLION = 1_000_000
CORES, EDITIONS = 64, 3
SLUG = "china-buys-china"


def cheaply(job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Give back as many bytes as a page has, without printing one."""
    pdf = os.urandom(45_000 * len(job.wanted_languages))
    return (PrintedPdf(job.editions[0].name, "en", "screen", pdf, 1, 0.0, 1, 9.0, 0.9, ()),)


def say(what: str, figure: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{what:<58}{figure:>14}\n")
    sys.stdout.flush()


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a scheduler and workers on this machine; yield the address."""
    root = Path(__file__).resolve().parents[1]
    place = {"PYTHONPATH": os.pathsep.join([str(root), str(root / "benchmarks")])}
    environment = {**os.environ, **place, "XDG_CACHE_HOME": str(folder / "cache")}
    port = str(8_900 + os.getpid() % 1_000)
    address = f"tcp://127.0.0.1:{port}"
    told = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    dask = [sys.executable, "-m"]
    scheduler = [*dask, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port]
    worker = [*dask, "distributed.cli.dask_worker", address, "--nthreads", "1"]
    more = ["--nworkers", str(WORKERS), "--local-directory", str(folder), "--no-dashboard"]
    started = [
        subprocess.Popen([*scheduler, "--no-dashboard"], **told),  # type: ignore[call-overload]
        subprocess.Popen([*worker, *more], **told),  # type: ignore[call-overload]
    ]
    try:
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def sample(folder: Path) -> tuple[list[RenderJob], float]:
    """Return the sample's order ROUNDS times, and the CPU seconds that making one takes."""
    shutil.copytree(Path(__file__).parents[1] / "content", folder / "content")
    project = Project(folder)
    settings = read_settings(project)
    output = OutputFolder(project, folder / "dist")
    orders, seconds = [], []
    for _ in range(ROUNDS):
        start = process_time()
        orders += BriefingBuild(project, Request(), settings, output, SLUG).make_jobs()
        compute_job_key(orders[-1])
        seconds.append(process_time() - start)
    return orders, median(seconds[1:])


def here(orders: list[RenderJob]) -> tuple[float, int]:
    """Return the CPU seconds, and the bytes, of an edition that is printed in this process."""
    seconds, size = [], 0
    for order in orders:
        start = process_time()
        printed = print_in_process(order)
        seconds.append((process_time() - start) / len(printed))
        size = sum(len(item.pdf) for item in printed) // len(printed)
    return median(seconds[1:]), size


def packed(orders: list[RenderJob]) -> float:
    """Return the CPU seconds that packing a job takes."""
    seconds = []
    for order in orders:
        start = process_time()
        pack_job(order)[0].to_bytes()
        seconds.append(process_time() - start)
    return median(seconds)


def through(address: str, order: RenderJob, number: int, *, real: bool) -> tuple[float, float]:
    """Return the seconds, and the CPU seconds of this process, that an order takes there."""

    def jobs() -> Iterator[tuple[int, RenderJob]]:
        for name in range(number):
            edition = replace(order.editions[0], name=f"{order.editions[0].name}-{name}")
            yield name, replace(order, editions=(edition, *order.editions[1:]))

    list(print_on_cluster([(0, order)] * WORKERS * 2, address, print_in_process))  # warms up
    start, used = perf_counter(), process_time()
    import scale  # by this name the workers find it

    for _, outcome in print_on_cluster(
        jobs(), address, print_in_process if real else scale.cheaply
    ):
        if isinstance(outcome, LostJob):
            raise SystemExit(outcome.finding.message)
    return (perf_counter() - start) / number, (process_time() - used) / number


def hours(seconds: float) -> str:
    """Return a time as hours."""
    return f"{seconds / 3600:,.1f} h"


def main() -> None:
    """Measure, and do the arithmetic."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cores", type=int, default=CORES, help="workers of the cluster to plan")
    cores = parser.parse_args().cores
    load = os.getloadavg()[0]
    say("load of this machine before (0 is idle)", f"{load:.1f}")
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "own")
        orders, making = sample(folder)
        each, size = here(orders)
        package, job_files = pack_job(orders[0])
        wrapped = len(package.to_bytes())
        files = sum(len(job_files.read_content(it) or b"") for it in job_files.sources)
        packing = packed(orders)
        back = len(pickle.dumps(print_in_process(orders[0])))
        with cluster(folder) as address:
            real, _ = through(address, orders[0], REAL, real=True)
            cheap, client = through(address, orders[0], CHEAP, real=False)
    group = len(orders[0].wanted_languages)
    say("editions of an order", f"{group}")
    say("an edition printed: CPU", f"{each * 1000:,.0f} ms")
    say("an edition's PDF", f"{size / 1000:,.1f} kB")
    say("an order made and hashed: CPU of the client", f"{making * 1000:,.1f} ms")
    say("an order packed: CPU of the client", f"{packing * 1000:,.1f} ms")
    say("an order on its way out", f"{wrapped / 1000:,.1f} kB")
    say("an order's pages on their way back", f"{back / 1000:,.1f} kB")
    say("files that go once to each machine", f"{files / 1000:,.0f} kB")
    say(f"an order on {WORKERS} workers here, printed", f"{real * 1000:,.0f} ms")
    say("an order through client, scheduler, worker; not printed", f"{cheap * 1000:,.1f} ms")
    say("of that, CPU of the client", f"{client * 1000:,.1f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say("most memory of the client", f"{peak:,.0f} MB")
    orders_ = MILLION / group
    bound = (making + client) * orders_
    say("", "")
    say("a million editions: CPU of the workers", hours(each * MILLION))
    say(f"  on {cores} cores", hours(each * MILLION / cores))
    say("  the client's part, one core: no build is quicker", hours(bound))
    say("  workers that one client keeps busy", f"{each * group / (making + client):,.0f}")
    say("  out and back over the network", f"{(wrapped + back) * orders_ / 1e9:,.0f} GB")
    say("  PDFs", f"{size * MILLION / 1e9:,.0f} GB")


if __name__ == "__main__":
    main()
