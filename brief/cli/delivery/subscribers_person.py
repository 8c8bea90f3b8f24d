"""`brief subscribers show`, `add` and `forget`: one person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.delivery.subscribers_store import (
    open_existing_store,
    open_store,
    parse_tags,
    require_value,
)
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, lang_option
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError
from brief.project import Project, find_project

if TYPE_CHECKING:
    from brief.delivery.folder import DeliveryFolder
    from brief.delivery.subscribers.person import NewPerson, Record

AddressArgument = Annotated[str, typer.Argument(metavar="ADDR", help="The mail address.")]


def show_command(address: AddressArgument, json_: Json = False) -> None:
    """Show all that is stored about a person."""
    with report_errors(Format.JSON if json_ else Format.TEXT, "subscribers show"):
        project = find_project()
        record, erased_at = _find_record(project, address)
        deliveries = _list_deliveries(project, record.subscriber.address) if record else []
    if json_:
        shown = _record_as_json(record, erased_at)
        write_json({"ok": True, **shown, "deliveries": deliveries})
        return
    output = Terminal(sys.stdout)
    if record is None:
        day = (erased_at or "")[:10]
        output.show_text(f"erased on {day}; only a keyed hash of the address is stored")
        return
    from brief.delivery.subscribers.export import as_json

    for name, value in as_json(record.subscriber).items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        output.show_text(f"{name + ':':<16}{escape_controls(text)}".rstrip())
    output.show_text("status changes:")
    for change in record.changes:
        output.show_text(escape_controls("  " + "  ".join(change)))
    output.show_text("imports:" if record.imports else "imports: none that can be undone")
    for at, file, before in record.imports:
        done = f"changed {', '.join(before)} (before: {before})" if before else "added"
        output.show_text(escape_controls(f"  {at}  {file}: {done}"))
    output.show_text("deliveries:" if deliveries else "deliveries: none")
    for it in deliveries:
        output.show_text(escape_controls("  " + "  ".join(str(v) for v in it.values() if v)))


def add_command(
    address: AddressArgument,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The person's name.")] = "",
    lang: Annotated[
        list[str] | None, lang_option("A language, the preferred one first; repeatable.")
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; repeatable.")
    ] = None,
    consent: Annotated[
        str,
        typer.Option(
            "--consent", metavar="SOURCE", help="Where consent was given; needed to come back."
        ),
    ] = "",
    consent_text: Annotated[
        str, typer.Option("--consent-text", metavar="TEXT", help="The words of the consent.")
    ] = "",
    consent_at: Annotated[
        str, typer.Option("--consent-at", metavar="TIME", help="When it was given (default: now).")
    ] = "",
    json_: Json = False,
) -> None:
    """Add a person, or change what is stored about one.

    Someone who unsubscribed, whose mails bounced, or who was erased is made active again only with
    --consent, a consent given after that.
    """
    from brief.delivery.subscribers.person import add_person

    with report_errors(Format.JSON if json_ else Format.TEXT, "subscribers add"):
        project = find_project()
        consents = (consent, consent_text, consent_at)
        person = _parse_person(address, name, lang or [], tag or [], consents)
        with open_store(project) as store:
            done = add_person(store, person)
    Terminal().show_text(f"{person.address.text}: {done}")
    if json_:
        write_json({"ok": True, "address": person.address.text, "done": done})


def forget_command(address: AddressArgument, json_: Json = False) -> None:
    """Erase all that is stored about a person.

    Only a keyed hash of the address remains, by which an import recognises and leaves it out. The
    journal of deliveries keeps its counts, without the address.
    """
    from brief.delivery.subscribers.erasure import erase_person

    with report_errors(Format.JSON if json_ else Format.TEXT, "subscribers forget"):
        project = find_project()
        store = open_existing_store(project)
        erasure = None
        if store:
            with store:
                subscriber = store.find(address)
                _erase_deliveries(store.folder, subscriber.address if subscriber else address)
                erasure = erase_person(store, address)
        if erasure is None:
            raise _not_stored(address)
    terminal = Terminal()
    terminal.show_text("erased" if erasure.is_new else f"was erased on {erasure.at[:10]} already")
    traces = [project.display_path(path) for path in erasure.traces]
    for trace in traces:
        terminal.show_failure(f"the address is still in {trace}: run the command again later")
    if json_:
        write_json({"ok": not traces, "at": erasure.at, "traces": traces})
    if traces:
        raise typer.Exit(1)


def _erase_deliveries(folder: DeliveryFolder, address: str) -> None:
    """Replace the address in the journal's deliveries to it."""
    from brief.delivery.journal.journal import open_journal

    if folder.journal_file.exists():
        with open_journal(folder) as journal:
            journal.erase_address(address)


def _list_deliveries(project: Project, address: str) -> list[dict[str, object]]:
    """Return the journal's deliveries to an address, as data for JSON."""
    from brief.delivery.folder import FOLDER, DeliveryFolder
    from brief.delivery.journal.journal import open_journal

    folder = DeliveryFolder(project.root / FOLDER)
    if not folder.journal_file.exists():
        return []
    with open_journal(folder) as journal:
        return [
            {
                "briefing": slug,
                "language": it.language,
                "state": str(it.state),
                "reason": it.reason,
                "last_attempt": it.last_attempt,
                "last_reply": it.last_reply,
                "returned": it.returned,
            }
            for slug, it in journal.list_deliveries_to(address)
        ]


def _find_record(project: Project, address: str) -> tuple[Record | None, str | None]:
    """Return what is stored, or when it was erased. Raises UsageError if neither."""
    from brief.delivery.subscribers.person import read_record
    from brief.delivery.subscribers.store import normalize_key

    store = open_existing_store(project)
    if store is None:
        raise _not_stored(address)
    with store:
        record = read_record(store, address)
        erased_at = None if record else store.erased_at(normalize_key(address))
    if record is None and erased_at is None:
        raise _not_stored(address)
    return record, erased_at


def _record_as_json(record: Record | None, erased_at: str | None) -> dict[str, object]:
    from brief.delivery.subscribers.export import as_json

    if record is None:
        return {"subscriber": None, "erased_at": erased_at}
    changes = [dict(zip(("at", "status", "cause"), it, strict=True)) for it in record.changes]
    imports = [dict(zip(("at", "file", "before"), it, strict=True)) for it in record.imports]
    subscriber = as_json(record.subscriber)
    return {"subscriber": subscriber, "erased_at": None, "changes": changes, "imports": imports}


def _not_stored(address: str) -> UsageError:
    msg = f"{address} is not stored"
    return UsageError(msg, "`brief subscribers list` shows who is", "subscriber-unknown")


def _parse_person(
    address: str, name: str, langs: list[str], tags: list[str], consent: tuple[str, str, str]
) -> NewPerson:
    from brief.delivery.subscribers import values
    from brief.delivery.subscribers.address import read_address
    from brief.delivery.subscribers.model import Consent
    from brief.delivery.subscribers.person import NewPerson

    source, text, given_at = consent
    now = values.current_time()
    at = require_value("--consent-at", values.read_time(given_at, now))
    if (source or text) and not at:
        at = values.format_time(now)
    return NewPerson(
        require_value("ADDR", read_address(address.strip())),
        require_value("--name", values.read_name(name)),
        require_value("--lang", values.read_languages("|".join(langs))),
        parse_tags(tags),
        Consent(
            at,
            require_value("--consent", values.read_source(source)),
            require_value("--consent-text", values.read_words(text)),
        ),
    )
