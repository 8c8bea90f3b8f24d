"""Open what a poll and the web server need: settings, databases, the mailbox."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from itertools import takewhile
from typing import TYPE_CHECKING

from brief.delivery.inbox.memory import FILE_NAME, open_memory
from brief.delivery.inbox.poll import InboxPoll
from brief.delivery.inbox.reader import OwnAddresses
from brief.delivery.inbox.returned import Kind
from brief.delivery.journal import open_journal
from brief.delivery.journal.model import State
from brief.delivery.subscribers.store import open_subscribers
from brief.delivery.tokens import TokenKey
from brief.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Self

    from brief.delivery.folder import DeliveryFolder
    from brief.delivery.inbox.contracts import Journal
    from brief.delivery.journal import Journal as StoredJournal
    from brief.editorial.models.mail import Inbox, MailSettings
    from brief.editorial.models.settings import Settings


def require_mail(settings: Settings) -> MailSettings:
    """Return the section `mail` of the settings. Raises ProjectError without it."""
    if settings.mail is None:
        msg = "brief.yaml has no section `mail`"
        raise ProjectError(msg, "describe in it how mails are sent: see docs/mail.md")
    return settings.mail


def require_inbox(mail: MailSettings) -> Inbox:
    """Return the settings of the mailbox for returns. Raises ProjectError without them."""
    if mail.inbox is None:
        msg = "brief.yaml does not name the mailbox for unsubscriptions and bounces"
        raise ProjectError(msg, "add `inbox:` with `imap:` to the section `mail`")
    return mail.inbox


def list_own_addresses(mail: MailSettings) -> OwnAddresses:
    """Return the project's addresses."""
    replies = {mail.sender.address, mail.reply_to, mail.bounces}
    witness = mail.witness.address if mail.witness else None
    every = {*replies, witness, mail.unsubscribe}
    leave = "" if mail.unsubscribe in replies else mail.unsubscribe or ""
    return OwnAddresses(leave.lower(), frozenset(it.lower() for it in every if it))


class JournalReader:
    """The journal as a poll uses it."""

    def __init__(self, journal: StoredJournal) -> None:
        self._journal = journal

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()

    def find_delivery(self, delivery_id: str) -> tuple[int, int] | None:
        """Return edition and subscriber of a delivery."""
        for edition in self._journal.list_editions():
            found = self._journal.find_delivery(edition.id, delivery_id)
            if found and found.delivery_id == delivery_id:
                return edition.id, found.subscriber_id
        return None

    def count_failures(self, edition_id: int, address: str) -> int:
        """Return how many editions in a row, up to this one, came back as a failure."""
        found = [it for _, it in self._journal.list_deliveries_to(address)]
        sent = [it for it in found if it.edition_id <= edition_id and it.state is State.ACCEPTED]
        newest = sorted(sent, key=lambda it: it.edition_id, reverse=True)
        return sum(1 for _ in takewhile(lambda it: it.returned == Kind.FAILURE, newest))

    def record_return(
        self, edition_id: int, subscriber_id: int, kind: str, text: str, at: datetime
    ) -> bool:
        """Record what came back; return whether it is new."""
        return self._journal.record_return(edition_id, subscriber_id, kind, text, at)


def open_existing_journal(folder: DeliveryFolder) -> AbstractContextManager[Journal] | None:
    """Return the journal; None if nothing was sent yet."""
    if not folder.journal_file.exists():
        return None
    return JournalReader(open_journal(folder))


@contextmanager
def open_poll(
    folder: DeliveryFolder, mail: MailSettings, clock: Callable[[], datetime], *, dry_run: bool
) -> Iterator[InboxPoll]:
    """Open the databases of a poll; a dry run creates no memory. Raises SetupError."""
    with ExitStack() as stack:
        journal = open_existing_journal(folder)
        has_memory = not dry_run or (folder.path / FILE_NAME).exists()
        yield InboxPoll(
            stack.enter_context(open_subscribers(folder)),
            stack.enter_context(journal) if journal else None,
            stack.enter_context(open_memory(folder)) if has_memory else None,
            TokenKey(folder.read_key()),
            list_own_addresses(mail),
            clock,
            dry_run=dry_run,
        )
