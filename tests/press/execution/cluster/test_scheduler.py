"""Printing on a real cluster: the same bytes, whatever becomes of workers and scheduler."""

from __future__ import annotations

import gc
import os
from collections import Counter
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from brief.errors import SetupError
from brief.press.execution import local
from brief.press.execution.cluster import scheduler as cluster
from brief.press.execution.cluster import sent_files
from brief.press.execution.cluster.dask_client import DaskClient
from brief.press.execution.cluster.job_package import pack_job
from brief.press.execution.cluster.scheduler import ClusterRun, print_on_cluster
from brief.press.execution.local import LostJob, print_in_process
from tests.prepress.jobs import make_order
from tests.press.execution import faulty_printing as workshop
from tests.press.execution.cluster.local_cluster import LocalCluster, end_printing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("workers")]

STATM = Path("/proc/self/statm")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Iterator[LocalCluster]:
    """Return a cluster of two workers, which tests leave as they found it."""
    with LocalCluster(tmp_path_factory.mktemp("pair") / "cluster", checkout) as made:
        made.start_worker("one")
        made.start_worker("two")
        yield made


@pytest.fixture
def alone(tmp_path: Path, checkout: Path) -> Iterator[LocalCluster]:
    """Return a cluster without workers."""
    with LocalCluster(tmp_path / "cluster", checkout) as made:
        yield made


@pytest.fixture
def order(workspace: Workspace) -> RenderJob:
    workspace.briefing("tides", "en")
    return make_order(workspace)


def named(order: RenderJob, *names: str) -> Iterator[tuple[str, RenderJob]]:
    """Yield a job for each name."""
    for name in names:
        edition = replace(order.editions[0], name=name)
        yield name, replace(order, editions=(edition,))


def harbours(workspace: Workspace) -> Workspace:
    """Write four briefings in three languages, each with a photograph of its own."""
    from PIL import Image

    for number, slug in enumerate(("tides", "locks", "piers", "cranes")):
        workspace.briefing(slug, facts="images:\n  - {id: view, file: view.png}\n")
        image = workspace.root / "content" / slug / "view.png"
        Image.new("RGB", (900, 600), (40 * number, 90, 120)).save(image, dpi=(300, 300))
        for tag in ("de", "en", "it"):
            path = workspace.root / "content" / slug / f"{tag}.yaml"
            path.write_text(path.read_text("utf-8") + "images:\n  view: {alt: Water}\n", "utf-8")
    return workspace


def pdfs(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.pdf")}


def test_a_build_gives_the_bytes_of_a_build_on_this_machine(
    workspace: Workspace, pair: LocalCluster
) -> None:
    harbours(workspace)
    run = workspace.run("build", "--fresh", "--cluster", pair.address, "--json")
    assert run.code == 0, run.err
    assert not any(edition["unchanged"] for edition in run.json["editions"])

    assert workspace.run("build", "--fresh", "--out", "here").code == 0
    assert pdfs(workspace.root / "dist") == pdfs(workspace.root / "here")
    assert len(pdfs(workspace.root / "here")) == 12

    again = workspace.run("build", "--json")
    assert all(edition["unchanged"] for edition in again.json["editions"])


def test_a_worker_that_is_killed_in_the_middle_costs_nothing_but_time(
    workspace: Workspace, alone: LocalCluster
) -> None:
    harbours(workspace)
    alone.start_worker("one")
    alone.start_worker("two")

    def kill() -> None:
        while not list((workspace.root / "dist").glob("*.pdf")):
            alone.wait_for("two", "Registered to:")
        alone.kill("two")

    killer = Thread(target=kill)
    killer.start()
    run = workspace.run("build", "--fresh", "--cluster", alone.address)
    killer.join()
    assert run.code == 0, run.err
    assert workspace.run("build", "--fresh", "--out", "here").code == 0
    assert pdfs(workspace.root / "dist") == pdfs(workspace.root / "here")


def test_what_a_killed_process_was_printing_is_printed_again(
    order: RenderJob, pair: LocalCluster
) -> None:
    killer = Thread(target=end_printing, args=(pair.marks, "shaky-kill"))
    killer.start()
    names = ("shaky-kill", *(f"kill{number}" for number in range(8)))
    outcomes = dict(print_on_cluster(named(order, *names), pair.address, workshop.hang_by_name))
    killer.join()

    assert set(outcomes) == set(names)
    assert not any(isinstance(outcome, LostJob) for outcome in outcomes.values())
    assert len(list(pair.marks.glob("shaky-kill.*"))) == 2
    assert len({mark.suffix for mark in pair.marks.glob("shaky-kill.*")}) == 2


def test_a_crash_is_tried_once_more_and_then_reported(order: RenderJob, pair: LocalCluster) -> None:
    names = ("bad-crash", "crash1", "crash2", "shaky-crash", "crash3")
    outcomes = dict(print_on_cluster(named(order, *names), pair.address, workshop.crash_by_name))

    assert set(outcomes) == set(names)
    lost = outcomes.pop("bad-crash")
    assert isinstance(lost, LostJob)
    assert lost.finding.code == "worker-lost"
    assert "ended unexpectedly" in lost.finding.message
    assert not any(isinstance(outcome, LostJob) for outcome in outcomes.values())
    assert len(list(pair.marks.glob("bad-crash.*"))) == 2


def test_what_hangs_is_ended_and_the_rest_goes_on(
    order: RenderJob, pair: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "TIMEOUT", 2.0)
    monkeypatch.setattr(local, "TIMEOUT_PER_EDITION", 0.0)
    names = ("bad-hang", "shaky-hang", "hang1")
    outcomes = dict(print_on_cluster(named(order, *names), pair.address, workshop.hang_by_name))

    lost = outcomes.pop("bad-hang")
    assert isinstance(lost, LostJob)
    assert "too long" in lost.finding.message
    assert not any(isinstance(outcome, LostJob) for outcome in outcomes.values())


def test_what_printing_lacks_stops_the_whole_build(order: RenderJob, pair: LocalCluster) -> None:
    with pytest.raises(SetupError, match="no Pango for tides") as caught:
        list(print_on_cluster([("one", order)], pair.address, workshop.lack_pango))
    assert caught.value.remedy == "install it"


class Counting(DaskClient):
    """A client that counts the files that it sends."""

    sent: Counter[str]

    def send_files(self, contents: Mapping[str, bytes], worker: str) -> dict[str, Any]:
        self.sent.update(contents.keys())
        return super().send_files(contents, worker)


def test_each_file_is_sent_once(workspace: Workspace, alone: LocalCluster) -> None:
    alone.start_worker("one")
    alone.start_worker("two")
    harbours(workspace)
    orders = [make_order(workspace, slug) for slug in ("tides", "locks", "piers")]

    with Counting(alone.address) as client:
        client.sent = Counter()
        jobs = ((number, orders[number % 3]) for number in range(30))
        assert len(list(ClusterRun[int](client, workshop.cheaply).print_all(jobs))) == 30

    assert set(client.sent.values()) == {1}
    assert client.sent.keys() == {name for order in orders for name in pack_job(order)[1].sources}


def test_files_that_were_not_used_for_long_are_released_and_sent_again(
    workspace: Workspace, alone: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sent_files, "MAX_BYTES", 0)
    alone.start_worker("one")
    harbours(workspace)
    orders = [make_order(workspace, slug) for slug in ("tides", "locks", "piers")]

    with Counting(alone.address) as client:
        client.sent = Counter()
        jobs = ((number, orders[number % 3]) for number in range(30))
        outcomes = dict(ClusterRun[int](client, workshop.cheaply).print_all(jobs))
    assert len(outcomes) == 30
    assert not any(isinstance(outcome, LostJob) for outcome in outcomes.values())
    assert 1 < max(client.sent.values()) <= 10


def test_files_that_were_lost_with_a_worker_are_sent_again(
    order: RenderJob, alone: LocalCluster
) -> None:
    alone.start_worker("one")

    def jobs() -> Iterator[tuple[int, RenderJob]]:
        for number in range(40):
            if number == 20:
                alone.start_worker("two")
                alone.kill("one")
            yield number, order

    with Counting(alone.address) as client:
        client.sent = Counter()
        outcomes = dict(ClusterRun[int](client, workshop.cheaply).print_all(jobs()))
    assert len(outcomes) == 40
    assert not any(isinstance(outcome, LostJob) for outcome in outcomes.values())
    assert max(client.sent.values()) > 1


def test_a_file_that_changes_before_it_is_sent_goes_as_it_is_then(
    workspace: Workspace, order: RenderJob, alone: LocalCluster
) -> None:
    alone.start_worker("one")

    def jobs() -> Iterator[tuple[int, RenderJob]]:
        workspace.write("content/tides/photo.png", b"before")
        yield 0, order
        workspace.write("content/tides/photo.png", b"after")  # the first is under way already
        yield 1, order

    outcomes = dict(print_on_cluster(jobs(), alone.address, workshop.cheaply))
    assert not any(isinstance(outcome, LostJob) for outcome in outcomes.values())
    assert len(outcomes) == 2


def test_jobs_are_taken_only_as_they_are_needed(order: RenderJob, pair: LocalCluster) -> None:
    taken: list[str] = []

    def jobs() -> Iterator[tuple[str, RenderJob]]:
        for pair_ in named(order, *(f"job{number}" for number in range(40))):
            taken.append(pair_[0])
            yield pair_

    done = 0
    for _ in print_on_cluster(jobs(), pair.address, workshop.cheaply):
        done += 1
        assert len(taken) <= done + 2 * cluster.JOBS_PER_WORKER
    assert done == 40


def test_memory_stays_flat(order: RenderJob, pair: LocalCluster) -> None:
    def resident() -> int:
        gc.collect()
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGESIZE")

    jobs = named(order, *(f"job{number}" for number in range(3000)))
    sizes = [
        resident()
        for number, _ in enumerate(print_on_cluster(jobs, pair.address, workshop.cheaply))
        if number % 500 == 499
    ]
    assert len(sizes) == 6
    assert max(sizes[1:]) - sizes[0] < 12 << 20, sizes


def test_leaving_early_leaves_the_cluster_as_it_was(order: RenderJob, pair: LocalCluster) -> None:
    names = [f"job{number}" for number in range(40)]
    with closing(print_on_cluster(named(order, *names), pair.address, workshop.cheaply)) as going:
        next(going)
    outcomes = list(print_on_cluster(named(order, *names), pair.address, workshop.cheaply))
    assert len(outcomes) == 40


def test_a_real_page_comes_back_with_its_findings(workspace: Workspace, pair: LocalCluster) -> None:
    workspace.briefing("tides", "en").layout(markup="<img src='brief:///content/no.png' alt='No'>")
    order = make_order(workspace, layout="own")
    (here,) = print_in_process(order)
    ((_, there),) = print_on_cluster([("one", order)], pair.address)
    assert not isinstance(there, LostJob)
    assert here.findings != ()
    assert there[0].findings == here.findings
    assert there[0].pdf == here.pdf
