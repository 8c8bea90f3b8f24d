"""Lists of people who get no mails, as other programs export them.

Read are the exports of listmonk, Mailchimp, Mailtrain, Amazon SES and Postmark, in CSV or JSON, and
a plain list with an address per line. Columns and keys are recognised by their names.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from brief.delivery.subscribers.address import Address, read_address
from brief.delivery.subscribers.export import unescape_cell
from brief.delivery.subscribers.model import Status
from brief.delivery.subscribers.reading.columns import fold_name
from brief.delivery.subscribers.reading.table import Row, Table
from brief.delivery.subscribers.reasons import is_stronger, read_reason
from brief.delivery.subscribers.values import clean_line, read_time
from brief.errors import ContentError
from brief.findings import Finding, Place, error, warning
from brief.findings.message import Message, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.delivery.subscribers.reading.encoding import SourceText

ADDRESS_NAMES = ("emailaddress", "email", "address", "recipient", "mail", "emailadresse", "adresse")
REASON_NAMES = (
    "suppressionreason",
    "reason",
    "unsubreason",
    "subscriptionstatus",
    "status",
    "type",
    "bouncetype",
    "grund",
    "motivo",
)
DATE_NAMES = (
    "unsubtime",
    "cleantime",
    "statusat",
    "createdat",
    "lastupdatetime",
    "updatedat",
    "lastchanged",
    "date",
    "timestamp",
    "datum",
)
IMPLIED = {
    "unsubtime": Status.UNSUBSCRIBED,
    "unsubreason": Status.UNSUBSCRIBED,
    "cleantime": Status.BOUNCED,
    "cleancampaigntitle": Status.BOUNCED,
}
"""Columns of Mailchimp, of which each file holds people of one kind."""
_LINE_END = re.compile(r"\r\n?|\n")
MAX_REASON_LENGTH, MAX_WRAPPED_LENGTH = 200, 500
_WRAPPED = re.compile(r"[^\s<>()\[\],;:\"'\u200b\ufeff]+@[^\s<>()\[\],;:\"'\u200b\ufeff]+")
"""An address within a name with an address, in brackets, or after `mailto:`."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that gets no mails; `at` is "" if the list has no date."""

    address: Address
    status: Status
    at: str
    cause: str


@dataclass
class SuppressionList:
    """A list as it was read; `active` counts entries of people who may get mails."""

    entries: dict[str, Suppression] = field(default_factory=dict)
    active: int = 0
    findings: list[Finding] = field(default_factory=list)


def read_suppression_list(
    source: SourceText, now: datetime, status: Status | None = None
) -> SuppressionList:
    """Read a list; `status` replaces the reasons in it.

    Without a reason, an entry is `by hand`. The address is also found in an entry such as
    `A. Reader <a@example.org>`. Invalid addresses are warnings: no mail can reach them. Unknown
    reasons are errors. Raises ContentError if the file cannot be read.
    """
    reader = _ListReader(source, now, status)
    start = source.text.lstrip()[:1]
    records = _read_json(source) if start in {"{", "["} else _read_table(source)
    for place, record in records:
        reader.add(place, record)
    if not reader.result.entries and not reader.result.active and not reader.result.findings:
        message = "the file has no addresses in it"
        reader.result.findings.append(error("list-empty", message, "", Place(source.shown)))
    return reader.result


class _ListReader:
    """Turns records, by folded names, into suppressions."""

    def __init__(self, source: SourceText, now: datetime, status: Status | None) -> None:
        self.result = SuppressionList()
        self._source = source
        self._now = now
        self._status = status

    def add(self, place: Place, record: Mapping[str, str]) -> None:
        """Add an entry, or a finding about it; the strongest status of an address counts."""
        text = _first(record, ADDRESS_NAMES)
        address = _find_address(text)
        if isinstance(address, Message):
            remedy = "it is left out: no mail can be sent to it"
            found = warning("subscriber-address", address.message, remedy, place)
            self.result.findings.append(found)
            return
        status = self._status or _read_status(record)
        if isinstance(status, Message):
            remedy = f"{status.remedy}, or give all people one status with --as"
            found = error(status.code, status.message, remedy, place)
            self.result.findings.append(found)
            return
        if status is Status.ACTIVE:
            self.result.active += 1
            return
        before = self.result.entries.get(address.key)
        if before is None or is_stronger(status, before.status):
            reason = shorten(_first(record, REASON_NAMES), MAX_REASON_LENGTH)
            label = self._source.label
            cause = clean_line(f"{label}: {reason}" if reason else f"list {label}")
            at = _read_date(_first(record, DATE_NAMES), self._now)
            self.result.entries[address.key] = Suppression(address, status, at, cause)


def _find_address(text: str) -> Address | Message:
    """Return the address of an entry, also one with a name; or the message why not."""
    address = read_address(text)
    if isinstance(address, Message) and len(text) <= MAX_WRAPPED_LENGTH:
        found = _WRAPPED.findall(text)
        inner = read_address(found[0]) if len(found) == 1 else address
        return address if isinstance(inner, Message) else inner
    return address


def _read_status(record: Mapping[str, str]) -> Status | Message:
    """Return what the reason of a record means."""
    implied = next((status for name, status in IMPLIED.items() if name in record), None)
    reason = _first(record, REASON_NAMES)
    if not reason:
        return implied or Status.BY_HAND
    status = read_reason(reason)
    if implied:
        return Status.COMPLAINED if status is Status.COMPLAINED else implied
    if fold_name(reason) == "manualsuppression" and record.get("origin", "") == "Recipient":
        return Status.UNSUBSCRIBED  # Postmark: the person used its link
    return status


def _first(record: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((record[name] for name in names if record.get(name)), "")


def _read_date(text: str, now: datetime) -> str:
    """Return a date of a list, also as seconds since 1970; "" if it cannot be read."""
    if re.fullmatch(r"\d{9,10}(\.\d+)?", text):
        text = datetime.fromtimestamp(float(text), UTC).isoformat()
    found = read_time(text, now)
    return "" if isinstance(found, Message) else found


def _read_table(source: SourceText) -> Iterator[tuple[Place, dict[str, str]]]:
    """Yield the rows of a CSV file or plain list: place, and cells by folded name."""
    known = {*ADDRESS_NAMES, *REASON_NAMES, *DATE_NAMES}
    table = Table(source, lambda cells: len(known & {fold_name(cell) for cell in cells}))
    names = [fold_name(cell) for cell in table.header.cells]
    if table.header.cells[0].startswith("#") or any("@" in it for it in table.header.cells):
        names = ["email", "reason", "date"]  # as Amazon SES takes it: address and reason
        yield from _read_row(table, table.header, names)
    elif not set(ADDRESS_NAMES) & set(names):
        message, remedy = "no column holds addresses", "name it `email` in the first line"
        place = table.place(table.header)
        raise ContentError([error("list-columns", message, remedy, place)])
    for row in table.rows():
        yield from _read_row(table, row, names)


def _read_row(table: Table, row: Row, names: list[str]) -> Iterator[tuple[Place, dict[str, str]]]:
    if row.cells[0].lstrip().startswith("#"):
        return
    cells: dict[str, str] = {}
    for name, cell in zip(names, row.cells, strict=False):
        cells[name] = cells.get(name) or unescape_cell(cell.strip())
    yield table.place(row, 0), cells


def _read_json(source: SourceText) -> Iterator[tuple[Place, dict[str, str]]]:
    """Yield the entries of JSON, or of a file with JSON on each line."""
    try:
        for place, value in _parse_json(source):
            yield from _walk_json(value, place)
    except RecursionError as problem:
        message = "the JSON is nested too deeply"
        found = error("list-row", message, "export it again", Place(source.shown))
        raise ContentError([found]) from problem


def _parse_json(source: SourceText) -> Iterator[tuple[Place, object]]:
    """Yield the value of the file, or that of each line, with its place."""
    line = 0
    try:
        try:
            whole = [json.loads(source.text)]
        except json.JSONDecodeError as problem:
            if problem.msg != "Extra data":
                raise
            whole = []
        for value in whole:
            yield Place(source.shown), value
        # not splitlines: JSON may have other line separators within strings
        for line, text in enumerate(() if whole else _LINE_END.split(source.text), 1):
            if text.strip():
                yield Place(source.shown, line, 1), json.loads(text)
    except json.JSONDecodeError as problem:
        message = f"the file begins like JSON, but cannot be read: {problem.msg.lower()}"
        place = Place(source.shown, line or problem.lineno, problem.colno)
        raise ContentError([error("list-row", message, "export it again", place)]) from problem
    except ValueError as problem:  # Python limits the digits of a number
        message = "a number in the JSON has too many digits"
        place = Place(source.shown, line)
        raise ContentError([error("list-row", message, "export it again", place)]) from problem


def _walk_json(value: object, place: Place) -> Iterator[tuple[Place, dict[str, str]]]:
    match value:
        case dict():
            record = {
                fold_name(key): str(item)
                for key, item in value.items()
                if isinstance(item, str | int | float)
            }
            if _first(record, ADDRESS_NAMES):
                yield place, record
                return
            for item in value.values():
                yield from _walk_json(item, place)
        case list():
            for item in value:
                if isinstance(item, str) and "@" in item:
                    yield place, {"email": item.strip()}
                elif isinstance(item, dict | list):
                    yield from _walk_json(item, place)
