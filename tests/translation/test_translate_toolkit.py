"""The Translate Toolkit reads and rewrites exported files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from translate.storage import xliff, xliff2

from brief.translation.collect import collect_units
from brief.translation.unit import plain
from tests.translation.files import (
    FORMATS,
    ITALIAN,
    Document,
    bring_back,
    codes,
    export,
    texts_of,
    write_ferry,
)

if TYPE_CHECKING:
    from tests.workspace import Workspace

CODED = {"title", "summary", "points.quay"}
"""Texts with bold, italics or links."""


def open_file(data: bytes, format_: str) -> Any:  # noqa: ANN401 - it has no types
    """Return a file as the toolkit has it."""
    kind = xliff2.Xliff2File if format_ == "xliff" else xliff.Xliff1File
    return kind.parsestring(data)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("format_", FORMATS)
def test_it_reads_what_the_export_says(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    units = collect_units(project, "ferry", "de", "it").units
    store = open_file(export(project, format_), format_)
    assert [unit.source for unit in store.units] == [plain(unit.source) for unit in units]
    assert [unit.target for unit in store.units] == [plain(unit.target or ()) for unit in units]
    assert store.getsourcelanguage() == "de"
    assert store.gettargetlanguage() == "it"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_that_it_writes_again_changes_nothing(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    result = bring_back(project, bytes(open_file(export(project, format_), format_)))
    assert (result.findings, result.is_written) == ((), False)


@pytest.mark.parametrize("format_", FORMATS)
def test_one_text_that_it_changes_is_the_only_change(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    store = open_file(export(project, format_), format_)
    (unit,) = (unit for unit in store.units if unit.source == "Abstimmung")
    unit.target = "voto: «sì» & no"
    assert codes(bring_back(project, bytes(store))) == []
    written = texts_of(project).decode().replace('"', "'")
    assert written == ITALIAN.replace("votazione", "'voto: «sì» & no'").replace('"', "'")


@pytest.mark.parametrize("format_", FORMATS)
def test_it_translates_a_whole_file(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    wanted = collect_units(project, "ferry", "de", "it").units
    translated = Document(export(project, format_))
    (project.content_folder / "ferry" / "it.yaml").unlink()
    store = open_file(export(project, format_), format_)
    for unit, known in zip(store.units, wanted, strict=True):
        if known.key not in CODED:
            unit.target = plain(known.target or ())
    document = Document(bytes(store))
    for key in CODED:  # it has no inline codes of its own
        source = document.find(document.unit(key), "source")
        for old in list(source.itersiblings(document.name("target"))):
            old.clear()
            old.tag = document.name("note")
        source.addnext(translated.find(translated.unit(key), "target"))
    result = bring_back(project, document.data())
    assert codes(result) == []
    assert len(result.keys) == len(wanted)
    now = collect_units(project, "ferry", "de", "it").units
    assert [unit.target for unit in now] == [unit.target for unit in wanted]
