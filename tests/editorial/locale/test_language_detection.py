"""The language of a text and of a file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.editorial.locale.language_detection import detect_by_filename, detect_language

SENTENCES = {
    "de": "Der Hafen wächst, und die Stadt ist mit dem Umschlag nicht zufrieden.",
    "it": "Il porto cresce, ma la città non è contenta della quantità di merci che arriva.",
    "en": "The port is growing, and the town is not happy with the number of ships that come.",
    "fr": "Le port grandit, mais la ville n’est pas satisfaite des quantités qui arrivent au quai.",
    "es": "El puerto crece, pero la ciudad no está contenta con los buques que llegan al muelle.",
    "pt": "O porto cresce, mas a cidade não está contente com os navios que chegam ao cais.",
    "nl": "De haven groeit, maar de stad is niet tevreden met het aantal schepen dat hier aankomt.",
    "pl": "Port rośnie, ale miasto nie jest zadowolone z liczby statków, które do niego zawijają.",
    "sv": "Hamnen växer, och staden är inte nöjd med antalet fartyg som kommer till kajen.",
    "ru": "Порт растёт, но город не доволен тем, что на причалы приходит так много судов.",
    "uk": "Порт росте, але місто не задоволене тим, що до причалів заходить так багато суден.",
    "el": "Το λιμάνι μεγαλώνει.",
    "he": "הנמל גדל.",
    "ar": "ينمو الميناء والمدينة غير راضية عن عدد السفن.",
    "fa": "بندر در حال گسترش است و شهر از تعداد کشتی‌ها راضی نیست.",
    "ja": "港は成長している。",
    "zh": "港口在增长，但这个城市对来的船只数量并不满意。",
    "zh-Hant": "港口在增長，但這個城市對來的船隻數量並不滿意。",
    "ko": "항구가 성장하고 있다.",
    "th": "ท่าเรือกำลังเติบโต",
    "hi": "बंदरगाह बढ़ रहा है।",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_sentence_tells_its_language(tag: str) -> None:
    assert detect_language(SENTENCES[tag]) == tag


@pytest.mark.parametrize("text", ["", "13,8 · 2024", "Rotterdam Shanghai", "港口", "Kai – quai"])
def test_a_text_that_fits_many_languages_has_none(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("de.txt", "de"),
        ("hafen.it.md", "it"),
        ("hafen_fr.html", "fr"),
        ("hafen-EN.docx", "en"),
        ("hafen.pt-BR.txt", "pt-BR"),
        ("hafen de.txt", "de"),
        ("hafen.txt", None),
        ("made.in.txt", None),
        ("hafen.xx.txt", None),
        ("ode.txt", None),
    ],
)
def test_a_file_may_be_named_by_its_language(name: str, tag: str | None) -> None:
    assert detect_by_filename(Path(name)) == tag
