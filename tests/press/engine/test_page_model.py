"""The page model has the paragraphs, frames and styles of a laid-out page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.copyfit.estimate import FLOW
from brief.press.engine.engine import Engine
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from brief.press.engine.page_model import PageModel, Paragraph
    from tests.workspace import Workspace


@pytest.fixture(scope="module")
def page_model(tides: Workspace) -> PageModel:
    return laid(tides)


def laid(workspace: Workspace, css: str = "", layout: str = "") -> PageModel:
    order = make_order(workspace, layout=layout)
    edition = next(item for item in order.editions if item.language in {"de", "en"})
    return Engine(order).lay_out(edition, css, endless=True).read_page_model()


def words(par: Paragraph) -> str:
    return "".join(run.text for run in par.runs).replace("\N{NO-BREAK SPACE}", " ")


def find(page_model: PageModel, text: str) -> Paragraph:
    (found,) = (par for par in page_model.paragraphs if text in words(par))
    return found


def test_lines_are_joined_as_if_they_had_never_been_broken(page_model: PageModel) -> None:
    summary = find(page_model, "Wasserstandsvorhersage")
    assert summary.line_count > 3
    assert words(summary).startswith("Die Wasserstandsvorhersage bestimmt, wann Container")
    assert "Umschlagsgeschwindigkeit danach aus, denn Liegeplatzgebühren" in words(summary)
    assert "\N{HYPHEN}" not in words(summary)


def test_every_paragraph_is_there_with_its_style(page_model: PageModel) -> None:
    title = find(page_model, "Was die Tide")
    assert title.tag == "h1"
    assert title.runs[0].weight == 700
    assert not title.runs[0].is_hyphenated
    point = find(page_model, "Fahrrinne")
    assert [run.weight for run in point.runs[:3]] == [700, 600, 400]
    assert [run.text for run in point.runs[:2]] == ["1", "Fahrrinne."]
    assert any(run.is_hyphenated for run in point.runs)
    assert point.hyphen_limits == (9, 4, 4)
    assert point.language == "de"
    assert title.size == pytest.approx(31)


def test_list_numbers_are_no_paragraphs(page_model: PageModel) -> None:
    assert not any(words(par).strip() in {"1.", "2."} for par in page_model.paragraphs)


def test_frames_are_the_flow_and_what_is_placed(page_model: PageModel) -> None:
    anchors = {name: frame for frame in page_model.frames for name in frame.anchors}
    assert anchors["end-main"].number == FLOW
    assert anchors["end-figures"].number == find(page_model, "mittlerer Tidenhub").frame != FLOW
    assert anchors["footer"].number not in {FLOW, anchors["end-figures"].number}
    assert find(page_model, "Harbour Review").frame == anchors["footer"].number
    standfirst = next(par for par in page_model.paragraphs if par.is_standfirst)
    assert anchors["end-figures"].top == pytest.approx(standfirst.top, abs=8)


def test_a_watermark_is_turned(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", facts="status: draft\n")
    turned = [words(par) for par in laid(workspace).paragraphs if par.is_rotated]
    assert turned == ["Entwurf"]


def test_hidden_text_is_not_read(workspace: Workspace) -> None:
    page_model = laid(workspace.briefing("tides", "de"), "h1 { visibility: hidden }")
    assert not any("Was die Tide" in words(par) for par in page_model.paragraphs)


@pytest.mark.parametrize(
    ("css", "cut"),
    [
        (".summary { block-size: 12mm; overflow: hidden }", True),
        (".summary { block-size: 12mm }", False),
        (".summary { overflow: hidden }", False),
        (".summary { inline-size: 30mm; overflow: hidden } .summary p { inline-size: 60mm }", True),
    ],
)
def test_text_that_a_box_hides_is_cut(workspace: Workspace, css: str, cut: bool) -> None:  # noqa: FBT001
    page_model = laid(workspace.briefing("tides", "de"), css)
    assert find(page_model, "Wasserstandsvorhersage").is_clipped is cut
    assert not find(page_model, "Was die Tide").is_clipped


def test_a_divided_word_has_its_hyphen_in_its_own_face(tides: Workspace) -> None:
    """Fira Sans has no U+2010; that of another face would make its line higher."""
    order = make_order(tides)
    (edition,) = (item for item in order.editions if item.language == "de")
    laid = Engine(order).lay_out(
        edition, ":root { --text-size: 10.6pt } main { width: 60mm }", endless=True
    )
    items = [par for par in laid.read_page_model().paragraphs if par.tag == "li"]
    assert any(
        text.run.text.endswith("-\N{WORD JOINER}")
        for block in laid.read_line_blocks()
        for text in block.texts
    )
    assert len({round(par.line_height, 4) for par in items}) == 1
    assert "-\N{WORD JOINER}" not in "".join(run.text for par in items for run in par.runs)
