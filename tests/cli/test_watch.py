"""`--watch`, as a person uses it: a process that builds on every change, and ends on Ctrl-C."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.workspace import Workspace

PATIENCE = 30.0


class Watching:
    """A running `brief build --watch --json`: what it reported, line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._reports: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        self._watching = threading.Event()
        self._threads = [
            threading.Thread(target=self._read, args=(process.stdout,)),
            threading.Thread(target=self._listen, args=(process.stderr,)),
        ]
        for thread in self._threads:
            thread.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._reports.put(line)

    def _listen(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.said.append(line)
                if line.startswith("watching"):
                    self._watching.set()

    def end(self) -> None:
        """End brief in any case."""
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()

    def ready(self) -> None:
        """Wait until brief says that it watches."""
        assert self._watching.wait(PATIENCE), self.said

    def report(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Wait for the report of the next build."""
        try:
            return json.loads(self._reports.get(timeout=PATIENCE))
        except queue.Empty:
            pytest.fail(f"nothing was built: {self.said}")

    def report_until(self, *, ok: bool) -> Any:  # noqa: ANN401 - JSON is anything
        """Wait for a build that ended well or ill; a save can be seen in more than one step."""
        for _ in range(10):
            report = self.report()
            if report["ok"] is ok:
                return report
        pytest.fail(f"no build ended {'well' if ok else 'ill'}: {self.said}")


@contextmanager
def watching(workspace: Workspace, checkout: Path, *arguments: str) -> Iterator[Watching]:
    """Run `brief build --watch` in the project, and end it in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "brief", "build", "--watch", "--json", *arguments],
        cwd=workspace.root,
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # a shell that starts the tests in the background has Ctrl-C ignored, here as well
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    watch = Watching(process)
    try:
        yield watch
    finally:
        watch.end()


def replace_like_an_editor(path: Path, old: str, new: str) -> None:
    """Save as many editors do: write beside, and rename."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    beside.rename(path)


def test_every_kind_of_change_is_built(workspace: Workspace, checkout: Path) -> None:
    workspace.briefing("tides", "en").write("brief.yaml", "brand: house\n")
    text = workspace.root / "content/tides/en.yaml"
    with watching(workspace, checkout) as watch:
        assert watch.report()["ok"]
        watch.ready()
        first = workspace.pdf().read_bytes()

        workspace.change("content/tides/en.yaml", "What the tide does", "What tides do")
        assert watch.report_until(ok=True)["editions"][0]["path"] == "dist/tides.en.pdf"
        second = workspace.pdf().read_bytes()
        assert second != first

        replace_like_an_editor(text, "What tides do", "What the sea does")
        watch.report_until(ok=True)
        third = workspace.pdf().read_bytes()
        assert third not in {first, second}

        workspace.change("brief.yaml", "house", "plain")
        watch.report_until(ok=True)
        fourth = workspace.pdf().read_bytes()
        assert fourth != third

        workspace.change("content/tides/en.yaml", "title:", "titel:")
        report = watch.report_until(ok=False)
        assert {item["code"] for item in report["findings"]} >= {"unknown-key"}
        assert workspace.pdf().read_bytes() == fourth

        workspace.write("brief.yaml", "brand: [")
        watch.report_until(ok=False)
        workspace.write("brief.yaml", "brand: plain\n")
        workspace.change("content/tides/en.yaml", "titel:", "title:")
        watch.report_until(ok=True)

        workspace.brand("plain", css="h1 { color: var(--accent) }")
        watch.report_until(ok=True)
        assert workspace.pdf().read_bytes() != fourth

        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(PATIENCE) in {0, 130}
    said = "".join(watch.said)
    assert "Traceback" not in said
    assert "bug" not in said


def test_a_change_during_the_first_build_is_not_missed(
    workspace: Workspace, checkout: Path
) -> None:
    workspace.briefing("tides", "en")
    with watching(workspace, checkout) as watch:
        watch.report()
        workspace.change("content/tides/en.yaml", "title:", "titel:")  # before or after it watches
        assert not watch.report_until(ok=False)["ok"]


def test_ctrl_c_during_a_build_leaves_nothing_half_done(
    workspace: Workspace, checkout: Path
) -> None:
    workspace.briefing("tides", "en")
    with watching(workspace, checkout) as watch:
        watch.report()
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(PATIENCE) in {0, 130}
    assert "Traceback" not in "".join(watch.said)
    assert sorted(path.name for path in (workspace.root / "dist").iterdir()) == [
        *(".brief-ledger", "manifest.json", "tides.en.pdf"),
    ]
