"""The server that workers come from: ready beforehand, and gone with whoever started it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.workspace import Workspace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("workers"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers load for themselves"),
]

PROGRAM = """
import json, os, sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver
from brief.press.execution.forkserver import is_forkserver_started, start_forkserver, worker_context
from tests.press.execution.test_forkserver import look_around

if __name__ == "__main__":
    os.sched_setaffinity(0, range(os.cpu_count()))
    before = is_forkserver_started()
    start_forkserver(1)
    alone = is_forkserver_started()
    start_forkserver(2)
    with ProcessPoolExecutor(1, mp_context=worker_context()) as pool:
        seen = pool.submit(look_around).result()
    print(json.dumps([before, alone, is_forkserver_started(), *seen]))
"""


def look_around() -> tuple[list[str], int]:
    """Return which libraries a worker has loaded before its first job, and its threads."""
    names = ("weasyprint", "pikepdf", "pypdfium2", "pebble", "pydantic")
    return [name for name in names if name in sys.modules], len(
        list(Path("/proc/self/task").iterdir())
    )


def run(folder: Path, checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is but one core")
def test_a_worker_begins_with_all_loaded_and_one_thread(checkout: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    done = run(tmp_path, checkout, str(program))
    assert done.returncode == 0, done.stderr
    before, alone, after, loaded, threads = json.loads(done.stdout)
    assert (before, alone, after) == (False, False, True)
    assert loaded == ["weasyprint", "pikepdf", "pypdfium2", "pebble"]
    assert threads == 1


def test_a_single_page_is_the_same_from_a_worker_and_from_this_process(
    workspace: Workspace, checkout: Path
) -> None:
    workspace.briefing("tides", "en")
    pages = []
    for jobs in ("1", "2"):
        done = run(
            workspace.root, checkout, "-m", "brief", "build", "--fresh", "--json", "--jobs", jobs
        )
        assert done.returncode == 0, done.stderr
        pages.append(workspace.pdf().read_bytes())
    assert pages[0] == pages[1]


@pytest.mark.parametrize("moment", [0.6, 0.7, 0.8, 1.0, 1.4, 2.0])
def test_ctrl_c_is_for_the_build_alone(workspace: Workspace, checkout: Path, moment: float) -> None:
    for number in range(9):
        workspace.briefing(f"tides-{number}", "en")
    process = subprocess.Popen(
        [sys.executable, "-m", "brief", "build", "--jobs", "2"],
        cwd=workspace.root,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, which all get the signal as in a terminal
    )
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)

    if process.returncode != -signal.SIGINT:  # else Python itself had not begun yet
        assert process.returncode in {0, 130}
        assert "Traceback" not in said
    assert _left_behind(workspace.root) == []


def test_a_build_that_stops_early_leaves_nobody_behind(
    workspace: Workspace, checkout: Path
) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/en.yaml", "title:", "titel:")

    done = run(workspace.root, checkout, "-m", "brief", "build", "--jobs", "2")

    # the end of its output was waited for, and that is when the last process has ended
    assert done.returncode == 1
    assert "titel" in done.stderr
    assert "Traceback" not in done.stderr
    assert _left_behind(workspace.root) == []


def _left_behind(folder: Path) -> list[str]:
    """Return the processes that go on working in the folder."""
    deadline = time.monotonic() + 10
    while (found := _at_work(folder)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def _at_work(folder: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append(process.name)
        except OSError:  # another's, or gone meanwhile
            continue
    return found
