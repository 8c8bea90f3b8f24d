"""Fonts are cut down to the byte as WeasyPrint cuts them down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import weasyprint.pdf.fonts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.press.copyfit.parameters import Setting
from brief.press.engine.engine import Engine
from brief.press.weasyprint_patches import set_tuned
from tests.prepress.jobs import make_order
from tests.press.weasyprint_patches.comparing import assert_drawn_alike

if TYPE_CHECKING:
    from tests.making import Making

PAGE = """<html lang="en"><title>A page</title><style>@page {{ size: 90mm 40mm }}
p {{ font-family: {family} }}</style><body><p>{said}</p><p style="font-size: 7px">{said}</p>"""
# the few, which stand early in a font, and those that stand late or are put together
letters = st.one_of(
    st.sampled_from("abcdefghij"), st.characters(min_codepoint=0xC0, max_codepoint=0x4FF)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.text(letters, min_size=1, max_size=12), st.sampled_from(["serif", "sans-serif"]))
def test_any_letters_leave_the_same_font(said: str, family: str) -> None:
    assert_drawn_alike(PAGE.format(said=said, family=family))


@pytest.mark.parametrize("words", ["Sea", "Ǻ", "ﬁne ½ ₂", "Ω Ж ǆ", "Ở"])
def test_the_fonts_of_a_brand_are_the_same(making: Making, words: str) -> None:
    making.write("brief.yaml", "languages: [en]\n")
    making.briefing("tides", "en")
    order = make_order(making, "tides")
    edition = order.editions[0]
    edition = replace(edition, html=edition.html.replace("</h1>", f" {words}</h1>"))
    made = []
    for on in (False, True, True):
        set_tuned(on=on)
        engine = Engine(order)
        laid = engine.lay_out(edition, Setting(9.3, 1.42, 1, 1, 0.9).css())
        made.append(engine.write([laid]))
    assert made[0] == made[1] == made[2]


def test_a_font_known_from_another_file_has_nothing_of_it() -> None:
    seen: list[set[str]] = []
    plain = weasyprint.pdf.fonts.Font.clean

    def clean(
        font: Any,  # noqa: ANN401 - WeasyPrint has no types
        to_unicode: dict[int, str],
        hinting: object,
    ) -> None:
        seen.append(set(font.to_unicode.values()))
        assert set(font.widths) == set(font.to_unicode)
        plain(font, to_unicode, hinting)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint.pdf.fonts.Font, "clean", clean)
        for said in ("abc", "xyz"):
            assert_drawn_alike(PAGE.format(said=said, family="serif"))
    assert seen == [set("abc")] * 3 + [set("xyz")] * 3
