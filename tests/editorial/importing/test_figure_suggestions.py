"""Key figures that are proposed from the text, and what they are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from brief.editorial.importing.figures.suggestions import label_figures, propose_figures
from brief.editorial.models.content import KeyFigure

# What the port of Rotterdam publishes of itself for 2024, in our words.
_PORT = {
    "en": """\
Rotterdam Harbour Works, founded in 1932, employs 3,100 people. In 2024 the port handled 13.8 \
million containers.
Almost 40% of the cargo leaves by barge. The new railway cost 4.7 billion euros (5.1 billion US \
dollars). On 3 March 2024 the director (52) spoke of 3 plans.""",
    "de": """\
Rotterdam Harbour Works, gegründet 1932, beschäftigt 3.100 Menschen. Der Hafen schlug 2024 13,8 \
Millionen Container um.
Fast 40 % der Ladung gehen mit dem Binnenschiff weiter. Die neue Bahnstrecke kostete 4,7 \
Milliarden Euro (5,1 Milliarden US-Dollar). Am 3. März 2024 sprach der Direktor (52) von 3 Plänen.\
""",
    "it": """\
Rotterdam Harbour Works, fondata nel 1932, impiega 3.100 persone. Nel 2024 il porto ha \
movimentato 13,8 milioni di container.
Quasi il 40% delle merci prosegue su chiatta. La nuova ferrovia è costata 4,7 miliardi di euro \
(5,1 miliardi di dollari). Il 3 marzo 2024 il direttore (52 anni) ha parlato di 3 piani.""",
}
PORT = {tag: said.split("\n") for tag, said in _PORT.items()}
TWO = {tag: PORT[tag] for tag in ("en", "de")}


def amounts(*tags: str) -> dict[str, str]:
    """Return what is proposed for these languages: number and unit, with the first label."""
    return {
        f"{figure.amount.low:f} {figure.amount.unit}".strip(): next(iter(figure.labels.values()))
        for figure in propose_figures({tag: PORT[tag] for tag in tags})
    }


def test_numbers_that_all_languages_name_are_proposed_the_weightiest_first() -> None:
    assert amounts("en", "de", "it") == {
        "4700000000 EUR": "new railway",
        "5100000000 USD": "new railway (USD)",
        "40 percent": "cargo",
        "3100": "Rotterdam Harbour Works: people",
        "13800000": "Rotterdam Harbour Works: containers",
        "1932 year": "Rotterdam Harbour Works: founded",
    }


def test_each_language_has_labels_of_its_own_and_no_two_the_same() -> None:
    figures = propose_figures(PORT)
    for tag in PORT:
        labels = [figure.labels[tag] for figure in figures]
        assert all(0 < len(label) <= 45 for label in labels)
        assert len({label.casefold() for label in labels}) == len(labels)
    by_value = {f"{figure.amount.low:f}": figure for figure in figures}
    assert by_value["40"].labels == {"en": "cargo", "de": "Ladung", "it": "merci"}
    assert by_value["4700000000"].labels["de"] == "neue Bahnstrecke"


def test_a_figure_has_the_form_that_the_text_gives_it() -> None:
    by_value = {f"{figure.amount.low:f}": figure for figure in propose_figures(TWO)}
    assert by_value["4700000000"].compact
    assert not by_value["3100"].compact
    assert by_value["40"].qualifier == "almost"
    assert by_value["4700000000"].qualifier == ""


def test_days_ages_and_counts_on_one_hand_are_no_key_figures() -> None:
    for tags in (("en",), ("de",), ("it",), ("de", "it")):
        assert not {"2024 year", "3", "52"} & amounts(*tags).keys()


def test_a_number_that_one_language_lacks_is_not_proposed() -> None:
    texts = {**PORT, "de": [PORT["de"][0]]}
    assert {f"{each.amount.low:f}" for each in propose_figures(texts)} == {
        "13800000",
        "3100",
        "1932",
    }


def test_names_of_figures_are_short_and_differ() -> None:
    said = ("31 Millionen Euro", "45 Millionen Dollar", "57 Millionen Pfund")
    figures = propose_figures({"de": [f"Der Umsatz stieg auf {amount}." for amount in said]})
    assert [figure.id for figure in figures] == ["umsatz", "umsatz-usd", "umsatz-gbp"]


def test_of_figures_that_the_same_words_name_one_is_proposed() -> None:
    texts = {"de": [f"Der Umsatz stieg auf {number} Millionen Euro." for number in (31, 45, 57)]}
    assert [figure.labels for figure in propose_figures(texts)] == [{"de": "Umsatz"}]


@pytest.mark.parametrize(
    ("tag", "text", "label"),
    [
        ("de", "Der Gründer hält einen Anteil von 29 %.", "Anteil"),
        ("de", "Die Akademie der Wissenschaften hält 16 %.", "Akademie der Wissenschaften"),
        ("it", "L’Accademia delle scienze detiene il 16%.", "Accademia delle scienze"),
        ("it", "Il fondatore detiene una quota del 29%.", "quota"),
        ("fr", "L’Académie des sciences détient 16 % du capital.", "Académie des sciences"),
        ("fr", "La ligne ferroviaire a coûté 47 millions d’euros.", "ligne ferroviaire"),
        ("es", "La nueva línea costó 47 millones de euros.", "nueva línea"),
        ("pt", "A nova linha custou 47 milhões de euros.", "nova linha"),
        ("nl", "De nieuwe spoorlijn kostte 47 miljoen euro.", "nieuwe spoorlijn"),
        ("en", "The academy of sciences holds 16% of the shares.", "academy of sciences"),
    ],
)
def test_a_label_is_the_noun_that_the_number_belongs_to(tag: str, text: str, label: str) -> None:
    assert [figure.labels[tag] for figure in propose_figures({tag: [text]})] == [label]


@pytest.mark.parametrize(
    ("tag", "text", "label"),
    [
        ("it", "Anversa detiene l’80,2% del porto.", "Anversa"),
        ("de", "Für „Extra Container Capacity“ sind 47 Mio. Euro da.", "Extra Container Capacity"),
        ("de", "Der Ausbau des zusätzlichen Containerterminals „Extra Quai Nord“ kostet 47 Mio. €.",
         "Ausbau des zusätzlichen Containerterminals"),
        ("it", "Sono previsti 47 milioni di euro per il terminal.", "terminal"),
        ("it", "Su una piccola superficie lavorano 164.000 persone.", "persone"),
        ("it", "Su 120 km² di superficie lavorano in tanti.", "superficie"),
        ("es", "Cerca de 350 millones de personas usan el euro.", "personas"),
        ("fr", "Près de 350 millions de personnes utilisent l’euro.", "personnes"),
        ("fr", "Le port a 350 navires neufs.", "navires neufs"),
        ("fr", "La croissance est attendue à 0,9 %.", "croissance"),
        ("fr", "Le taux est resté stable à 2 %.", "taux"),
        ("es", "La tasa se mantuvo; la inflación está prevista en el 2 %.", "inflación"),
        ("fr", "L’inflation dans la zone euro a reculé à 1,9 %.", "inflation dans la zone euro"),
        ("pt", "A inflação na zona do euro é de 1,9 %.", "inflação na zona do euro"),
        ("nl", "De dijk is 32 kilometer lang.", "dijk"),
        ("en", "The dam is 32 kilometres long.", "dam"),
        ("it", "Il traffico è cresciuto, il 2,3% in più dell’anno precedente.", "traffico"),
        ("pt", "A barreira tem portas de 210 metros e fecha cedo.", "portas"),
    ],
)  # fmt: skip
def test_a_label_is_whole_and_no_verb(tag: str, text: str, label: str) -> None:
    assert [figure.labels[tag] for figure in propose_figures({tag: [text]})] == [label]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("it", "Con 47 milioni di euro nasce nuovo spazio."),
        ("fr", "Le port a 25 quais, soit 70 % de plus qu’en 2022."),
    ],
)
def test_a_figure_that_no_noun_names_is_not_proposed(tag: str, text: str) -> None:
    proposed = propose_figures({tag: [text]})
    assert not {"EUR", "percent"} & {figure.amount.unit for figure in proposed}


def test_a_bare_noun_is_told_whose_it_is() -> None:
    text = "Der Gründer von Hafenwerke, Jan Pieter (40), hält einen Anteil von 29 %."
    (figure,) = propose_figures({"de": [text]})
    assert figure.labels == {"de": "Jan Pieter: Anteil"}


def test_a_unit_whose_sign_fonts_lack_is_not_proposed() -> None:
    texts = {
        "fr": ["La banque a baissé son taux de 25 points de base. L’inflation est de 2 %."],
        "es": ["El banco bajó su tipo en 25 puntos básicos. La inflación es del 2 %."],
    }
    assert {figure.amount.unit for figure in propose_figures(texts)} == {"percent"}


def test_a_number_without_words_is_not_proposed() -> None:
    assert propose_figures({"de": ["29 %."], "it": ["29%."]}) == ()
    assert propose_figures({"ja": ["29%。"]}) == ()


def test_a_further_language_gets_labels_for_the_figures_that_are_there() -> None:
    figures = [
        KeyFigure(id="rail", value=Decimal("4.7e9"), unit="EUR"),
        KeyFigure(id="rail-usd", value=Decimal("5.1e9"), unit="USD"),
        KeyFigure(id="barge", value=Decimal(40), unit="percent"),
        KeyFigure(id="other", value=Decimal(77), unit="percent"),
    ]
    labels = label_figures(figures, "it", PORT["it"], {"de": PORT["de"]})
    assert labels.keys() == {"rail", "rail-usd", "barge"}
    assert labels["rail"] == "nuova ferrovia"
    assert labels["barge"] == "merci"
