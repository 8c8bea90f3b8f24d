"""`brief subscribers`: its commands, and `list`, `undo` and `export`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path  # noqa: TC003 - Typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.delivery.subscribers_import import (
    check_people_command,
    import_people_command,
    suppress_command,
)
from brief.cli.delivery.subscribers_person import add_command, forget_command, show_command
from brief.cli.delivery.subscribers_store import (
    count_people,
    open_existing_store,
    parse_status,
    parse_tags,
    require_value,
)
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.help import PlainHelpCommand
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import BriefError, SetupError
from brief.project import Project, find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.subscribers.model import Subscriber

TagFilter = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="Only people with this tag; repeatable."),
]
StatusFilter = Annotated[
    str,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="Only active, unsubscribed, bounced, complained or by-hand.",
    ),
]


def list_people_command(
    tag: TagFilter = None,
    status: StatusFilter = "",
    language: Annotated[
        str, typer.Option("--language", metavar="LANG", help="Only people who read this language.")
    ] = "",
    json_: Json = False,
) -> None:
    """List the people, with languages, tags and status."""
    with report_errors(Format.JSON if json_ else Format.TEXT, "subscribers list"):
        people = _select_people(find_project(), tag or [], status, language)
        if json_:
            from brief.delivery.subscribers.export import as_json

            entries = [as_json(it) for it in people]
            counts = Counter(str(entry["status"]) for entry in entries)
            write_json({"ok": True, "subscribers": entries, "counts": counts})
            return
        output, statuses = Terminal(sys.stdout), Counter[str]()
        for it in people:
            statuses[it.status] += 1
            output.show_text(escape_controls(_describe_line(it)))
    shown = ", ".join(f"{number:,} {name}" for name, number in sorted(statuses.items()))
    total = sum(statuses.values())
    Terminal().show_text(f"{count_people(total)}: {shown}" if total else "no people are listed")


def undo_command(json_: Json = False) -> None:
    """Take the last import back: remove those it added, and restore the values that it changed.

    Someone whose status has changed since stays stored with that status.
    """
    from brief.delivery.subscribers.undo import undo_import

    with report_errors(Format.JSON if json_ else Format.TEXT, "subscribers undo"):
        store = open_existing_store(find_project())
        undone = None
        if store:
            with store:
                undone = undo_import(store)
        if undone is None:
            msg = "no import is left that could be undone"
            remedy = "only imports are undone, each once"
            raise BriefError(msg, remedy, "nothing-to-undo")
    terminal = Terminal()
    terminal.show_text(f"undone: the import of {escape_controls(undone.file)} at {undone.at}")
    terminal.show_text(f"{undone.removed:,} removed, {undone.restored:,} as before the import")
    if undone.kept:
        verb = "stays" if len(undone.kept) == 1 else "stay"
        reason = "because of a later change of status:"
        terminal.show_text(f"{count_people(len(undone.kept))} {verb} {reason}")
        for subscriber in undone.kept[:20]:
            terminal.show_text(f"  {subscriber.address}: {subscriber.status}")
    if undone.values_kept:
        terminal.show_text(f"{undone.values_kept:,} values were changed again since, and stay")
    if json_:
        kept = [{"id": it.id, "status": str(it.status)} for it in undone.kept]
        counts = {"removed": undone.removed, "restored": undone.restored, "kept": kept}
        write_json({"ok": True, "file": undone.file, "at": undone.at, **counts})


def export_command(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file to write (default: standard output)."),
    ] = None,
    tag: TagFilter = None,
    status: StatusFilter = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write all people as CSV, which an import reads again, or as JSON."""
    from brief.delivery.subscribers.export import as_json, write_csv

    with report_errors(Format.JSON if json_ else Format.TEXT, "subscribers export"):
        people = _select_people(find_project(), tag or [], status, "")
        if json_ and not out:
            write_json({"ok": True, "subscribers": [as_json(it) for it in people]})
            return
        if out is None:
            for line in write_csv(people):
                _write_bytes(line)
            return
        count = _write_file(out, people, json_=json_)
    Terminal(quiet=quiet).show_text(f"{count_people(count)} in {escape_controls(str(out))}")


def _write_file(path: Path, people: Iterator[Subscriber], *, json_: bool) -> int:
    """Write a file that its owner only can read; return how many people are in it.

    CSV begins with a byte order mark, by which spreadsheets recognise UTF-8.
    """
    from brief.delivery.subscribers.export import as_json, write_csv
    from brief.storage.atomic_write import write_atomically

    chosen = list(people)
    text = "\ufeff" + "".join(write_csv(chosen))
    if json_:
        text = json.dumps({"subscribers": [as_json(it) for it in chosen]}, indent=1) + "\n"
    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror or problem}"
        raise SetupError(msg, "choose a folder that can be written") from problem
    return len(chosen)


def _write_bytes(text: str) -> None:
    """Write text to standard output in UTF-8, whatever the terminal's encoding is."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        buffer.write(text.encode("utf-8"))


def _select_people(
    project: Project, tags: list[str], status: str, language: str
) -> Iterator[Subscriber]:
    """Return an iterator over the people who match; values are checked before it begins."""
    from brief.delivery.subscribers.values import read_languages

    wanted_status = parse_status("--status", status) if status else None
    wanted_tags = parse_tags(tags)
    languages = set(require_value("--language", read_languages(language)))
    store = open_existing_store(project)

    def select() -> Iterator[Subscriber]:
        if store is None:
            return
        with store:
            for it in store.select(tags=wanted_tags, status=wanted_status):
                if not languages or languages & set(it.languages):
                    yield it

    return select()


def _describe_line(it: Subscriber) -> str:
    languages = ",".join(it.languages) or "–"
    parts = [f"{it.id:>6}", it.address, it.name, languages, ",".join(sorted(it.tags)), it.status]
    return "  ".join(part for part in parts if part)


subscribers_app = typer.Typer(
    name="subscribers",
    help="Manage the people who get the briefings by mail.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for _name, _function, _short_help in (
    ("import", import_people_command, "Import people from a CSV file."),
    ("check", check_people_command, "Check a CSV file, and write nothing."),
    ("list", list_people_command, "List the people."),
    ("show", show_command, "Show all that is stored about a person."),
    ("add", add_command, "Add or change a person."),
    ("suppress", suppress_command, "Send no more mails to the people of a list, or to one."),
    ("forget", forget_command, "Erase all that is stored about a person."),
    ("undo", undo_command, "Take the last import back."),
    ("export", export_command, "Write all people as CSV or JSON."),
):
    subscribers_app.command(_name, cls=PlainHelpCommand, short_help=_short_help)(_function)
