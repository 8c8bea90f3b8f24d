"""What translators may do is silent; what they must not is told, with both sides shown."""

from __future__ import annotations

import pytest

from brief.editorial.numbers import NumberMismatch, compare_numbers


def codes(left: str, right: str, tags: str = "de it") -> list[str]:
    one, other = tags.split()
    return [each.code for each in compare_numbers(left, one, right, other)]


@pytest.mark.parametrize(
    ("left", "right", "tags"),
    [
        ("Chen Tianshi (40) hält 29 %.", "Chen Tianshi (40 anni) ha il 29%.", "de it"),
        ("560 Millionen US-Dollar", "560 milioni di dollari", "de it"),
        ("2 Mrd. Euro", "2.000 milioni di euro", "de it"),
        ("1,5 Mio. Container", "1.500.000 container", "de it"),
        ("einer der Häfen", "uno dei porti", "de it"),
        ("beide Häfen", "i due porti", "de it"),
        ("zwei Häfen", "both ports", "de en"),
        ("die Hälfte der Häfen", "il 50% dei porti", "de it"),
        ("ein Dutzend Häfen", "12 porti", "de it"),
        ("um 15 Uhr", "at 3 pm", "de en"),
        ("um halb neun", "alle 8.30", "de it"),
        ("am 17. Mai 2024", "il 17 maggio", "de it"),
        ("zwischen 5 und 7 Prozent", "il 5% o il 7%", "de it"),
        ("Mitte der 90er Jahre", "a metà degli anni Novanta", "de it"),
        ("in den 1980ern", "en los años 80 del siglo XX", "de es"),
        ("im 20. Jahrhundert", "nel XX secolo", "de it"),
        ("im 20. Jahrhundert", "nel Novecento", "de it"),
        ("am 3. Platz", "al terzo posto", "de it"),
        (
            "2024 stieg der Umschlag, 2024 sank der Gewinn.",
            "Nel 2024 più volumi, meno utili.",
            "de it",
        ),
        ("24 Stunden", "un giorno", "de it"),
        ("5 und 7 Milliarden Euro", "5 miliardi e 7 miliardi di euro", "de it"),
        ("um 25 Basispunkte", "di 0,25 punti percentuali", "de it"),
        ("drei Kräne halfen dabei", "alcune gru hanno aiutato", "de it"),
        ("ein Drittel der Schiffe", "una nave su tre", "de it"),
        ("jedes dritte Schiff", "33% delle navi", "de it"),
        ("drei von fünf Schiffen", "three in five ships", "de en"),
        ("drei von fünf Schiffen", "tre navi su cinque", "de it"),
        ("20 Prozent der Schiffe", "one in five ships", "de en"),
        ("dreieinhalb Jahre", "tre anni e mezzo", "de it"),
        ("3:1", "3-1", "de it"),
        ("Ein 35-Jähriger, um 3.30 Uhr", "Un trentacinquenne, alle 3,30", "de it"),
        (
            "die G-7-Staaten und die Covid-19-Pandemie",
            "i Paesi del G7 e la pandemia di Covid",
            "de it",
        ),
        ("Heinrich VIII. am 1. Mai", "Enrico VIII il 1° maggio", "de it"),
        ("im ersten Halbjahr 2024", "nei primi sei mesi del 2024", "de it"),
        ("2 Billionen Euro", "2 trillion euros", "de en"),
        ("von 5 % auf 7", "dal 5 al 7%", "de it"),
        ("um 8.30 bis 17.30 Uhr", "dalle 8.30 alle 17.30", "de it"),
        ("von 9 bis 17.30 Uhr", "de 9 heures à 17 h 30", "de fr"),
        ("es bleiben 23 Stunden", "resta 23 ore", "de it"),
        ("um 2,3 Prozent auf 278 Mio. Tonnen", "del 2,3% a 278 milioni di tonnellate", "de it"),
        ("um 2,3 Prozent auf 278 Mio. Tonnen", "de 2,3 % à 278 millions de tonnes", "de fr"),
        ("um 5 % auf 3 Mrd., um 2 auf 40 Mrd.", "del 5% a 3 miliardi, del 2% a 40", "de it"),
        ("0,21 Euro je Aktie", "21 céntimos por acción", "de es"),
        ("7 Dollar, 0,21 Euro je Aktie", "7 dólares, 21 céntimos por acción", "de es"),
        ("4,5 Cent je Kilowattstunde", "4,5 centesimi per chilowattora", "de it"),
        ("zwei Hundertstel einer Sekunde", "due centesimi di secondo", "de it"),
        ("Eine Million Tonnen", "Eén miljoen ton", "de nl"),
        ("Eine Viertelmillion Menschen", "250mila persone", "de it"),
        ("3,16 km³", "3.160 hm³", "de es"),
        ("46,5 Millionen, heute 49", "46,5 millones; hoy, 49 millones", "de es"),
        ("im dritten Quartal 2024", "nel terzo trimestre del 2024", "de it"),
        ("im dritten Quartal 2024", "in Q3 2024", "de en"),
        ("Q3/2024", "3T24", "de pt"),
        ("2. Halbjahr 2025", "2S 2025", "de es"),
        ("vom ersten zum zweiten Quartal", "dal primo trimestre al secondo", "de it"),
        ("in der ersten Jahreshälfte", "nei primi 6 mesi dell’anno", "de it"),
        ("in der zweiten Hälfte des Jahres", "in the second half of the year", "de en"),
        ("in der zweiten Hälfte des Januars", "in the second half of January", "de en"),
        ("Jeder fünfte Haushalt", "Un ménage sur cinq", "de fr"),
        ("Eine Note von 5", "une note sur 5", "de fr"),
        ("Jeder Zehnte", "One in ten people", "de en"),
        ("Jeder zweite Hafen", "La metà dei porti", "de it"),
        ("minus 12 Grad", "12 gradi sotto zero", "de it"),
        ("minus 12 Grad", "moins 12 degrés", "de fr"),
        ("ein Minus von 5 °C", "meno 5 °C", "de it"),
        ("ein Minus von 5 °C", "un calo di 5 °C", "de it"),
        ("−3 Prozent", "un calo del 3%", "de it"),
        ("Ein Prozent der Fläche", "L’1 per cento della superficie", "de it"),
        ("nach 3 % im Januar nun 4 % im Februar", "dal 3% di gennaio al 4% di febbraio", "de it"),
        ("18,5 Prozent weniger als vor einem Jahr", "18,5% in meno di un anno fa", "de it"),
    ],
)
def test_a_good_translation_is_silent(left: str, right: str, tags: str) -> None:
    assert codes(left, right, tags) == []
    one, other = tags.split()
    assert codes(right, left, f"{other} {one}") == []


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("4 Milliarden CNY", "4 milioni di CNY", "number-differs"),
        ("29 % der Anteile", "19% del capitale", "number-differs"),
        ("560 Millionen Euro", "560 milioni di dollari", "number-unit"),
        ("um 2 Prozentpunkte", "del 2%", "number-unit"),
        ("seit 2016", "dal 2017", "number-date"),
        ("am 3. März 2024", "il 3 aprile 2024", "number-date"),
        ("im Juli 1998", "nel luglio 1991", "number-date"),
        ("um 15 Uhr", "alle 16", "number-date"),
        ("16 Kräne", "molte gru", "number-missing"),
        ("molte Kräne", "16 gru", "number-missing"),
        ("5–7 Prozent", "5-8%", "number-differs"),
        ("der Chip H20", "il chip H21", "number-differs"),
        ("verdoppelt", "triplicato", "number-differs"),
        ("vier Kräne", "tre gru", "number-differs"),
        ("600 Kräne, 300 Schiffe, 600 Lkw", "600 gru, 300 navi, 300 camion", "number-differs"),
        ("je Euro", "per dollaro", "number-unit"),
        ("die Hälfte", "un terzo", "number-differs"),
        ("im dritten Quartal", "nel secondo trimestre", "number-differs"),
        ("im vierten Quartal 2024", "in Q3 2024", "number-differs"),
        ("im ersten Halbjahr", "nel secondo semestre", "number-differs"),
        ("4 Kräne im vierten Quartal 2024", "4 gru nel T3 2024", "number-differs"),
        ("Jeder Zehnte", "uno su cinque", "number-differs"),
        ("Jeder fünfte Haushalt", "una famiglia su sei", "number-differs"),
        ("minus 12 Grad", "12 gradi", "number-differs"),
        ("minus 12 °C", "12 °C", "number-differs"),
        ("Ein Prozent der Fläche", "L’1 della superficie", "number-unit"),
        ("im Februar nach dem Januar", "a gennaio dopo gennaio", "number-date"),
        ("ein Wert von 5, also fünf Runden", "un valore di 9, cioè cinque turni", "number-missing"),
        ("21 Cent", "2,1 euro", "number-differs"),
        ("21 Cent", "21 euro", "number-unit"),
        ("um 2,3 Prozent auf 278 Mio.", "del 2,3% a 287 milioni", "number-differs"),
    ],
)
def test_a_mistake_is_told(left: str, right: str, code: str) -> None:
    assert codes(left, right) == [code]


@pytest.mark.parametrize(
    ("left", "right", "tags"),
    [
        ("fast 4 Milliarden Euro", "4 milioni e mezzo", "de it"),
        ("fast 4 Milliarden Euro", "4 miliardi di euro", "de it"),
        ("80 Kilometer", "50 miles", "de en"),
        ("27 °C", "80 °F", "de en"),
        ("minus 12 Grad", "10 °F", "de en"),
        ("800 km/h", "800 km/h (497 miglia orarie)", "de it"),
    ],
)
def test_what_agrees_only_roughly_is_a_note(left: str, right: str, tags: str) -> None:
    found = codes(left, right, tags)
    if "milioni" in right:
        assert found == ["number-differs"]
    else:
        assert set(found) <= {"number-approximate"}


def test_a_converted_measure_must_be_right() -> None:
    assert codes("80 Kilometer", "60 miles", "de en") == ["number-differs"]


def test_a_message_shows_both_texts_and_what_they_mean() -> None:
    (told,) = compare_numbers("4 Milliarden CNY", "de", "4 milioni di CNY", "it")
    assert told.left is not None
    assert told.right is not None
    assert told.left.text == "4 Milliarden CNY"
    assert told.right.text == "4 milioni di CNY"
    for part in ("German", "Italian", "“4 Milliarden CNY”", "4\u202f000\u202f000\u202f000"):
        assert part in told.message


def test_the_order_of_the_numbers_does_not_count() -> None:
    assert codes("29 % hier, 16 % dort, seit 2016", "dal 2016, il 16% lì, il 29% qui") == []


def test_a_language_without_words_for_almost_is_not_blamed() -> None:
    assert codes("fast 45 Mio. EUR", "ما يقارب 45 مليون يورو", "de ar") == []


def test_a_year_may_be_last_year_but_not_another_one() -> None:
    assert codes("2024 sank der Umschlag.", "L’anno scorso i volumi sono calati.") == []
    left = "2026 sank der Umschlag gegenüber dem Vorjahr."
    assert codes(left, "Nel 2025 i volumi sono calati rispetto all’anno scorso.") == ["number-date"]


def test_mismatches_come_in_the_order_of_the_text() -> None:
    found = compare_numbers("11 Kräne, 22 Schiffe, 33 Lkw", "de", "keine", "de")
    assert [each.left.text for each in found if each.left] == ["11", "22", "33"]
    assert all(isinstance(each, NumberMismatch) for each in found)


LOWER = {
    "de": "Der Kanal liegt 600 m tiefer als der alte.",
    "es": "El canal está 600 m más bajo que el viejo.",
    "fr": "Le canal est 600 m plus bas que l’ancien.",
    "it": "Il canale è 600 m più in basso del vecchio.",
    "pt": "O canal fica 600 m mais baixo do que o antigo.",
}


@pytest.mark.parametrize("tag", LOWER)
def test_lower_is_a_fall_though_it_has_the_word_for_more(tag: str) -> None:
    for other in ("The canal is 600 m lower than the old one.", LOWER["fr"]):
        found = compare_numbers(other, "fr" if other == LOWER["fr"] else "en", LOWER[tag], tag)
        assert [each for each in found if each.code != "number-approximate"] == []
