"""The checks of `brief doctor mail`: settings, files, servers and the records of the domain.

It connects to the servers that the settings name, and logs in, because the user asks for that. It
sends no message.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.delivery.folder import FOLDER, DeliveryFolder
from brief.doctor.checks import run_steps
from brief.doctor.environment import Check
from brief.doctor.mail_dns import check_records
from brief.doctor.mail_page import FetchedPage, check_page, fetch_page
from brief.doctor.mail_servers import SmtpOffer, check_mailbox, check_server, connect_to_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from brief.doctor.dns import Dns
    from brief.editorial.models.mail import MailSettings
    from brief.project import Project

GROUP_OR_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class MailDoctor:
    """Checks a project's delivery by mail.

    `connect` asks the mail server what it offers, `fetch` loads a page.
    """

    project: Project
    dns: Dns
    connect: Callable[[MailSettings, Project], SmtpOffer] = connect_to_server
    fetch: Callable[[str], FetchedPage] = fetch_page

    def run(self) -> Iterator[Check]:
        """Yield the result of every check; a failing check does not stop the next."""
        from brief.delivery.inbox.opening import require_mail
        from brief.editorial.briefing import read_settings

        found: list[MailSettings] = []

        def check_settings() -> Iterator[Check]:
            mail = require_mail(read_settings(self.project))
            found.append(mail)
            yield Check("settings", ok=True, detail=f"sender {mail.sender.address}")

        yield from run_steps([("settings", check_settings)])
        for mail in found:
            yield from run_steps(self._list_steps(mail))

    def _list_steps(self, mail: MailSettings) -> list[tuple[str, Callable[[], Iterator[Check]]]]:
        project, folder = self.project, DeliveryFolder(self.project.root / FOLDER)
        return [
            ("folder", lambda: _check_folder(folder)),
            ("token key", lambda: _check_key(folder)),
            ("server", lambda: check_server(mail, project, self.connect)),
            ("inbox", lambda: check_mailbox("inbox", mail, project)),
            ("witness", lambda: check_mailbox("witness", mail, project)),
            ("unsubscribe", lambda: _check_unsubscription(mail)),
            ("page", lambda: check_page(mail, folder, self.fetch)),
            ("DKIM key", lambda: _check_dkim_key(mail, project)),
            ("DNS", lambda: check_records(mail, project, self.dns)),
            ("journal", lambda: _check_journal(folder)),
        ]


def _check_folder(folder: DeliveryFolder) -> Iterator[Check]:
    """Yield whether the folder and its files are for the owner only."""
    if not folder.path.is_dir():
        yield Check("folder", None, f"{FOLDER}/ does not exist yet", "import subscribers")
        return
    paths = [folder.path, *(it for it in folder.path.iterdir() if it.name != ".gitignore")]
    public = [it.name for it in paths if it.stat().st_mode & GROUP_OR_OTHERS]
    if public:
        names = ", ".join(sorted(public))
        remedy = f"chmod -R go-rwx {FOLDER}"
        yield Check("folder", ok=False, detail=f"others can read {names}", remedy=remedy)
    else:
        yield Check("folder", ok=True, detail=f"{FOLDER}/ is for its owner only")


def _check_key(folder: DeliveryFolder) -> Iterator[Check]:
    """Yield whether the key of the tokens can be read; it is not created."""
    if not folder.key_file.exists():
        yield Check("token key", None, "made at the first use", "")
        return
    folder.read_key()
    detail = "present; keep a backup, since tokens in sent mails depend on it"
    yield Check("token key", ok=True, detail=detail)


def _check_unsubscription(mail: MailSettings) -> Iterator[Check]:
    """Yield whether readers can unsubscribe, by mail and with one click (RFC 8058)."""
    signed = mail.dkim is not None or mail.relay_signs == "yes"
    ways = [f"mail to {mail.unsubscribe}"] if mail.unsubscribe else []
    ways += [f"page {mail.unsubscribe_url}"] if mail.unsubscribe_url else []
    if mail.inbox is None and not mail.unsubscribe_url:
        detail = "no one reads the wishes: neither `inbox` nor `unsubscribe_url` is set"
        yield Check("unsubscribe", ok=False, detail=detail, remedy="set one of them, or both")
        return
    if not mail.unsubscribe:
        ways.insert(0, "mail to the address for replies")
    yield Check("unsubscribe", ok=True, detail=", ".join(ways))
    if mail.inbox is None:
        remedy = "set `inbox`, and run `brief inbox poll` regularly"
        yield Check("bounces", ok=False, detail="no one reads bounces", remedy=remedy)
    if mail.unsubscribe_url and signed:
        yield Check("one click", ok=True, detail="https address and DKIM: List-Unsubscribe-Post")
        return
    lacking = [] if mail.unsubscribe_url else ["`unsubscribe_url` with https"]
    lacking += [] if signed else ["a DKIM signature (`dkim`, or `relay_signs: yes`)"]
    detail = f"not offered without {' and '.join(lacking)}; large senders need it"
    yield Check("one click", ok=None, detail=detail, remedy="see docs/mail/returns.md")


def _check_dkim_key(mail: MailSettings, project: Project) -> Iterator[Check]:
    """Yield whether mails can be signed. Raises SetupError and ContentError if they cannot."""
    from brief.delivery.message.signer import open_signer

    if mail.dkim is None:
        if mail.relay_signs == "yes":
            detail = "the server signs; a proof shows whether: look for dkim=pass in its headers"
            yield Check("DKIM key", ok=None, detail=detail)
        else:
            detail = "mails are not signed; Gmail, Yahoo and Outlook refuse them in large numbers"
            remedy = "set `dkim`, or `relay_signs: yes` if your server adds a signature"
            yield Check("DKIM key", ok=False, detail=detail, remedy=remedy)
        return
    open_signer(project, mail.dkim)
    yield Check("DKIM key", ok=True, detail=f"{mail.dkim.key_file}, for its owner only")


def _check_journal(folder: DeliveryFolder) -> Iterator[Check]:
    """Yield the editions whose deliveries are not all settled."""
    from brief.delivery.journal import open_journal

    if not folder.journal_file.exists():
        yield Check("journal", ok=True, detail="nothing was sent yet")
        return
    with open_journal(folder) as journal:
        editions = journal.list_editions()
        sums = [(edition.slug, journal.sum_up(edition.id).open) for edition in editions]
    for slug, count in sums:
        if count:
            detail = f"{slug}: {count} open"
            yield Check("journal", ok=None, detail=detail, remedy=f"brief outbox {slug}")
    if not any(count for _, count in sums):
        shown = "1 edition" if len(sums) == 1 else f"{len(sums)} editions"
        yield Check("journal", ok=True, detail=f"{shown}, nothing open")
