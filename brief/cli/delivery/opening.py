"""Open what the commands `send` and `outbox` need: settings, checks, composer, journal, lock."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from brief.cli.commands.build import resolve_slug
from brief.cli.terminal import Terminal
from brief.errors import UsageError
from brief.findings import Finding, Severity
from brief.findings.suggest import did_you_mean
from brief.project import find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.folder import DeliveryFolder
    from brief.delivery.journal import Edition, Journal
    from brief.delivery.sending.doors import Parts
    from brief.editorial.models.mail import MailSettings
    from brief.editorial.models.settings import Settings
    from brief.project import Project


@dataclass(frozen=True, slots=True)
class Mailing:
    """A briefing that is to be sent, and what is noteworthy about it."""

    project: Project
    settings: Settings
    mail: MailSettings
    slug: str
    findings: tuple[Finding, ...] = ()


def read_mailing(typed: str, *, is_proof: bool = False) -> Mailing:
    """Return the briefing of that name after all checks that need no journal.

    A proof may be of a draft: what forbids to publish is a note then. Raises ProjectError without
    settings for mail, ContentError with the errors that were found, and UsageError.
    """
    from brief.delivery.sending.planning.preconditions import (
        EXAMPLE,
        check_is_final,
        check_pdfs,
        read_mail_settings,
        require_none,
    )
    from brief.editorial.briefing import read_briefing, read_settings

    project = find_project()
    settings = read_settings(project)
    if settings.mail is None:
        show_example(EXAMPLE)
    mail = read_mail_settings(project, settings)
    slug = resolve_slug(project, typed)
    briefing = read_briefing(project, settings, slug)
    found = check_is_final(briefing, datetime.now().astimezone().date())
    if is_proof:
        found = [replace(finding, severity=Severity.NOTE) for finding in found]
    found += check_pdfs(project, briefing)
    require_none(found)
    return Mailing(project, settings, mail, slug, tuple(found))


def show_example(lines: str) -> None:
    """Show lines for brief.yaml as they are to be written."""
    terminal = Terminal()
    for line in lines.splitlines():
        terminal.show_text(line)


@contextmanager
def open_parts(
    mailing: Mailing, folder: DeliveryFolder, *, is_proof: bool = False
) -> Iterator[Parts]:
    """Open the journal and the composer of a mailing."""
    from brief.delivery.journal import open_journal
    from brief.delivery.message.composer import open_composer
    from brief.delivery.sending.doors import Parts, make_doors
    from brief.delivery.tokens import TokenKey

    project, mail = mailing.project, mailing.mail
    composer = open_composer(project, mailing.settings, mailing.slug, proof=is_proof)
    key = TokenKey(folder.read_key())
    with open_journal(folder) as journal:
        yield Parts(journal, composer, key, make_doors(project, folder, mail))


@contextmanager
def open_outbox(*, is_changed: bool = False) -> Iterator[Journal]:
    """Open the journal of the project.

    Without a run in progress, what an earlier run left in doubt is made unknown first. With
    `is_changed`, no run may be in progress. Raises SendingLockHeldError.
    """
    from brief.delivery.folder import open_delivery_folder
    from brief.delivery.journal import hold_sending_lock, open_journal
    from brief.delivery.journal.lock import SendingLockHeldError
    from brief.delivery.journal.sending_log import SendingLog

    folder = open_delivery_folder(find_project())
    with ExitStack() as lock, open_journal(folder) as journal:
        try:
            lock.enter_context(hold_sending_lock(folder))
        except SendingLockHeldError:
            if is_changed:
                raise
        else:
            SendingLog(journal).recover(datetime.now(UTC))
        if not is_changed:
            lock.close()  # a run may begin meanwhile
        yield journal


def find_edition(journal: Journal, typed: str) -> Edition:
    """Return the edition of a briefing. Raises UsageError if it was never sent."""
    slug = resolve_slug(find_project(), typed)
    edition = journal.find_edition(slug)
    if edition is None:
        known = [edition.slug for edition in journal.list_editions()]
        remedy = did_you_mean(slug, known) if known else f"send it with `brief send {slug}`"
        msg = f"{slug} was not sent yet"
        raise UsageError(msg, remedy, "not-sent-yet")
    return edition
