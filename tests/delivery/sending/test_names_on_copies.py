"""A name that cannot be printed on a personal copy stops the message of this person only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.store import open_subscribers
from tests.delivery.sending.mail_project import make_mail_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.fixtures import StartFaulty
    from tests.workspace import Workspace

pytestmark = pytest.mark.slow


def test_a_name_that_cannot_be_printed_stops_nobody_else(
    start_faulty: StartFaulty, tmp_path: Path, tides: Workspace
) -> None:
    server = start_faulty()
    project = make_mail_project(tmp_path / "project", tides, server.port, "  personal: yes\n")
    names = ["A. Reader", "\U00010900\U00010901", "B. Reader"]
    for number, name in enumerate(names):
        added = project.run("subscribers", "add", f"r{number}@example.org", "--name", name)
        assert added.code == 0, added.err
    with open_subscribers(project.folder) as store:
        ids = [person.id for person in store.select()]
    dry = project.run("send", "tides", "--dry-run")
    assert dry.code == 1
    assert f"no message for #{ids[1]}: no font" in dry.err
    assert "2 messages written" in dry.err
    assert project.run("send", "tides", "--yes", "--wait", "0").code == 0
    assert server.script.recipients == ["r0@example.org", "r2@example.org"]
    assert project.states() == {"accepted": 2, "failed": 1}
    assert "no font" in project.run("outbox", "tides").err
