"""Warm workers: every job is answered once, whatever becomes of the process that has it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from brief.errors import SetupError
from brief.press.execution import local as workers
from brief.press.execution.local import LostJob, WorkerPool, print_in_process
from tests.prepress.jobs import make_order
from tests.press.execution import faulty_printing as workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("workers")]


@pytest.fixture
def order(workspace: Workspace) -> RenderJob:
    workspace.briefing("tides", "en")
    return make_order(workspace)


@pytest.fixture(autouse=True)
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "marks"
    folder.mkdir()
    monkeypatch.setenv(workshop.MARKS, os.fspath(folder))
    return folder


def named(order: RenderJob, *names: str) -> Iterator[tuple[str, RenderJob]]:
    """Yield a job for each name."""
    for name in names:
        edition = replace(order.editions[0], name=name)
        yield name, replace(order, editions=(edition,))


def test_a_worker_prints_what_this_process_prints(order: RenderJob) -> None:
    with WorkerPool(2) as pool:
        printed = dict(pool.print_all([("one", order), ("two", order)]))

    (here,) = print_in_process(order)
    for outcome in printed.values():
        assert not isinstance(outcome, LostJob)
        assert outcome[0].pdf == here.pdf != b""


def test_jobs_are_taken_only_as_they_are_needed(order: RenderJob) -> None:
    taken: list[str] = []

    def jobs() -> Iterator[tuple[str, RenderJob]]:
        for pair in named(order, *(f"job{number}" for number in range(40))):
            taken.append(pair[0])
            yield pair

    done = 0
    with WorkerPool(2, workshop.well) as pool:
        for _ in pool.print_all(jobs()):
            done += 1
            assert len(taken) <= done + 2 * workers.PREFETCH
    assert done == 40


def test_a_crash_is_tried_once_more_and_then_reported(order: RenderJob, marks: Path) -> None:
    names = ("good1", "bad", "shaky", "good2")
    with WorkerPool(2, workshop.crash_by_name) as pool:
        outcomes = dict(pool.print_all(named(order, *names)))

    assert set(outcomes) == set(names)
    lost = outcomes.pop("bad")
    assert isinstance(lost, LostJob)
    assert lost.finding.code == "worker-lost"
    assert "-9" in lost.finding.message
    for name, outcome in outcomes.items():
        assert not isinstance(outcome, LostJob), name
    assert len(list(marks.glob("bad.*"))) == 2


def test_what_hangs_is_ended_and_the_rest_goes_on(
    order: RenderJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "TIMEOUT", 2.0)
    monkeypatch.setattr(workers, "TIMEOUT_PER_EDITION", 0.0)
    with WorkerPool(2, workshop.hang_by_name) as pool:
        outcomes = dict(pool.print_all(named(order, "bad", "good")))

    lost = outcomes.pop("bad")
    assert isinstance(lost, LostJob)
    assert "too long" in lost.finding.message
    assert not any(isinstance(outcome, LostJob) for outcome in outcomes.values())


def test_what_printing_lacks_stops_the_whole_build(order: RenderJob) -> None:
    with (
        pytest.raises(SetupError, match="no Pango for tides") as caught,
        WorkerPool(2, workshop.lack_pango) as pool,
    ):
        list(pool.print_all([("one", order)]))
    assert caught.value.remedy == "install it"


def test_a_worker_is_replaced_after_a_number_of_jobs(
    order: RenderJob, marks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MAX_JOBS_PER_WORKER", 3)
    with WorkerPool(1, workshop.well) as pool:
        outcomes = list(pool.print_all(named(order, *(f"job{number}" for number in range(7)))))

    assert len(outcomes) == 7
    assert len({mark.suffix for mark in marks.iterdir()}) == 3
