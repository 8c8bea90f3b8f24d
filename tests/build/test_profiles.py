"""What a PDF is for: the screen, the house's own printer, a press."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.design.brand.grey import as_grey, relative_luminance
from brief.press.colour.srgb import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

colours = st.from_regex("#[0-9a-f]{6}", fullmatch=True)


def colours_set(path: Path) -> set[str]:
    """Return the operators by which the page and its forms set colours (ISO 32000-1, 8.6.8)."""
    with pikepdf.open(path) as document:
        forms = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        ]
        return {
            str(step.operator)
            for source in [*document.pages, *forms]
            for step in pikepdf.parse_content_stream(source)
            if str(step.operator).lower() in {"g", "rg", "k", "cs", "sc", "scn"}
        }


def test_each_profile_has_a_pdf_of_its_own(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    run = workspace.run("build", "--profile", "screen", "--profile", "office", "--json")
    assert run.code == 0, run.err
    assert [edition["path"] for edition in run.json["editions"]] == [
        "dist/tides.en.pdf",
        "dist/tides.en.office.pdf",
    ]
    assert [edition["profile"] for edition in run.json["editions"]] == ["screen", "office"]


@pytest.mark.parametrize("brand", ["house", "plain"])
def test_an_office_page_has_no_colour(workspace: Workspace, brand: str) -> None:
    workspace.briefing("tides", "en")
    workspace.run("build", "--brand", brand, "--profile", "screen", "--profile", "office")
    assert "rg" in colours_set(workspace.pdf())
    assert colours_set(workspace.pdf("en.office")) <= {"g", "G"}
    assert "g" in colours_set(workspace.pdf("en.office"))


def test_holes_have_their_margin(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(more="office: {binding: 32}\n")
    workspace.run("build", "--brand", "own", "--profile", "screen", "--profile", "office")

    def left(path: Path) -> float:
        from pypdfium2 import PdfDocument

        page = PdfDocument(path)[0]
        reader = page.get_textpage()
        return min(float(reader.get_rect(number)[0]) for number in range(reader.count_rects()))

    assert left(workspace.pdf()) < 60
    assert 90 <= left(workspace.pdf("en.office")) < 93  # 32 mm


@pytest.mark.parametrize("where", ["brief.yaml", "briefing.yaml", "brand.yaml"])
def test_an_unknown_profile_in_a_file_is_reported_with_its_place(
    workspace: Workspace, where: str
) -> None:
    workspace.briefing("tides", "en", facts="profile: offset\n" if where == "briefing.yaml" else "")
    workspace.brand(more="profile: offset\n" if where == "brand.yaml" else "")
    if where == "brief.yaml":
        workspace.write("brief.yaml", "profile: offset\n")
    run = workspace.run("build", "--brand", "own", "--json")
    assert run.code == 1
    finding = run.finding("unknown-profile")
    assert finding["path"].endswith(where)
    assert "offset" in finding["message"]
    assert "office" in finding["remedy"]


def test_an_unknown_profile_on_the_command_line_is_wrong_usage(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "en").run("build", "--profile", "offset")
    assert run.code == 2
    assert "did you mean `press`?" in run.err
    assert "`screen`, `office` or `press`" in run.err


@given(colours)
def test_a_text_in_grey_can_be_read(colour: str) -> None:
    assert contrast(relative_luminance(as_grey(colour, text=True)), 1.0) >= 7


@given(colours)
def test_a_grey_is_as_light_as_the_colour(colour: str) -> None:
    grey = as_grey(colour, text=False)
    assert len({grey[1:3], grey[3:5], grey[5:7]}) == 1
    assert relative_luminance(grey) == pytest.approx(relative_luminance(colour), abs=0.005)


def test_white_and_black_stay() -> None:
    greys = [as_grey(colour, text=False) for colour in ("#000000", "#777777", "#ffffff")]
    assert greys == ["#000000", "#777777", "#ffffff"]
    assert all(one < other for one, other in pairwise(greys))
