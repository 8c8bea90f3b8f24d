"""Languages in different type sizes are told of, with the reason."""

from __future__ import annotations

from brief.press.job.model import DocumentFacts, EditionJob
from brief.press.preflight.type_sizes import describe_sizes


def edition(language: str, characters: int) -> EditionJob:
    facts = DocumentFacts("Tides", (language,), "Port", "", "")
    strings = ("x" * characters,)
    return EditionJob("tides", language, "", facts, strings, "", (characters,), 0)


def test_the_language_with_the_smallest_type_is_told_with_its_length() -> None:
    german, italian, english = edition("de", 1400), edition("it", 1100), edition("en", 900)
    found = describe_sizes(german, 9.0, [(italian, 9.8), (english, 10.5)], 0.4)
    assert found
    assert "`de` is set in 9 pt and `en` in 10.5 pt" in found.message
    assert "1400 characters, those in `en` 900" in found.message
    assert describe_sizes(italian, 9.8, [(german, 9.0), (english, 10.5)], 0.4) is None


def test_a_text_with_fewer_characters_is_not_called_longer() -> None:
    found = describe_sizes(edition("ja", 500), 9.0, [(edition("en", 900), 10.0)], 0.4)
    assert found
    assert "take more room" in found.message


def test_sizes_within_the_limit_are_not_told() -> None:
    german, italian = edition("de", 1400), edition("it", 1100)
    assert describe_sizes(german, 9.6, [(italian, 10.0)], 0.4) is None
    assert describe_sizes(german, 9.6, [], 0.4) is None
