"""Whatever happens in whatever order: the states add up, and nothing is sent twice unawares."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from brief.delivery.folder import DeliveryFolder
from brief.delivery.journal import Delivery, State, open_journal
from brief.delivery.journal.model import Entry
from brief.delivery.journal.sending_log import SendingLog

OUTCOMES = (State.ACCEPTED, State.DEFERRED, State.FAILED, State.UNKNOWN, State.PENDING)
PEOPLE = 4


class JournalMachine(RuleBasedStateMachine):
    """A run with crashes and decisions, and a server that takes what it gets after the dot."""

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = DeliveryFolder(Path(self.temporary.name))
        self.now = datetime(2026, 12, 1, tzinfo=UTC)
        self.copies = dict.fromkeys(range(1, PEOPLE + 1), 0)
        self.current: Delivery | None = None
        self.attempt = 0
        self._open()
        people = [Entry(f"r{n}@example.org", n, "it", "", f"d{n}") for n in self.copies]
        self.edition = self.journal.freeze_audience("tides", {}, people, self.now)

    def _open(self) -> None:
        self.journal = open_journal(self.folder)
        self.log = SendingLog(self.journal)

    def teardown(self) -> None:
        self.journal.close()
        self.temporary.cleanup()

    @rule()
    def crash(self) -> None:
        self.journal.close()
        self._open()
        self.log.recover(self.now)
        self.current = None

    @precondition(lambda self: self.current is None)
    @rule(choice=st.integers(0, PEOPLE - 1))
    def begin(self, choice: int) -> None:
        open_ones = [*self.log.list_pending(self.edition.id, 0, 9)]
        open_ones += self.log.list_deferred(self.edition.id)
        if open_ones:
            self.current = open_ones[choice % len(open_ones)]
            self.now += timedelta(seconds=1)
            self.attempt, _ = self.log.begin_attempt(self.current, self.now)

    @precondition(lambda self: self.current is not None)
    @rule(state=st.sampled_from((State.DEFERRED, State.FAILED, State.PENDING, State.SKIPPED)))
    def refuse(self, state: State) -> None:
        assert self.current
        self.log.settle(self.current, self.attempt, state, self.now)
        self.current = None

    @precondition(lambda self: self.current is not None)
    @rule(arrives=st.booleans(), outcome=st.sampled_from(("reply", "silence", "crash")))
    def send(self, arrives: bool, outcome: str) -> None:  # noqa: FBT001 - hypothesis names it
        assert self.current
        self.log.mark_sending(self.current, "hash")
        self.copies[self.current.subscriber_id] += arrives
        if outcome == "crash":
            self.crash()
            return
        known = State.ACCEPTED if arrives else State.DEFERRED
        state = known if outcome == "reply" else State.UNKNOWN
        self.log.settle(self.current, self.attempt, state, self.now)
        self.current = None

    @rule()
    def resolve_as_a_witness(self) -> None:
        for delivery in self.journal.list_deliveries(self.edition.id, State.UNKNOWN):
            there = self.copies[delivery.subscriber_id] > 0
            state = State.ACCEPTED if there else State.PENDING
            self.journal.decide([delivery], state, "witness", self.now)

    @precondition(lambda self: self.current is None)
    @rule()
    def retry(self) -> None:
        failed = self.journal.list_deliveries(self.edition.id, State.FAILED, State.SKIPPED)
        self.journal.decide(failed, State.PENDING, "retry", self.now)

    @invariant()
    def it_adds_up(self) -> None:
        assert sum(self.journal.sum_up(self.edition.id).states.values()) == PEOPLE

    @invariant()
    def nobody_has_two_copies(self) -> None:
        assert max(self.copies.values()) <= 1

    @invariant()
    def the_accepted_have_a_copy_and_the_pending_have_none(self) -> None:
        for delivery in self.journal.list_deliveries(self.edition.id):
            copies = self.copies[delivery.subscriber_id]
            if delivery.state is State.ACCEPTED:
                assert copies == 1
            if delivery.state in {State.PENDING, State.DEFERRED, State.FAILED, State.SKIPPED}:
                assert copies == 0


TestJournalStates = JournalMachine.TestCase
TestJournalStates.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
