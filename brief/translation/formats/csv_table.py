"""Texts to translate as CSV (RFC 4180), for spreadsheets: Markdown marks stay in the texts."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from brief.errors import ContentError
from brief.findings import Place, error
from brief.translation.formats.inline_xml import is_same_text
from brief.translation.inline import read_prose, write_prose
from brief.translation.unit import ReturnedFile, ReturnedUnit, State, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.translation.unit import Parts, TranslationFile, Unit

MAX_BYTES = 32 * 1024 * 1024
REMEDY = "save it again as CSV in UTF-8, or write it again"
VERSION = "v"
"""What a version begins with: spreadsheets take digits with an `e` among them for a number."""
_HEAD = re.compile(r"\ufeff?(?:sep=.[\r\n]+)?\s*\"?key \([^)]*\)")
_COLUMN = re.compile(r"(?P<name>\w+)(?: \((?P<value>[^)]*)\))?")
# What spreadsheets take for a formula gets an apostrophe in front, and so does a text that has one
# there already: reading takes one away, and nothing else.
_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")


def write(file: TranslationFile) -> bytes:
    """Return the texts as CSV in UTF-8 with a byte order mark, by which Excel knows it."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    languages = (f"source ({file.source_language})", f"translation ({file.target_language})")
    rows.writerow((f"key ({file.slug})", *languages, "state", "note", "version"))
    for unit in file.units:
        texts = (unit.key, _write_text(unit.source), _write_text(unit.target or ()))
        version = f"{VERSION}{unit.target_digest}" if unit.target_digest else ""
        cells = (*texts, str(unit.state), _describe(unit), version)
        rows.writerow([guard(cell) for cell in cells])
    return written.getvalue().encode("utf-8-sig")


def _write_text(parts: Parts) -> str:
    return write_prose(parts) if parts else ""


def _describe(unit: Unit) -> str:
    notes = [unit.note]
    if unit.state is State.CHANGED and unit.earlier:
        notes.append(f"the source was: {plain(unit.earlier[0])}")
    notes += [f"{it.match} % ({it.origin}): {write_prose(it.target)}" for it in unit.proposals]
    return "; ".join(note for note in notes if note)


def guard(text: str) -> str:
    """Return the text of a cell, with an apostrophe before what a spreadsheet would compute."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return the text of a cell without the apostrophe of `guard`."""
    return text[1:] if _GUARDED.match(text) else text


def matches(data: bytes) -> bool:
    """Return whether a file begins as `write` begins it, in UTF-8 or UTF-16."""
    head = data[:400]
    text = head.decode(_find_encoding(head), "replace")
    return _HEAD.match(text) is not None


def _find_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in data[:2]:
        return "utf-16-be" if data.startswith(b"\x00") else "utf-16-le"
    return "utf-8-sig"


class _Row(NamedTuple):
    line: int
    cells: Mapping[str, str]


def read(data: bytes, shown: str) -> ReturnedFile:
    """Return the texts of a CSV file with commas, semicolons or tabs between its columns.

    Raises ContentError with a line if it is not in UTF-8 or UTF-16, or its quotes do not match.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES // 1024**2} MB"
        raise _refuse(message, Place(shown))
    text = decode_table(data, shown)
    separator, heads = _read_head(text)
    names = {name: at for at, (name, _) in enumerate(heads)}
    about = dict(heads)
    if lost := [name for name in ("key", "source", "translation") if name not in names]:
        message = f"the column `{lost[0]}` is missing"
        raise _refuse(message, Place(shown, 1, 1))
    rows = list(_iter_rows(text, separator, names, shown))
    return ReturnedFile(
        shown=shown,
        place=Place(shown),
        project="",
        slug=about["key"],
        source_language=about["source"],
        target_language=about["translation"],
        units=tuple(_read_unit(row, shown) for row in rows),
    )


def decode_table(data: bytes, shown: str) -> str:
    """Return the text of a CSV file in UTF-8 or UTF-16. Raises ContentError for other encodings."""
    try:
        return data.decode(_find_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        message = "the file is neither in UTF-8 nor in UTF-16"
        raise _refuse(message, Place(shown, line)) from None


def _read_head(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the separator of the columns, and their names with the text in brackets after each."""
    line = next(line for line in text.splitlines() if line.strip() and not _is_hint(line))
    separator = max(",;\t", key=line.count)
    heads = []
    for cell in next(csv.reader([line], delimiter=separator)):
        found = _COLUMN.match(cell.strip())
        heads.append((found["name"], found["value"] or "") if found else ("", ""))
    return separator, heads


def _is_hint(line: str) -> bool:
    """Return whether a line tells Excel what separates the columns."""
    return line.lower().startswith("sep=")


def _iter_rows(text: str, separator: str, names: Mapping[str, int], shown: str) -> Iterator[_Row]:
    """Yield the rows with texts, and the lines on which they begin."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin, is_below_head = 1, False
    try:
        for row in reader:
            found = {name: row[at] for name, at in names.items() if at < len(row)}
            if is_below_head and any(cell.strip() for cell in row):
                yield _Row(begin, found)
            is_below_head = is_below_head or found.get("key", "").startswith("key (")
            begin = reader.line_num + 1
    except csv.Error as problem:
        message = f"the text in quotes that begins here cannot be read: {problem}"
        raise _refuse(message, Place(shown, begin, 1)) from problem


def _read_unit(row: _Row, shown: str) -> ReturnedUnit:
    cells = {name: unguard(cell) for name, cell in row.cells.items()}
    source = read_prose(cells.get("source", ""))
    target = read_prose(cells.get("translation", ""), source)
    is_new = cells.get("state", "").strip() == State.NEW
    return ReturnedUnit(
        key=cells.get("key", "").strip(),
        source=source,
        target=target if plain(target).strip() else None,
        place=Place(shown, row.line, 1),
        target_digest=cells.get("version", "").strip().removeprefix(VERSION),
        needs_review=cells.get("state", "").strip() == State.REVIEW,
        is_copy=is_new and is_same_text(source, target),
    )


def _refuse(message: str, place: Place) -> ContentError:
    return ContentError([error("translation-file", message, REMEDY, place)])
