"""Spans as inline Markdown: what a reader sees stays the same, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brief.editorial.importing.formats.to_markdown import escape_markdown, to_prose
from brief.editorial.prose import TextSpan, find_refused_links, parse_prose, plain_text

SIGNS = st.lists(st.sampled_from([*"*_[]()\\ab 1!<>`~", "](", "http://x", "港"])).map("".join)
TEXT = SIGNS | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
SPANS = st.lists(
    st.builds(
        TextSpan,
        TEXT,
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, "https://www.example.org/a_b", "mailto:desk@example.org", "#x"]),
    ),
    max_size=6,
).map(tuple)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2*3*4 und H_2_O", "2*3*4 und H_2_O"),
        ("*so* getippt", r"\*so\* getippt"),
        ("[Redaktion]", "[Redaktion]"),
        ("[hier](https://www.example.org)", r"\[hier\](https://www.example.org)"),
        ("C:\\Hafen", "C:\\Hafen"),
        ("https://www.example.org/a_b_c", "https://www.example.org/a_b_c"),
    ],
)
def test_only_markup_characters_are_escaped(text: str, written: str) -> None:
    assert escape_markdown(text) == written


@settings(max_examples=300)
@given(TEXT)
@example("\\*a*")
@example("**")
@example("[a](javascript:b)")
def test_escaped_text_is_shown_as_typed(text: str) -> None:
    shown = parse_prose(escape_markdown(text))
    assert plain_text(shown) == text
    assert not any(span.emphasis or span.strong or span.href for span in shown)
    assert find_refused_links(escape_markdown(text)) == []


def test_bold_italic_and_links_are_kept() -> None:
    spans = (
        TextSpan("Der "),
        TextSpan("Hafen ", strong=True),
        TextSpan("wächst, sagt die "),
        TextSpan("Behörde", href="https://www.example.org"),
        TextSpan(" "),
        TextSpan("deutlich", emphasis=True, strong=True),
        TextSpan("."),
    )
    assert to_prose(spans) == (
        "Der **Hafen** wächst, sagt die [Behörde](https://www.example.org) ***deutlich***.",
        True,
    )


def test_a_style_that_markdown_cannot_express_is_dropped_and_reported() -> None:
    assert to_prose((TextSpan("Hafen"), TextSpan("(en)", strong=True), TextSpan("amt"))) == (
        "Hafen(en)amt",
        False,
    )


@settings(max_examples=300)
@given(SPANS)
def test_no_word_is_lost_whatever_the_look(spans: tuple[TextSpan, ...]) -> None:
    written, kept = to_prose(spans)
    assert plain_text(parse_prose(written)) == plain_text(spans)
    assert find_refused_links(written) == []
    if not any(span.emphasis or span.strong or span.href for span in spans):
        assert kept


def test_styles_beside_one_that_cannot_be_kept_stay() -> None:
    spans = (
        TextSpan("Kai", strong=True),
        TextSpan(" und "),
        TextSpan("a", emphasis=True),
        TextSpan("b"),
    )
    assert to_prose(spans) == ("**Kai** und ab", False)
