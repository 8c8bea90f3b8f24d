"""Key figures that are proposed from the text, and what they are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from brief.editorial.importing.figures.suggestions import (
    PLACEHOLDER,
    label_figures,
    propose_figures,
)
from brief.editorial.models.key_figures import KeyFigure

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
        "5100000000 USD": "new railway",
        "3100": "people",
        "13800000": "containers",
    }


def test_each_language_has_labels_of_its_own() -> None:
    by_value = {f"{figure.amount.low:f}": figure for figure in propose_figures(PORT)}
    assert by_value["13800000"].labels == {
        "en": "containers",
        "de": "Container",
        "it": "container",
    }


def test_a_figure_has_the_form_that_the_text_gives_it() -> None:
    by_value = {f"{figure.amount.low:f}": figure for figure in propose_figures(TWO)}
    assert by_value["4700000000"].compact
    assert not by_value["3100"].compact
    assert by_value["4700000000"].qualifier == ""
    (share,) = propose_figures({tag: texts[1:2] for tag, texts in TWO.items()})[2:]
    assert f"{share.qualifier} {share.amount.low}" == "almost 40"


def test_days_ages_and_small_counts_are_not_proposed() -> None:
    for tags in (("en",), ("de",), ("it",), ("de", "it")):
        assert not {"2024 year", "3", "52"} & amounts(*tags).keys()


def test_a_number_that_one_language_lacks_is_not_proposed() -> None:
    texts = {**PORT, "de": [PORT["de"][0]]}
    assert {f"{each.amount.low:f}" for each in propose_figures(texts)} == {
        "13800000",
        "3100",
        "1932",
    }


def test_ids_are_short_and_differ() -> None:
    said = ("31 Millionen Euro", "45 Millionen Dollar", "31 Millionen Franken")
    figures = propose_figures({"de": [f"Das kostet {amount}." for amount in said]})
    assert [figure.id for figure in figures] == [
        "money-31-millionen-euro",
        "money-45-millionen-dollar",
        "money-31-millionen-franken",
    ]
    texts = {"de": [f"Ein Anteil von {number} %." for number in (31, 45)]}
    assert [figure.id for figure in propose_figures(texts)] == ["anteil", "percent-45"]


def test_a_noun_is_the_label_of_one_figure() -> None:
    texts = {"de": [f"Ein Umsatz von {number} Millionen Euro." for number in (31, 45, 57)]}
    labels = [figure.labels["de"] for figure in propose_figures(texts)]
    assert labels == ["Umsatz", PLACEHOLDER, PLACEHOLDER]


@pytest.mark.parametrize(
    ("tag", "text", "label"),
    [
        ("de", "Der Gründer hält einen Anteil von 29 %.", "Anteil"),
        ("de", "Der Gründer hält einen Anteil von fast 29 %.", "Anteil"),
        ("de", "Das ist bei einem jährlichen Umsatz von 45 Mio. Euro viel.", "Umsatz"),
        ("de", "Hier entstehen 500 neue Arbeitsplätze.", "neue Arbeitsplätze"),
        ("en", "The founder holds a market share of about 29%.", "market share"),
        ("en", "The port has 3,100 new ships.", "new ships"),
        ("es", "Cerca de 350 millones de personas usan el euro.", "personas"),
        ("es", "El grupo prevé una inversión de 47 millones de euros.", "inversión"),
        ("fr", "Le groupe vise une part de 47 %.", "part"),
        ("fr", "Près de 350 millions de personnes utilisent l’euro.", "personnes"),
        ("it", "Il fondatore detiene una quota del 29%.", "quota"),
        ("it", "È una perdita dell’11%.", "perdita"),
        ("it", "Su una piccola superficie lavorano 164.000 persone.", "persone"),
        ("de", "Sie erzielte 47 Millionen Euro Gewinn.", "Gewinn"),
        ("fr", "L’État verse 47 millions d’euros d’aides.", "aides"),
        ("nl", "Dat is een omzet van 47 miljoen euro.", "omzet"),
        ("pt", "O porto tem 350 novos navios.", "novos navios"),
        ("de", "Firmen melden 38.500 offene Stellen.", "offene Stellen"),
        ("pl", "Dopłaty dostało 12 500 nowych firm.", "nowych firm"),
        ("uk", "Станції встановили 640 лікарень.", "лікарень"),
        ("tr", "Sektörde 12.500 kişi çalışıyor.", "kişi"),
        ("fa", "در این بخش ۲۰۰ هزار نفر کار می‌کنند.", "نفر"),
        ("nl", "Kosten: 24 miljoen euro", "Kosten"),
        ("en", "**Total cost:** about $24 million", "Total cost"),
        ("de", "Im Gewerbe ging die Zahl der Stellen um 4.700 zurück.", "Zahl der Stellen"),
        ("sv", "Samtidigt ökade exporten av stål med 9 procent.", "exporten av stål"),
        ("fi", "Viraston mukaan vienti oli 162 miljardia euroa.", "vienti"),
        ("ja", "2026年上半期の輸出額は150億円。", "輸出額"),
        ("ja", "日本酒の輸出額は150億円。", "日本酒の輸出額"),
        ("ko", "협회는 지난달 수출이 158억 달러라고 밝혔다.", "수출"),
        ("ko", "지원 예산은 3,500억 원이다.", "지원 예산"),
        ("th", "ราคาเฉลี่ยอยู่ที่ 583 ดอลลาร์", "ราคาเฉลี่ย"),
    ],
)
def test_a_label_is_the_noun_beside_the_number(tag: str, text: str, label: str) -> None:
    assert [figure.labels[tag] for figure in propose_figures({tag: [text]})] == [label]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "Die Akademie der Wissenschaften hält 16 %."),
        ("en", "It grew by 47% earlier than planned."),
        ("en", "In all 3,100 earlier than planned."),
        ("es", "Son 3100 frente a las del año pasado."),
        ("fr", "Le tout dépend de 47 millions d’euros."),
        ("fr", "Il est passé de 610 à 804 millions d’euros."),
        ("fr", "Le port en a 3100 mais en perd."),
        ("it", "Con 47 milioni di euro nasce nuovo spazio."),
        ("en", "It rose to 47 million euros."),
        ("de", "Bis Mai kosten sie 47 Millionen Euro."),
        ("ru", "Это стоит 47 миллионов рублей и даст рост."),
        ("ja", "29%。"),
    ],
)
def test_a_figure_that_no_noun_names_asks_for_a_label(tag: str, text: str) -> None:
    assert [figure.labels[tag] for figure in propose_figures({tag: [text]})] == [PLACEHOLDER]


def test_a_figure_without_a_noun_is_proposed_only_where_there_are_few() -> None:
    named = ["Revenue rose to $45 million.", "Exports fell to $31 million.", "Wages rose by 3%."]
    bare = "By 2030 it will be 47 percent."
    assert [each[2] for each in proposed("en", named[0], bare)] == ["Revenue", PLACEHOLDER]
    assert PLACEHOLDER not in [each[2] for each in proposed("en", *named, bare)]


def test_plants_are_not_plans() -> None:
    (figure,) = propose_figures({"es": ["Las plantas producen un total de 47 millones de euros."]})
    assert figure.qualifier == ""
    (figure,) = propose_figures({"es": ["Se planea gastar un total de 47 millones de euros."]})
    assert figure.qualifier == "planned"


def proposed(tag: str, *texts: str) -> list[tuple[str, str, str]]:
    """Return value and unit, trend and label of each figure."""
    return [
        (f"{each.amount.low:f} {each.amount.unit}".strip(), each.trend, each.labels[tag])
        for each in propose_figures({tag: texts})
    ]


@pytest.mark.parametrize(
    ("tag", "text", "figure"),
    [
        (
            "de",
            "Der Preis für Holz fiel von 115 auf 98 Euro.",
            ("98 EUR", "down", "Preis für Holz"),
        ),
        ("en", "Revenue rose to $45 million.", ("45000000 USD", "up", "Revenue")),
        ("en", "The average price went from 610 to 804 euros.", ("804 EUR", "up", "average price")),
        ("fr", "Le prix moyen est passé de 610 à 804 euros.", ("804 EUR", "up", "prix moyen")),
        ("it", "Il prezzo medio è passato da 72 a 81 euro.", ("81 EUR", "up", "prezzo medio")),
        ("it", "Scavano, ma i costi sono saliti a 81 euro.", ("81 EUR", "up", "costi")),
        ("da", "Prisen i By og Land steg 12 procent.", ("12 percent", "up", "Prisen i By og Land")),
        ("en", "The owners plan a €24m mine.", ("24000000 EUR", "", "<label>")),
        ("it", "Le vendite sono scese del 4%.", ("4 percent", "down", "vendite")),
        ("es", "Las exportaciones cayeron un 19 %.", ("19 percent", "down", "exportaciones")),
        ("nl", "De omzet steeg tot 24 miljoen euro.", ("24000000 EUR", "up", "omzet")),
        ("ru", "Выручка выросла до 31 млрд рублей.", ("31000000000 RUB", "up", "Выручка")),
        (
            "tr",
            "Kilogram fiyatı 130 liradan 172 liraya çıktı.",
            ("172 TRY", "up", "Kilogram fiyatı"),
        ),
        ("ar", "انخفضت تكلفة الشحن بنسبة 8%.", ("8 percent", "down", "تكلفة الشحن")),
        ("zh", "收入为27亿元。", ("2700000000 CNY", "", "收入")),
        ("ja", "投資額は85億円。", ("8500000000 JPY", "", "投資額")),
        ("ko", "한빛의 점유율은 31%다.", ("31 percent", "", "한빛의 점유율")),
    ],
)
def test_a_verb_names_the_figure_and_says_how_it_moves(
    tag: str, text: str, figure: tuple[str, str, str]
) -> None:
    assert proposed(tag, text) == [figure]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "The firm was up from $29 million a year earlier."),
        ("de", "Statt 42 Mrd. Euro ist es mehr."),
        ("fr", "Soit 21 milliards de plus que prévu."),
        ("en", "The bank holds 100% of the shares."),
        ("en", "The bridges were built before 1970."),
        ("en", "It takes 25 days and 30 years."),
    ],
)
def test_earlier_values_differences_and_trifles_are_not_proposed(tag: str, text: str) -> None:
    assert proposed(tag, text) == []


def test_the_figure_of_the_headline_comes_first() -> None:
    texts = {"en": ["Revenue rose to $45 million."]}
    figures = propose_figures(texts, {"en": ["A third more: 33 percent", "The lead."]})
    assert [figure.amount.unit for figure in figures] == ["percent", "USD"]


def test_more_than_planned_is_no_intention() -> None:
    texts = ["Le chantier coûte un total de 147 millions d’euros, plus cher que prévu."]
    (figure,) = propose_figures({"fr": texts})
    assert figure.qualifier == ""


def test_a_unit_whose_sign_fonts_lack_is_not_proposed() -> None:
    texts = {
        "fr": ["La banque a baissé son taux de 25 points de base. L’inflation est de 2 %."],
        "es": ["El banco bajó su tipo en 25 puntos básicos. La inflación es del 2 %."],
    }
    assert {figure.amount.unit for figure in propose_figures(texts)} == {"percent"}


def test_a_further_language_gets_labels_for_the_figures_that_are_there() -> None:
    figures = [
        KeyFigure(id="rail", value=Decimal("4.7e9"), unit="EUR"),
        KeyFigure(id="rail-usd", value=Decimal("5.1e9"), unit="USD"),
        KeyFigure(id="barge", value=Decimal(40), unit="percent"),
        KeyFigure(id="other", value=Decimal(77), unit="percent"),
    ]
    labels = label_figures(figures, "it", PORT["it"])
    assert labels.keys() == {"rail", "rail-usd", "barge"}
    assert set(labels.values()) == {PLACEHOLDER, "nuova ferrovia"}
