"""What the commands of `brief subscribers` share: the store, typed values, shown findings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from brief.cli.terminal import describe_counts
from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.cli.terminal import Terminal
    from brief.delivery.subscribers.model import Status
    from brief.delivery.subscribers.reading.encoding import SourceText
    from brief.delivery.subscribers.store import SubscriberStore
    from brief.findings import Finding
    from brief.findings.message import Message
    from brief.project import Project

T = TypeVar("T")
MAX_SHOWN = 50
"""How many findings are shown; --json has them all."""


def open_store(project: Project) -> SubscriberStore:
    """Return the project's store; create it if needed."""
    from brief.delivery.folder import open_delivery_folder
    from brief.delivery.subscribers.store import open_subscribers

    return open_subscribers(open_delivery_folder(project))


def open_existing_store(project: Project) -> SubscriberStore | None:
    """Return the project's store, or None if the project has no database; create nothing."""
    from brief.delivery.folder import FOLDER, DeliveryFolder
    from brief.delivery.subscribers.store import open_subscribers

    folder = DeliveryFolder(project.root / FOLDER)
    return open_subscribers(folder) if folder.subscribers_file.exists() else None


def read_source(project: Project, path: Path) -> SourceText:
    """Return the text of a file that was named on the command line."""
    from brief.delivery.subscribers.reading.encoding import read_source_text

    full = Path.cwd() / path
    inside = full.resolve().is_relative_to(project.root)
    shown = project.display_path(full.resolve()) if inside else str(path)
    return read_source_text(full, shown)


def require_value(option: str, found: T | Message) -> T:
    """Return a value of the command line. Raises UsageError if it is a message."""
    from brief.findings.message import Message

    if isinstance(found, Message):
        msg = f"{option}: {found.message}"
        raise UsageError(msg, found.remedy, found.code)
    return found


def parse_tags(typed: Sequence[str]) -> tuple[str, ...]:
    """Return the tags of `--tag`, which may be repeated."""
    from brief.delivery.subscribers.values import read_tags

    tags = {tag for text in typed for tag in require_value("--tag", read_tags(text))}
    return tuple(sorted(tags))


def parse_status(option: str, typed: str) -> Status:
    """Return a status that was typed, in any case, and with `-` or a space. Raises UsageError."""
    from brief.delivery.subscribers.model import Status
    from brief.findings.suggest import did_you_mean

    folded = typed.strip().lower().replace("-", " ").replace("_", " ")
    if folded not in set(Status):
        msg = f"{option} {typed}: unknown status"
        raise UsageError(msg, did_you_mean(typed, Status), "subscriber-status")
    return Status(folded)


def show_some_findings(terminal: Terminal, findings: Sequence[Finding]) -> None:
    """Show the first findings, and how many there are of each severity."""
    terminal.show_findings(findings[:MAX_SHOWN])
    if len(findings) > MAX_SHOWN:
        counts = describe_counts(findings, notes=True)
        terminal.show_text(f"… {counts} in all (--json lists them)")


def count_people(number: int) -> str:
    """Return a number of people in words."""
    return "1 person" if number == 1 else f"{number:,} people"
