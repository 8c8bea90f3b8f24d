"""`brief send`: send a briefing by mail to its subscribers, each in their language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.completion import complete_slug
from brief.cli.formats import Format, choose_format, report_errors, write_findings
from brief.cli.options import JsonFormat, Quiet, ReportFormat, lang_option
from brief.cli.terminal import YELLOW, Terminal, escape_controls
from brief.errors import UsageError

if TYPE_CHECKING:
    from brief.cli.delivery.opening import Mailing
    from brief.delivery.folder import DeliveryFolder
    from brief.delivery.sending.campaign import Campaign, Ended, Options
    from brief.delivery.sending.planning.plan import Plan, Wishes
    from brief.editorial.models.mail import MailRate

MAX_CONNECTIONS = 4


def send_command(
    slug: Annotated[
        str,
        typer.Argument(metavar="SLUG", autocompletion=complete_slug, help="The briefing to send."),
    ],
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="Send only a proof to this address; repeatable."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write the messages as .eml files, and send nothing.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The folder of --dry-run (default: dist/mail/SLUG)."),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Only people with this tag; repeatable."),
    ] = None,
    lang: Annotated[
        list[str] | None, lang_option("Only people who get this language; repeatable.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, max=10_000_000, metavar="N", help="At most N messages in this run."),
    ] = None,
    rate: Annotated[
        str, typer.Option(metavar="N/s|N/min|N/day", help="Replace this limit of brief.yaml.")
    ] = "",
    connections: Annotated[
        int, typer.Option(min=1, max=MAX_CONNECTIONS, metavar="1..4", help="Connections at once.")
    ] = 1,
    include_new: Annotated[
        bool, typer.Option("--include-new", help="Add those who joined since the first run.")
    ] = False,
    wait: Annotated[
        int,
        typer.Option(
            min=0, metavar="SECONDS", help="How long to wait at the end for deferred messages."
        ),
    ] = 360,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Send without asking.")] = False,
    format_: ReportFormat = "",
    json_: JsonFormat = False,
    quiet: Quiet = False,
) -> None:
    """Send a briefing to its subscribers: each gets the PDF in the preferred language, once.

    The first run decides who gets it. Running it again continues: each person gets it once.
    Exit codes: 0 nothing is open, 1 something is open, forbids to send, or no message was accepted,
    2 wrong usage.
    """
    report_as = choose_format(format_, json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "send"):
        from brief.cli.delivery.opening import read_mailing
        from brief.delivery.folder import open_delivery_folder
        from brief.delivery.sending.campaign import make_options
        from brief.delivery.sending.pace.rates import parse_rate
        from brief.delivery.sending.planning.plan import Wishes

        if to and dry_run:
            msg = "--to (a proof is sent) and --dry-run (nothing is sent) exclude each other"
            raise UsageError(msg, "leave one of them out")
        mailing = read_mailing(slug, is_proof=bool(to))
        limits = parse_rate(rate, mailing.mail.rate) if rate else mailing.mail.rate
        wishes = Wishes(tuple(tag or ()), tuple(lang or ()), limit, include_new)
        folder = open_delivery_folder(mailing.project)
        if to:
            code = _send_proofs(mailing, folder, to, wishes, limits, terminal, report_as)
        elif dry_run:
            code = _write_files(mailing, folder, wishes, out, terminal, report_as)
        else:
            made = make_options(mailing.mail)
            options = replace(made, rate=limits, connections=connections, patience=float(wait))
            asks = not yes
            code = _send(mailing, folder, wishes, options, terminal, report_as, asks=asks)
    if code:
        raise typer.Exit(code)


def _send(
    mailing: Mailing,
    folder: DeliveryFolder,
    wishes: Wishes,
    options: Options,
    terminal: Terminal,
    report_as: Format,
    *,
    asks: bool,
) -> int:
    """Send an edition after asking; return the exit code."""
    from brief.cli.delivery.opening import open_parts
    from brief.cli.delivery.sending_texts import ask, show_ended, show_plan
    from brief.delivery.journal import hold_sending_lock
    from brief.delivery.sending.campaign import Campaign
    from brief.editorial.models.folders import list_slugs

    with hold_sending_lock(folder), open_parts(mailing, folder) as parts:
        campaign = Campaign(parts, options)
        campaign.tell = terminal.show_text
        plan = campaign.prepare(mailing.slug, wishes, list_slugs(mailing.project))
        show_plan(plan, options, terminal, campaign.recovered)
        count = f"{plan.to_send:,} message{'s' if plan.to_send > 1 else ''}"
        if plan.to_send and asks and not ask(f"Send {count}?"):
            terminal.show_text("nothing was sent")
            return 1
        ended = _run(campaign, plan, terminal)
    show_ended(ended, mailing.slug, terminal)
    write_findings(
        report_as,
        [],
        ok=ended.ok,
        slug=mailing.slug,
        plan=plan.as_json(),
        sums=ended.sums.as_json(),
        ended=ended.result.reason or "done",
        words=ended.result.words,
    )
    return int(not ended.ok)


def _run(campaign: Campaign, plan: Plan, terminal: Terminal) -> Ended:
    """Send, show the progress, and let Ctrl-C end the run after the current messages."""
    from brief.cli.delivery.interrupts import end_gracefully
    from brief.delivery.sending.pace.progress import describe_progress

    def watch(done: int, speed: float | None) -> None:
        terminal.show_status(f"sending {describe_progress(done, plan.to_send, speed)}")

    with end_gracefully(campaign.interrupt, terminal):
        try:
            return campaign.send(plan, watch)
        finally:
            terminal.end_progress()


def _send_proofs(
    mailing: Mailing,
    folder: DeliveryFolder,
    addresses: list[str],
    wishes: Wishes,
    rate: MailRate,
    terminal: Terminal,
    report_as: Format,
) -> int:
    """Send a proof in each language asked for, or in the first one; return the exit code."""
    from brief.cli.delivery.opening import open_parts
    from brief.delivery.journal import hold_sending_lock
    from brief.delivery.sending.planning.plan import read_selection
    from brief.delivery.sending.proof import make_proof_recipient, send_proof
    from brief.delivery.transport.reply import Verdict

    typed = [_read_address(address) for address in addresses]
    terminal.show_findings(mailing.findings)
    proofs = []
    with hold_sending_lock(folder), open_parts(mailing, folder, is_proof=True) as parts:
        languages = parts.composer.languages
        chosen = read_selection(wishes, languages, mailing.slug).languages or languages[:1]
        for address in typed:
            for language in chosen:
                recipient = make_proof_recipient(parts, mailing.slug, address, language)
                reply = send_proof(parts, rate, recipient)
                accepted = parts.doors.judge(reply) is Verdict.ACCEPTED
                mark = "✓ accepted" if accepted else "✗ not accepted"
                terminal.show_text(f"{mark}  proof in {language} to {address}: {reply}")
                proofs.append(
                    {
                        "to": address,
                        "language": language,
                        "accepted": accepted,
                        "reply": str(reply),
                    }
                )
    ok = all(proof["accepted"] for proof in proofs)
    write_findings(report_as, mailing.findings, ok=ok, slug=mailing.slug, proofs=proofs)
    return int(not ok)


def _read_address(typed: str) -> str:
    from brief.editorial.fields.invalid_value import InvalidValue
    from brief.editorial.fields.mail import read_address

    try:
        return read_address(typed)
    except InvalidValue as problem:
        msg = f"--to {typed}: this is not a mail address"
        raise UsageError(msg, "write it as reader@example.org", "bad-address") from problem


def _write_files(
    mailing: Mailing,
    folder: DeliveryFolder,
    wishes: Wishes,
    out: Path | None,
    terminal: Terminal,
    report_as: Format,
) -> int:
    """Write the messages of a run as files; return the exit code."""
    from brief.cli.delivery.opening import open_parts
    from brief.cli.delivery.sending_texts import show_plan
    from brief.delivery.sending.dry_run import choose_people, describe_person, write_messages
    from brief.delivery.sending.planning.plan import Sources, make_plan
    from brief.delivery.sending.planning.preconditions import check_same_pdfs, require_none

    project, slug = mailing.project, mailing.slug
    target = out.resolve() if out else project.root / "dist" / "mail" / slug
    with open_parts(mailing, folder) as parts:
        with parts.doors.open_store() as store:
            sources = Sources(parts.journal, store, parts.key, parts.composer.languages)
            plan = make_plan(slug, wishes, sources)
        if plan.edition:
            require_none(check_same_pdfs(plan.edition, parts.composer.pdf_hashes))
        show_plan(plan, None, terminal)
        people = list(choose_people(plan, parts.journal))
        total = plan.to_send
        problems = write_messages(
            target,
            people,
            parts,
            lambda done: terminal.show_progress(slug, done - 1, total, doing="writing"),
        )
    terminal.end_progress()
    shown, count = project.display_path(target), len(people) - len(problems)
    for number, why in problems.items():
        text = f"no message for #{number}: {escape_controls(why)}"
        terminal.show_text(terminal.paint(text, YELLOW))
    terminal.show_text(f"{count:,} message{'s' if count != 1 else ''} written to {shown}/")
    write_findings(
        report_as,
        [],
        ok=not problems,
        slug=slug,
        plan=plan.as_json(),
        folder=shown,
        written=count,
        problems=[{"subscriber": one, "problem": why} for one, why in problems.items()],
        people=[describe_person(person) for person in people],
    )
    return int(bool(problems))
