"""Links, names, length and texts left untranslated, from one language to the next."""

from __future__ import annotations

import pytest

from brief.findings import Severity
from tests.editorial.agreement.conftest import WORDS, Port, counterpart, marked

LONG = "Der Hafen baut drei Kais, und die Stadt zahlt mit, weil sie vom Umschlag lebt. "
LONG_IT = "Il porto costruisce tre banchine, e la città paga la sua parte, perché ne vive. "


def test_a_sound_briefing_has_no_findings(port: Port) -> None:
    port.languages = tuple(WORDS)
    assert port.findings() == ()


def test_a_text_that_was_never_translated_is_a_warning(port: Port) -> None:
    (finding,) = port.findings(
        it={"title": "**Der Hafen** wächst, und wie"}, de={"title": "Der Hafen wächst und wie!"}
    )
    assert (finding.code, finding.severity) == ("text-identical", Severity.WARNING)
    assert str(finding.place) == "content/harbour/it.yaml:1:9"
    assert str(finding.related[0].place) == "content/harbour/de.yaml:1:9"


@pytest.mark.parametrize("text", ["Hafen Hamburg AG", "2016 2017 2018 2019 2020", "A380 H20"])
def test_up_to_three_words_may_be_the_same(port: Port, text: str) -> None:
    assert port.codes(it={"title": text}, de={"title": text}) == []


def test_varieties_of_a_language_may_say_the_same(port: Port) -> None:
    WORDS.setdefault("de-CH", WORDS["de"])
    port.languages = ("de", "de-CH")
    assert port.codes() == []


def test_an_untranslated_text_in_a_script_without_spaces_is_found(port: Port) -> None:
    port.languages = ("zh", "it")
    assert port.codes(it={"summary": WORDS["zh"][1]}) == ["text-identical"]


LINK = "Siehe [hier](https://www.example.org/report), bitte."


def test_a_link_that_one_language_lacks_is_a_note_at_its_text(port: Port) -> None:
    (finding,) = port.findings(de={"summary": LINK}, it={"summary": "Si veda il rapporto."})
    assert (finding.code, finding.severity) == ("link-differs", Severity.NOTE)
    assert marked(finding) == "Si veda il rapporto."
    assert counterpart(finding) == "https://www.example.org/report"


def test_a_link_that_one_language_has_more_is_marked(port: Port) -> None:
    (finding,) = port.findings(it={"summary": "Si veda [qui](https://example.org/a)."})
    assert marked(finding) == "https://example.org/a"


@pytest.mark.parametrize(
    ("de", "it"),
    [
        ("https://example.org/report", "https://www.example.org/report/"),
        ("https://de.wikipedia.org/wiki/Hafen", "https://it.wikipedia.org/wiki/Porto"),
        ("https://example.org/de/bericht", "https://example.org/it/rapporto"),
        ("https://example.org/report", "https://example.org/it/report"),
        ("https://example.org/r?lang=de", "https://example.org/r?lang=it"),
    ],
)
def test_links_to_the_same_page_agree(port: Port, de: str, it: str) -> None:
    assert port.codes(de={"summary": f"Siehe [x]({de})."}, it={"summary": f"Vedi [x]({it})."}) == []


@pytest.mark.parametrize(
    ("de", "it"),
    [
        ("https://example.org/2024", "https://example.org/2025"),
        ("https://example.org/a?n=1", "https://example.org/a?n=2"),
        ("https://de.example.org/a", "https://it.example.net/a"),
        ("mailto:a@example.org", "mailto:b@example.org"),
    ],
)
def test_links_to_different_pages_are_told_on_both_sides(port: Port, de: str, it: str) -> None:
    codes = port.codes(de={"summary": f"Siehe [x]({de})."}, it={"summary": f"Vedi [x]({it})."})
    assert codes == ["link-differs"] * 2


def test_of_three_languages_the_one_with_another_link_is_told(port: Port) -> None:
    port.languages = ("de", "en", "it")
    link = "[x](https://example.org/a)"
    findings = port.findings(de={"summary": "Ohne."}, en={"summary": link}, it={"summary": link})
    assert [str(finding.place) for finding in findings] == ["content/harbour/de.yaml:2:11"]


GLOSSARY = """\
glossary:
  - Cambricon
  - {de: Volksrepublik, it: [Repubblica popolare, RPC]}
"""


def test_a_name_that_one_language_lacks_is_a_note(port: Port) -> None:
    port.settings = GLOSSARY
    (finding,) = port.findings(
        de={"summary": "Cambricons Chips."}, it={"summary": "I chip di Cambrian."}
    )
    assert (finding.code, finding.severity) == ("name-differs", Severity.NOTE)
    assert marked(finding) == "I chip di Cambrian."
    assert counterpart(finding) == "Cambricons"
    assert "`Cambricon`" in finding.message


@pytest.mark.parametrize("name", ["RPC", "Repubblica popolare", "Repubblica  popolare"])
def test_any_of_the_names_of_a_language_will_do(port: Port, name: str) -> None:
    port.settings = GLOSSARY
    summary = {"summary": f"La {name} compra."}
    assert port.codes(de={"summary": "Die Volksrepublik kauft."}, it=summary) == []


def test_names_are_only_held_against_languages_that_the_glossary_names(port: Port) -> None:
    port.settings = GLOSSARY
    port.languages = ("de", "en")
    assert port.codes(de={"summary": "Die Volksrepublik kauft."}) == []


def test_a_variety_takes_the_name_of_its_language(port: Port) -> None:
    WORDS.setdefault("de-AT", WORDS["de"])
    port.settings = GLOSSARY
    port.languages = ("it", "de-AT")
    assert port.codes(it={"summary": "La RPC compra."}) == ["name-differs"]


def test_a_name_within_a_word_is_another_word(port: Port) -> None:
    port.settings = "glossary: [Elbe]\n"
    assert port.codes(de={"summary": "Elbenwald und Wahlelbe für alle."}) == []


def test_marks_for_line_breaks_inside_a_name_change_nothing(port: Port) -> None:
    port.settings = GLOSSARY
    broken = "Die Volks\u00adre\u00adpu\u00adblik kauft bei Cam\u200bbri\u2060con."
    plain = "La Repubblica popolare compra da Cambricon."
    assert port.codes(de={"summary": broken}, it={"summary": plain}) == []


def test_a_name_that_stands_in_one_language_of_three_is_told_there(port: Port) -> None:
    port.settings = GLOSSARY
    port.languages = ("de", "en", "it")
    (finding,) = port.findings(en={"summary": "It is Cambricon that buys."})
    assert marked(finding) == "Cambricon"


def test_a_language_that_is_far_longer_is_a_note(port: Port) -> None:
    (finding,) = port.findings(de={"points": [LONG * 3]}, it={"points": ["Il porto " * 12]})
    assert (finding.code, finding.severity) == ("length-differs", Severity.NOTE)
    assert "the whole text: `de` is" in finding.message
    assert str(finding.place) == "content/harbour/de.yaml:3:1"


def test_a_single_text_that_is_far_longer_is_a_note_at_that_text(port: Port) -> None:
    same = {"standfirst": "Ein Wort folgt dem anderen und bleibt dabei. " * 12}
    other = {"standfirst": "Una parola segue l’altra, e così via, come si deve. " * 11}
    (finding,) = port.findings(de={"points": [LONG * 4], **same}, it={"points": [LONG_IT], **other})
    assert finding.code == "length-differs"
    assert marked(finding).startswith("Der Hafen baut")


def test_a_language_far_shorter_than_two_others_is_told(port: Port) -> None:
    port.languages = ("de", "en", "it")
    long = {"points": [LONG * 3]}
    (finding,) = port.findings(de=long, en={"points": ["The port builds. " * 15]}, it={})
    assert "`it` is only" in finding.message


def test_scripts_with_few_characters_are_not_called_short(port: Port) -> None:
    port.languages = ("en", "zh")
    english = "The forecast of the water level decides when container ships come in. " * 3
    chinese = "水位预报决定集装箱船何时进港。船舶运营商据此安排进度。潮汐水位变化决定航行。" * 2
    assert port.codes(en={"summary": english}, zh={"summary": chinese}) == []


def test_short_texts_may_differ_by_much(port: Port) -> None:
    assert (
        port.codes(
            de={"title": "Fast am Ziel"},
            it={"title": "Il porto è quasi arrivato dove doveva arrivare"},
        )
        == []
    )
