"""What `brief send` shows before it starts and when it has ended."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from brief.cli.terminal import GREEN, YELLOW, escape_controls
from brief.delivery.journal import State
from brief.delivery.sending.pace.progress import describe_seconds
from brief.errors import UsageError

if TYPE_CHECKING:
    from brief.cli.terminal import Terminal
    from brief.delivery.sending.campaign import Ended, Options
    from brief.delivery.sending.planning.plan import Plan

ENDINGS = {
    "interrupted": "stopped",
    "limit": "stopped at --limit",
    "blocked": "paused, since the server refuses this sender",
    "rate": "paused at the limit of the day",
    "deferred": "ended, and the server has asked to wait with some messages",
    "connection": "stopped, since the connection was lost",
    "witness": "stopped, since the server refuses the copy to the witness",
}


def show_plan(plan: Plan, options: Options | None, terminal: Terminal, recovered: int = 0) -> None:
    """Show who gets what in which language, who does not, and how long it takes."""
    counts = plan.counts
    if recovered:
        what = "1 message" if recovered == 1 else f"{recovered:,} messages"
        text = f"an earlier run ended before the reply to {what} was recorded: unknown"
        terminal.show_text(terminal.paint(text, YELLOW))
    if plan.edition:
        since = plan.edition.created[:10]
        text = f"{plan.slug}: continues the run of {since}, {counts.to_send:,} still to send"
        terminal.show_text(text)
        first = plan.edition.selection
        if chosen := [*first.tags, *first.languages]:
            words = escape_controls(", ".join(chosen))
            terminal.show_text(f"  the first run chose the audience: only {words}")
    else:
        terminal.show_text(f"{plan.slug}: {counts.to_send:,} to send")
    for language, number in counts.by_language.most_common():
        terminal.show_text(f"  {language}  {number:>7,}")
    for (wanted, language), number in counts.fallbacks.most_common():
        asked = escape_controls(wanted)
        terminal.show_text(
            f"  {number:,} asked for {asked}, which is not there, and get {language}"
        )
    for reason, number in counts.skipped.most_common():
        terminal.show_text(f"  {number:,} skipped: {reason}")
    if plan.limit is not None and plan.limit < counts.to_send:
        terminal.show_text(f"  {plan.limit:,} of them in this run (--limit)")
    if options and plan.to_send:
        seconds = plan.estimate_seconds(options.rate, options.connections)
        terminal.show_text(f"  takes about {describe_seconds(max(1.0, seconds))}")


def show_ended(ended: Ended, slug: str, terminal: Terminal) -> None:
    """Show how a run ended, the sum, and what to do next; "done" only if nothing is open."""
    sums, result = ended.sums, ended.result
    if not sums.open:
        colour = YELLOW if sums.states[State.FAILED] else GREEN
        terminal.show_text(terminal.paint(f"done: {sums}", colour))
    else:
        how = ENDINGS.get(result.reason, "ended")
        terminal.show_text(terminal.paint(f"{how}: {sums}", YELLOW))
    if result.words:
        terminal.show_text(f"  the server said: {escape_controls(result.words)}")
    if sums.states[State.PENDING] or sums.states[State.DEFERRED]:
        again = f" after {result.again_at:%Y-%m-%d %H:%M} UTC" if result.again_at else ""
        terminal.show_text(f"  → run `brief send {slug}` again{again}")
    if sums.open:
        terminal.show_text(f"  → see `brief outbox {slug}` for what is open, and why")
    elif sums.states[State.FAILED]:
        terminal.show_text(f"  → see `brief outbox {slug}` for what failed, and why")


def ask(question: str) -> bool:
    """Ask on the terminal whether to send. Raises UsageError without one."""
    import typer

    if not sys.stdin.isatty():
        msg = "brief asks before it sends, and this is not a terminal"
        raise UsageError(msg, "add --yes to send without asking")
    try:
        return typer.confirm(question, err=True)
    except typer.Abort as problem:  # Ctrl-C, or the end of the input
        raise KeyboardInterrupt from problem
