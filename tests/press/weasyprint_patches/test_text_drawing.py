"""Text, borders and outlines are drawn to the byte as WeasyPrint draws them."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.press.weasyprint_patches.comparing import assert_drawn_alike

PAGE = """<html lang="en"><title>A page</title><style>@page {{ size: 90mm 40mm }}
{style}</style><body><p>{first}</p><p><b>{second}</b> <i>{first}</i></p>"""

letters = st.one_of(
    st.sampled_from("AVTo fi ffl.,-\u00ad\u00a0\u200b\u2028 "),
    st.sampled_from("άéÅ\u0301שלוםمرحباनमस्ते日本語ไทย"),
    st.sampled_from("\U0001f600\U0010fffd\ue000\t\n"),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
texts = st.text(letters, max_size=30).map(escape)
styles = st.sampled_from(
    [
        "",
        "p { letter-spacing: 0.3pt }",
        "p { text-align: justify; font-size: 7.3pt } b { font-size: 19px; vertical-align: super }",
        "p { font-variant: small-caps; font-feature-settings: 'liga' 0 } i { font-size: 0 }",
        "p { direction: rtl; color: rgb(1 2 3 / 50%) } b { visibility: hidden }",
        "p { text-decoration: underline overline red } b { text-decoration: line-through }",
        "p { text-overflow: ellipsis; overflow: hidden; white-space: nowrap; width: 9mm }",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(texts, texts, styles)
def test_any_text_is_drawn_alike(first: str, second: str, style: str) -> None:
    assert_drawn_alike(PAGE.format(style=style, first=first, second=second))


@pytest.mark.parametrize(
    "style",
    [
        "p { border: 1px solid red } b { border-left: 2mm dotted }",
        "p { outline: 1px dashed; outline-offset: 2px } b { outline: 3px solid blue }",
        "p { border: 2px solid; border-image: linear-gradient(red, blue) 1 }",
        "p { border: 2px solid; mask-border: linear-gradient(red, blue) 1 }",
        "body { columns: 2; column-rule: 1px solid; column-gap: 3mm }",
        "b { display: inline-block; border-top: 1px solid currentcolor; visibility: hidden }",
        "p { background: #eee; border-radius: 2mm; box-shadow: 1px 1px 2px red }",
        "html { font-size: 1e-7px } b { font-size: 0 }",
        "p { text-shadow: none; outline-color: green; outline-width: 2px }",
    ],
)
def test_borders_and_outlines_are_drawn_alike(style: str) -> None:
    assert_drawn_alike(PAGE.format(style=style, first="First", second="Second"))
