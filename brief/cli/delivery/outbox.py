"""`brief outbox`: what was sent to whom, what is open, and decisions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from brief.cli.completion import complete_slug
from brief.cli.formats import choose_format, report_errors, write_findings
from brief.cli.help import PlainHelpCommand
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import GREEN, YELLOW, Terminal, escape_controls
from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.delivery.journal import Edition, Journal, State

HELP = "Show what was sent, what is open and why, and decide about it."
SUMMARY = "summary"
SlugArgument = Annotated[
    str, typer.Argument(metavar="SLUG", autocompletion=complete_slug, help="The briefing.")
]


class OutboxGroup(TyperGroup):
    """Takes a first word that is not a command as the argument of `summary`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as Typer has it
        """Put the command `summary` first where none is named."""
        if not args or (args[0] not in self.commands and args[0] not in {"--help", "-h"}):
            args = [SUMMARY, *args]
        return super().parse_args(ctx, args)


outbox_app = typer.Typer(
    cls=OutboxGroup, help=HELP, rich_markup_mode=None, subcommand_metavar="[SLUG] | COMMAND …"
)


@outbox_app.callback(help=HELP)
def outbox_callback() -> None:
    """Group the commands."""


@outbox_app.command(
    SUMMARY, cls=PlainHelpCommand, short_help="Show the sum of an edition, or of all (the default)."
)
def summary_command(
    slug: Annotated[
        str,
        typer.Argument(
            metavar="[SLUG]",
            autocompletion=complete_slug,
            help="The briefing (default: all that were sent).",
        ),
    ] = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show how many messages are in which state; the states add up to the audience.

    Exit codes: 0 nothing is open, 1 something is open, 2 wrong usage.
    """
    from brief.cli.delivery.outbox_texts import describe_open, group_by_reason

    report_as = choose_format("", json_=json_)
    terminal = Terminal(quiet=quiet)
    entries, is_open = [], False
    with report_errors(report_as, "outbox"), _open_outbox() as journal:
        editions = [_find_edition(journal, slug)] if slug else journal.list_editions()
        for edition in editions:
            sums = journal.sum_up(edition.id)
            open_or_failed = group_by_reason(journal, edition)
            colour = YELLOW if sums.open else GREEN
            word = "open" if sums.open else "done"
            terminal.show_text(f"{edition.slug}: {terminal.paint(word, colour)}: {sums}")
            for line in describe_open(edition.slug, sums, open_or_failed):
                terminal.show_text(f"  {line}")
            is_open = is_open or sums.open > 0
            entries.append(
                {
                    "slug": edition.slug,
                    "created": edition.created,
                    "done": not sums.open,
                    **sums.as_json(),
                    "open": sums.open,
                    "reasons": [group.as_json() for group in open_or_failed],
                }
            )
        if not editions:
            terminal.show_text("nothing was sent yet")
    write_findings(report_as, [], ok=not is_open, editions=entries)
    if is_open:
        raise typer.Exit(1)


@outbox_app.command("show", cls=PlainHelpCommand, short_help="List the messages of an edition.")
def show_command(
    slug: SlugArgument,
    state: Annotated[
        list[str] | None, typer.Option(metavar="STATE", help="Only this state; repeatable.")
    ] = None,
    addresses: Annotated[
        bool, typer.Option("--addresses", help="Show the addresses, not only their domains.")
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """List the messages of an edition, with their state, its reason and the server's reply.

    Exit codes: 0 nothing is open, 1 something is open, 2 wrong usage.
    """
    from brief.cli.delivery.outbox_texts import as_json, describe_delivery

    report_as = choose_format("", json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "outbox"), _open_outbox() as journal:
        edition = _find_edition(journal, slug)
        states = _parse_states(state or [])
        found = journal.list_deliveries(edition.id, *states)
        is_open = journal.sum_up(edition.id).open > 0
    for delivery in found:
        terminal.show_text(escape_controls(describe_delivery(delivery, addresses=addresses)))
    shown = [as_json(delivery, addresses=addresses) for delivery in found]
    editions = [{"slug": edition.slug, "deliveries": shown}]
    write_findings(report_as, [], ok=not is_open, editions=editions)
    if is_open:
        raise typer.Exit(1)


@outbox_app.command(
    "retry", cls=PlainHelpCommand, short_help="Let the next run send messages again that failed."
)
def retry_command(
    slug: SlugArgument,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE", help="failed (default), deferred or skipped; repeatable."),
    ] = None,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Let the next `brief send` try messages again that failed.

    People who left, or whose address does not exist, still get nothing. Exit codes: 0 done,
    1 nothing can be changed now, 2 wrong usage.
    """
    from brief.delivery.journal import State

    report_as = choose_format("", json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "outbox"), _open_outbox(is_changed=True) as journal:
        edition = _find_edition(journal, slug)
        states = _parse_states(state or [State.FAILED])
        if wrong := set(states) - {State.FAILED, State.DEFERRED, State.SKIPPED}:
            name = min(wrong)
            msg = f"messages that are {name} cannot be tried again"
            remedy = "choose failed, deferred or skipped"
            if State.UNKNOWN in wrong:
                remedy = f"see `brief outbox resend-unknown {slug}`"
            raise UsageError(msg, remedy)
        found = journal.list_deliveries(edition.id, *states)
        count = journal.decide(found, State.PENDING, "retry", _now())
    what = f"{count:,} message{'s are' if count != 1 else ' is'} pending again"
    terminal.show_text(f"{what}; run `brief send {edition.slug}`")
    write_findings(report_as, [], editions=[{"slug": edition.slug, "changed": count}])


@outbox_app.command(
    "resolve", cls=PlainHelpCommand, short_help="Decide about a message whose outcome is unknown."
)
def resolve_command(
    slug: SlugArgument,
    name: Annotated[
        str, typer.Argument(metavar="ADDRESS|ID", help="The address, #number or delivery id.")
    ],
    accepted: Annotated[bool, typer.Option("--accepted", help="The server has it.")] = False,
    not_sent: Annotated[
        bool, typer.Option("--not-sent", help="The server does not have it: send it again.")
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Decide about a message whose outcome is unknown, after a look into the server's log.

    Exit codes: 0 done, 1 nothing can be changed now, 2 wrong usage.
    """
    from brief.delivery.journal import State

    report_as = choose_format("", json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "outbox"):
        if accepted == not_sent:
            msg = "`brief outbox resolve` needs one decision"
            raise UsageError(msg, "add --accepted or --not-sent")
        with _open_outbox(is_changed=True) as journal:
            edition = _find_edition(journal, slug)
            delivery = journal.find_delivery(edition.id, name)
            if delivery is None:
                msg = f"{name} is not in the audience of {edition.slug}"
                raise UsageError(msg, f"see `brief outbox show {edition.slug}`")
            if delivery.state is not State.UNKNOWN:
                msg = f"the message to {name} is not unknown: it is {delivery.state}"
                raise UsageError(msg, f"see `brief outbox show {edition.slug} --state unknown`")
            state = State.ACCEPTED if accepted else State.PENDING
            journal.decide([delivery], state, "decided by hand", _now())
    terminal.show_text(f"{edition.slug}, {delivery.shown}: {state}")
    write_findings(report_as, [], editions=[{"slug": edition.slug, "changed": 1}])


@outbox_app.command(
    "resend-unknown",
    cls=PlainHelpCommand,
    short_help="Send messages again whose outcome is unknown.",
)
def resend_unknown_command(
    slug: SlugArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Send without asking.")] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Send messages whose outcome is unknown again, byte for byte.

    Mailbox programs show two messages with the same Message-ID once, if at all. A message that has
    changed since stays unknown. Exit codes: 0 nothing is open, 1 something is open, 2 wrong usage.
    """
    from brief.cli.delivery.resending import resend_unknown

    report_as = choose_format("", json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "outbox"):
        sums, count = resend_unknown(slug, terminal, asks=not yes)
    entry = {"slug": slug, "changed": count, **sums.as_json(), "open": sums.open}
    write_findings(report_as, [], ok=not sums.open, editions=[entry])
    if sums.open:
        raise typer.Exit(1)


def _open_outbox(*, is_changed: bool = False) -> Any:  # noqa: ANN401 - a context manager
    from brief.cli.delivery.opening import open_outbox

    return open_outbox(is_changed=is_changed)


def _find_edition(journal: Journal, slug: str) -> Edition:
    from brief.cli.delivery.opening import find_edition

    return find_edition(journal, slug)


def _parse_states(typed: Iterable[str]) -> tuple[State, ...]:
    from brief.delivery.journal import State
    from brief.findings.suggest import did_you_mean

    for name in typed:
        if name not in set(State):
            msg = f"--state {name}: unknown state"
            raise UsageError(msg, did_you_mean(name, State))
    return tuple(State(name) for name in typed)


def _now() -> Any:  # noqa: ANN401 - a datetime
    from datetime import UTC, datetime

    return datetime.now(UTC)
