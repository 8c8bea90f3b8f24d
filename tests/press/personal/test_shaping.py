"""Glyphs of a line are in visual order, each with its text, and at its height."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from brief.press.personal.bidi import order_line
from brief.press.personal.font import GlyphRun, PersonalFont
from brief.press.personal.font_objects import make_subset, write_run
from brief.press.personal.shaping import shape_line
from tests.press.personal.copies import make_style

HEBREW, ARABIC = "אברהם", "محمد"


@pytest.fixture(scope="module")
def fonts() -> list[PersonalFont]:
    return [PersonalFont(face) for face in make_style().faces]


def shape(name: str, fonts: list[PersonalFont]) -> tuple[GlyphRun, ...]:
    return shape_line(order_line("", name, "", is_rtl=False), fonts, "en")


def read_back(runs: tuple[GlyphRun, ...]) -> str:
    """Return the text of a line from right to left, read glyph by glyph from the right."""
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    return "".join(glyph.text for glyph in reversed(glyphs))


@pytest.mark.parametrize("name", [HEBREW, ARABIC, "שָׁלוֹם", f"{HEBREW} {ARABIC}"])
def test_glyphs_from_right_to_left_have_their_own_text(
    fonts: list[PersonalFont], name: str
) -> None:
    assert normalize("NFC", read_back(shape(name, fonts))) == normalize("NFC", name)


def test_a_name_in_two_scripts_begins_at_the_right(fonts: list[PersonalFont]) -> None:
    first, last = shape(f"{HEBREW} {ARABIC}", fonts)
    assert first.font.has(ARABIC[0])
    assert last.font.has(HEBREW[0])


def test_the_text_stays_in_the_first_font_that_has_it(fonts: list[PersonalFont]) -> None:
    runs = shape("A. Reader 张伟 (B)", fonts)
    assert [run.font for run in runs] == [fonts[0], fonts[4], fonts[0]]


def test_a_mark_is_raised_and_the_text_behind_it_is_not(fonts: list[PersonalFont]) -> None:
    (run,) = shape("T\u0302\u0301x", fonts)
    rises = [glyph.up for glyph in run.glyphs]
    assert any(rises)
    assert rises[-1] == 0
    size = 10.0
    lines = write_run(run, make_subset(run.font, [run], 1), size).splitlines()
    set_rises = [float(line.split()[0]) for line in lines if line.endswith(b" Ts")]
    assert max(set_rises) == pytest.approx(max(rises) * size / 1000, abs=0.001)
    assert set_rises[-1] == 0
