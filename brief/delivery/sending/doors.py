"""What a run uses outside this process: the subscribers, the mail server, the witness."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.delivery.sending.pace.clock import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.delivery.folder import DeliveryFolder
    from brief.delivery.journal import Journal
    from brief.delivery.sending.ports import Composer, MailboxOpener, StoreOpener, Transport
    from brief.delivery.tokens import TokenKey
    from brief.delivery.transport.reply import Reply, Verdict
    from brief.editorial.models.mail import MailSettings
    from brief.project import Project


@dataclass(frozen=True, slots=True)
class Doors:
    """Functions that open them; without a witness, `open_mailbox` is None."""

    open_store: StoreOpener
    make_transport: Callable[[], Transport]
    judge: Callable[[Reply], Verdict]
    open_mailbox: MailboxOpener | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What everything that is sent needs."""

    journal: Journal
    composer: Composer
    key: TokenKey
    doors: Doors
    clock: Clock = field(default_factory=SystemClock)


def make_doors(project: Project, folder: DeliveryFolder, mail: MailSettings) -> Doors:
    """Return the functions for a project's settings; nothing is opened yet."""
    from brief.delivery.subscribers.store import open_subscribers
    from brief.delivery.transport.imap import open_mailbox
    from brief.delivery.transport.smtp import SmtpTransport
    from brief.delivery.transport.verdict import judge

    witness = mail.witness
    return Doors(
        lambda: open_subscribers(folder),
        lambda: SmtpTransport(mail.server, project.root),
        judge,
        (lambda: open_mailbox(witness.imap, project.root, witness.folder)) if witness else None,
    )
