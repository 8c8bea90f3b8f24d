"""A sender that is killed at any moment sends nothing twice, and loses nothing silently."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from brief.delivery.journal import State, open_journal
from tests.delivery.sending.mail_project import make_mail_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.mail_system import MailSystem
    from tests.workspace import Workspace

GRACE = 4.0  # seconds
WITNESS = """\
  witness:
    address: {address}
    imap:
      host: 127.0.0.1
      port: {port}
      encryption: none
      user: {address}
      password_command: echo {password}
"""


class Kills:
    """A project that sends through the mail system, and whose sender is killed."""

    def __init__(self, root: Path, checkout: Path, built: Workspace, system: MailSystem) -> None:
        self.root, self.checkout, self.built, self.system = root, checkout, built, system
        self.addresses: list[str] = []

    def make_project(self, people: int, *, port: int = 0, has_witness: bool = False) -> None:
        witness = self.system.new_address("witness")
        values = {"port": self.system.dovecot.imap, "password": self.system.password}
        more = WITNESS.format(address=witness, **values) if has_witness else ""
        port = port or self.system.postfix.smtp
        self.project = make_mail_project(self.root / "project", self.built, port, more)
        name = self.system.new_address("killed").partition("@")[0]
        self.addresses = [f"{name}-{number}@example.org" for number in range(people)]
        self.project.add_people(self.addresses)

    def send(self, kills: int, connections: int, grace: float = 0) -> int:
        """Send to the end, with kills on the way; return how many hit a running sender."""
        hits = 0
        for number in range(1, kills + 1):
            process = self._start(connections, grace)
            hits += self._kill(process, number * len(self.addresses) // (kills + 1))
        process = self._start(connections, grace)
        out, _ = process.communicate(timeout=300)
        assert process.returncode == 0, out.decode()
        return hits

    def count(self) -> dict[str, int]:
        """Return how many messages each mailbox holds."""
        counted = self.system.count_messages()
        return {address: counted[address] for address in self.addresses}

    def _start(self, connections: int, grace: float) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.delivery.sending.sender"]
        return subprocess.Popen(
            [*command, str(self.project.root), "tides", str(connections), str(grace)],
            cwd=self.checkout,
            env={**os.environ, "PYTHONPATH": str(self.checkout)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def _kill(self, process: subprocess.Popen[bytes], settled: int) -> bool:
        """Kill a sender a moment after so many messages; return whether it was running."""
        deadline = time.monotonic() + 60
        while process.poll() is None and self._count_settled() < settled:
            assert time.monotonic() < deadline
            time.sleep(0.002)
        time.sleep(random.uniform(0, 0.03))  # noqa: S311 - a moment by chance
        is_running = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        return is_running

    def _count_settled(self) -> int:
        with open_journal(self.project.folder) as journal:
            query = (
                "SELECT count(*) FROM deliveries WHERE state IN ('accepted', 'sending', 'unknown')"
            )
            return int(str(journal.database.select(query)[0][0]))


@pytest.fixture
def kills(tmp_path: Path, checkout: Path, tides: Workspace, mail_system: MailSystem) -> Kills:
    return Kills(tmp_path, checkout, tides, mail_system)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "number", "connections"), [(500, 20, 1), (500, 20, 4)])
def test_nobody_gets_it_twice_and_only_unknown_ones_may_be_missing(
    kills: Kills, people: int, number: int, connections: int
) -> None:
    kills.make_project(people)
    hits = kills.send(number, connections)
    found, states = kills.count(), kills.project.states()
    assert hits
    assert max(found.values()) == 1
    assert set(states) <= {"accepted", "unknown"}
    assert states.get("unknown", 0) <= hits * connections
    deliveries = kills.project.deliveries()
    assert {deliveries[one].state for one in found if not found[one]} <= {State.UNKNOWN}


@pytest.mark.slow
@pytest.mark.parametrize(("people", "number", "connections"), [(500, 20, 1), (500, 20, 4)])
def test_with_a_witness_each_gets_exactly_one(
    kills: Kills, people: int, number: int, connections: int
) -> None:
    kills.make_project(people, has_witness=True)
    assert kills.send(number, connections, grace=GRACE)
    assert set(kills.count().values()) == {1}
    assert kills.project.states() == {"accepted": people}


@pytest.mark.slow
def test_the_witness_is_found_after_a_relay_that_replaces_the_message_id(kills: Kills) -> None:
    kills.make_project(60, has_witness=True, port=kills.system.postfix.rewriting)
    assert kills.send(3, connections=2, grace=GRACE)
    assert set(kills.count().values()) == {1}
    assert kills.project.states() == {"accepted": 60}
