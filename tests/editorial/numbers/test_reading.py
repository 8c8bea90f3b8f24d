"""Quantities stand where they say, and reading them takes no longer than the text is long."""

from __future__ import annotations

import sys
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.editorial.key_figures import format_key_figure
from brief.editorial.locale.page_strings import list_catalogues, page_strings
from brief.editorial.models.key_figures import KeyFigure
from brief.editorial.numbers import Quantity, find_quantities
from brief.editorial.numbers.lexicon.load import SECTIONS, load_lexicon
from brief.editorial.numbers.readers.reader import READERS, read_text, select_readers
from brief.editorial.numbers.readers.token_stream import TokenStream

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LANGUAGES = ("de", "it", "en", "fr", "es", "pt", "nl", "pl", "ja", "ar", "hi", "th")
PIECES = st.sampled_from(
    [
        *("1", "12", "1.500", "1,5", "1 500", "2024", "3.3.2024", "15:00", "’90", "½", "٣", "万"),
        *(" ", "\u00a0", "-", "–", ",", ".", "/", ":", "(", ")", "*", "[", "](https://x.y/5)", "%"),
        *("und", "e", "to", "bis", "von", "tra", "zwei", "mille", "half", "hundert", "Mio.", "bn"),
        *("Euro", "$", "€", "US-Dollar", "km", "Jahre", "März", "May", "Uhr", "pm", "alle", "XX"),
        *("H20", "secolo", "anni", "the", "ein", "um", "fast", "third", "-fach", "er", "°C", "\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=60)


@given(text=TEXTS, tag=st.sampled_from(LANGUAGES))
def test_a_quantity_stands_where_it_says(text: str, tag: str) -> None:
    end = 0
    for each in find_quantities(text, tag):
        assert text[each.start : each.end] == each.text != ""
        assert each.start >= end
        end = each.end
        assert (each.low is None) == (each.high is None)
        if each.low is not None and each.high is not None:
            assert each.low <= each.high


@given(text=TEXTS, tag=st.sampled_from(LANGUAGES))
def test_no_reader_is_passed_over_that_would_have_read(text: str, tag: str) -> None:
    line = TokenStream(text, load_lexicon(tag))
    for at in range(len(line)):
        passed_over = set(READERS) - set(select_readers(line, at))
        assert [reader for reader in passed_over if reader(line, at)] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_word_of_a_language_is_kept_from_a_reader(tag: str) -> None:
    own = load_lexicon(tag)
    for word in {
        *own.by_first_word,
        *own.by_stem,
        *own.number_pieces,
        *map(str.title, own.by_first_word),
    }:
        for text in (word, f"{word} 2", f"{word} Million 3"):
            line = TokenStream(text, own)
            passed_over = set(READERS) - set(select_readers(line, 0)) if len(line) else ()
            assert [reader for reader in passed_over if reader(line, 0)] == [], text


def assert_read_back(tag: str, value: Decimal, unit: str | None, notation: Any) -> None:  # noqa: ANN401 - one of the model's own literals
    figure = KeyFigure(id="x", value=f"{value:f}", unit=unit, notation=notation)
    shown = format_key_figure(figure, tag, page_strings(tag)).text
    (found,) = find_quantities(shown, tag)
    assert found.low == found.high == value
    if unit and found.unit != unit:
        # A sign may be shared by several currencies.
        assert found.unit.startswith("?")


VALUES = st.decimals(min_value=-(10**15), max_value=10**15, places=3).map(Decimal.normalize)
SHOWN_UNITS = st.sampled_from([None, "percent", "EUR", "CNY", "USD", "JPY", "kilometer"])


@pytest.mark.slow
@given(
    tag=st.sampled_from(list_catalogues()),
    value=VALUES | st.integers(0, 10**14).map(Decimal),
    unit=SHOWN_UNITS,
    notation=st.sampled_from(["standard", "compact"]),
)
@settings(max_examples=400)
def test_whatever_the_page_prints_is_read_back(
    tag: str,
    value: Decimal,
    unit: str | None,
    notation: Any,  # noqa: ANN401 - one of the model's own literals
) -> None:
    assert_read_back(tag, value, unit, notation)


@pytest.mark.parametrize("tag", list_catalogues())
def test_what_the_page_prints_is_read_back(tag: str) -> None:
    assert_read_back(tag, Decimal("-1234567.89"), "EUR", "standard")
    assert_read_back(tag, Decimal(560_000_000), "CNY", "compact")
    assert_read_back(tag, Decimal("29.5"), "percent", "standard")
    assert_read_back(tag, Decimal(45_000), "kilometer", "compact")


def calls_for(text: str, tag: str) -> int:
    """Return how many functions are called to read the text, whatever the machine's speed."""
    read_text.cache_clear()
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counting)
    try:
        find_quantities(text, tag)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        *("1", " ", "1 ", "1,", "a-", "zwei und ", "1.1.", '("', "](", "www.", "1-", "von 1 "),
        *(
            "un ",
            "@a.b",
            "a.",
            "de 1 ",
            "cent mille ",
            "1 % ",
            "1–2 ",
            "1:",
            "l'",
            "mille ",
            "e ée",
        ),
    ],
)
@pytest.mark.parametrize("tag", ["de", "fr", "it"])
def test_a_text_twice_as_long_takes_no_more_than_twice_the_work(piece: str, tag: str) -> None:
    calls_for(piece * 10, tag)  # the lexicon is loaded, the patterns are compiled
    short, long = calls_for(piece * 50, tag), calls_for(piece * 100, tag)
    assert long <= 2.2 * short + 400


@pytest.mark.parametrize("text", ["1" * 10_000, " " * 10_000, "é" * 10_000, "1 " * 5_000])
def test_a_very_long_text_is_read(text: str) -> None:
    assert all(isinstance(each, Quantity) for each in find_quantities(text, "de"))


def values(text: str, tag: str) -> list[tuple[Decimal | None, str]]:
    return [(each.low, each.unit) for each in find_quantities(text, tag)]


def test_the_address_of_a_link_is_not_read() -> None:
    text = "[4 Milliarden](https://example.org/2024/17) Euro, siehe www.example.org/99"
    assert values(text, "de") == [(Decimal(4_000_000_000), "EUR")]


def test_emphasis_does_not_part_a_number_from_its_unit() -> None:
    assert values("**4** Milliarden *Euro*", "de") == [(Decimal(4_000_000_000), "EUR")]


def test_an_article_is_no_quantity() -> None:
    assert values("Ein Hafen und eine Stadt, un porto e una città", "de") == []


def test_a_billion_is_what_the_language_says() -> None:
    assert values("2 Billionen", "de") == [(Decimal(2 * 10**12), "")]
    assert values("2 billion", "en") == [(Decimal(2 * 10**9), "")]
    assert values("2 billones", "es") == [(Decimal(2 * 10**12), "")]
    assert values("2 bilhões", "pt-BR") == [(Decimal(2 * 10**9), "")]
    assert values("2 biliões", "pt-PT") == [(Decimal(2 * 10**12), "")]


def test_a_region_has_its_own_marks() -> None:
    assert values("1’500.25 Franken", "de-CH") == [(Decimal("1500.25"), "CHF")]
    assert values("1.500,25 Euro", "de") == [(Decimal("1500.25"), "EUR")]
    assert values("12,34,567 rupees", "en-IN")[0][0] == Decimal(1_234_567)


def test_a_name_is_not_money() -> None:
    assert [each.kind for each in find_quantities("Die Euro 2024 begann.", "de")] == ["year"]


@pytest.mark.parametrize(
    "name", ["H20", "COVID-19", "A380", "5G", "F-16", "24/7", "1.2.3", "CO2", "G7", "V3"]
)
def test_letters_and_digits_are_a_name(name: str) -> None:
    (found,) = find_quantities(f"Es geht um {name} hier.", "de")
    assert (found.kind, found.low, found.text) == ("name", None, name)


@pytest.mark.parametrize(
    ("tag", "text", "low"),
    [
        ("zh", "5.6亿美元", 560_000_000),
        ("ja", "40億円", 4_000_000_000),
        ("ko", "40억 달러", 4_000_000_000),
        ("vi", "560 triệu", 560_000_000),
        ("hi", "२ करोड़", 20_000_000),
        ("ru", "4 млрд", 4_000_000_000),
        ("ar", "٤ مليار", 4_000_000_000),
    ],
)
def test_any_language_counts_in_its_own_scales(tag: str, text: str, low: int) -> None:
    assert find_quantities(text, tag)[0].low == low


def test_digits_beyond_any_quantity_are_a_name() -> None:
    (found,) = find_quantities("1" * 500, "en")
    assert found.kind == "name"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="not a known language"):
        find_quantities("1", "qqq")


@pytest.mark.parametrize("mark", ["'", "’"])
def test_an_elided_article_is_no_litre(mark: str) -> None:
    (year,) = find_quantities(f"Nel 2053 l{mark}azienda chiude.", "it")
    assert (year.kind, year.text) == ("year", "2053")
    (litres,) = find_quantities(f"Contiene 5 l d{mark}acqua.", "it")
    assert (litres.kind, litres.unit) == ("measure", "liter")


@pytest.mark.parametrize("text", ["9 Uhr ²²", "März ’²²", "F-²²", "9 Uhr ¹⁵ und 2020/²²", "²⁰er"])
def test_superscript_digits_are_not_a_number(text: str) -> None:
    assert all("²" not in each.text for each in find_quantities(text, "de"))


WORD_LISTS = sorted((files("brief.editorial.numbers.lexicon") / "words").iterdir(), key=str)


@pytest.mark.parametrize("path", WORD_LISTS, ids=lambda path: path.name)
def test_a_word_list_has_known_sections_only(path: Traversable) -> None:
    assert set(yaml.safe_load(path.read_text(encoding="utf-8"))) <= SECTIONS


@pytest.mark.parametrize(
    ("tag", "text", "read"),
    [
        ("en", "A £1.8bn mine", "money 1.8E+9 ?pound"),
        ("en", "It is a €2.4bn fund.", "money 2.4E+9 EUR"),
        ("ja", "輸出は2万3,000キロリットル", "measure 23000 cubic-meter"),
    ],
)
def test_an_article_before_a_sign_is_no_number(tag: str, text: str, read: str) -> None:
    found = find_quantities(text, tag)
    assert [f"{each.kind} {each.low} {each.unit}" for each in found] == [read]


@pytest.mark.parametrize(
    ("tag", "text", "role"),
    [
        ("fr", "La part a reculé de près de 29 %.", ""),
        ("es", "La cuota cayó un 29 %.", ""),
        ("es", "La cuota cayó al 29 %.", "to"),
        ("pt", "A parte caiu 29 %.", ""),
        ("pt", "A parte caiu para 29 %.", "to"),
        ("ro", "Cota a scăzut cu 29 %.", ""),
        ("nl", "Het aandeel daalde met 29 %.", ""),
        ("nl", "Het aandeel daalde naar bijna 29 %.", "to"),
    ],
)
def test_a_word_for_to_makes_the_end_of_a_change(tag: str, text: str, role: str) -> None:
    (found,) = find_quantities(text, tag)
    assert found.role == role
