"""Pseudo-elements get a style when it is asked for, and the page is drawn alike."""

from __future__ import annotations

import weasyprint
from weasyprint import css
from weasyprint.text.fonts import FontConfiguration

from brief.press.weasyprint_patches import set_patched
from tests.press.weasyprint_patches.comparing import assert_drawn_alike

PAGE = """<html lang="en"><title>A page</title>
<style>li::before { content: "– " } span { float: footnote }</style>
<body><ul><li>One</li><li>Two<span>A note</span></li></ul></body></html>"""


def test_a_pseudo_element_gets_its_style_on_demand() -> None:
    set_patched(on=True)
    html = weasyprint.HTML(string=PAGE)
    styles = css.get_all_computed_styles(html, font_config=FontConfiguration())
    item = next(html.etree_element.iter("li"))

    assert not [pseudo for _, pseudo in styles.get_computed_styles() if pseudo]
    assert styles(item, "before")["content"]
    assert styles(item, "after") is None
    assert (item, "before") in styles.get_computed_styles()


def test_markers_notes_and_generated_text_are_drawn_alike() -> None:
    assert_drawn_alike(PAGE)
