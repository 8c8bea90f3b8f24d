"""The tables in docs/speed.md: each section writes its own, between its own two marks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measure import Series
    from benchmarks.memory import Peaks

NOTHING = "–"


class NoPlaceError(ValueError):
    """A file has no marks for a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a section found; `remarks` are sentences below the table."""

    key: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = ()

    def markdown(self, caption: str) -> str:
        """Return the table as Markdown: the first column to the left, figures to the right."""
        lines = [self.head, ("---", *["---:"] * (len(self.head) - 1)), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"{table}\n\n{' '.join((*self.remarks, caption))}\n"


def put_into(file: Path, table: Table, caption: str) -> None:
    """Replace the text between the table's marks in that file.

    Raises NoPlaceError if they are not there.
    """
    before, after = around(file, table.key)
    text = before + table.markdown(caption) + after
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as beside:
        beside.write(text)
    os.chmod(beside.name, file.stat().st_mode)  # noqa: PTH101 - a name, not a path
    Path(beside.name).replace(file)


def around(file: Path, key: str) -> tuple[str, str]:
    """Return the text before and after that table, with its marks.

    Raises NoPlaceError, naming the marks, if they or the file are not there.
    """
    begin, end = f"<!-- {key}: begin -->\n", f"<!-- {key}: end -->"
    text = file.read_text("utf-8") if file.is_file() else ""
    before, first, rest = text.partition(begin)
    _, last, after = rest.partition(end)
    if not (first and last):
        msg = f"{file} has no place for the table: write {begin.strip()} and {end} into it"
        raise NoPlaceError(msg)
    return before + begin, end + after


def milliseconds(series: Series) -> str:
    """Return the median in milliseconds, and from where to where the rounds reach."""
    low, high = min(series.seconds), max(series.seconds)
    return f"{_short(series.median)} ({_short(low)}–{_short(high)})"


def ratio(value: float | None) -> str:
    """Return a ratio with two digits that count."""
    if value is None:
        return NOTHING
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}" if value < 1 else f"{value:.1f}"  # noqa: PLR2004 - two digits


def megabytes(peaks: Peaks | None) -> tuple[str, str, str]:
    """Return three cells: the process itself, its largest child, all together."""
    if peaks is None:
        return NOTHING, NOTHING, NOTHING
    child = f"{peaks.child:.0f}" if peaks.child else NOTHING
    return f"{peaks.own:.0f}", child, f"{peaks.together:.0f}"


def left_out(missing: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return a remark for each peer that is not installed, and what to install."""
    return tuple(f"Left out: {name} ({remedy})." for name, remedy in missing)


def _short(seconds: float) -> str:
    value = seconds * 1000
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004 - two digits
