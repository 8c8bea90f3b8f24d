"""Prose as HTML: whatever was typed is what a reader sees."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.design.text.markup import to_markup
from brief.editorial.prose import TextSpan, parse_prose, plain_text
from brief.press.job.page_contract import list_plain_chains, list_prose_chains


class Reading(HTMLParser):
    """Collects text, elements and links of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[str] = []
        self.hrefs: list[str | None] = []
        self.open: list[str] = []
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.append(tag)
        self.hrefs += [value for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href", "class"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


# HTML itself knows no NUL, and every carriage return is a line feed to it
typed = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=60)
links = st.one_of(
    st.none(), st.builds("https://example.org/{}".format, typed), st.just('https://e.org/?a=1&b="')
)
spans_of = st.lists(
    st.builds(TextSpan, text=typed, emphasis=st.booleans(), strong=st.booleans(), href=links),
    max_size=4,
)
languages = st.sampled_from(["de", "en", "it", "ja"])


@given(spans_of, languages, st.lists(typed.filter(bool), max_size=2))
def test_a_reader_sees_the_text_of_the_spans(
    spans: list[TextSpan], language: str, names: list[str]
) -> None:
    reading = Reading(to_markup(spans, language, names))
    assert reading.text == plain_text(spans)
    assert not reading.open
    assert set(reading.elements) <= {"em", "strong", "a", "span"}
    assert reading.hrefs == [span.href for span in spans if span.href]


class Chaining(Reading):
    """Collects the elements around each text, as they are opened."""

    def __init__(self, html: str) -> None:
        self.chains: set[tuple[str, ...]] = set()
        self.starts: list[str] = []
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        shown = [f'{name}="{"" if name == "href" else value}"' for name, value in attrs]
        self.starts.append(f"<{' '.join([tag, *shown])}>")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.starts.pop()

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.chains.add(tuple(self.starts))


@given(spans_of, languages, st.lists(typed.filter(bool), max_size=2))
def test_the_elements_of_prose_are_listed(
    spans: list[TextSpan], language: str, names: list[str]
) -> None:
    chains = Chaining(to_markup(spans, language, names)).chains
    assert chains <= set(list_prose_chains(""))
    plain = [span for span in spans if not (span.emphasis or span.href)]
    assert Chaining(to_markup(plain, language, names)).chains <= set(list_plain_chains())


def test_all_of_them_can_be_made() -> None:
    spans = [
        TextSpan("Unforgettable unforgettable ", emphasis=emphasis, strong=strong, href=href)
        for emphasis in (True, False)
        for strong in (True, False)
        for href in ("https://example.org", None)
    ]
    text = [part for span in spans for part in (span, TextSpan("and "))]
    assert Chaining(to_markup(text, "en")).chains == set(list_prose_chains(""))


@given(typed, languages)
def test_html_around_a_word_that_is_kept_whole_is_text(text: str, language: str) -> None:
    spans = (TextSpan(f"<i>&amp; {text} Cambricon <b>&lt; {text} unforgettable</b>."),)
    reading = Reading(to_markup(spans, language, ("Cambricon",)))
    assert reading.text == plain_text(spans)
    assert set(reading.elements) == {"span"}


@given(typed, languages)
def test_html_that_someone_types_is_text(text: str, language: str) -> None:
    typed_markup = f"<script>alert(1)</script>&lt;{text}&amp;"
    spans = parse_prose(typed_markup)
    reading = Reading(to_markup(spans, language))
    assert reading.text == plain_text(spans)
    assert "script" not in reading.elements


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("*a*", "<em>a</em>"),
        ("**a**", "<strong>a</strong>"),
        ("***a***", "<strong><em>a</em></strong>"),
        ("[a](https://e.org)", '<a href="https://e.org">a</a>'),
        ("[**a**](https://e.org)", '<a href="https://e.org"><strong>a</strong></a>'),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_markdown_becomes_elements(prose: str, html: str) -> None:
    assert to_markup(parse_prose(prose), "de") == html


@pytest.mark.parametrize(
    ("language", "prose", "whole"),
    [
        ("en", "The Cambricon share rises", ["Cambricon"]),
        ("de", "Die Fahrrinne wird tiefer", []),
        ("de", "Die Tide ist eine Wasserstandsvorhersage.", ["Wasserstandsvorhersage."]),
        ("it", "L’acqua sale nel porto", []),
    ],
)
def test_names_and_last_words_are_kept_whole(language: str, prose: str, whole: list[str]) -> None:
    html = to_markup(parse_prose(prose), language)
    kept = [part.split("</span>")[0] for part in html.split('<span class="whole">')[1:]]
    assert [str(word).strip() for word in kept] == whole
