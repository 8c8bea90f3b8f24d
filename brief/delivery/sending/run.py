"""A run: several connections deliver the messages of an edition until nothing is left to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from brief.delivery.sending.delivering import MAX_LOST, WITNESS, Context, Deliverer
from brief.delivery.sending.dispatcher import End, Wait
from brief.delivery.sending.pace.breaker import CircuitBreaker
from brief.delivery.transport.reply import Verdict
from brief.delivery.transport.transport_error import TransportError
from brief.errors import BriefError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from brief.delivery.journal.model import Delivery, State
    from brief.delivery.sending.delivering import Outcome
    from brief.delivery.sending.dispatcher import Dispatcher
    from brief.delivery.sending.ports import Store, StoreOpener, Transport

BACK_OFF = (0.0, 1.0, 5.0, 15.0)
"""Seconds before a new connection, after one, two, … connections that ended in a row."""
LONGEST_STEP = 60.0
"""Seconds after which a waiting thread asks again what to do."""


@dataclass(slots=True)
class RunResult:
    """How a run ended.

    `reason` is "" if nothing is left to send, or why it ended: `interrupted`, `blocked`, `rate`,
    `limit`, `deferred`, `connection` or `witness`; `words` are the server's last words about it.
    """

    reason: str = ""
    words: str = ""
    again_at: datetime | None = None
    counts: Counter[State] = field(default_factory=Counter)


class Run:
    """A run; `stop` may be set by a signal handler, and ends it after the current messages."""

    def __init__(
        self,
        context: Context,
        dispatcher: Dispatcher,
        open_store: StoreOpener,
        make_transport: Callable[[], Transport],
        on_outcome: Callable[[Delivery, Outcome], None] | None = None,
    ) -> None:
        self.stop = Event()
        self.result = RunResult()
        self._context, self._dispatcher = context, dispatcher
        self._open_store, self._make_transport = open_store, make_transport
        self._on_outcome = on_outcome
        self._breaker = CircuitBreaker()
        self._lock = Lock()
        self._connections, self._ever_connected = 0, False
        self._refusals: list[BriefError] = []
        self._problems: list[BaseException] = []

    def send(self, connections: int = 1, watch: Callable[[], None] | None = None) -> RunResult:
        """Send until there is nothing left to do, or a reason to stop.

        `watch` is called about every fifth of a second. Raises the first problem of a connection if
        no connection could be used, and any that is a bug.
        """
        self._connections = connections
        threads = [
            Thread(target=self._work_and_keep_problem, name=f"connection {number + 1}", daemon=True)
            for number in range(connections)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            for thread in threads:
                thread.join(0.2 / len(threads))
            if watch:
                watch()
        if problems := self._problems or ([] if self._ever_connected else self._refusals):
            raise problems[0]
        return self.result

    def end(self, reason: str, words: str = "", again_at: datetime | None = None) -> None:
        """End the run after the current messages; the first reason counts."""
        with self._lock:
            if not self.stop.is_set():
                self.result.reason, self.result.words = reason, words
                self.result.again_at = again_at
                self.stop.set()

    def _work_and_keep_problem(self) -> None:
        try:
            self._work()
        except BaseException as problem:  # noqa: BLE001 - `send` raises it
            self._problems.append(problem)
            self.end("problem")

    def _work(self) -> None:
        transport = self._make_transport()
        try:
            if self._open(transport):
                with self._open_store() as store:
                    self._deliver_all(transport, store)
        finally:
            transport.close()

    def _open(self, transport: Transport) -> bool:
        """Connect; the run ends without a connection, and continues with fewer of them."""
        try:
            transport.open()
        except BriefError as problem:
            self._lose_connection(problem)
            return False
        self._ever_connected = True
        return True

    def _lose_connection(self, problem: BriefError) -> None:
        self._refusals.append(problem)
        if len(self._refusals) == self._connections:
            self.end("connection", problem.message)

    def _deliver_all(self, transport: Transport, store: Store) -> None:
        deliverer = Deliverer(self._context, transport, store)
        lost = 0
        while not self.stop.is_set():
            found = self._dispatcher.take()
            if isinstance(found, End):
                if found.reason:
                    self.end(found.reason, again_at=found.again_at)
                return
            if isinstance(found, Wait):
                self._context.clock.wait(min(found.seconds, LONGEST_STEP), self.stop)
                continue
            try:
                outcome = self._deliver(deliverer, found)
            except TransportError as problem:  # at a new connection, before the message
                self._lose_connection(problem)
                return
            is_lost = outcome.verdict is Verdict.CONNECTION
            lost = lost + 1 if is_lost else 0
            if lost > len(BACK_OFF):
                self.end("connection", str(outcome.reply))
            elif lost:
                transport.close()
                self._context.clock.wait(BACK_OFF[lost - 1], self.stop)
                if not self._open(transport):
                    return

    def _deliver(self, deliverer: Deliverer, delivery: Delivery) -> Outcome:
        is_last = self._dispatcher.count_lost(delivery) >= MAX_LOST - 1
        try:
            outcome = deliverer.deliver(delivery, is_last_try=is_last)
        except TransportError:
            self._dispatcher.repeat(delivery)
            raise
        except BaseException:
            self._dispatcher.abandon()
            raise
        if outcome.repeat:
            self._dispatcher.repeat(delivery)
        elif outcome.reply is None:
            self._dispatcher.skip(delivery)
        else:
            self._dispatcher.end(delivery, outcome.state, outcome.next_try)
        with self._lock:
            self.result.counts[outcome.state] += not outcome.repeat
        if self._on_outcome and not outcome.repeat:
            self._on_outcome(delivery, outcome)
        if outcome.reason == WITNESS:
            self.end(WITNESS, str(outcome.reply))
        if outcome.verdict:
            blocked = outcome.verdict is Verdict.BLOCKED
            if self._breaker.record(str(outcome.reply), blocked=blocked):
                self.end("blocked", self._breaker.words)
        return outcome
