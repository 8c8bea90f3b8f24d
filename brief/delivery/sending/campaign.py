"""Send an edition: resolve what an earlier run left, plan, ask, freeze, run, and add up."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from brief.delivery.journal.model import State
from brief.delivery.journal.sending_log import SendingLog
from brief.delivery.sending.delivering import Context
from brief.delivery.sending.dispatcher import Choice, Dispatcher
from brief.delivery.sending.pace.progress import Speedometer
from brief.delivery.sending.pace.rates import RateLimiter
from brief.delivery.sending.planning.plan import Plan, Sources, Wishes, freeze, make_plan
from brief.delivery.sending.planning.preconditions import (
    check_key,
    check_same_pdfs,
    require_none,
)
from brief.delivery.sending.run import Run, RunResult
from brief.delivery.sending.witness import (
    GRACE,
    Resolved,
    Witness,
    check_journal_is_newest,
    find_grace_end,
    resolve_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import timedelta

    from brief.delivery.journal import Delivery, Edition, Sums
    from brief.delivery.sending.doors import Parts
    from brief.editorial.models.mail import MailRate, MailSettings

PATIENCE = 360.0
"""Seconds: two attempts at a server that defers at first, a minute and five minutes later."""
ROUNDS = 3
"""How often in one run the witness may show that messages were not sent."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to send; `patience`: how many seconds to wait for deferred deliveries at the end.

    `grace`: how long a copy may be on its way to the witness until its absence counts.
    """

    rate: MailRate
    connections: int = 1
    patience: float = PATIENCE
    witness_address: str = ""
    list_id: str = ""
    grace: timedelta = GRACE


def make_options(mail: MailSettings) -> Options:
    """Return the options of a project without those of a command."""
    address = mail.witness.address if mail.witness else ""
    return Options(mail.rate, witness_address=address, list_id=mail.list_id)


@dataclass(slots=True)
class Ended:
    """How a campaign ended: the result of its run, what the witness showed, and the sum."""

    edition: Edition
    result: RunResult
    sums: Sums
    resolved: Resolved = field(default_factory=Resolved)

    @property
    def ok(self) -> bool:
        """Whether nothing is open, and the server did not refuse all messages of the run."""
        counts = self.result.counts
        return not self.sums.open and (counts[State.ACCEPTED] > 0 or not counts[State.FAILED])


class Campaign:
    """The sending of one edition by a process that holds the lock."""

    def __init__(self, parts: Parts, options: Options) -> None:
        self.stop = Event()
        self.recovered = 0
        self._parts, self._options = parts, options
        self._journal, self._composer = parts.journal, parts.composer
        self._doors, self._clock = parts.doors, parts.clock
        self._log = SendingLog(parts.journal)
        self._run: Run | None = None
        self.tell: Callable[[str], None] = lambda _text: None
        """Shows a person what the campaign waits for."""

    def interrupt(self) -> None:
        """End after the current messages; a signal handler may call it."""
        self.stop.set()
        if self._run:
            self._run.end("interrupted")

    def prepare(self, slug: str, wishes: Wishes, slugs: Iterable[str] = ()) -> Plan:
        """Resolve what an earlier run left, and return what this run would do.

        `slugs`: all briefings, by which a message in the witness is recognised. Raises
        OldJournalError, ContentError if a PDF has changed since the first run, and the errors of
        `make_plan`.
        """
        edition = self._journal.find_edition(slug)
        self.start(edition, [*slugs, slug])
        with self._doors.open_store() as store:
            sources = Sources(self._journal, store, self._parts.key, self._composer.languages)
            return make_plan(slug, wishes, sources)

    def start(self, edition: Edition | None, slugs: Iterable[str] = ()) -> None:
        """Resolve what an earlier run left, and check that journal and PDFs are the right ones."""
        self.recovered = self._log.recover(self._clock.now())
        if edition:
            self._journal.sum_up(edition.id)  # refuses a journal that misses rows
            check_key(self._journal, edition, self._parts.key)
            require_none(check_same_pdfs(edition, self._composer.pdf_hashes))
        if self._doors.open_mailbox:
            with self._doors.open_mailbox() as mailbox:
                check_journal_is_newest(self._journal, mailbox, self._parts.key, slugs)
        if edition:
            self.resolve(edition)

    def send(self, plan: Plan, watch: Callable[[int, float | None], None] | None = None) -> Ended:
        """Freeze the audience, send, and return how it ended.

        `watch` is called with the number of messages that are done, and messages per second.
        """
        hashes = dict(self._composer.pdf_hashes)
        edition = freeze(plan, self._journal, hashes, self._clock.now())
        return self.send_chosen(edition, plan.accepts, plan.limit, watch)

    def send_chosen(
        self,
        edition: Edition,
        accepts: Callable[[Delivery], bool] | None = None,
        limit: int | None = None,
        watch: Callable[[int, float | None], None] | None = None,
    ) -> Ended:
        """Send the deliveries of an edition that `accepts` says; return how it ended."""
        resolved, result = Resolved(), RunResult()
        for _ in range(ROUNDS):
            choice = Choice(accepts, limit, self._options.patience)
            result = self._run_once(edition, choice, watch)
            resolved = self._wait_for_witness(edition)
            if result.reason or not resolved.not_sent or self.stop.is_set():
                break
        return Ended(edition, result, self._journal.sum_up(edition.id), resolved)

    def _run_once(
        self,
        edition: Edition,
        choice: Choice,
        watch: Callable[[int, float | None], None] | None,
    ) -> RunResult:
        rest = self._log.list_pending(edition.id, 0, 1) or self._log.list_deferred(edition.id)
        if not rest:
            return RunResult()
        limiter = RateLimiter(self._options.rate, self._clock, self._log.recent_attempts())
        dispatcher = Dispatcher(self._log, edition.id, limiter, self._clock, choice)
        copies = (self._options.witness_address,) if self._options.witness_address else ()
        key, judge = self._parts.key, self._doors.judge
        context = Context(self._log, self._composer, key, judge, self._clock, copies)
        run = Run(context, dispatcher, self._doors.open_store, self._doors.make_transport)
        self._run = run
        if self.stop.is_set():
            run.end("interrupted")
        speed = Speedometer(self._clock.now())

        def show() -> None:
            done = run.result.counts.total()
            if watch:
                watch(done, speed.measure(self._clock.now(), done))

        return run.send(self._options.connections, show)

    def _wait_for_witness(self, edition: Edition) -> Resolved:
        """Wait until the absence of copies counts, and resolve what is unknown."""
        if not self._doors.open_mailbox:
            return Resolved()
        unknown = self._journal.list_deliveries(edition.id, State.UNKNOWN)
        end = find_grace_end(unknown, self._options.grace)
        seconds = (end - self._clock.now()).total_seconds() if end else 0.0
        if seconds > 0:
            self.tell(f"waiting {seconds:.0f} s for copies in the witness mailbox")
            self._clock.wait(seconds, self.stop)
        return self.resolve(edition)

    def resolve(self, edition: Edition) -> Resolved:
        """Decide about unknown deliveries by the witness, if there is one."""
        unknown = self._journal.list_deliveries(edition.id, State.UNKNOWN)
        if not self._doors.open_mailbox or not unknown:
            return Resolved()
        with self._doors.open_mailbox() as mailbox:
            witness = Witness(mailbox, self._options.list_id, self._options.grace)
            return resolve_unknown(self._journal, edition, witness, self._clock.now())
