from __future__ import annotations

import unicodedata
from itertools import combinations
from string import Formatter

import pytest
from pydantic import ValidationError

from brief.editorial.locale.locales import get_script
from brief.editorial.locale.page_strings import PageStrings, list_catalogues, page_strings

OFFICIAL_IN_THE_EU = """
    bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv
"""
MORE = "vi zh zh-Hant ja ko th hi ar he fa ur tr uk ru nb nn ka hy"
SCRIPT_NAMES = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Hans": ("CJK UNIFIED",),
    "Hant": ("CJK UNIFIED",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK UNIFIED", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL",),
    "Latn": ("LATIN", "MASCULINE ORDINAL"),
    "Thai": ("THAI",),
}
SLOTS = {
    "embargo": ["date"],
    "edition": ["language"],
    "issue": ["number"],
    "page": ["page"],
    "by": ["name"],
    "accessed": ["date"],
    "photo": ["credit"],
    "almost": ["value"],
    "about": ["value"],
    "over": ["value"],
    "under": ["value"],
    "planned": ["value"],
    "multiple": ["value"],
}


def texts(tag: str) -> dict[str, str]:
    return {name: str(text) for name, text in page_strings(tag).model_dump().items()}


def test_every_promised_language_has_a_catalogue() -> None:
    assert set(list_catalogues()) == {*OFFICIAL_IN_THE_EU.split(), *MORE.split()}
    assert list(list_catalogues()) == sorted(list_catalogues())


@pytest.mark.parametrize("tag", list_catalogues())
def test_every_word_has_its_slot_and_something_to_say(tag: str) -> None:
    for name, text in texts(tag).items():
        slots = [slot for _, slot, _, _ in Formatter().parse(text) if slot is not None]
        assert slots == SLOTS.get(name, []), name
        if name != "list_separator":
            assert text == text.strip(), name
            assert any(unicodedata.category(c)[0] in "LS" for c in text), name


@pytest.mark.parametrize("tag", list_catalogues())
def test_every_word_is_in_the_script_of_its_language(tag: str) -> None:
    allowed = SCRIPT_NAMES[get_script(tag)]
    for name, text in texts(tag).items():
        for slot in SLOTS.get(name, []):
            text = text.replace(f"{{{slot}}}", "")  # noqa: PLW2901 - only letters remain
        strange = [c for c in text if c.isalpha() and not unicodedata.name(c).startswith(allowed)]
        assert not strange, f"{name}: {text}"


def test_no_catalogue_is_a_copy_of_another() -> None:
    for one, other in combinations(list_catalogues(), 2):
        pairs = zip(texts(one).values(), texts(other).values(), strict=True)
        differing = sum(a != b for a, b in pairs)
        assert differing >= 8, f"{one} and {other}"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt-BR", "pt"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-CN", "zh"),
        ("zh-Hans-SG", "zh"),
        ("no", "nb"),
        ("de-CH", "de"),
        ("en-GB", "en"),
        ("iw", "he"),
    ],
)
def test_a_region_has_the_words_of_its_language(tag: str, expected: str) -> None:
    assert page_strings(tag) == page_strings(expected)


@pytest.mark.parametrize("tag", ["sr", "sr-Latn", "sw", "sr-Latn-RS"])
def test_a_language_without_a_catalogue_says_which_exist(tag: str) -> None:
    with pytest.raises(ValueError, match="only in ar, bg, cs") as caught:
        page_strings(tag)
    assert "zh-Hant" in str(caught.value)


def test_a_brand_may_say_a_word_otherwise() -> None:
    own = page_strings("de", {"key_figures": "Auf einen Blick", "by": "Text: {name}"})
    assert own.key_figures == "Auf einen Blick"
    assert own.by.format(name="X") == "Text: X"
    assert own.source == page_strings("de").source
    assert page_strings("de").key_figures == "Kennzahlen"


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"key_figure": "X"}, "did you mean 'key_figures'"),
        ({"zzz": "X"}, "there are key_figures, source"),
        ({"by": "Von"}, r"needs '\{name\}' once"),
        ({"by": "{name} {name}"}, r"needs '\{name\}' once"),
        ({"by": "{nam}"}, r"needs '\{name\}' once"),
        ({"by": "{name"}, r"needs '\{name\}' once"),
        ({"by": "{}"}, r"needs '\{name\}' once"),
        ({"source": "{url}"}, "needs no braces"),
        ({"source": " "}, "must not be empty"),
    ],
)
def test_a_wrong_override_is_explained(overrides: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        page_strings("de", overrides)


def test_an_incomplete_catalogue_is_no_catalogue() -> None:
    whole = texts("it")
    for name in whole:
        with pytest.raises(ValidationError):
            PageStrings(**{key: text for key, text in whole.items() if key != name})
    with pytest.raises(ValidationError):
        PageStrings(**whole, extra="x")  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="needs"):
        PageStrings(**(whole | {"embargo": "Embargo"}))
