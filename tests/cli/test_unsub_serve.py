"""`brief unsub-serve` as its own process: links work, and a signal ends it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from tests.delivery.inbox.browsing import ONE_CLICK, ask
from tests.delivery.inbox.subscribed import Subscribed, subscribe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.workspace import Workspace


def status(project: Subscribed) -> Status:
    return project.person.status


@contextmanager
def serve(project: Subscribed, checkout: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run the command on a free port."""
    command = [sys.executable, "-m", "brief", "unsub-serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=project.workspace.root, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr
            line = process.stderr.readline()
            found = re.fullmatch(r"serving on http://127\.0\.0\.1:(\d+)\n", line)
            assert found, line
            yield process, int(found[1])
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_links_work_until_a_signal(
    workspace: Workspace, checkout: Path, number: signal.Signals
) -> None:
    project = subscribe(workspace)
    link = f"/news/u/{project.token(Purpose.UNSUBSCRIBE, 3)}"
    choice = f"/l/{project.token(Purpose.LANGUAGE, 'zh-Hant')}"
    with serve(project, checkout) as (process, port):
        assert ask(port, "GET", link).status == 200
        assert status(project) is Status.ACTIVE
        assert ask(port, "POST", choice, "confirm=yes").status == 200
        assert ask(port, "POST", link, ONE_CLICK).status == 200
        assert project.person.languages == ("zh-Hant", "it", "de")
        assert status(project) is Status.UNSUBSCRIBED
        assert project.person.status_cause == "one-click unsubscription, edition 3"
        assert ask(port, "POST", link, "undo=yes").status == 200
        assert status(project) is Status.ACTIVE
        assert ask(port, "POST", link, "confirm=yes").status == 200
        process.send_signal(number)
        assert process.wait(30) == 0
        assert process.stderr
        log = process.stderr.read()
    assert status(project) is Status.UNSUBSCRIBED
    shown = [re.sub(r"^\S+Z ", "", line) for line in log.splitlines()]
    assert shown == [
        "language: subscriber 12, done",
        "one-click unsubscription: subscriber 12, done",
        "subscription again: subscriber 12, done",
        "unsubscription page: subscriber 12, done",
        "stopped",
    ]


def test_two_processes_may_change_a_reader_at_the_same_time(
    workspace: Workspace, checkout: Path
) -> None:
    project = subscribe(workspace)
    link = f"/u/{project.token(Purpose.UNSUBSCRIBE, 3)}"
    with serve(project, checkout) as (_, first), serve(project, checkout) as (_, second):
        answers = [ask(port, "POST", link, ONE_CLICK).status for port in (first, second) * 5]
    assert answers == [200] * 10
    assert status(project) is Status.UNSUBSCRIBED


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104 - it is refused
def test_other_machines_are_refused(workspace: Workspace, host: str) -> None:
    subscribe(workspace)
    run = workspace.run("unsub-serve", "--host", host)
    assert run.code == 2
    assert "this machine only" in run.err


def test_a_project_without_mail_is_refused(workspace: Workspace) -> None:
    run = workspace.briefing().run("unsub-serve", "--port", "0")
    assert run.code == 1
    assert "no section `mail`" in run.err
