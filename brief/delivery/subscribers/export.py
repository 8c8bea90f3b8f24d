"""Export all people as CSV that spreadsheets open safely and an import reads again."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.delivery.subscribers.model import Subscriber

HEADER = (
    "address",
    "name",
    "languages",
    "tags",
    "status",
    "status_at",
    "status_cause",
    "consent_at",
    "consent_source",
    "consent_text",
    "joined_at",
)
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
_TO_ESCAPE = re.compile(rf"'*{_FORMULA}")
_ESCAPED = re.compile(rf"'+{_FORMULA}")


def write_csv(subscribers: Iterable[Subscriber]) -> Iterator[str]:
    """Yield the lines of a CSV file, the first of which is the header."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADER)
    for subscriber in subscribers:
        writer.writerow([escape_cell(cell) for cell in _list_cells(subscriber)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def as_json(subscriber: Subscriber) -> dict[str, object]:
    """Return a person as data for JSON."""
    consent = subscriber.consent
    return {
        "id": subscriber.id,
        "address": subscriber.address,
        "name": subscriber.name,
        "languages": list(subscriber.languages),
        "tags": sorted(subscriber.tags),
        "status": str(subscriber.status),
        "status_at": subscriber.status_at,
        "status_cause": subscriber.status_cause,
        "consent_at": consent.given_at,
        "consent_source": consent.source,
        "consent_text": consent.text,
        "joined_at": subscriber.joined_at,
    }


def escape_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes as a formula: with an apostrophe before it."""
    return f"'{text}" if _TO_ESCAPE.match(text) else text


def unescape_cell(text: str) -> str:
    """Return the cell that `escape_cell` was called on."""
    return text[1:] if _ESCAPED.match(text) else text


def _list_cells(subscriber: Subscriber) -> tuple[str, ...]:
    return (
        subscriber.address,
        subscriber.name,
        "|".join(subscriber.languages),
        "|".join(sorted(subscriber.tags)),
        subscriber.status,
        subscriber.status_at,
        subscriber.status_cause,
        subscriber.consent.given_at,
        subscriber.consent.source,
        subscriber.consent.text,
        subscriber.joined_at,
    )
