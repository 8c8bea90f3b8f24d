"""A label that the writer typed, too, is printed once."""

from __future__ import annotations

import re

import pytest

from brief.design.citation import cite_source
from brief.design.text.labels import drop_label, fill_issue, fill_label
from brief.editorial.locale.page_strings import list_catalogues, page_strings
from brief.editorial.models.content import Source


@pytest.mark.parametrize("tag", list_catalogues())
def test_typed_labels_are_printed_once_in_every_language(tag: str) -> None:
    words = page_strings(tag)
    for pattern, text in (
        (words.issue, "41"),
        (words.page, "12–14"),
        (words.by, "Ada Berg"),
        (words.photo, "Ada Berg / Kai"),
    ):
        once = re.sub(r"\{\w+\}", text, pattern)
        assert fill_label(pattern, text) == once
        assert fill_label(pattern, once) == once
    for issue in ("Nr. 41", "n. 41", "No 41", "N.º 41", "№ 41", "#41", "第41期"):
        assert fill_issue(words.issue, issue) == fill_issue(words.issue, "41")


@pytest.mark.parametrize(
    ("pattern", "typed", "printed"),
    [
        ("Nr. {number}", "nr.41", "Nr. 41"),
        ("Nr. {number}", "Heft 3", "Heft 3"),
        ("Nr. {number}", "Sommer 2026", "Sommer 2026"),
        ("Nr. {number}", "41. Ausgabe", "41. Ausgabe"),
        ("Nr. {number}", "A12", "Nr. A12"),
        ("p. {page}", "pp. 12-14", "pp. 12-14"),
        ("第{number}期", "41期", "第41期"),
        ("第{number}期", "第41號", "第41號"),
        ("{number}. szám", "41 szám", "41. szám"),
        ("Foto: {credit}", "FOTO:Berg", "Foto: Berg"),
        ("Foto: {credit}", "Foto der Kammer", "Foto der Kammer"),
        ("Foto: {credit}", "Grafik: Berg", "Grafik: Berg"),
        ("Foto: {credit}", "Fotohaus Berg", "Foto: Fotohaus Berg"),
        ("Foto: {credit}", "© Berg", "Foto: © Berg"),
        ("Foto: {credit}", "https://kai.example/a", "Foto: https://kai.example/a"),
        ("Foto: {credit}", "Foto", "Foto"),
        ("Von {name}", "Von der Redaktion", "Von der Redaktion"),
        ("Von {name}", "von: Ada Berg", "Von Ada Berg"),
        ("Von {name}", "Text und Bild: Ada Berg", "Text und Bild: Ada Berg"),
        ("Von {name}", "Vonmetz Ada", "Von Vonmetz Ada"),
        ("By {name}", "by-line Office", "By by-line Office"),
        ("文：{name}", "文子", "文：文子"),
        ("文：{name}", "文:文子", "文：文子"),
        ("โดย {name}", "โดยเอดา", "โดย เอดา"),
    ],
)
def test_a_label_of_its_own_is_left_as_it_is(pattern: str, typed: str, printed: str) -> None:
    assert fill_label(pattern, typed) == printed


def test_a_source_is_named_without_the_labels_that_the_footer_adds() -> None:
    source = Source(publication="Quelle: Hafenblatt", issue="Nr. 7", page="S. 12")
    assert cite_source(source, "de", page_strings("de")).plain == "Hafenblatt, Nr. 7, S. 12"
    assert drop_label("Hafen: Blatt", "Quelle", "Quellen") == "Hafen: Blatt"
    assert drop_label("来源：港报", "来源") == "港报"
