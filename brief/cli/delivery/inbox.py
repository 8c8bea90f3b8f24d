"""`brief inbox poll`: read unsubscriptions, language choices, bounces and complaints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.formats import choose_format, report_errors, write_findings
from brief.cli.help import PlainHelpCommand
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.findings import Finding, warning
from brief.project import find_project

if TYPE_CHECKING:
    from brief.delivery.inbox.poll import Handled, PollResult
    from brief.delivery.inbox.returned import Returned
    from brief.editorial.models.mail import Inbox

HELP = "Read what comes back: unsubscriptions, language choices, bounces and complaints."

inbox_app = typer.Typer(name="inbox", help=HELP, no_args_is_help=True, rich_markup_mode=None)


@inbox_app.callback(help=HELP)
def inbox_callback() -> None:
    """Group the commands."""


@inbox_app.command(
    "poll", cls=PlainHelpCommand, short_help="Read the new messages, and do what they ask for."
)
def poll_command(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be done, and change nothing.")
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read the new messages of the mailbox `mail.inbox`, and do what they ask for.

    A message has an effect only with a valid token: it unsubscribes, chooses a language, or
    reports an address that does not exist. It is then marked as seen. All other messages, such as
    replies from people, are counted and stay as they are. Exit codes: 0 done, 1 the mailbox or a
    database cannot be used, 2 wrong usage.
    """
    report_as = choose_format("", json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "inbox"):
        from brief.delivery.folder import open_delivery_folder
        from brief.delivery.inbox.opening import open_poll, require_inbox, require_mail
        from brief.delivery.transport.imap import open_mailbox
        from brief.editorial.briefing import read_settings

        project = find_project()
        mail = require_mail(read_settings(project))
        inbox = require_inbox(mail)
        folder = open_delivery_folder(project)
        with (
            open_poll(folder, mail, lambda: datetime.now(UTC), dry_run=dry_run) as poll,
            open_mailbox(inbox.imap, project.root, inbox.folder) as mailbox,
        ):
            result = poll.run(mailbox, _name_mailbox(inbox))
    findings = [finding for it in result.handled for finding in _list_findings(it, inbox)]
    _show_result(result, inbox, terminal, dry_run=dry_run)
    terminal.show_findings(findings)
    write_findings(
        report_as,
        findings,
        dry_run=dry_run,
        known=result.known,
        counts=result.count(),
        messages=[it.as_json() for it in result.handled],
    )


def _name_mailbox(inbox: Inbox) -> str:
    """Return the name under which the progress in a mailbox is remembered."""
    return f"{inbox.imap.user or ''}@{inbox.imap.host}/{inbox.folder}"


def _list_findings(handled: Handled, inbox: Inbox) -> list[Finding]:
    """Return a warning for a message that a person should look at."""
    from brief.delivery.inbox.returned import Kind

    where = f"message {handled.uid} in {inbox.folder}"
    kind, status = handled.returned.kind, handled.returned.status
    if kind is Kind.FORGED:
        message = f"{where} reports a bounce or complaint, but has no valid token"
        remedy = "it changed nothing; read it in the mailbox if you sent mails by other ways too"
        return [warning("return-without-token", message, remedy)]
    if kind is Kind.UNCLEAR:
        message = f"{where} asks to be unsubscribed, but has no valid token"
        remedy = "read it in the mailbox, and suppress the person's address"
        return [warning("unsubscription-without-token", message, remedy)]
    if kind is Kind.WITNESS:
        message = f"{where} reports that the witness mailbox did not get a copy ({status})"
        return [warning("witness-returned", message, "check the address of `witness`")]
    return []


def _show_result(result: PollResult, inbox: Inbox, terminal: Terminal, *, dry_run: bool) -> None:
    """Show the effects, one a line, and the number of messages of each kind."""
    for it in result.handled:
        if it.returned.subscriber_id:
            terminal.show_text(f"  {_describe(it, dry_run=dry_run)}")
    counts = [f"{number} {kind}" for kind, number in result.count().items()]
    counts += [f"{result.known} known"] if result.known else []
    folder = escape_controls(inbox.folder)
    total = len(result.handled) + result.known
    messages = f"{total} new message{'' if total == 1 else 's'}"
    listed = f": {', '.join(counts)}" if counts else ""
    note = " (dry run: nothing was changed)" if dry_run else ""
    terminal.show_text(f"{folder}: {messages}{listed}{note}")


def _describe(handled: Handled, *, dry_run: bool) -> str:
    """Return an effect in one line, with the number of the person and the domain."""
    returned = handled.returned
    who = f"#{returned.subscriber_id} at {handled.domain}" if handled.domain else "erased person"
    details = [f"edition {returned.edition_id}" if returned.edition_id else ""]
    details += [returned.language, returned.status]
    shown = ", ".join(filter(None, (returned.kind, *details)))
    state = "" if handled.changed or dry_run else f" ({_explain_no_change(returned)})"
    return escape_controls(f"{who}: {shown}{state}")


def _explain_no_change(returned: Returned) -> str:
    from brief.delivery.inbox.returned import Kind

    is_note = returned.kind in {Kind.FAILURE, Kind.REFUSED, Kind.DELAY}
    return "recorded" if is_note else "no change"
