"""`brief explain`: what a code means, and the nearest one where it is misspelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.findings.explanations import explanations_by_area, load_explanations
from tests.workspace import run_brief

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("typed", ["duplicate-key", "[duplicate-key]", "Duplicate_Key"])
def test_a_code_is_explained_however_it_is_typed(tmp_path: Path, typed: str) -> None:
    run = run_brief("explain", typed, cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[0] == "duplicate-key"
    assert load_explanations()["duplicate-key"].what in run.out
    assert "  Why" in lines
    assert "  Do" in lines
    assert max(map(len, lines)) <= 88


def test_an_example_keeps_its_lines(tmp_path: Path) -> None:
    out = run_brief("explain", "colon-in-text", cwd=tmp_path).out
    assert "    title: >-\n      China: the new market\n" in out


def test_several_codes_are_explained(tmp_path: Path) -> None:
    out = run_brief("explain", "tab", "too-long", cwd=tmp_path).out
    assert out.index("tab\n") < out.index("too-long\n")


def test_the_nearest_code_is_named(tmp_path: Path) -> None:
    run = run_brief("explain", "duplicat-key", cwd=tmp_path)
    assert run.code == 2
    assert run.out == ""
    assert "did you mean `duplicate-key`?" in run.err
    assert "`brief explain` lists all codes" in run_brief("explain", "xyzzy", cwd=tmp_path).err


def test_all_codes_are_listed_by_area(tmp_path: Path) -> None:
    run = run_brief("explain", cwd=tmp_path)
    assert run.code == 0
    words = run.out.split()
    assert all(words.count(code) >= 1 for code in load_explanations())
    assert len(explanations_by_area()) > 5
    assert run.out.index("Content files") < run.out.index("Inspected PDFs")


def test_machines_are_told_the_same(tmp_path: Path) -> None:
    (one,) = run_brief("explain", "tab", "--json", cwd=tmp_path).json["codes"]
    assert one["code"] == "tab"
    assert one["do"] == load_explanations()["tab"].do
    assert len(run_brief("explain", "--json", cwd=tmp_path).json["codes"]) == len(
        load_explanations()
    )
    run = run_brief("explain", "nix", "--json", cwd=tmp_path)
    assert (run.code, run.json["ok"], run.codes()) == (2, False, {"unknown-code"})
