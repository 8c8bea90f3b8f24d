"""Which figures of a press text are proposed: those of the headline, of money, and named ones."""

from __future__ import annotations

import pytest

from brief.editorial.importing.figures.suggestions import (
    PLACEHOLDER,
    FigureProposal,
    propose_figures,
)


def propose(tag: str, title: str, *points: str) -> list[FigureProposal]:
    """Return the figures proposed for one language."""
    return list(propose_figures({tag: points}, {tag: [title]}))


def units(tag: str, *points: str) -> list[tuple[str, str]]:
    """Return the unit and the label of each figure."""
    return [(each.amount.unit, each.labels[tag]) for each in propose(tag, "", *points)]


@pytest.mark.parametrize(
    ("tag", "text", "unit"),
    [
        ("ar", "بلغت كلفة الميناء في المغرب 12 مليار درهم.", "MAD"),
        ("ar", "بلغت كلفة الميناء في دبي 12 مليار درهم.", "AED"),
        ("fr", "Le port de Casablanca coûte 12 millions de dirhams.", "MAD"),
        ("fr", "Le port coûte 12 millions de dirhams marocains.", "MAD"),
        ("en", "The port of Dubai costs 12 million dirhams.", "AED"),
        ("ar", "بلغت كلفة الميناء في مصر 12 مليون جنيه.", "EGP"),
        ("en", "The port in Kuwait costs 12 million dinars.", "KWD"),
    ],
)
def test_the_country_says_which_currency_is_meant(tag: str, text: str, unit: str) -> None:
    assert [found for found, _ in units(tag, text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "The port costs 12 million dirhams.",
        "The ports of Dubai and Casablanca cost 12 million dirhams.",
    ],
)
def test_a_currency_that_is_not_known_is_left_to_the_editor(text: str) -> None:
    assert units("en", text) == [("", PLACEHOLDER)]


def test_another_language_names_the_currency() -> None:
    texts = {"en": ["It costs 12 million Moroccan dirhams."], "it": ["Costa 12 milioni di dirham."]}
    assert [each.amount.unit for each in propose_figures(texts)] == ["MAD"]


def test_the_figure_of_the_headline_is_always_proposed() -> None:
    points = ("Revenue rose to £45 million.", "A share of 29% is new.", "The port has 3,100 ships.")
    figures = propose("en", "Port to get £27.4 million", *points)
    assert figures[0].amount.low == 27_400_000
    assert len(figures) == 4


def test_a_rounded_figure_of_the_headline_is_proposed_exactly() -> None:
    (figure,) = propose("en", "Exports pass 8 billion euros", "Exports rose to 8.4 billion euros.")
    assert f"{figure.amount.low:f}" == "8400000000"
    assert (figure.labels["en"], figure.qualifier) == ("Exports", "")


def test_an_amount_without_its_currency_in_the_headline_is_proposed_once() -> None:
    figures = propose("cs", "Banky mají 612 miliard", "Banky mají 612 miliard korun.")
    assert [each.amount.unit for each in figures] == ["CZK"]
    figures = propose("it", "Via libera a 14 milioni", "È un piano da 14,2 milioni di euro.")
    assert [(each.amount.unit, each.labels["it"]) for each in figures] == [("EUR", "piano")]


def test_what_a_headline_says_before_a_colon_is_no_label_if_a_noun_follows() -> None:
    figures = propose("en", "Port: 3,100 ships came")
    assert [each.labels["en"] for each in figures] == ["ships"]


def test_people_in_their_twenties_are_named_with_their_age() -> None:
    assert units("ko", "20대 비중이 41%로 가장 컸다.")[0] == ("percent", "20대 비중")


def test_two_figures_that_are_near_each_other_stay_apart() -> None:
    points = ("Exports rose to 8.4 billion euros.", "Imports rose to 8.9 billion euros.")
    assert len(propose("en", "", *points)) == 2


def test_small_counts_are_for_texts_with_few_figures() -> None:
    points = ("Revenue rose to £45 million.", "Costs fell to £31 million.", "Exports rose by 9%.")
    assert len(propose("en", "", *points, "It has 24 cranes.")) == 3
    assert [each.labels["en"] for each in propose("en", "", "It has 24 cranes.")] == ["cranes"]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "Das ist ein Plus von 6,4 Prozent."),
        ("en", "That is a rise of 6.4%."),
        ("fr", "C’est une hausse de 6,4 %."),
        ("it", "È un aumento del 6,4%."),
        ("es", "Es un aumento del 6,4 %."),
        ("nl", "Dat is een stijging van 6,4 procent."),
        ("pt", "É um aumento de 6,4%."),
        ("it", "Stanzia 18,6 milioni di euro in quattro anni."),
    ],
)
def test_a_rise_and_a_span_of_time_name_nothing(tag: str, text: str) -> None:
    assert [label for _, label in units(tag, text)] == [PLACEHOLDER]


@pytest.mark.parametrize(
    ("tag", "text", "label"),
    [
        ("de", "Das Land zahlt 14,8 Millionen Euro an Beihilfen.", "Beihilfen"),
        ("es", "Reciben 290 millones de euros en ayudas.", "ayudas"),
        ("pt", "Abre uma linha de crédito de 25 milhões de euros.", "linha de crédito"),
        ("pl", "Izba przeznaczy 3,5 mln zł na szkolenia.", "szkolenia"),
        ("en", "It starts a £25 million dredging programme.", "dredging programme"),
        ("ja", "駅弁の販売数が前年比8.3%増えた。", "駅弁の販売数"),
        ("ko", "2025년 김 수출액이 11억 달러를 넘었다.", "김 수출액"),
        ("hi", "निर्यात बढ़कर 640 करोड़ रुपये हो गया।", "निर्यात"),
        ("vi", "Xuất khẩu cà phê lần đầu vượt 8 tỷ USD.", "Xuất khẩu cà phê"),
        ("ro", "Subvențiile au totalizat 120 de milioane de lei.", "Subvențiile"),
    ],
)
def test_what_names_an_amount(tag: str, text: str, label: str) -> None:
    assert [each for _, each in units(tag, text)] == [label]
