"""The state of earlier builds: a briefing that has changed is never up to date."""

from __future__ import annotations

import os
import shutil
import sqlite3
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from brief.build.state import FILE_NAME, BuildState, describe_output

if TYPE_CHECKING:
    from pathlib import Path


def told(pdf: Path, content: bytes = b"%PDF") -> dict[str, object]:
    return {"results": [{"size": 9.5, "output": describe_output(pdf, sha256(content).hexdigest())}]}


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Return a PDF that is noted as built from the key `k`."""
    path = tmp_path / "tides.it.pdf"
    path.write_bytes(b"%PDF")
    BuildState(tmp_path, "all").save_entry("tides", "k", told(path))
    return path


def test_what_was_noted_is_unchanged(pdf: Path) -> None:
    found = BuildState(pdf.parent, "all").find_entry("tides", "k")
    assert found is not None
    assert found["results"][0]["size"] == 9.5


def test_other_sources_briefings_or_ways_of_building_are_changed(pdf: Path) -> None:
    assert BuildState(pdf.parent, "all").find_entry("tides", "other") is None
    assert BuildState(pdf.parent, "all").find_entry("moons", "k") is None
    assert BuildState(pdf.parent, "--lang it").find_entry("tides", "k") is None


def test_a_pdf_that_is_gone_or_other_is_made_again(pdf: Path) -> None:
    state = BuildState(pdf.parent, "all")
    pdf.write_bytes(b"%PDG")  # as long as before
    assert state.find_entry("tides", "k") is None
    pdf.write_bytes(b"%PDF")
    assert state.find_entry("tides", "k") is not None
    pdf.unlink()
    assert state.find_entry("tides", "k") is None
    os.mkfifo(pdf)  # reading it would never end
    assert state.find_entry("tides", "k") is None


def test_times_deceive_nobody(pdf: Path) -> None:
    before = pdf.stat()
    pdf.write_bytes(b"%PDG")
    os.utime(pdf, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert BuildState(pdf.parent, "all").find_entry("tides", "k") is None
    pdf.write_bytes(b"%PDF")
    os.utime(pdf, (0, 0))
    assert BuildState(pdf.parent, "all").find_entry("tides", "k") is not None


def test_a_copied_folder_is_unchanged(pdf: Path) -> None:
    copy = pdf.parent.with_name("copy")
    shutil.copytree(pdf.parent, copy)
    assert BuildState(copy, "all").find_entry("tides", "k") is not None


def test_what_another_build_wrote_meanwhile_is_not_taken_for_ours(pdf: Path) -> None:
    BuildState(pdf.parent, "all").save_entry("tides", "k", told(pdf, b"%PDF of ours"))
    assert BuildState(pdf.parent, "all").find_entry("tides", "k") is None


def test_what_failed_is_forgotten(pdf: Path) -> None:
    BuildState(pdf.parent, "all").remove_entry("tides")
    assert BuildState(pdf.parent, "all").find_entry("tides", "k") is None


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_ledger_is_begun_anew(pdf: Path, content: bytes) -> None:
    (pdf.parent / FILE_NAME).write_bytes(content)
    state = BuildState(pdf.parent, "all")
    assert state.find_entry("tides", "k") is None
    state.save_entry("tides", "k", told(pdf))
    assert BuildState(pdf.parent, "all").find_entry("tides", "k") is not None


def test_records_of_another_form_are_changed(pdf: Path) -> None:
    with sqlite3.connect(pdf.parent / FILE_NAME) as database:
        database.execute("UPDATE built_1 SET records = '[{}]'")
    database.close()
    assert BuildState(pdf.parent, "all").find_entry("tides", "k") is None
