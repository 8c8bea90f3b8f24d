"""A cluster that cannot print as this machine does is refused, in words that say what to do."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from contextlib import closing
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from brief.errors import SetupError, UsageError
from brief.findings.explanations import load_explanations
from brief.press.execution.cluster import dask_client
from brief.press.execution.cluster import scheduler as cluster
from brief.press.execution.cluster.dask_client import DaskClient
from brief.press.execution.cluster.scheduler import print_on_cluster
from brief.press.execution.cluster.worker_checks import version_error
from brief.press.execution.local import LostJob
from brief.storage.toolchain import toolchain_parts
from tests.finding_codes import read_codes
from tests.prepress.jobs import make_order
from tests.press.execution import faulty_printing as workshop
from tests.press.execution.cluster.local_cluster import LocalCluster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace


@pytest.fixture
def alone(tmp_path: Path, checkout: Path) -> Iterator[LocalCluster]:
    """Return a cluster without workers."""
    with LocalCluster(tmp_path / "cluster", checkout) as made:
        yield made


@pytest.fixture
def order(workspace: Workspace) -> RenderJob:
    workspace.briefing("tides", "en")
    return make_order(workspace)


@pytest.fixture
def other_brief(tmp_path: Path, checkout: Path) -> Path:
    """Return a folder with a brief in which one line is another."""
    shutil.copytree(checkout / "brief", tmp_path / "other" / "brief")
    module = tmp_path / "other" / "brief" / "press" / "copyfit" / "search.py"
    module.write_text(module.read_text("utf-8") + "\n# changed\n", "utf-8")
    return tmp_path / "other"


@pytest.mark.parametrize(
    "address",
    ["", "scheduler", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://a b:1", "tcp://"],
)
def test_what_is_no_address_is_a_mistake_of_the_command_line(address: str) -> None:
    with pytest.raises(UsageError, match="not a scheduler address") as caught:
        DaskClient(address)
    assert "tcp://" in caught.value.remedy


def test_nobody_is_called_for_nothing() -> None:
    assert list(print_on_cluster([], "tcp://127.0.0.1:1")) == []


def test_a_cluster_and_a_number_of_processes_contradict_each_other(workspace: Workspace) -> None:
    run = workspace.briefing().run("build", "--cluster", "tcp://127.0.0.1:1", "--jobs", "2")
    assert run.code == 2
    assert "--jobs" in run.err
    assert "--cluster" in run.err


@pytest.mark.slow
def test_every_code_of_a_cluster_is_explained(checkout: Path) -> None:
    known = {code for code, found in load_explanations().items() if found.area == "cluster"}
    given = {code for code in read_codes(checkout / "brief").written if code.startswith("cluster-")}
    assert given == known != set()


def test_dask_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SetupError) as caught:
        DaskClient("tcp://127.0.0.1:1")
    assert caught.value.code == "cluster-uninstalled"
    assert "briefpress[cluster]" in caught.value.remedy


def test_what_differs_is_named_with_both_versions() -> None:
    ours = toolchain_parts()
    theirs = {**ours, "weasyprint": "69.0", "pydyf": ""}
    found = version_error("tcp://host:1", theirs)
    assert "tcp://host:1 has " in found.message
    assert f"weasyprint 69.0, and this machine {ours['weasyprint']}" in found.message
    assert f"pydyf not at all, and this machine {ours['pydyf']}" in found.message
    assert "brief" not in found.message
    assert "more differ" not in found.message
    many = version_error("tcp://host:1", dict.fromkeys(ours, "0"))
    assert f"{len(ours) - 3} more differ" in many.message


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_told_soon(workspace: Workspace) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = monotonic()
    run = workspace.briefing().run("build", "--fresh", "--cluster", f"tcp://127.0.0.1:{port}")
    assert monotonic() - start < 25
    assert run.code == 1
    assert f"no scheduler answers at tcp://127.0.0.1:{port}" in run.err
    assert "dask scheduler" in run.err
    assert "Traceback" not in run.err


@pytest.mark.slow
def test_what_answers_but_is_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_client, "CONNECT_TIMEOUT", 2.0)
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:
        port = deaf.getsockname()[1]
        with pytest.raises(SetupError, match="no scheduler answers"):
            DaskClient(f"tcp://127.0.0.1:{port}")


@pytest.mark.slow
def test_a_cluster_without_workers_is_told_how_to_start_some(
    order: RenderJob, alone: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "NO_WORKERS_TIMEOUT", 1.0)
    with pytest.raises(SetupError) as caught:
        list(print_on_cluster([("one", order)], alone.address))
    assert caught.value.code == "cluster-empty"
    assert f"dask worker {alone.address} --nthreads 1" in caught.value.remedy


@pytest.mark.slow
def test_a_worker_with_threads_is_told_how_to_start(order: RenderJob, alone: LocalCluster) -> None:
    alone.start_worker("broad", threads=3)
    with pytest.raises(SetupError, match="has 3 threads") as caught:
        list(print_on_cluster([("one", order)], alone.address))
    assert caught.value.code == "cluster-threads"
    assert f"dask worker {alone.address} --nworkers 3 --nthreads 1" in caught.value.remedy


@pytest.mark.slow
def test_a_worker_with_another_brief_is_refused(
    order: RenderJob, alone: LocalCluster, other_brief: Path
) -> None:
    alone.start_worker("other", package=other_brief)
    with pytest.raises(SetupError, match=r"the worker tcp://.* has brief .*code") as caught:
        list(print_on_cluster([("one", order)], alone.address))
    assert caught.value.code == "cluster-versions"
    assert "weasyprint" not in caught.value.message
    assert list(alone.marks.iterdir()) == []


@pytest.mark.slow
def test_a_worker_without_this_part_of_brief_is_refused(
    order: RenderJob, alone: LocalCluster, other_brief: Path
) -> None:
    (other_brief / "brief" / "storage" / "toolchain.py").unlink()
    alone.start_worker("old", package=other_brief)
    with pytest.raises(SetupError, match=r"has no brief, or another one .*toolchain") as caught:
        list(print_on_cluster([("one", order)], alone.address))
    assert caught.value.code == "cluster-versions"


@pytest.mark.slow
def test_a_worker_that_joins_later_is_looked_over_too(
    order: RenderJob, alone: LocalCluster, other_brief: Path
) -> None:
    alone.start_worker("good")
    going = print_on_cluster(((it, order) for it in range(10_000)), alone.address, workshop.cheaply)
    with closing(going):
        next(going)
        alone.start_worker("other", package=other_brief)
        with pytest.raises(SetupError, match="has brief") as caught:
            for _ in going:
                pass
    assert caught.value.code == "cluster-versions"


@pytest.mark.slow
def test_a_machine_that_cannot_keep_files_is_named(order: RenderJob, alone: LocalCluster) -> None:
    alone.start_worker("full")
    (local,) = (alone.folder / "local-full").glob("**/worker-*/")
    (local / "brief").write_bytes(b"a file, where a folder should be")
    with pytest.raises(SetupError, match="cannot keep files") as caught:
        list(print_on_cluster([("one", order)], alone.address, workshop.cheaply))
    assert caught.value.code == "cluster-disk"


@pytest.mark.slow
def test_workers_that_join_later_print_too(order: RenderJob, alone: LocalCluster) -> None:
    late = Thread(target=alone.start_worker, args=("late",))
    late.start()
    outcomes = dict(print_on_cluster([("one", order)], alone.address, workshop.cheaply))
    late.join()
    assert not isinstance(outcomes["one"], LostJob)


@pytest.mark.slow
def test_a_lost_scheduler_stops_the_build_and_what_is_done_stays(
    workspace: Workspace, alone: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        workspace.briefing(f"tides-{number}", "en")
    alone.start_worker("one")
    monkeypatch.setattr(dask_client, "CONNECT_TIMEOUT", 3.0)

    def kill() -> None:
        while not list((workspace.root / "dist").glob("*.pdf")):
            alone.wait_for("scheduler", "Scheduler at:")
        alone.kill("scheduler")

    killer = Thread(target=kill)
    killer.start()
    run = workspace.run("build", "--fresh", "--cluster", alone.address)
    killer.join()
    assert run.code == 1
    assert f"the scheduler {alone.address} does not answer any more" in run.err
    assert "Traceback" not in run.err
    done = list((workspace.root / "dist").glob("*.pdf"))
    assert 0 < len(done) < 6

    report = workspace.run("build", "--json").json
    assert sum(edition["unchanged"] for edition in report["editions"]) >= len(done)


@pytest.mark.slow
def test_a_cluster_may_speak_in_secret(
    order: RenderJob, tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dask

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=cluster"),
            *("-keyout", str(key), "-out", str(certificate), "-days", "2"),
        ],
        check=True,
        capture_output=True,
    )
    settings: dict[str, object] = {"distributed.comm.require-encryption": True}
    for name, file in (("KEY", key), ("CERT", certificate)):
        for role in ("CLIENT", "SCHEDULER", "WORKER"):
            variable = f"DASK_DISTRIBUTED__COMM__TLS__{role}__{name}"
            monkeypatch.setenv(variable, str(file))
            settings[f"distributed.comm.tls.{role.lower()}.{name.lower()}"] = str(file)
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TLS__CA_FILE", str(certificate))
    settings["distributed.comm.tls.ca-file"] = str(certificate)
    cluster_ = LocalCluster(tmp_path / "cluster", checkout, options=("--protocol", "tls"))
    with cluster_ as made, dask.config.set(settings):
        assert made.address.startswith("tls://")
        made.start_worker("one")
        outcomes = dict(print_on_cluster([("one", order)], made.address, workshop.cheaply))
        assert not isinstance(outcomes["one"], LostJob)
    with pytest.raises(SetupError, match="no scheduler answers at tls://"):
        DaskClient(made.address)
