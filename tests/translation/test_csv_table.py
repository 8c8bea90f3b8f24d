"""CSV for translators: what spreadsheets make of it, and what is refused."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from brief.errors import ContentError
from brief.translation.collect import collect_units
from tests.translation.files import (
    ITALIAN,
    SLUG,
    bring_back,
    codes,
    export,
    only,
    texts_of,
    write_ferry,
)

if TYPE_CHECKING:
    from brief.project import Project
    from tests.workspace import Workspace


@pytest.fixture
def ferry(workspace: Workspace) -> Project:
    """Return a project with the briefing in both languages."""
    return write_ferry(workspace, "de", "it")


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def write(rows: list[list[str]], separator: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def test_the_columns_are_those_of_a_spreadsheet(ferry: Project) -> None:
    data = export(ferry, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    head, title, *_ = rows_of(data)
    assert head == ["key (ferry)", "source (de)", "translation (it)", "state", "note", "version"]
    assert title[:4] == [
        "title", "Die *Fähre* fährt elektrisch", "Il *traghetto* diventa elettrico", "translated",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_as_spreadsheets_save_it_is_read(
    ferry: Project, encoding: str, separator: str, end: str
) -> None:
    rows = rows_of(export(ferry, "csv"))
    next(row for row in rows if row[0] == "quote.by")[2] = 'Ada "la Rossa" Berg, sindaca;\nTrieste'
    text = write([*rows, ["", "", "", "", "", ""]], separator, end)
    result = bring_back(ferry, text.encode(encoding))
    assert (codes(result), result.keys) == ([], ("quote.by",))
    assert "by: 'Ada \"la Rossa\" Berg, sindaca; Trieste'" in texts_of(ferry).decode()


def test_excels_hint_and_moved_columns_are_read(ferry: Project) -> None:
    rows = [[row[0], row[2], row[1]] for row in rows_of(export(ferry, "csv"))]
    result = bring_back(ferry, ("sep=;\r\n" + write(rows, ";")).encode())
    assert result.findings == ()
    assert not result.is_written


def test_what_looks_like_a_formula_is_guarded_and_comes_back(workspace: Workspace) -> None:
    project = write_ferry(workspace, "de", "it")
    texts = {
        "Parte da Nordkai.": '"=1+2"',
        '"Si parte."': '"\'-5 gradi"',
        "Ada Berg": '"@ada"',
        "share: quota": 'share: "+3"',
    }
    for old, new in texts.items():
        workspace.change("content/ferry/it.yaml", old, new)
    data = export(project, "csv")
    cells = [cell for row in rows_of(data) for cell in row]
    assert {"'=1+2", "''-5 gradi", "'@ada", "'+3"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert bring_back(project, data).findings == ()


def test_a_copy_of_a_new_source_is_no_translation(workspace: Workspace) -> None:
    project = write_ferry(workspace, "de")
    rows = rows_of(export(project, "csv"))
    for row in rows[1:]:
        row[2], row[3] = row[1], "translated"
    rows[-1][3] = "new"
    result = bring_back(project, write(rows).encode())
    assert codes(result) == ["translation-unit"]
    rows[-1][3] = ""
    assert bring_back(project, write(rows).encode()).is_new
    german, italian = (
        [unit.source for unit in collect_units(project, SLUG, *pair).units]
        for pair in (("de", "it"), ("it", "de"))
    )
    assert italian == german


def test_a_mark_that_is_lost_is_told_at_its_line(ferry: Project) -> None:
    data = export(ferry, "csv").decode("utf-8-sig").replace("*traghetto*", "traghetto")
    finding = only(bring_back(ferry, data.encode()).findings)
    assert finding.code == "translation-codes"
    assert finding.place
    assert finding.place.line == 2
    assert texts_of(ferry) == ITALIAN.encode()


def test_a_translation_edited_meanwhile_is_kept(workspace: Workspace) -> None:
    project = write_ferry(workspace, "de", "it")
    data = export(project, "csv").decode("utf-8-sig").replace("Si parte.", "Andiamo.")
    workspace.change("content/ferry/it.yaml", "Si parte.", "Partiamo.")
    assert codes(bring_back(project, data.encode())) == ["translation-left"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Fähre", "F\udce4hre", "neither in UTF-8"),
        ("translation (it)", "traduzione", "column `translation` is missing"),
        ("Si parte.", '"Si parte.', "cannot be read"),
    ],
)
def test_broken_files_are_refused(ferry: Project, old: str, new: str, expected: str) -> None:
    data = export(ferry, "csv").decode("utf-8-sig").replace(old, new)
    with pytest.raises(ContentError, match=expected) as raised:
        bring_back(ferry, data.encode("utf-8", "surrogateescape"))
    assert raised.value.findings[0].code == "translation-file"
