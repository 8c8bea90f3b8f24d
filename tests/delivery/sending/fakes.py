"""A clock, a server, a composer and subscribers that live in this process, for tests of a run."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Event, Lock
from typing import TYPE_CHECKING

from brief.delivery.folder import DeliveryFolder
from brief.delivery.journal import open_journal
from brief.delivery.message.model import Message
from brief.delivery.sending.campaign import Campaign, Options
from brief.delivery.sending.doors import Doors, Parts
from brief.delivery.sending.planning.plan import Wishes
from brief.delivery.subscribers.model import Consent, Status, Subscriber
from brief.delivery.tokens import TokenKey
from brief.delivery.transport.reply import BAD_ADDRESS, Reply, Verdict
from brief.editorial.models.mail import MailRate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from brief.delivery.journal import Journal
    from brief.delivery.message.model import Recipient
    from brief.delivery.sending.campaign import Ended
    from brief.delivery.sending.ports import MailboxOpener

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
OK = Reply(250, "2.0.0 queued", "DOT")
KEY = TokenKey(bytes(32))


def judge(reply: Reply) -> Verdict:
    """Judge like the table in the documentation, shortened."""
    if reply.code == 0 or reply.text.startswith("connection"):
        return Verdict.CONNECTION
    if reply.code < 400:
        return Verdict.ACCEPTED
    if reply.code == 421 or reply.enhanced[1:].startswith(".7."):
        return Verdict.BLOCKED
    if reply.code < 500:
        return Verdict.DEFERRED
    return Verdict.BOUNCED if reply.enhanced in BAD_ADDRESS else Verdict.FAILED


class FakeClock:
    """A clock that only waiting moves on."""

    def __init__(self, now: datetime = START) -> None:
        self.time = now
        self._lock = Lock()

    def now(self) -> datetime:
        return self.time

    def wait(self, seconds: float, stop: Event) -> None:
        if not stop.is_set():
            with self._lock:
                self.time += timedelta(seconds=max(seconds, 0.001))


@dataclass
class FakeServer:
    """A server: `answers` gives the reply to a recipient, and None is acceptance.

    A reply with the stage DOT comes after the message, any other before it.
    """

    clock: FakeClock
    answers: Callable[[str, int], Reply | None] = lambda _address, _attempt: None
    seconds: float = 0.01
    seen: list[tuple[datetime, str]] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)
    opened: int = 0
    before_end: Callable[[str], None] = lambda _address: None


class FakeTransport:
    def __init__(self, server: FakeServer) -> None:
        self.server = server
        self.reply: Reply | None = None
        self.message: Message | None = None

    def open(self) -> None:
        self.server.opened += 1

    def close(self) -> None:
        pass

    def start(self, message: Message, copies: Sequence[str] = ()) -> Reply | None:
        assert isinstance(copies, tuple)
        server, address = self.server, message.envelope_recipient
        server.clock.wait(server.seconds, Event())
        server.seen.append((server.clock.now(), address))
        attempt = sum(one == address for _, one in server.seen)
        self.reply, self.message = server.answers(address, attempt), message
        return self.reply if self.reply and self.reply.stage != "DOT" else None

    def finish(self) -> Reply:
        assert self.message
        self.server.before_end(self.message.envelope_recipient)
        self.server.clock.wait(self.server.seconds, Event())
        reply = self.reply or OK
        if reply.code == 250:
            self.server.accepted.append(self.message.envelope_recipient)
            self.server.messages.append(self.message.content)
        return reply


class FakeComposer:
    languages = ("de", "it")

    def __init__(self) -> None:
        self.pdf_hashes = {"de": "1" * 64, "it": "2" * 64}
        self.text = "hello"

    def compose(self, recipient: Recipient, date: datetime) -> Message:
        lines = [
            f"To: {recipient.address}",
            f"Date: {date.isoformat()}",
            f"X-Brief-Delivery: {recipient.delivery_id}",
            f"Message-ID: <{recipient.delivery_id}@example.org>",
            "",
            f"{self.text} {recipient.language} {recipient.unsubscribe_token}",
        ]
        content = "\r\n".join(lines).encode()
        return Message(recipient.delivery_id, "b@example.org", recipient.address, content)


class FakeStore:
    def __init__(self) -> None:
        self.people: dict[int, Subscriber] = {}
        self.causes: dict[int, str] = {}

    def add(self, address: str, *languages: str, tags: Collection[str] = ()) -> Subscriber:
        number = len(self.people) + 1
        consent, joined = Consent(), "2026-01-01T00:00:00Z"
        person = Subscriber(
            number,
            address,
            "",
            tuple(languages),
            frozenset(tags),
            Status.ACTIVE,
            joined,
            "",
            consent,
            joined,
        )
        self.people[number] = person
        return person

    def get(self, subscriber_id: int) -> Subscriber | None:
        return self.people.get(subscriber_id)

    def get_status(self, subscriber_id: int) -> Status:
        person = self.people.get(subscriber_id)
        return person.status if person else Status.ERASED

    def select(
        self, *, tags: Collection[str] = (), status: Status | None = None
    ) -> Iterator[Subscriber]:
        for person in self.people.values():
            if (not tags or person.tags & set(tags)) and status in {None, person.status}:
                yield person

    def suppress(
        self, subscriber_id: int, status: Status, cause: str, at: datetime | None = None
    ) -> bool:
        del at
        self.people[subscriber_id] = replace(self.people[subscriber_id], status=status)
        self.causes[subscriber_id] = cause
        return True

    def is_erased(self, address: str) -> bool:
        return address.startswith("erased")


class FakeMailbox:
    """A witness that holds what a server accepted."""

    def __init__(self, server: FakeServer, *, rewrites: bool = False) -> None:
        self.server, self.rewrites = server, rewrites
        self.delayed = 0

    def _visible(self) -> list[bytes]:
        count = len(self.server.messages) - self.delayed
        return self.server.messages[: max(0, count)]

    def find_header(self, name: str, value: str) -> list[int]:
        return [uid for uid, found in self.read_newest(name, 10_000) if found == value]

    def read_newest(self, name: str, count: int) -> list[tuple[int, str]]:
        wanted = f"{name}: ".encode()
        return [
            (uid, line.removeprefix(wanted).decode())
            for uid, content in enumerate(self._visible(), 1)
            for line in content.split(b"\r\n")
            if line.startswith(wanted)
        ][-count:]


@dataclass
class Office:
    """A project with its journal, as a test sees it."""

    folder: DeliveryFolder
    clock: FakeClock
    server: FakeServer
    store: FakeStore = field(default_factory=FakeStore)
    composer: FakeComposer = field(default_factory=FakeComposer)
    rate: MailRate = field(default_factory=MailRate)
    mailbox: FakeMailbox | None = None
    connections: int = 1
    patience: float = 0.0

    @classmethod
    def make(cls, root: Path) -> Office:
        folder = DeliveryFolder(root / "delivery")
        folder.path.mkdir(mode=0o700, exist_ok=True)
        clock = FakeClock()
        return cls(folder, clock, FakeServer(clock))

    def add(self, count: int, *languages: str, domain: str = "example.org") -> None:
        for _ in range(count):
            self.store.add(f"r{len(self.store.people) + 1}@{domain}", *languages)

    def parts(self, journal: Journal) -> Parts:
        @contextmanager
        def open_store() -> Iterator[FakeStore]:
            yield self.store

        opener: MailboxOpener | None = None
        if self.mailbox:
            mailbox = self.mailbox

            @contextmanager
            def open_mailbox() -> Iterator[FakeMailbox]:
                yield mailbox

            opener = open_mailbox
        doors = Doors(open_store, lambda: FakeTransport(self.server), judge, opener)
        return Parts(journal, self.composer, KEY, doors, self.clock)

    def campaign(self, journal: Journal) -> Campaign:
        witness = "witness@example.org" if self.mailbox else ""
        options = Options(self.rate, self.connections, self.patience, witness, "example.org")
        return Campaign(self.parts(journal), options)

    def send(
        self,
        slug: str = "tides",
        *,
        tags: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
        limit: int | None = None,
        include_new: bool = False,
    ) -> Ended:
        """Send as the command does; each call is a run of its own."""
        wishes = Wishes(tags, languages, limit, include_new)
        with open_journal(self.folder) as journal:
            campaign = self.campaign(journal)
            return campaign.send(campaign.prepare(slug, wishes))

    def delivery_id(self, address: str, slug: str = "tides") -> str:
        return KEY.delivery_id(slug, address)

    def sums(self, slug: str = "tides") -> dict[str, int]:
        """Return the states that deliveries are in, without empty ones."""
        with open_journal(self.folder) as journal:
            edition = journal.find_edition(slug)
            assert edition
            states = journal.sum_up(edition.id).states
        return {state.value: number for state, number in states.items() if number}
