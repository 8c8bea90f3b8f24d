"""Fonts that many styles have from one are the same fonts, and change where one declares any."""

from __future__ import annotations

import pytest

from brief.press.weasyprint_patches import set_patched
from tests.press.weasyprint_patches.test_patches import drawn

PAGE = """<!doctype html><html lang="de"><head><style>
@page {{ size: 90mm 120mm; margin: 9mm }}
body {{ font: 9pt/1.3 serif }}
{rule}
</style></head><body><div>Wort <i><span>schräg <b><span>fett</span></b></span></i> und
<span lang="tr"><em>fi</em> fi</span> <span dir="rtl"><span>abc</span></span>
<p>Ein <span>Absatz</span>, der <b>über <i>mehrere</i></b> Zeilen geht, <span>denn</span> er ist
nicht <b>so</b> kurz, wie <span>man</span> denkt.</p><ul><li>eins <span>zwei</span></ul></div>"""


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "p { line-height: calc(1em + 3px) } b { font-size: 120% }",
        "p::first-line { font-size: 14pt; line-height: 2; font-weight: bold }",
        "p::first-letter { font-size: 30pt; font-family: sans-serif; float: left }",
        "span { font-feature-settings: 'smcp' } i { font-variant-numeric: oldstyle-nums }",
        ":root { --size: 13pt } span { font-size: var(--size) } b { font-stretch: condensed }",
        "li { line-height: 30px } li span { line-height: inherit; font-size: 6pt }",
        "span { font-kerning: none } em { font-language-override: 'DEU' } div { width: 10ex }",
        "i { position: relative; top: 1px } b { position: absolute } em { float: right }",
    ],
)
def test_a_page_is_the_same_whatever_declares_a_font(rule: str) -> None:
    page = PAGE.format(rule=rule)
    ours = drawn(page)
    set_patched(on=False)
    assert drawn(page) == ours
