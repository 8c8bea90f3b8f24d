"""CSV text as rows of cells (RFC 4180), each with its place: any delimiter, quoted line breaks."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from brief.delivery.subscribers.reading.encoding import SourceText

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
MAX_ROWS = 1_000_000
MAX_ROW_LENGTH = 64_000
"""The longest row, in characters; it is below the csv module's limit for one cell."""
MAX_COLUMNS = 200
MAX_SHOWN_LINE = 500
_EXCEL_HINT = re.compile(r'"?sep=([,;\t|])"?\s*\Z')


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `line` is the number of its first line, from 1."""

    line: int
    cells: list[str]


class Table:
    """The rows of a CSV text after the first, which may be a header."""

    def __init__(self, source: SourceText, weigh: Callable[[list[str]], int]) -> None:
        """Find the first row and the delimiter.

        `weigh` says how likely a list of cells is a header; the likeliest delimiter wins. Raises
        ContentError if the text is empty or its first row is not CSV.
        """
        self.source = source
        self._lines = list(StringIO(source.text, newline=""))
        self._first = self._skip_blank_lines(0)
        delimiters = list(DELIMITERS)
        if self._first < len(self._lines) and (hint := _EXCEL_HINT.match(self._lines[self._first])):
            delimiters = [hint[1]]
            self._first = self._skip_blank_lines(self._first + 1)
        if self._first >= len(self._lines):
            raise ContentError([error("list-empty", "the file is empty", "", Place(source.shown))])
        self.delimiter = max(delimiters, key=lambda it: self._rate(it, weigh))
        self._rows = self._read_rows(self.delimiter, self._first)
        header = next(self._rows, None)
        if header is None:
            message = "the file has only empty cells"
            raise ContentError([error("list-empty", message, "", Place(source.shown))])
        self.header = header

    @property
    def line_count(self) -> int:
        """The number of lines of the file."""
        return len(self._lines)

    def rows(self) -> Iterator[Row]:
        """Yield the rows after the first, without empty ones; can be called once.

        Raises ContentError at a row that is too long or not CSV, and after 1,000,000 rows.
        """
        for count, row in enumerate(self._rows):
            if count >= MAX_ROWS:
                message = f"the file has more than {MAX_ROWS:,} rows"
                place = Place(self.source.shown, row.line)
                raise ContentError([error("list-too-large", message, "split it", place)])
            yield row

    def read_row(self, line: int) -> Row:
        """Return the row that begins at a line, once more."""
        return next(self._read_rows(self.delimiter, line - 1))

    def place(self, row: Row, index: int | None = None) -> Place:
        """Return the place of a cell of a row, or of the row."""
        shown = self.source.shown
        if index is None or index >= len(row.cells):
            return Place(shown, row.line, 1, 1, self._shown_line(row.line))
        offset, length = self._find_cell(row, index)
        line = row.line
        while line < len(self._lines) and offset >= len(self._lines[line - 1]):
            offset -= len(self._lines[line - 1])
            line += 1
        text = self._shown_line(line)
        length = max(1, min(length, len(text) - offset))
        return Place(shown, line, offset + 1, length, text)

    def _skip_blank_lines(self, number: int) -> int:
        while number < len(self._lines) and not self._lines[number].strip():
            number += 1
        return number

    def _rate(self, delimiter: str, weigh: Callable[[list[str]], int]) -> tuple[int, int]:
        """Return how likely this is the delimiter: by known names, then by columns."""
        try:
            cells = next(self._read_rows(delimiter, self._first)).cells
        except (ContentError, StopIteration):
            return -1, 0
        return weigh(cells), len(cells)

    def _read_rows(self, delimiter: str, begin: int) -> Iterator[Row]:
        feed = _Feed(self._lines, begin)
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        while True:
            feed.used = 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                raise self._explain(problem, begin, feed) from problem
            if len(cells) > MAX_COLUMNS:
                message = f"the row has {len(cells)} columns"
                remedy = f"at most {MAX_COLUMNS} are read"
                raise self._refuse(message, remedy, begin)
            if any(cells) and any(cell.strip() for cell in cells):
                yield Row(begin + 1, cells)
            begin = feed.position

    def _explain(self, problem: csv.Error, begin: int, feed: _Feed) -> ContentError:
        lines = feed.position - begin
        if feed.used > MAX_ROW_LENGTH or "limit" in str(problem):
            message = f"the row has more than {MAX_ROW_LENGTH:,} characters"
            remedy = "close the quotation mark that opens a cell in it, or shorten the row"
        elif "end of data" in str(problem):
            message = f"a quotation mark in this row is not closed ({lines} lines to the end)"
            remedy = 'close it; a quotation mark within a cell is written twice: ""'
        else:
            message = "text follows a closing quotation mark in this row"
            remedy = 'write a quotation mark within a cell twice: ""'
        return self._refuse(message, remedy, begin)

    def _refuse(self, message: str, remedy: str, begin: int) -> ContentError:
        place = Place(self.source.shown, begin + 1, 1, 1, self._shown_line(begin + 1))
        return ContentError([error("list-row", message, remedy, place)])

    def _shown_line(self, number: int) -> str:
        return self._lines[number - 1].rstrip("\r\n")[:MAX_SHOWN_LINE]

    def _find_cell(self, row: Row, index: int) -> tuple[int, int]:
        """Return offset and length of a cell, counted from the start of the row's first line."""
        text = "".join(self._lines[row.line - 1 : row.line + self._count_breaks(row)])
        separator = re.escape(self.delimiter)
        pattern = re.compile(rf'"(?:[^"]|"")*"|[^{separator}\r\n]*')
        offset = 0
        for _ in range(index):
            match = pattern.match(text, offset)
            offset = (match.end() if match else offset) + 1
        match = pattern.match(text, offset)
        return offset, len(match[0]) if match else 1

    @staticmethod
    def _count_breaks(row: Row) -> int:
        return sum(len(re.findall(r"\r\n|\r|\n", cell)) for cell in row.cells)


class _Feed:
    """The lines for the csv module; it ends a row that is too long."""

    def __init__(self, lines: list[str], position: int) -> None:
        self._lines = lines
        self.position = position
        self.used = 0
        """How many characters of the present row were read."""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.position >= len(self._lines):
            raise StopIteration
        line = self._lines[self.position]
        self.used += len(line)
        if self.used > MAX_ROW_LENGTH:
            msg = "row longer than the limit"
            raise csv.Error(msg)
        self.position += 1
        return line
