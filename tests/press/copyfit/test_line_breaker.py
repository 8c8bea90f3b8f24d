"""The measurer counts lines as the engine breaks them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from brief.press.copyfit.line_breaker import TextMeasurer
from brief.press.engine.engine import Engine
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace


@pytest.fixture(scope="module")
def order(tides: Workspace) -> RenderJob:
    return make_order(tides)


@pytest.fixture(scope="module")
def measurer(order: RenderJob) -> TextMeasurer:
    return TextMeasurer(Path(order.font_folder))


def page_model(order: RenderJob, tag: str, size: float) -> PageModel:
    (edition,) = (item for item in order.editions if item.language == tag)
    return (
        Engine(order)
        .lay_out(edition, f":root {{ --text-size: {size}pt }}", endless=True)
        .read_page_model()
    )


@pytest.mark.parametrize("tag", ["de", "en", "it"])
@pytest.mark.parametrize("size", [8.5, 10.0])
def test_lines_are_those_of_the_engine(
    order: RenderJob, measurer: TextMeasurer, tag: str, size: float
) -> None:
    paragraphs = [par for par in page_model(order, tag, size).paragraphs if not par.is_rotated]
    wrong = [par for par in paragraphs if measurer.count_lines(par, 1.0) != par.line_count]
    assert len(paragraphs) > 12
    assert len(wrong) <= 1, [par.runs for par in wrong]


@pytest.mark.parametrize("tag", ["de", "en", "it"])
def test_lines_at_another_size_are_foretold(
    order: RenderJob, measurer: TextMeasurer, tag: str
) -> None:
    small, large = page_model(order, tag, 8.5).paragraphs, page_model(order, tag, 11.0).paragraphs
    pairs = [
        (measurer.count_lines(one, 11 / 8.5), other.line_count)
        for one, other in zip(small, large, strict=True)
        if abs(one.size * 11 / 8.5 - other.size) < 0.02
    ]
    assert fmean(predicted == real for predicted, real in pairs) > 0.9
    assert all(abs(predicted - real) <= 1 for predicted, real in pairs)


def test_a_headline_is_balanced_without_a_line_more(
    order: RenderJob, measurer: TextMeasurer
) -> None:
    title = next(par for par in page_model(order, "de", 11.0).paragraphs if par.tag == "h1")
    lines = measurer.count_lines(title, 1.4)
    measure = measurer.find_balanced_width(title, 1.4)
    assert lines > 1
    assert measure < title.width
    assert measurer.count_lines(title, 1.4, measure) == lines
    assert measurer.count_lines(title, 1.4, measure - 2) > lines


def test_a_smaller_measure_never_makes_fewer_lines(
    order: RenderJob, measurer: TextMeasurer
) -> None:
    for par in page_model(order, "de", 9.4).paragraphs:
        counts = [measurer.count_lines(par, 1.0, width) for width in range(60, 400, 20)]
        assert all(one >= other for one, other in pairwise(counts))


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("ja", "（予定）では、なく。", ["（予", "定）", "で", "は、", "な", "く。"]),
        ("ko", "코소보, 추크어.", ["코", "소", "보,", " ", "추", "크", "어."]),
        ("zh", "《海港》29%，“高”", ["《海", "港》", "29%，", "“高”"]),
        ("en", "twenty-one – or so", ["twenty-", "one", " ", "–", " ", "or", " ", "so"]),
    ],
)
def test_text_breaks_where_a_line_may_end(
    order: RenderJob, measurer: TextMeasurer, language: str, text: str, parts: list[str]
) -> None:
    par = page_model(order, "en", 9.4).paragraphs[0]
    run = replace(par.runs[0], text=text)
    pieces = measurer.split_paragraph(replace(par, runs=(run,), language=language))
    assert [piece.text for piece in pieces] == parts


def test_words_of_two_styles_are_one_where_nothing_parts_them(
    order: RenderJob, measurer: TextMeasurer
) -> None:
    plain = replace(page_model(order, "en", 9.4).paragraphs[0].runs[0], is_unbroken=False)
    bold = replace(plain, weight=700)

    def parts(*texts: str, unbroken: bool = False) -> list[str]:
        runs = [
            replace(run, text=text, is_unbroken=unbroken)
            for run, text in zip((plain, bold, plain), texts, strict=False)
        ]
        par = replace(page_model(order, "en", 9.4).paragraphs[0], runs=tuple(runs))
        return [piece.text for piece in measurer.split_paragraph(par)]

    assert parts("a (", "b", ") c") == ["a", " ", "(b)", " ", "c"]
    assert parts("KI-", "Chip") == ["KI-", "Chip"]
    assert parts("560", "\N{NO-BREAK SPACE}", "Mio.") == ["560\N{NO-BREAK SPACE}Mio."]
    assert parts("港", "口") == ["港", "口"]
    assert parts("港-", "口", unbroken=True) == ["港-口"]


def test_letters_have_the_forms_of_their_language(order: RenderJob, measurer: TextMeasurer) -> None:
    """Spectral has Cyrillic letters of its own for Bulgarian, and of other widths."""
    par = next(par for par in page_model(order, "en", 9.4).paragraphs if par.tag == "h1")
    run = replace(par.runs[0], text="Слово")
    widths = {
        tag: measurer.measure_text("Слово", replace(run, language=tag))
        for tag in ("ru", "bg", "uk")
    }
    assert widths["bg"] != widths["ru"] == widths["uk"]
