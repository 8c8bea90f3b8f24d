"""Numbers formatted by a locale are read back out of sentences, and no text crashes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.numbers import compare_numbers, find_quantities

# Words that neither count nor measure, before and after the number.
SENTENCES = {
    "de": ("Im Speicher liegen", "Säcke, sagt der Müller."),
    "it": ("Nel deposito ci sono", "sacchi, dice il mugnaio."),
    "en": ("The store holds", "sacks, says the miller."),
    "fr": ("Le dépôt contient", "sacs, dit le meunier."),
    "es": ("En el almacén hay", "sacos, dice el molinero."),
    "pt": ("No armazém há", "sacos, diz o moleiro."),
    "nl": ("In de opslag liggen", "zakken, zegt de molenaar."),
    "pl": ("W magazynie leży", "worków, mówi młynarz."),
    "de-CH": ("Im Speicher liegen", "Säcke, sagt der Müller."),
    "en-GB": ("The store holds", "sacks, says the miller."),
    "es-MX": ("En el almacén hay", "sacos, dice el molinero."),
    "pt-PT": ("No armazém há", "sacos, diz o moleiro."),
}
TAGS = st.sampled_from(sorted(SENTENCES))
NUMBERS = st.integers(2, 10**12).map(Decimal) | st.decimals(
    min_value=2, max_value=10**9, places=2
).map(Decimal.normalize)
PIECES = st.sampled_from(
    [
        *("zwei", "due", "mille", "hundert", "million", "milliard", "cent", "dos", "i", "trzy"),
        *("5", "1.000", "1,5", "10⁶", "²", "½", "³", "%", "€", "ha", "won", "halb", "Uhr", "half"),
        *("past", "to", "six", "moins", "quart", "von", "su", "in", "not", "instead of", "from"),
        *(
            "\u00ad",
            "\u2060",
            "\u200b",
            "´",
            "’",
            "'",
            " ",
            "\n",
            "-",
            "–",
            "/",
            ":",
            ".",
            ",",
            "(",
        ),
        *("2023", "1980ern", "’24", "May", "Sept.", "di", "febbraio", "6-foot-6", "da", "al"),
    ]
)


def put_into(tag: str, number: str) -> str:
    before, after = SENTENCES[tag]
    return f"{before} {number} {after}"


@given(tag=TAGS, value=NUMBERS)
def test_a_formatted_number_is_read_back(tag: str, value: Decimal) -> None:
    shown = format_decimal(value, locale=tag.replace("-", "_"))
    (found,) = find_quantities(put_into(tag, shown), tag)
    assert found.low == found.high == value.quantize(Decimal("0.001"))


@given(tag=TAGS, other=TAGS, value=NUMBERS)
def test_two_locales_agree_on_a_share_and_on_an_amount(
    tag: str, other: str, value: Decimal
) -> None:
    def show(locale: str) -> str:
        name = locale.replace("-", "_")
        share = format_percent(value / 100, format="#,##0.##%", locale=name)
        return put_into(locale, f"{share}, {format_currency(value, 'CHF', locale=name)}")

    assert compare_numbers(show(tag), tag, show(other), other) == ()


@given(left=st.lists(PIECES, max_size=30).map(" ".join), tag=TAGS, other=TAGS)
def test_no_text_crashes_and_a_text_agrees_with_itself(left: str, tag: str, other: str) -> None:
    assert compare_numbers(left, tag, left, tag) == ()
    compare_numbers(left, tag, left.replace(" ", ""), other)


@pytest.mark.parametrize(
    "piece", ["7", ",", "1,", "zwei", "due ", "cent ", "half past ", "from 2 to ", "²"]
)
def test_a_text_of_20000_characters_is_read(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert all(each.end <= len(text) for each in find_quantities(text, "it"))


def test_very_many_numbers_are_compared_in_parts() -> None:
    text = " ; ".join(str(10_000 + n) for n in range(300))
    assert compare_numbers(text, "de", text, "it") == ()
    (found,) = compare_numbers(text, "de", text.replace("10250", "20250"), "it")
    assert (found.left and found.left.text, found.right and found.right.text) == ("10250", "20250")


@pytest.mark.parametrize("tag", ["de", "en", "zh", "ar", "ru"])
def test_numbers_of_more_digits_than_decimals_have_are_read(tag: str) -> None:
    for text in ("9" * 29, f"€ {'1' * 60} and 5 cents", f"{'7' * 110} million", "3" * 90 + "%"):
        find_quantities(text, tag)
        assert compare_numbers(text, tag, text, tag) == ()
