"""A store in a temporary project, with a clock that stands still unless moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from brief.delivery.folder import DeliveryFolder, open_delivery_folder
from brief.delivery.subscribers.importer import ImportPlan, write_import
from brief.delivery.subscribers.reading.encoding import decode_content
from brief.delivery.subscribers.reading.import_file import ImportFile, read_import_file
from brief.delivery.subscribers.store import SubscriberStore, open_subscribers
from brief.errors import ContentError
from brief.findings import Finding, Severity
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2027, 3, 4, 9, 30, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, number: int) -> None:
        self.now += timedelta(days=number)


def read(content: str | bytes, name: str = "people.csv") -> ImportFile:
    """Read a CSV file."""
    data = content.encode() if isinstance(content, str) else content
    return read_import_file(decode_content(data, name), NOW)


def refuse(content: str | bytes) -> tuple[Finding, ...]:
    """Return the errors of a file that is refused, in whichever way."""
    try:
        file = read(content)
    except ContentError as problem:
        return problem.findings
    assert file.has_errors
    return tuple(it for it in file.findings if it.severity is Severity.ERROR)


def only(content: str) -> Finding:
    """Return the only error of a file that is refused."""
    (finding,) = refuse(content)
    return finding


def bring(store: SubscriberStore, content: str, *tags: str) -> ImportPlan:
    """Import a CSV text."""
    file = read(content)
    assert not file.has_errors, file.findings
    return write_import(store, file, tags)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> DeliveryFolder:
    return open_delivery_folder(Project(tmp_path))


@pytest.fixture
def store(folder: DeliveryFolder, clock: Clock) -> Iterator[SubscriberStore]:
    with open_subscribers(folder, clock) as opened:
        yield opened
