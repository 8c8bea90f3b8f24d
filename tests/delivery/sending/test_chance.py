"""Whatever the server answers and whenever the process dies: once each, or known to be in doubt."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from brief.delivery.journal import State, open_journal
from brief.delivery.transport.reply import Reply
from tests.delivery.sending.fakes import FakeMailbox, Office

PEOPLE = 8


class KilledError(Exception):
    """The process dies here."""


class ChanceServer:
    """Does what a list of choices says, and counts what it takes."""

    def __init__(self, office: Office, choices: list[str]) -> None:
        self.office, self.choices = office, choices
        self.chosen: dict[str, str] = {}
        office.server.answers = self.answer
        office.server.before_end = self.end

    def answer(self, address: str, _attempt: int) -> Reply | None:
        choice = self.choices.pop() if self.choices else "accept"
        self.chosen[address] = choice  # one connection at a time has this address
        return {
            "defer": Reply(450, "4.2.0 later", "RCPT"),
            "lose body": Reply(0, "lost", "BODY"),
            "defer at the end": Reply(451, "4.3.0 later", "DOT"),
            "take and lose": Reply(0, "lost", "DOT"),
            "drop and lose": Reply(0, "lost", "DOT"),
        }.get(choice)

    def end(self, address: str) -> None:
        """Take the message, or not; the fake server keeps those to which it replies with 250."""
        choice = self.chosen[address]
        if choice in {"take and lose", "take and die"}:
            self.take(address)
        if choice in {"take and die", "die"}:
            raise KilledError

    def take(self, address: str) -> None:
        number = self.office.delivery_id(address)
        head = f"To: {address}\r\nX-Brief-Delivery: {number}"
        self.office.server.accepted.append(address)
        self.office.server.messages.append(head.encode())


CHOICES = (
    "accept",
    "defer",
    "lose body",
    "defer at the end",
    "take and lose",
    "drop and lose",
    "take and die",
    "die",
)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(CHOICES), max_size=24), st.booleans(), st.sampled_from((1, 3)))
def test_once_each_or_known_to_be_in_doubt(
    choices: list[str],
    has_witness: bool,  # noqa: FBT001 - hypothesis gives it
    connections: int,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Office.make(Path(folder))
        office.add(PEOPLE, "it")
        office.connections = 1 if has_witness else connections
        office.patience = 360
        office.mailbox = FakeMailbox(office.server) if has_witness else None
        ChanceServer(office, choices)
        for _ in range(len(choices) + 2):
            try:
                ended = office.send()
            except KilledError:
                continue
            office.clock.time += timedelta(hours=1)
            if not ended.sums.states[State.PENDING] + ended.sums.states[State.DEFERRED]:
                break
        copies = Counter(office.server.accepted)
        assert max(copies.values(), default=0) <= 1
        with open_journal(office.folder) as journal:
            sums = journal.sum_up(1)
            deliveries = journal.list_deliveries(1)
        assert sums.states[State.ACCEPTED] + sums.states[State.UNKNOWN] == PEOPLE
        for one in deliveries:
            if one.state is State.ACCEPTED:
                assert copies[one.address] == 1
        if has_witness:
            assert sums.states[State.ACCEPTED] == PEOPLE
