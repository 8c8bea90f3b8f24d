"""Outlines: what is the same of two pages whose words alone differ."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.prediction.outline import collapse_white_space, read_outline
from brief.press.prediction.sample_page import write_exact_sample
from brief.press.prediction.tags import NotPredictable

WORDS = st.text(st.sampled_from("abcdé ,.\u00a0"), min_size=1).filter(
    lambda text: any(sign.isalpha() for sign in text)
)


def parsed(page: str) -> Element:
    return fromstring(page)  # noqa: S314 - our own


def outline(body: str) -> str:
    return write_exact_sample(read_outline(parsed(f'<html lang="en"><body>{body}</body></html>')))


def texts(body: str) -> list[str]:
    (block,) = read_outline(parsed(f"<html><body>{body}</body></html>")).blocks
    return [plain for _, plain in collapse_white_space(block.texts)]


@given(WORDS, WORDS)
def test_words_make_no_difference(one: str, other: str) -> None:
    assert outline(f"<p>{one}</p>") == outline(f"<p>{other}</p>")


def test_inline_elements_count_as_a_set() -> None:
    one = "<ul><li>a <em>b</em> c</li><li>d</li></ul>"
    other = "<ul><li>one</li><li><em>two</em> three <em>four</em></li></ul>"
    assert outline(one) == outline(other)
    assert outline(one) != outline("<ul><li>a <strong>b</strong></li><li>c</li></ul>")


@pytest.mark.parametrize(
    "changed",
    [
        "<p>a</p><p>b</p>",
        '<p class="other">a</p>',
        "<h1>a</h1>",
        '<p lang="de">a</p>',
        '<p style="margin: 0">a</p>',
        "<p>a</p><div></div>",
    ],
)
def test_what_style_hangs_on_makes_another_outline(changed: str) -> None:
    assert outline("<p>a</p>") != outline(changed)


def test_what_attributes_say_makes_none() -> None:
    link = '<p><a href="https://example.org/{0}" title="{0}">a</a></p>'
    assert outline(link.format("one")) == outline(link.format("two"))


def test_a_key_figure_counts_element_by_element() -> None:
    figure = '<p class="value"><span class="number">{}</span> <span class="unit">{}</span></p>'
    assert outline(figure.format("29", "%")) == outline(figure.format("3", "%"))
    assert outline(figure.format("29", "%")) != outline('<p class="value">29 %</p>')
    assert outline(figure.format("29", "%")) != outline(figure.format("29", "m"))


def test_codes_of_one_size_are_alike_and_other_drawings_are_not() -> None:
    code = "data:image/svg+xml,%3Csvg width='{}' height='{}'%3E{}%3C/svg%3E"
    image = '<p><img src="{}"/></p>'
    assert outline(image.format(code.format(33, 33, "a"))) == outline(
        image.format(code.format(33, 33, "b"))
    )
    for other in (code.format(37, 37, "a"), code.format(33, 34, "a")):
        assert outline(image.format(code.format(33, 33, "a"))) != outline(image.format(other))


@pytest.mark.parametrize(
    "body",
    [
        "a text beside <p>a block</p>",
        '<p><img src="brief:///content/port.jpg"/></p>',
        "<div>a <table><tr><td>b</td></tr></table></div>",
        "<p>one<br/>two</p>",
    ],
)
def test_a_page_whose_measures_may_hang_on_its_words_has_no_outline(body: str) -> None:
    with pytest.raises(NotPredictable):
        outline(body)


def test_white_space_is_as_it_is_set() -> None:
    assert texts("<p>  one\n two <em> three </em> four\t</p>") == ["one two ", "three ", "four"]
    assert texts("<p><em> one </em></p>") == ["one"]


def test_an_outline_is_its_own_outline() -> None:
    body = "<main><h2>One</h2><ul><li>a <em>b</em></li><li>3</li></ul></main><footer>c</footer>"
    first = read_outline(parsed(f"<html><body>{body}</body></html>"))
    html = write_exact_sample(first)
    again = read_outline(parsed(html.removeprefix("<!doctype html>\n")))
    assert write_exact_sample(again) == html
    assert len(again.blocks) == len(first.blocks) == 4


@pytest.mark.parametrize(
    ("text", "word"), [("вода", "Слово"), ("νερό", "Λέξη"), ("水", "文"), ("water", "Text")]
)
def test_a_text_is_replaced_by_one_in_its_script(text: str, word: str) -> None:
    assert word in outline(f"<p>{text}</p>")
    assert outline(f"<p>{text} 2025</p>") == outline(f"<p>{text}</p>")
