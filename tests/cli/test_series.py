"""The next issue of a series, and the list of all issues."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from brief.scaffold.next_issue import next_day, next_number

if TYPE_CHECKING:
    from tests.workspace import Workspace

FACTS = """\
date: {}
issue: "{}"
brand: plain
embargo: 2030-01-01
sources:
  - {{publication: Harbour Quarterly, title: Old, url: https://example.org, rights: © Harbour}}
"""


@pytest.fixture
def weekly(workspace: Workspace) -> Workspace:
    workspace.write("brief.yaml", "languages: [de, it]\n")
    for number, day in (("41", "2099-03-03"), ("42", "2099-03-10")):
        workspace.write(f"content/week-{number}/briefing.yaml", FACTS.format(day, number))
        workspace.write(f"content/week-{number}/de.yaml", "title: Ja\nsummary: Ja.\npoints: [Ja]\n")
    return workspace


def test_the_next_issue_takes_sources_languages_number_and_day(weekly: Workspace) -> None:
    run = weekly.run("new", "week-43", "--from", "week-42")
    assert run.code == 0, run.err
    folder = weekly.root / "content/week-43"
    assert sorted(path.name for path in folder.iterdir()) == ["briefing.yaml", "de.yaml"]
    facts = (folder / "briefing.yaml").read_text("utf-8")
    for line in ("date: 2099-03-17", "brand: plain", "status: draft", "Harbour Quarterly"):
        assert line in facts
    assert "43" in facts
    assert "Old" not in facts
    assert "embargo" not in facts


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("week-43", "--from", "week-40"), "week-42"),
        (("week-42", "--from", "week-41"), "exists already"),
        (("week-43", "--from", "week-42", "--lang", "fr"), "excludes --lang"),
        (
            ("week-42", "--lang", "de"),
            "the briefing `week-42` exists already, with these files: content",
        ),
    ],
)
def test_what_cannot_be_begun_says_why(
    weekly: Workspace, arguments: tuple[str, ...], reason: str
) -> None:
    run = weekly.run("new", *arguments)
    assert run.code == 2
    assert reason in run.err


@pytest.mark.parametrize(
    ("issue", "following"),
    [
        ("41", "42"), ("Nr. 09", "Nr. 10"), ("2026/09", "2026/10"), ("12/2026", "13/2026"),
        ("Frühling", "Frühling"), ("2026", "2026"),
    ],
)  # fmt: skip
def test_the_number_goes_up(issue: str, following: str) -> None:
    assert next_number(issue) == following


@pytest.mark.parametrize(
    ("last", "earlier", "today", "following"),
    [
        (date(2026, 3, 10), [date(2026, 3, 3)], date(2026, 3, 11), date(2026, 3, 17)),
        (date(2026, 3, 10), [date(2026, 3, 3)], date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 3, 10), [date(2026, 3, 3)], date(2026, 4, 1), date(2026, 4, 7)),
        (date(2026, 1, 31), [date(2025, 12, 31)], date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 10), [], date(2026, 3, 12), date(2026, 3, 12)),
        (None, [date(2026, 3, 3)], date(2026, 3, 12), date(2026, 3, 12)),
    ],
)
def test_the_day_follows_the_rhythm(
    last: date | None, earlier: list[date], today: date, following: date
) -> None:
    assert next_day(last, earlier, today) == following


def test_the_list_shows_day_status_and_last_build(weekly: Workspace) -> None:
    pdf = weekly.root / "dist" / "week-41.de.pdf"
    pdf.parent.mkdir()
    pdf.write_bytes(b"%PDF")
    os.utime(pdf, (1_900_000_000, 1_900_000_000))
    first, second = weekly.run("list", "--json").json["briefings"]
    assert first == {
        "slug": "week-41", "date": "2099-03-03", "issue": "41", "status": "final",
        "languages": ["de"], "missing": ["it"], "built": "2030-03-17T17:46:40+00:00",
    }  # fmt: skip
    assert second["built"] is None
    lines = weekly.run("list").out.splitlines()
    assert lines[1] == "week-42  de (missing: it)  2099-03-10  final  not built"
