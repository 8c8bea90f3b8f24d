"""Text that Pango has shaped once is drawn to the byte as WeasyPrint draws it."""

from __future__ import annotations

from html import escape

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
