"""The error for a text that cannot fit: how much, where, and the remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.copyfit.edition_search import Fit
from brief.press.copyfit.overset import make_overset_error
from brief.press.copyfit.parameters import FitParameters
from brief.press.job.model import DocumentFacts, EditionJob, Fullness
from tests.press.copyfit.model_page import LIMITS
from tests.workspace import TEXTS

if TYPE_CHECKING:
    from brief.findings import Finding
    from tests.workspace import Workspace

LINE = 8.5 * 1.27  # points that a line takes in the tightest setting
WORDS = "The harbour office measured the level of the water at every hour of the night. "


def edition(language: str, *lengths: int) -> EditionJob:
    facts = DocumentFacts("Tides", (language,), "Harbour Office", "Harbour Office", "")
    return EditionJob(
        name="tides",
        language=language,
        html="",
        facts=facts,
        strings=(),
        record="",
        point_lengths=lengths,
        figure_count=2,
    )


def told(excess: float, *lengths: int, culprit: str = "main", **others: tuple[int, ...]) -> Finding:
    fit = Fit(
        FitParameters(8.5, 1.27, 0.4, 0.4, 7.0),
        Fullness(1, (), (), 700.0),
        2,
        excess=excess,
        longest_region=culprit,
        characters_per_line=72.0,
    )
    rivals = [edition(tag, *own) for tag, own in others.items()]
    return make_overset_error(fit, edition("de", *lengths), rivals, LIMITS)


@pytest.mark.parametrize(
    ("excess", "lines", "characters"),
    [(0.1, "1 line (0 mm)", 80), (LINE, "1 line (4 mm)", 80), (LINE * 2.1, "3 lines (8 mm)", 220)],
)
def test_it_says_how_many_lines_and_characters(excess: float, lines: str, characters: int) -> None:
    finding = told(excess, 100, 100)
    assert f"the text in `de` is {lines} too long for the page, even at 8.5 pt" in finding.message
    assert "leading of 1.27" in finding.message
    assert f"cut about {characters} characters" in finding.remedy


def test_it_names_the_points_that_are_longest_against_the_other_languages() -> None:
    message = told(30, 300, 200, 180, 90, it=(310, 120, 150, 90), en=(290, 100, 150, 88)).message
    assert (
        "longest (compared with it, en): points 2 (200 characters), 3 (180 characters)" in message
    )
    assert "1 (300" not in message


def test_alone_it_names_the_longest_points() -> None:
    message = told(30, 90, 200, 180, 300).message
    assert "longest: points 4 (300 characters), 2 (200 characters), 3 (180 characters)" in message
    assert " against" not in message


def test_a_summary_that_is_far_too_long_is_what_is_told(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").change(
        "content/tides/en.yaml", "summary: >-", f"summary: {WORDS * 60}\nbyline: >-"
    )
    finding = workspace.run("build", "--json").finding("too-long")
    line = (workspace.root / finding["path"]).read_text().splitlines()[finding["line"] - 1]
    assert line.startswith("summary:")
    assert "by far the longest text" in finding["message"]
    assert "larger paper" not in finding["remedy"], "A4 is the largest"


def test_a_larger_paper_is_offered_where_there_is_one(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").change(
        "content/tides/en.yaml", "points:", f"points:\n  - {WORDS * 40}"
    )
    finding = workspace.run("build", "--paper", "a5", "--json").finding("too-long")
    assert finding["remedy"].endswith(", or choose a larger paper")


def test_a_language_with_other_points_is_no_measure() -> None:
    assert "longest: point 1 (90 characters)" in told(30, 90, it=(1, 2)).message


def test_where_the_other_language_is_longer_throughout_no_point_is_named() -> None:
    assert "longest" not in told(30, 90, 80, it=(95, 85)).message


def test_key_figures_too_many_are_told_without_the_text() -> None:
    finding = told(30, 100, culprit="figures")
    assert finding.message.startswith("the key figures are 3 lines (11 mm) too long")
    assert "`de`" not in finding.message
    assert "characters" not in finding.remedy
    assert "key figures" in finding.remedy


def test_a_build_tells_it_of_the_language_that_does_not_fit(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en")
    longer = TEXTS["en"].replace(
        "  - >-\n    **Env", f"  - >-\n    {WORDS * 60}\n  - >-\n    **Env"
    )
    workspace.write("content/tides/en.yaml", longer)
    workspace.write(
        "content/tides/de.yaml",
        TEXTS["de"].replace("  - >-\n    **Umw", "  - Kurz.\n  - >-\n    **Umw"),
    )
    run = workspace.run("build", "--json")
    assert run.code == 1
    found = run.finding("too-long")
    assert "the text in `en` is " in found["message"]
    assert (
        f"longest (compared with de): point 2 ({len(WORDS) * 60 - 1} characters)"
        in found["message"]
    )
    assert workspace.pdf("de").exists()
    assert not workspace.pdf("en").exists()


def test_what_it_says_to_cut_is_enough(workspace: Workspace) -> None:
    """An editor who does what the message says, and a line more, has a page."""
    workspace.briefing("tides", "en")
    begin = TEXTS["en"].replace("  - >-\n    **Env", "  - {}\n  - >-\n    **Env")
    length = 5200
    workspace.write("content/tides/en.yaml", begin.format(long(length)))
    run = workspace.run("build", "--json")
    cut = int(run.finding("too-long")["remedy"].split("about ")[1].split()[0])
    assert 0 < cut < length
    workspace.write("content/tides/en.yaml", begin.format(long(length - cut - 80)))
    assert workspace.run("build").code == 0
    workspace.write("content/tides/en.yaml", begin.format(long(length - cut + 240)))
    assert workspace.run("build").code == 1


def long(length: int) -> str:
    return (WORDS * 100)[:length].rsplit(" ", 1)[0]
