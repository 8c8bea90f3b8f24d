"""Deliver one message, and decide from the server's reply which state it is in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from brief.delivery.journal.model import State, read_time, write_time
from brief.delivery.message.model import Recipient
from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from brief.delivery.transport.reply import TOO_BIG_OR_FULL, Reply, Stage, Verdict
from brief.errors import RenderError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from brief.delivery.journal.model import Delivery
    from brief.delivery.journal.sending_log import SendingLog
    from brief.delivery.message.model import Message
    from brief.delivery.sending.pace.clock import Clock
    from brief.delivery.sending.ports import Composer, Store, Transport
    from brief.delivery.tokens import TokenKey

RETRY_SECONDS = (60, 300, 900, 3600)
"""After how long a deferred delivery is tried again: after the first attempt, the second, …"""
LONGEST_TRY = timedelta(days=5)
"""How long a delivery stays deferred (RFC 5321, 4.5.4.1)."""
MAX_LOST = 3
"""How many connections may end during a delivery in one run before it is deferred."""
FULL_EDITIONS = 3
BAD_ADDRESS, BLOCKED, EXPIRED, FULL, REFUSED = (
    "bad-address",
    "blocked",
    "expired",
    "full",
    "refused",
)
LOST, NOT_MADE, CHANGED = "connection-lost", "not-composed", "changed"
NO_SMTPUTF8 = "5.6.7"  # RFC 6531, 3.5
WITNESS = "witness"
NOT_ASCII = "address needs SMTPUTF8, which the server does not have"
RESEND = "resend"
"""The reason of a pending delivery whose message must be the very one that was perhaps sent."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt led to; `repeat`: try again at once, on a new connection.

    `words` says why, without a reply.
    """

    state: State
    reason: str = ""
    reply: Reply | None = None
    next_try: str = ""
    verdict: Verdict | None = None
    repeat: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What all deliveries of a run share."""

    log: SendingLog
    composer: Composer
    key: TokenKey
    judge: Callable[[Reply], Verdict]
    clock: Clock
    copies: Sequence[str] = ()
    compose_lock: Lock = field(default_factory=Lock)


class Deliverer:
    """Delivers messages over one connection."""

    def __init__(self, context: Context, transport: Transport, store: Store) -> None:
        self._context, self._transport, self._store = context, transport, store
        self._log, self._clock = context.log, context.clock

    def deliver(self, delivery: Delivery, *, is_last_try: bool = False) -> Outcome:
        """Attempt a delivery, and record its outcome.

        With `is_last_try`, a delivery whose connection is lost is deferred, not repeated.
        """
        attempt, date = self._log.begin_attempt(delivery, self._clock.now())
        outcome = self._try_to_send(delivery, read_time(date), is_last_try=is_last_try)
        if delivery.reason == RESEND:
            outcome = _keep_doubt(outcome)
        reply = str(outcome.reply) if outcome.reply else outcome.words
        self._log.settle(
            delivery,
            attempt,
            outcome.state,
            self._clock.now(),
            reply=reply,
            reason=outcome.reason,
            next_try=outcome.next_try,
        )
        self._suppress(delivery, outcome, reply)
        return outcome

    def _find_reason_to_skip(self, delivery: Delivery) -> str:
        person = self._store.get(delivery.subscriber_id)
        if person is None or self._store.is_erased(delivery.address):
            return Status.ERASED.value
        status = self._store.get_status(delivery.subscriber_id)
        return "" if status is Status.ACTIVE else status.value

    def _try_to_send(self, delivery: Delivery, date: datetime, *, is_last_try: bool) -> Outcome:
        message = self._prepare(delivery, date)
        if isinstance(message, Outcome):
            return message
        if refused := self._start(message, is_last_try=is_last_try):
            return self._schedule(delivery, refused, date)
        self._log.mark_sending(delivery, _hash(message))
        reply = self._transport.finish()
        if not reply.code and reply.stage == Stage.DOT:
            return Outcome(State.UNKNOWN, LOST, reply, verdict=Verdict.CONNECTION)
        outcome = self._judge(reply, is_last_try=is_last_try or reply.stage == Stage.DOT)
        return self._schedule(delivery, outcome, date)

    def _prepare(self, delivery: Delivery, date: datetime) -> Message | Outcome:
        """Return the message, or why nothing is sent."""
        if reason := self._find_reason_to_skip(delivery):
            return Outcome(State.SKIPPED, reason)
        try:
            message = self._compose(delivery, date)
        except (UsageError, RenderError) as problem:  # a name that no header, or no page, may have
            return Outcome(State.FAILED, NOT_MADE, words=problem.message)
        if delivery.reason == RESEND and delivery.content_hash not in {"", _hash(message)}:
            return Outcome(State.UNKNOWN, CHANGED)
        # Once more, since composing takes time: a person may have left meanwhile.
        reason = self._find_reason_to_skip(delivery)
        return Outcome(State.SKIPPED, reason) if reason else message

    def _start(self, message: Message, *, is_last_try: bool) -> Outcome | None:
        """Send everything but the end of the message; return the outcome if it is refused."""
        try:
            reply = self._transport.start(message, self._context.copies)
        except ValueError as problem:  # an address that must not be part of a command
            self._transport.close()
            return Outcome(State.FAILED, NOT_MADE, words=str(problem))
        if reply is None:
            return None
        if reply.stage == Stage.COPY:
            return Outcome(State.PENDING, WITNESS, reply)
        if message.needs_smtputf8 and reply.enhanced == NO_SMTPUTF8:
            return Outcome(State.SKIPPED, NOT_ASCII)
        return self._judge(reply, is_last_try=is_last_try)

    def _judge(self, reply: Reply, *, is_last_try: bool) -> Outcome:
        return decide(self._context.judge(reply), reply, is_last_try=is_last_try)

    def _compose(self, delivery: Delivery, date: datetime) -> Message:
        recipient = make_recipient(self._context, self._store, delivery)
        with self._context.compose_lock:
            message = self._context.composer.compose(recipient, date)
        same = message.envelope_recipient.lower() == delivery.address.lower()
        if not same or message.delivery_id != delivery.delivery_id:
            msg = f"the message for delivery {delivery.id} is for another one"
            raise RuntimeError(msg)
        return message

    def _schedule(self, delivery: Delivery, outcome: Outcome, date: datetime) -> Outcome:
        """Add to a deferred delivery when it is tried again; after five days it has failed."""
        if outcome.state is not State.DEFERRED:
            return outcome
        now = self._clock.now()
        if now - date > LONGEST_TRY:
            return replace(outcome, state=State.FAILED, reason=EXPIRED)
        wait = RETRY_SECONDS[min(delivery.attempts, len(RETRY_SECONDS) - 1)]
        return replace(outcome, next_try=write_time(now + timedelta(seconds=wait)))

    def _suppress(self, delivery: Delivery, outcome: Outcome, reply: str) -> None:
        if outcome.verdict is Verdict.BOUNCED:
            self._store.suppress(delivery.subscriber_id, Status.BOUNCED, reply)
        elif outcome.state is State.FAILED and outcome.reason in {FULL, EXPIRED}:
            reasons = frozenset({FULL, EXPIRED})
            count = self._log.count_failures_in_a_row(delivery.subscriber_id, reasons)
            if count >= FULL_EDITIONS:
                cause = f"{count} editions in a row: {reply}"
                self._store.suppress(delivery.subscriber_id, Status.BOUNCED, cause)


def decide(verdict: Verdict, reply: Reply, *, is_last_try: bool) -> Outcome:
    """Return what a verdict means for a delivery; a lost connection repeats it, if it may."""
    if verdict is Verdict.CONNECTION and not is_last_try:
        return Outcome(State.PENDING, LOST, reply, verdict=verdict, repeat=True)
    temporary = not reply.code or reply.code < 500  # noqa: PLR2004 - RFC 5321, 4.2.1
    full = reply.enhanced in TOO_BIG_OR_FULL or reply.enhanced.startswith("5.4.")
    state, reason = {
        Verdict.ACCEPTED: (State.ACCEPTED, ""),
        Verdict.BOUNCED: (State.FAILED, BAD_ADDRESS),
        Verdict.BLOCKED: (State.DEFERRED if temporary else State.FAILED, BLOCKED),
        Verdict.CONNECTION: (State.DEFERRED, LOST),
        Verdict.DEFERRED: (State.DEFERRED, ""),
        Verdict.FAILED: (State.FAILED, FULL if full else REFUSED),
    }[verdict]
    return Outcome(state, reason, reply, verdict=verdict)


def _hash(message: Message) -> str:
    return sha256(message.content).hexdigest()


def _keep_doubt(outcome: Outcome) -> Outcome:
    """Return the outcome of a second copy: without it, the first one is as unknown as before."""
    if outcome.state is State.SKIPPED:
        return replace(outcome, state=State.UNKNOWN)
    if outcome.state in {State.PENDING, State.DEFERRED}:
        return replace(outcome, reason=RESEND)
    return outcome


def make_recipient(context: Context, store: Store, delivery: Delivery) -> Recipient:
    """Return what the composer needs, with tokens that a reader's program can use."""
    person = store.get(delivery.subscriber_id)
    number, edition, key = delivery.subscriber_id, delivery.edition_id, context.key
    others = (tag for tag in context.composer.languages if tag != delivery.language)
    return Recipient(
        delivery.address,
        person.name if person else "",
        delivery.language,
        delivery.delivery_id,
        key.make_token(Purpose.UNSUBSCRIBE, number, edition),
        key.make_token(Purpose.BOUNCE, number, edition),
        {tag: key.make_token(Purpose.LANGUAGE, number, tag) for tag in others},
    )
