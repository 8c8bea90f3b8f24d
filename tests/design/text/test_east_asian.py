"""Japanese, Chinese and Thai texts: phrases of headlines, last lines, opening marks, bold marks."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from brief.design.citation import localise_rights
from brief.design.text.markup import hang_opening_mark, to_markup
from brief.design.text.phrases import join_phrases
from brief.design.text.typography import typeset_spans
from brief.editorial.prose import TextSpan, parse_prose

JOINER = "\u2060"


def typeset(text: str, tag: str) -> str:
    return "".join(span.text for span in typeset_spans(parse_prose(text), tag))


def test_a_headline_breaks_between_phrases_only() -> None:
    text = "新しい橋が町を変える"
    (span,) = join_phrases((TextSpan(text),), "ja")
    parts = span.text.split(JOINER)
    assert "".join(parts) == text
    assert f"変{JOINER}え" in span.text
    assert f"が{JOINER}町" not in span.text


def test_phrases_are_joined_across_emphasis_and_other_languages_are_left_alone() -> None:
    spans = (TextSpan("新"), TextSpan("しい橋", strong=True))
    assert [span.strong for span in join_phrases(spans, "ja")] == [False, True]
    assert join_phrases((TextSpan("Eine Brücke"),), "de") == (TextSpan("Eine Brücke"),)


@pytest.mark.parametrize("tag", ["ja", "zh", "zh-Hant"])
def test_the_last_three_characters_stay_on_one_line(tag: str) -> None:
    text = typeset("市场在春天开放。", tag)
    assert text == f"市场在春天{JOINER}开{JOINER}放。"
    assert typeset(text, tag) == text


@pytest.mark.parametrize(
    ("tag", "amount"),
    [
        ("ja", "2.4億円"),
        ("ja", "3,500万ドル"),
        ("ja", "10年"),
        ("zh", "2.4亿元"),
        ("zh", "8万亿美元"),
        ("zh-Hant", "560萬新台幣"),
    ],
)
def test_a_number_with_its_scale_and_currency_stays_on_one_line(tag: str, amount: str) -> None:
    text = typeset(f"市场{amount}在春天开放。", tag)
    assert text.replace(JOINER, "") == f"市场{amount}在春天开放。"
    digits = amount.rstrip("億亿万萬円元美ドル年新台幣")
    assert f"场{digits}" + "".join(JOINER + sign for sign in amount[len(digits) :]) + "在" in text
    assert typeset(text, tag) == text


def test_the_last_syllables_of_a_thai_text_stay_together() -> None:
    text = typeset("เรือรอน้ำขึ้นหน้าท่า", "th")
    assert text.replace(JOINER, "") == "เรือรอน้ำขึ้นหน้าท่า"
    assert f"{JOINER}ท่า" in text
    assert f"เ{JOINER}" not in text


@pytest.mark.parametrize(
    ("text", "tag", "half"),
    [
        ("『港』が", "ja", True),
        ("《港》", "zh", True),
        ("港", "ja", False),
        ("『港』", "de", False),
    ],
)
def test_an_opening_mark_at_the_start_of_a_headline_is_half_as_wide(
    text: str,
    tag: str,
    half: bool,  # noqa: FBT001
) -> None:
    shown = hang_opening_mark(Markup(text), tag)  # noqa: S704
    assert ('<span class="half">' in shown) is half
    assert shown.striptags() == text


@pytest.mark.parametrize("text", ["**概要。**港が", "港は**「大」**という", "*概要。*港が"])
def test_marks_beside_wide_punctuation_are_marks(text: str) -> None:
    spans = parse_prose(text)
    assert len(spans) > 1
    assert "*" not in "".join(span.text for span in spans)
    assert "\u205f" not in "".join(span.text for span in spans)


def test_a_long_last_word_of_a_label_may_be_hyphenated_and_a_shorter_one_not() -> None:
    for text in ("Höchstgeschwindigkeit", "mittlere Höchstgeschwindigkeit"):
        assert "whole" not in to_markup((TextSpan(text),), "de", narrow=True)
    assert "whole" in to_markup((TextSpan("Geschwindigkeit"),), "de", narrow=True)


def test_a_word_bound_to_a_link_may_end_its_line() -> None:
    spans = (TextSpan("the price of a tonne,\u00a0"), TextSpan("here", href="https://a.example"))
    assert str(to_markup(spans, "en")).count("\u00a0") == 0


@pytest.mark.parametrize(("tag", "shown"), [("fa", "© ۱۹۴۸ Harbour"), ("de", "© 1948 Harbour")])
def test_the_year_of_a_right_is_in_the_pages_digits(tag: str, shown: str) -> None:
    assert localise_rights("© 1948 Harbour", tag) == shown
