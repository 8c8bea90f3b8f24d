"""Texts are in the language of their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.locale.language_detection import find_other_language

if TYPE_CHECKING:
    from tests.editorial.agreement.conftest import Port

GERMAN = {
    "title": "Der Hafen wächst und mit ihm die Stadt",
    "summary": "Die Behörde hat den Ausbau der Kais genehmigt, und er wird in einem Jahr beginnen.",
    "points": [
        "Für den Umbau ist eine neue Straße nötig, die auch nachts von Lastwagen befahren wird.",
        "Das Geld wird nicht von der Stadt, sondern von den Reedereien kommen.",
    ],
}
ITALIAN = {
    "title": "Il porto cresce, e con esso la città",
    "summary": "L’autorità ha approvato l’ampliamento delle banchine, che comincerà tra un anno.",
    "points": [
        "Per i lavori è necessaria una strada nuova, che di notte sarà usata anche dai camion.",
        "Il denaro non verrà dalla città, ma dalle compagnie che usano i moli del porto.",
    ],
}


def test_texts_in_their_language_are_not_told(port: Port) -> None:
    assert port.codes(de=GERMAN, it=ITALIAN) == []


def test_exchanged_files_are_told_once_each(port: Port) -> None:
    first, second = port.findings(de=ITALIAN, it=GERMAN)
    assert first.message == "the text is in Italian, but the file is named de.yaml"
    assert second.message == "the text is in German, but the file is named it.yaml"
    assert "exchange the names of de.yaml and it.yaml" in first.remedy


def test_a_file_that_was_copied_and_not_translated_is_told_once(port: Port) -> None:
    (found,) = port.findings(de=GERMAN, it=GERMAN)
    assert found.code == "other-language"
    assert found.remedy.startswith("translate its texts; de.yaml is in German already")


def test_a_file_in_a_language_that_no_file_has_is_to_be_renamed(port: Port) -> None:
    port.languages = ("de", "fr")
    (found,) = port.findings(de=GERMAN, fr=ITALIAN)
    assert found.remedy.startswith("rename the file to it.yaml, or translate")


def test_a_text_left_in_the_other_language_is_told_at_its_place(port: Port) -> None:
    left = {**ITALIAN, "points": [ITALIAN["points"][0], GERMAN["points"][0]]}
    german = {
        **GERMAN,
        "points": ["Am Kai der Reederei wird auch sonntags gearbeitet.", *GERMAN["points"][1:]],
    }
    (found,) = port.findings(de=german, it=left)
    assert found.code == "other-language"
    assert found.place is not None
    assert (found.place.path, "Straße" in found.place.text) == ("content/harbour/it.yaml", True)


def test_an_identical_text_is_told_as_such_only(port: Port) -> None:
    left = {**ITALIAN, "points": [ITALIAN["points"][0], GERMAN["points"][1]]}
    assert port.codes(de=GERMAN, it=left) == ["text-identical"]


def test_a_text_in_another_language_may_be_meant(port: Port) -> None:
    left = {**ITALIAN, "standfirst": GERMAN["points"][0]}
    german = {**GERMAN, "standfirst": "Der Ausbau ist beschlossen, und die Stadt ist zufrieden."}
    value = GERMAN["points"][0]
    port.more["it"] = f'waive: [{{code: other-language, value: "{value}", reason: so}}]\n'
    assert port.codes(de=german, it=left) == []


@pytest.mark.parametrize(
    "point",
    [
        "Il ministro: “Wir haben das nicht gewollt, und es ist auch nicht so gekommen.”",
        "Il saggio *Der Hafen und die Stadt in der Zeit von 1900 bis 1950* è in ristampa.",
        "Ne scrivono Die Zeit, Der Spiegel, Der Standard, Die Presse e Das Magazin.",
        "Hapag-Lloyd, Deutsche Bahn, Port of Rotterdam Authority",
        "The Bank of England and the ECB",
    ],
)
def test_quotations_titles_and_names_may_be_in_another_language(port: Port, point: str) -> None:
    italian = {**ITALIAN, "points": [ITALIAN["points"][0], point]}
    assert "other-language" not in port.codes(de=GERMAN, it=italian)


CLOSE = {
    "nb": "Havnen vokser, og byen er ikke fornøyd med antallet skip som kommer til kaia.",
    "da": "Havnen vokser, og byen er ikke tilfreds med antallet af skibe, der kommer til kajen.",
    "hr": "Luka raste, ali grad nije zadovoljan brojem brodova koji pristaju na obalu i na doku.",
    "uk": "Порт росте, але місто не задоволене тим, що до причалів заходить так багато суден.",
    "bg": "Пристанището расте, но градът не е доволен от броя на корабите, които идват на кея.",
}


@pytest.mark.parametrize("tag", CLOSE)
@pytest.mark.parametrize("other", ["nn", "nb", "da", "sl", "ru", "bg", "uk"])
def test_a_sentence_does_not_tell_close_languages_apart(tag: str, other: str) -> None:
    close = ({"nb", "nn", "da"}, {"hr", "sl"}, {"ru", "uk", "bg"})
    if any({tag, other} <= family for family in close):
        assert find_other_language(CLOSE[tag], other, [tag]) is None


@pytest.mark.parametrize(
    ("text", "tag", "found"),
    [
        ("港口在增长，但这个城市对来的船只数量并不满意，因为码头上的卡车太多。", "de", "zh"),
        (
            "Порт растёт, но город не доволен тем, что на причалы приходит так много судов.",
            "en",
            "ru",
        ),
        ("The port is growing, and the town is not happy with the number of ships.", "ja", "en"),
        ("The port is growing, and the town is not happy with the number of ships.", "en-GB", None),
    ],
)
def test_scripts_and_regions_are_known(text: str, tag: str, found: str | None) -> None:
    assert find_other_language(text, tag) == found
