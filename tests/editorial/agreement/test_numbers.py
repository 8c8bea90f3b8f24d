"""Quantities that differ are told once, at the words themselves, in both files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.findings import Severity
from tests.editorial.agreement.conftest import Port, counterpart, marked

if TYPE_CHECKING:
    from pathlib import Path

PRICES = {
    "de": "Der Ausbau kostet {} Millionen Euro und dauert bis 2031.",
    "en": "The extension costs {} million euros and lasts until 2031.",
    "it": "L’ampliamento costa {} milioni di euro e dura fino al 2031.",
    "fr": "L’extension coûte {} millions d’euros et dure jusqu’en 2031.",
}


def points(**values: int) -> dict[str, dict[str, list[str]]]:
    return {tag: {"points": [PRICES[tag].format(value)]} for tag, value in values.items()}


def test_the_words_that_differ_are_marked_in_both_languages(port: Port) -> None:
    (finding,) = port.findings(**points(de=560, it=650))
    assert (finding.code, finding.severity) == ("number-differs", Severity.WARNING)
    assert finding.place is not None
    assert finding.place.path == "content/harbour/it.yaml"
    assert (marked(finding), counterpart(finding)) == ("650 milioni di euro", "560 Millionen Euro")
    assert "point 1" in finding.message


@pytest.mark.parametrize("alone", ["de", "en", "it", "fr"])
def test_of_several_languages_the_one_that_stands_alone_is_told(port: Port, alone: str) -> None:
    port.languages = ("de", "en", "it", "fr")
    (finding,) = port.findings(**points(**dict.fromkeys(PRICES, 560) | {alone: 650}))
    assert finding.place is not None
    assert finding.place.path == f"content/harbour/{alone}.yaml"
    assert marked(finding).startswith("650")
    assert counterpart(finding).startswith("560")


def test_three_languages_that_all_differ_are_held_against_the_first(port: Port) -> None:
    port.languages = ("de", "en", "it")
    findings = port.findings(**points(de=560, en=570, it=580))
    assert [str(finding.place).split("/")[-1][:2] for finding in findings] == ["en", "it"]


def test_two_slips_in_two_languages_are_told_at_both(port: Port) -> None:
    port.languages = ("de", "en", "it")
    texts = points(de=650, en=560, it=560)
    texts["it"]["points"][0] = texts["it"]["points"][0].replace("2031", "2013")
    findings = port.findings(**texts)
    assert [marked(finding) for finding in findings] == ["650 Millionen Euro", "2013"]
    assert {str(finding.related[0].place.path) for finding in findings} == {
        "content/harbour/en.yaml"
    }


def test_a_number_that_is_missing_is_told_at_the_text_that_lacks_it(port: Port) -> None:
    lacking = {"points": ["L’ampliamento costa 560 milioni di euro."]}
    (finding,) = port.findings(**points(de=560), it=lacking)
    assert finding.code == "number-missing"
    assert marked(finding) == lacking["points"][0]
    assert counterpart(finding) == "2031"


def test_a_number_too_many_is_told_where_it_stands(port: Port) -> None:
    german = {"points": ["Der Ausbau kostet 560 Millionen Euro."]}
    (finding,) = port.findings(**points(it=560), de=german)
    assert (finding.code, marked(finding)) == ("number-missing", "2031")
    assert counterpart(finding) == german["points"][0]


def test_approximation_is_a_note(port: Port) -> None:
    almost = {"points": [PRICES["de"].format("fast 560")]}
    (finding,) = port.findings(**points(it=560), de=almost)
    assert (finding.code, finding.severity) == ("number-approximate", Severity.NOTE)


def test_a_language_whose_word_for_almost_is_not_known_is_not_called_exact(port: Port) -> None:
    port.languages = ("zh", "de")
    almost = {"points": ["Fast 45 Liegeplätze sind neu."]}
    assert port.codes(zh={"points": ["将近45个泊位是新的。"]}, de=almost) == []


@pytest.mark.parametrize("where", ["kicker", "title", "standfirst", "summary"])
def test_every_text_is_compared(port: Port, where: str) -> None:
    said = {tag: {where: PRICES[tag].format(value)} for tag, value in (("de", 560), ("it", 650))}
    (finding,) = port.findings(**said)
    assert finding.message.startswith(f"{where}: ")


def test_labels_notes_and_captions_are_compared(port: Port) -> None:
    port.facts = (
        "key_figures:\n  - {id: cost, value: 560e6, unit: EUR, additional: yes}\n"
        "images:\n  - {id: quay, file: quay.png}\n"
    )
    said = {
        tag: {
            "key_figures": {"cost": {"label": f"{word} {year}", "note": f"{word} {year + 9}"}},
            "images": {"quay": {"alt": word, "caption": f"{word} {year + 20}"}},
        }
        for tag, word, year in (("de", "Kosten", 2001), ("it", "costo", 2002))
    }
    messages = [finding.message.partition(": ")[0] for finding in port.findings(**said)]
    assert messages == ["key figure cost", "key figure cost, note", "image quay, caption"]


def test_points_are_compared_by_their_ids(port: Port) -> None:
    german = {"points": [{"id": "a", "text": "Es sind 12 Kais."}, {"id": "b", "text": "Ein Tor."}]}
    turned = {"points": [{"id": "b", "text": "Un varco."}, {"id": "a", "text": "12 banchine."}]}
    assert port.codes(de=german, it=turned) == []
    wrong = {"points": [{"id": "b", "text": "Un varco."}, {"id": "a", "text": "21 banchine."}]}
    (finding,) = port.findings(de=german, it=wrong)
    assert finding.message.startswith("point a: ")


FIGURE = "key_figures:\n  - {{id: x, {}}}\n"


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("value: 29, unit: percent", "Der Anteil beträgt 29 %."),
        ("value: 29, unit: percent", "Der Anteil beträgt neunundzwanzig Prozent."),
        ("value: 50, unit: percent", "Die Hälfte der Kais ist neu."),
        ("value: 560e6, unit: USD, notation: compact", "Es kostet 560 Millionen Dollar."),
        ("value: 4e9, unit: CNY, qualifier: almost", "Es kostet fast 4 Mrd. Yuan."),
        ("value: 2, unit: multiple", "Der Kurs hat sich verdoppelt."),
        ("value: 2016, unit: year", "Gegründet im Mai 2016."),
        ("value: 2016, unit: year", "Gegründet am 3. Mai 2016."),
        ("value: [2016, 2020], unit: year", "Von 2016 bis 2020."),
        ("value: [16, 29], unit: percent", "Zwischen 16 und 29 Prozent."),
        ("value: [16, 29], unit: percent", "Erst sind es 16 %, dann 29 %."),
        ("value: 3.9, unit: kilometer", "Der Kai ist 3,9 km lang."),
        ("value: 3900, unit: meter", "Der Kai ist 3,9 km lang."),
        ("value: 3.87e9, unit: EUR, notation: compact, digits: 1", "Es sind 3,9 Mrd. Euro."),
        ("value: 16", "Es gibt 16 Liegeplätze."),
        ("value: 16", "Es gibt sechzehn Liegeplätze."),
    ],
)
def test_a_key_figure_is_found_in_the_text(port: Port, figure: str, text: str) -> None:
    port.languages, port.facts = ("de",), FIGURE.format(figure)
    assert port.codes(de={"summary": text, "key_figures": {"x": "Wert"}}) == []


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("value: 29, unit: percent", "Der Anteil beträgt 92 %."),
        ("value: 29, unit: percent", "Es kostet 29 Euro."),
        ("value: 29, unit: percent", "Er stieg um 29 Prozentpunkte."),
        ("value: 3.87e9, unit: EUR, notation: compact, digits: 1", "Es sind 3,8 Mrd. Euro."),
        ("value: 560e6, unit: USD", "Es kostet 560 Millionen Euro."),
        ("value: 560e6, unit: USD", "Es kostet 560 Milliarden Dollar."),
        ("value: 2016, unit: year", "Gegründet im Mai 2017."),
        ("value: [16, 29], unit: percent", "Es sind 16 %."),
        ("value: 3.9, unit: kilometer", "Der Kai ist 3,9 m lang."),
        ("value: 16", "Der Anteil beträgt 16 %."),
        ("value: 16", "Neue Kais."),
    ],
)
def test_a_key_figure_that_the_text_lacks_is_a_warning_unless_it_is_additional(
    port: Port, figure: str, text: str
) -> None:
    port.languages, port.facts = ("de",), FIGURE.format(figure)
    said = {"summary": text, "key_figures": {"x": "Wert"}}
    (finding,) = port.findings(de=said)
    assert (finding.code, finding.severity) == ("figure-not-in-text", Severity.WARNING)
    assert finding.place is not None
    assert finding.place.path == "content/harbour/briefing.yaml"
    port.facts = FIGURE.format(f"{figure}, additional: yes")
    assert port.codes(de=said) == []


def test_a_label_alone_is_no_text(port: Port) -> None:
    port.languages, port.facts = ("de",), FIGURE.format("value: 16")
    assert port.codes(de={"key_figures": {"x": "16 Kais"}}) == ["figure-not-in-text"]


def test_the_language_whose_text_lacks_a_figure_is_named(port: Port) -> None:
    port.facts = FIGURE.format("value: 3, additional: no")
    label = {"key_figures": {"x": "Wert"}}
    german = {"points": ["Es gibt drei neue Tore."], **label}
    (finding,) = port.findings(de=german, it={"points": ["Nuovi varchi."], **label})
    assert finding.code == "figure-not-in-text"
    assert "the text of `it`" in finding.message
    assert finding.related[0].place.path == "content/harbour/it.yaml"


@pytest.mark.parametrize("italian", ["Dura fino al 2013.", "Dura a lungo."])
def test_a_slip_in_one_language_is_not_told_of_the_sidebar_too(port: Port, italian: str) -> None:
    port.facts = FIGURE.format("value: 2031, unit: year")
    label = {"key_figures": {"x": "Wert"}}
    german = {"points": ["Es dauert bis 2031."], **label}
    (code,) = port.codes(de=german, it={"points": [italian], **label})
    assert code.startswith("number-")


def test_the_bundled_briefing_agrees(checkout: Path) -> None:
    from brief.editorial.briefing import read_briefing, read_settings
    from brief.project import Project

    project = Project(checkout)
    briefing = read_briefing(project, read_settings(project), "china-buys-china")
    assert set(briefing.editions) == {"de", "en", "it"}
    assert briefing.findings == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    numbers=st.lists(st.integers(101, 998), min_size=2, max_size=5, unique=True),
    which=st.integers(0, 4),
    width=st.integers(12, 60),
)
def test_a_number_changed_anywhere_is_marked_where_it_was_typed(
    port: Port, numbers: list[int], which: int, width: int
) -> None:
    which %= len(numbers)
    changed = [number + (number_ == which) for number_, number in enumerate(numbers)]
    words = " ".join(f"und es sind {number} neue Kais," for number in numbers).split(" ")
    other = " ".join(f"e sono {number} nuovi moli," for number in changed).split(" ")
    port.more = {tag: block(text, width) for tag, text in (("de", words), ("it", other))}
    if str(changed[which]) in map(str, numbers):
        return
    findings = [each for each in port.findings() if each.code.startswith("number-")]
    assert str(changed[which]) in {marked(finding) for finding in findings}
    assert all(re.fullmatch(r"\d{3}", marked(finding)) for finding in findings)


def block(words: list[str], width: int) -> str:
    """Return words as a folded standfirst of lines not much longer than `width`."""
    lines, line = [], ""
    for word in words:
        if len(line) > width:
            lines.append(line)
            line = ""
        line += f" {word}" if line else word
    return "standfirst: >-\n" + "".join(f"    {each}\n" for each in [*lines, line])
