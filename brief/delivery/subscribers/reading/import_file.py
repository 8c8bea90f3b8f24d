"""Read a CSV file of people for an import: all of it is validated before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from brief.delivery.subscribers import values
from brief.delivery.subscribers.address import Address, read_address
from brief.delivery.subscribers.export import unescape_cell
from brief.delivery.subscribers.model import Consent, Status
from brief.delivery.subscribers.reading.columns import (
    Columns,
    Field,
    find_columns,
    fold_name,
    weigh_header,
)
from brief.delivery.subscribers.reading.table import Row, Table
from brief.delivery.subscribers.reasons import read_status
from brief.errors import ContentError
from brief.findings import Finding, Place, Related, Severity, error, note, warning
from brief.findings.message import Message, shorten
from brief.findings.suggest import join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from brief.delivery.subscribers.reading.encoding import SourceText

T = TypeVar("T")
MAX_FINDINGS = 10_000
PROGRESS_STEP = 5_000
_LISTS_OF_SUPPRESSED = {"unsubtime", "unsubreason", "cleantime", "cleancampaigntitle"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: the values that it has, empty where it has none."""

    line: int
    address: Address
    name: str = ""
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    consent: Consent = field(default_factory=Consent)
    status: Status = Status.ACTIVE
    status_at: str = ""
    status_cause: str = ""
    joined_at: str = ""


@dataclass
class ImportFile:
    """A validated file; if `findings` has an error, nothing of it may be written."""

    source: SourceText
    delimiter: str
    columns: Columns
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether the file is refused."""
        return any(it.severity is Severity.ERROR for it in self.findings)


def read_import_file(
    source: SourceText,
    now: datetime,
    *,
    options: Mapping[str, Field | None] | None = None,
    known_languages: Collection[str] = (),
    show_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ImportFile:
    """Read and validate a CSV file.

    `options` maps names of columns to fields, `known_languages` are those that briefings can be
    in. All problems of the rows are in the result's findings. Raises ContentError if the file is
    not CSV or has no column of addresses, UsageError if an option names an unknown column.
    """
    table = Table(source, weigh_header)
    _refuse_suppressed_lists(table)
    columns = find_columns(table, options or {})
    result = ImportFile(source, table.delimiter, columns)
    result.findings.extend(_describe_file(table, columns))
    reader = _RowReader(table, columns, now, result)
    try:
        for row in table.rows():
            if result.rows % PROGRESS_STEP == 0:
                show_progress(row.line, table.line_count)
            result.rows += 1
            reader.read(row)
    except ContentError as problem:
        result.findings.extend(problem.findings)
    reader.report_summaries(known_languages)
    if not result.rows and not result.has_errors:
        message = "the file has a header, but no rows"
        result.findings.append(error("list-empty", message, "", Place(source.shown)))
    return result


def _refuse_suppressed_lists(table: Table) -> None:
    """Refuse an export of people who left: an import would make them active."""
    if not _LISTS_OF_SUPPRESSED & {fold_name(cell) for cell in table.header.cells}:
        return
    message = "this is a list of people who unsubscribed or whose mails bounced"
    remedy = f"run `brief subscribers suppress {table.source.shown}`"
    raise ContentError([error("list-of-suppressed", message, remedy, table.place(table.header))])


def _describe_file(table: Table, columns: Columns) -> list[Finding]:
    found = []
    if table.source.encoding != "UTF-8":
        sample = f": is `{table.source.sample}` spelled right?" if table.source.sample else ""
        message = f"the file was read as {table.source.encoding}{sample}"
        found.append(note("list-encoding", message, "", Place(table.source.shown)))
    if columns.unknown:
        many = len(columns.unknown) > 1
        message = f"column{'s' if many else ''} left out: {join_words(columns.unknown[:50], 'and')}"
        remedy = "import one with --column NAME=FIELD, as in --column 'Contact=name'"
        first = table.header.cells.index(columns.unknown[0])
        found.append(note("list-columns", message, remedy, table.place(table.header, first)))
    return found


class _RowReader:
    """Reads rows into entries, and collects their problems."""

    def __init__(self, table: Table, columns: Columns, now: datetime, result: ImportFile) -> None:
        self._table = table
        self._columns = columns.fields
        self._now = now
        self._result = result
        self._first_lines: dict[str, int] = {}
        self._languages = _Summary()
        self._local_domains = _Summary()
        self._width = len(table.header.cells)

    def read(self, row: Row) -> None:
        """Add the row's entry, or its problems, to the result."""
        if len(row.cells) > self._width and any(row.cells[self._width :]):
            message = f"the row has {len(row.cells)} cells, but the header {self._width}"
            remedy = "put a cell in quotation marks if the delimiter is part of it"
            self._report_cell("list-row", message, remedy, row, self._width)
            return
        address = self._read_cell(row, Field.ADDRESS, read_address)
        if not isinstance(address, Address):
            return
        if first := self._first_lines.get(address.key):
            self._report_duplicate(row, self._table.read_row(first), address)
            return
        self._first_lines[address.key] = row.line
        before = len(self._result.findings)
        entry = self._read_entry(row, address)
        if len(self._result.findings) == before:
            self._result.entries.append(entry)
        if address.is_local:
            self._local_domains.add(address.domain, row)
        for tag in entry.languages:
            self._languages.add(tag, row)

    def report_summaries(self, known_languages: Collection[str]) -> None:
        """Report what concerns many rows alike once, at the first of them."""
        for tag, row, count in self._languages.items():
            if known_languages and tag not in known_languages:
                if tag.partition("-")[0] in known_languages:
                    continue
                message = f"no briefing can be in `{tag}`{_count_rows(row, count)}"
                remedy = "these people get their next language, or the project's first one"
                self._warn("subscriber-language", message, remedy, row, Field.LANGUAGES)
        for domain, row, count in self._local_domains.items():
            message = f"the domain {domain} is reserved for tests{_count_rows(row, count)}"
            remedy = "mails reach it only through a server of your own"
            self._warn("subscriber-domain", message, remedy, row, Field.ADDRESS)

    def _read_entry(self, row: Row, address: Address) -> Entry:
        def read_time(text: str) -> str | Message:
            return values.read_time(text, self._now)

        return Entry(
            row.line,
            address,
            self._read_name(row),
            self._read_cell(row, Field.LANGUAGES, values.read_languages) or (),
            self._read_cell(row, Field.TAGS, values.read_tags) or (),
            Consent(
                self._read_cell(row, Field.CONSENT_AT, read_time) or "",
                self._read_cell(row, Field.CONSENT_SOURCE, values.read_source) or "",
                self._read_cell(row, Field.CONSENT_TEXT, values.read_words) or "",
            ),
            self._read_cell(row, Field.STATUS, read_status) or Status.ACTIVE,
            self._read_cell(row, Field.STATUS_AT, read_time) or "",
            self._read_cell(row, Field.STATUS_CAUSE, values.read_source) or "",
            self._read_cell(row, Field.JOINED_AT, read_time) or "",
        )

    def _read_name(self, row: Row) -> str:
        if name := self._read_cell(row, Field.NAME, values.read_name):
            return name
        given = self._read_cell(row, Field.GIVEN_NAME, values.read_name) or ""
        family = self._read_cell(row, Field.FAMILY_NAME, values.read_name) or ""
        whole = values.read_name(f"{given} {family}")
        if isinstance(whole, Message):  # each part may be right, but both together too long
            index = self._columns[Field.GIVEN_NAME]
            self._report_cell(whole.code, whole.message, whole.remedy, row, index)
            return ""
        return whole

    def _read_cell(self, row: Row, name: Field, read: Callable[[str], T | Message]) -> T | None:
        """Return a cell's value; None if it is empty or was reported."""
        index = self._columns.get(name)
        if index is None:
            return None
        cell = row.cells[index] if index < len(row.cells) else ""
        text = unescape_cell(cell.strip(" \t\u00a0"))
        if not text:
            if name is Field.ADDRESS:
                remedy = "write one, or delete the row"
                self._report_cell(
                    "subscriber-address", "the row has no address", remedy, row, index
                )
            return None
        value = read(text)
        if isinstance(value, Message):
            self._report_cell(value.code, value.message, value.remedy, row, index)
            return None
        return value

    def _report_duplicate(self, row: Row, first: Row, address: Address) -> None:
        index = self._columns[Field.ADDRESS]
        before = Related("first here", self._table.place(first, index))
        message = (
            f"{shorten(address.text, 80)} is in line {first.line} and again in line {row.line}"
        )
        if first.cells[index].strip() != row.cells[index].strip():
            message += f" (there as `{shorten(first.cells[index], 80)}`)"
        place = self._table.place(row, index)
        finding = error("subscriber-duplicate", message, "delete one of them", place, (before,))
        self._add(finding)

    def _report_cell(self, code: str, message: str, remedy: str, row: Row, index: int) -> None:
        self._add(error(code, message, remedy, self._table.place(row, index)))

    def _warn(self, code: str, message: str, remedy: str, row: Row, name: Field) -> None:
        place = self._table.place(row, self._columns[name])
        self._add(warning(code, message, remedy, place))

    def _add(self, finding: Finding) -> None:
        findings = self._result.findings
        if len(findings) < MAX_FINDINGS:
            findings.append(finding)
        elif len(findings) == MAX_FINDINGS:
            message = f"there are more than {MAX_FINDINGS:,} problems; the others are not shown"
            findings.append(error("list-row", message, "", Place(self._table.source.shown)))


class _Summary:
    """The first row in which each word occurs, and in how many rows it does."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._counts: dict[str, int] = {}

    def add(self, word: str, row: Row) -> None:
        """Count a word of a row."""
        self._rows.setdefault(word, row)
        self._counts[word] = self._counts.get(word, 0) + 1

    def items(self) -> list[tuple[str, Row, int]]:
        """Return words, first rows and counts."""
        return [(word, row, self._counts[word]) for word, row in self._rows.items()]


def _count_rows(first: Row, count: int) -> str:
    return f" ({count:,} rows, the first is line {first.line})" if count > 1 else ""
