"""Inline Markdown: what is marked up, and what stays as it was typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.prose import TextSpan, find_refused_links, parse_prose, plain_text


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("plain", (TextSpan("plain"),)),
        ("*a* b", (TextSpan("a", emphasis=True), TextSpan(" b"))),
        ("_a_ b", (TextSpan("a", emphasis=True), TextSpan(" b"))),
        ("**Leitlinie.** Unter", (TextSpan("Leitlinie.", strong=True), TextSpan(" Unter"))),
        ("***a***", (TextSpan("a", emphasis=True, strong=True),)),
        ("**a *b* c**", (TextSpan("a ", strong=True), TextSpan("b", emphasis=True, strong=True),
                         TextSpan(" c", strong=True))),
        ("a*b c*", (TextSpan("a*b c*"),)),
        ("中国*强调*文本", (TextSpan("中国"), TextSpan("强调", emphasis=True), TextSpan("文本"))),
        ("[a *b*](https://c.org) d", (TextSpan("a ", href="https://c.org"),
                                      TextSpan("b", emphasis=True, href="https://c.org"),
                                      TextSpan(" d"))),
        ("**[a](https://b.org)**", (TextSpan("a", strong=True, href="https://b.org"),)),
        ("[a](mailto:b@c.org)", (TextSpan("a", href="mailto:b@c.org"),)),
        ('[a](HTTP://b.org "c")', (TextSpan("a", href="HTTP://b.org"),)),
        ("a\n  b\r\nc\rd", (TextSpan("a b c d"),)),
        (r"\*a\* \_b\_ \[c\](d)", (TextSpan("*a* _b_ [c](d)"),)),
    ],
)  # fmt: skip
def test_marks(text: str, spans: tuple[TextSpan, ...]) -> None:
    assert parse_prose(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2", "2*3*4", "a*b*c", "snake_case_word", "__init__py", "3 ** 4", "**", "*", "_",
        "AT&T &amp; &#65; &copy;", "a < b > c", "<b>x</b>", "<script>alert(1)</script>",
        "<https://example.org>", "https://example.org/a_b_c", "![alt](https://example.org/a.png)",
        "`code *`", "C:\\temp\\new", "\\\\", "\\", "\\a", "[a]", "[a] (b)", "[a][b]",
        "[a](javascript:alert)", "[a](data:text/html,x)", "[a](file:///etc)", "[a](b.html)",
        "[a]()", "[a](<>)", "[a]( )", "[a](//example.org)", "# a", "- a", "1. a", "> a", "---",
        "a  b", "~~a~~", "**a", "a\u00a0*", "[[[", "[a](https://example.org",
    ],
)  # fmt: skip
def test_what_is_no_markup_stays_as_typed(text: str) -> None:
    assert parse_prose(text) == (TextSpan(text),)


@given(st.text(st.characters(exclude_characters="*_[\\\n\r", exclude_categories=["Cs"])))
def test_text_without_marks_comes_back_exactly(text: str) -> None:
    assert plain_text(parse_prose(text)) == text


@given(st.text(alphabet='*_[]()\\! abÜ2中."<&;:/\n', max_size=40))
def test_every_letter_of_any_text_is_kept_in_order(text: str) -> None:
    spans = parse_prose(text)
    if not any(span.href for span in spans):
        kept = [character for character in plain_text(spans) if character.isalnum()]
        assert kept == [character for character in text if character.isalnum()]
    looks = [(span.emphasis, span.strong, span.href) for span in spans]
    assert all(one != other for one, other in pairwise(looks))
    assert all(span.text for span in spans)


def test_no_link_leads_elsewhere_than_allowed() -> None:
    text = "[a](javascript:x) [b](https://c.org) [d](e.html 'f') [g](\tDATA:x) ![h](i.png)"
    assert find_refused_links(text) == ["javascript:x", "e.html", "DATA:x"]
    assert [span.href for span in parse_prose(text) if span.href] == ["https://c.org"]
    assert find_refused_links("nothing to see") == []
    assert find_refused_links("[a](https://b.org) and (c)") == []


@pytest.mark.parametrize("text", ["[" * 20_000, "*a **b " * 3_000, "[a](" * 5_000, "_*" * 10_000])
def test_a_flood_of_marks_is_text(text: str) -> None:
    assert plain_text(parse_prose(text)).count("a") == text.count("a")
