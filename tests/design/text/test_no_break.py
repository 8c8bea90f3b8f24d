"""What stays on one line: short compounds, amounts with their currency, Korean words, names."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from brief.design.citation import keep_numbers
from brief.design.text.typography import typeset_spans
from brief.editorial.prose import TextSpan, plain_text
from tests.design.text.plain import typeset_text
from tests.design.text.test_typography import MORE, N

J = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("tag", "typed", "shown"),
    [
        ("de", "560 Mio. in US-Dollar", f"560{N}Mio. in US-{J}Dollar"),
        ("de", "der KI-Chip-Markt", f"der KI-{J}Chip-Markt"),
        ("de", "ein 5-Jahres-Plan", f"ein 5-{J}Jahres-Plan"),
        ("en", "an e-mail from the EU-wide x-ray", f"an e-{J}mail from the EU-{J}wide x-{J}ray"),
        ("de", "Nord-Süd, STAR-Markt", "Nord-Süd, STAR-Markt"),
        ("de", "Ein- und Ausfuhr", "Ein- und Ausfuhr"),
        ("de", "https://www.vfl-bo.de/us-x", "https://www.vfl-bo.de/us-x"),
    ],
)
def test_no_line_ends_after_the_short_first_part_of_a_compound(
    tag: str, typed: str, shown: str
) -> None:
    assert typeset_text(typed + MORE, tag).removesuffix(MORE) == shown


@pytest.mark.parametrize("typed", ["2018–2025", "49–189 Euro", "S. 14–22"])
def test_no_line_ends_with_the_dash_of_a_range(typed: str) -> None:
    shown = typeset_text(f"Von {typed}{MORE}", "de")
    assert typed.replace("–", f"–{J}") in shown.replace(N, " ")
    assert keep_numbers(Markup("Nr. 2, S. 14–22")) == f"Nr.{N}2, S.{N}14–{J}22"


@pytest.mark.parametrize(
    ("tag", "amount"),
    [
        ("de", "45 Mio. EUR"),
        ("de", "3,9 Mrd. €"),
        ("de", "4 Milliarden CNY"),
        ("de", "45 Mio. Euro"),
        ("en", "4 billion CNY"),
        ("en", "45 million euros"),
        ("it", "4 miliardi CNY"),
        ("fr", "45 millions EUR"),
    ],
)
def test_a_number_keeps_its_scale_and_its_currency(tag: str, amount: str) -> None:
    shown = typeset_text(f"fast {amount}{MORE}", tag)
    assert amount.replace(" ", N) in shown


def test_an_amount_that_is_too_long_to_keep_together_may_part_before_its_currency() -> None:
    shown = typeset_text(f"560 Millionen US-Dollar{MORE}", "de")
    assert f"560{N}Millionen US-{J}Dollar" in shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("대한민국 항만은 크다", "대J한J민J국 항J만J은 크J다"),
        ("2016년에 AI칩을", "2016J년J에 AIJ칩J을"),
        ("부산(항만)", "부J산(항J만)"),
    ],
)
def test_a_korean_word_stays_whole(typed: str, shown: str) -> None:
    assert typeset_text(typed, "ko") == shown.replace("J", J)
    assert J not in typeset_text(typed, "ja")


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Anteil des Gründers Chen Tianshi", f"Anteil des Gründers Chen{N}Tianshi"),
        ("Anteil von Chen Tianshis Firma", f"Anteil von Chen Tianshis{N}Firma"),
        ("Anteil des Vereins Deutscher Ingenieure", "Anteil des Vereins Deutscher Ingenieure"),
        ("Umschlag im Hafen", "Umschlag im Hafen"),
        ("Umschlag in allen Häfen", f"Umschlag in allen{N}Häfen"),
    ],
)
def test_a_label_keeps_its_names_and_its_last_two_words_together(label: str, shown: str) -> None:
    names = ("Chen Tianshi", "Verein Deutscher Ingenieure", "Vereins Deutscher Ingenieure")
    assert plain_text(typeset_spans((TextSpan(label),), "de", names)) == shown


@pytest.mark.parametrize("typed", ["A. ", "a. ", "€ 5 ", "1 000 ", f"a{N}"])
@pytest.mark.parametrize("tag", ["de", "pl", "ja"])
def test_no_line_is_joined_without_end(typed: str, tag: str) -> None:
    shown = typeset_text(typed * 200, tag)
    assert max(map(len, shown.split(" "))) <= 200
    assert shown.replace(N, " ") == (typed * 200).replace(N, " ")


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("de", "Kap. 4 und Bd. 2 um 8 Uhr"),
        ("de", "100 Mio. t und 5 Mio. Fr."),
        ("fr", "n° 5 à 15 h 30 pour 3 M€"),
        ("it", "pag. 12"),
        ("pl", "s. 12 za 3 mln zł"),
        ("cs", "č. 3 za 5 mil. Kč"),
        ("sv", "kl. 15 för 3 mn kr"),
        ("ru", "ст. 5 и 12 000 т"),
    ],
)
def test_a_number_and_its_short_word_stay_on_one_line(tag: str, typed: str) -> None:
    shown = typeset_text(typed + MORE, tag).removesuffix(MORE)
    for part in re.split(r" (?:und|um|à|pour|za|för|и) ", typed):
        assert part.replace(" ", N) in shown
