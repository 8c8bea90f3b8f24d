from __future__ import annotations

import pytest

from brief.editorial.locale.locales import (
    get_direction,
    get_quotation_marks,
    get_script,
    language_name,
    parse_locale,
)
from brief.editorial.locale.page_strings import list_catalogues
from brief.language_tags import canonical_tag


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "Latn"),
        ("zh", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-HK", "Hant"),
        ("zh-Hant", "Hant"),
        ("ja", "Jpan"),
        ("ko", "Kore"),
        ("sr", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("ar", "Arab"),
        ("el", "Grek"),
        ("hy", "Armn"),
        ("ka", "Geor"),
        ("th", "Thai"),
        ("hi", "Deva"),
        ("he", "Hebr"),
    ],
)
def test_a_script_left_out_is_the_likely_one(tag: str, expected: str) -> None:
    assert get_script(tag) == expected


def test_four_of_our_languages_run_from_right_to_left() -> None:
    assert {tag for tag in list_catalogues() if get_direction(tag) == "rtl"} == {
        "ar",
        "fa",
        "he",
        "ur",
    }
    assert get_direction("ar-EG") == "rtl"
    assert get_direction("de-CH") == "ltr"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("pt-br", "pt-BR"), ("ZH-hant-tw", "zh-Hant-TW"), ("IT", "it"), ("zh-TW", "zh-TW")],
)
def test_a_tag_has_the_letter_case_of_bcp_47(written: str, expected: str) -> None:
    assert canonical_tag(written) == expected


def test_old_codes_mean_what_they_meant() -> None:
    assert parse_locale("no") == parse_locale("nb")
    assert parse_locale("iw") == parse_locale("he")


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("italian", "did you mean 'it'?"),
        ("German", "did you mean 'de'?"),
        ("it_IT", "did you mean 'it-IT'?"),
        ("de-", "did you mean 'de'?"),
        ("root", "is not a known language tag"),
        ("xx", "like 'it' or 'pt-BR'"),
        ("", "like 'it' or 'pt-BR'"),
        ("../de", "is not a known language tag"),
        ("de-u-nu-latn", "is not a known language tag"),
    ],
)
def test_an_unknown_tag_says_which_one_is_near(tag: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a known language tag") as caught:
        parse_locale(tag)
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("tag", "in_tag", "expected"),
    [
        ("it", "it", "Italiano"),
        ("de", "it", "Tedesco"),
        ("pt-BR", "pt", "Português (Brasil)"),
        ("zh-Hant", "zh-Hant", "繁體中文"),
        ("en-GB", "en", "British English"),
        ("tr", "tr", "Türkçe"),
        ("it", "tr", "İtalyanca"),
        ("ka", "ka", "ქართული"),
        ("el", "el", "Ελληνικά"),
        ("ar", "ar", "العربية"),
    ],
)
def test_a_language_name_stands_alone(tag: str, in_tag: str, expected: str) -> None:
    assert language_name(tag, in_tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "„“‚‘"),
        ("it", "«»“”"),
        ("en", "“”‘’"),
        ("fr-CH", "«»‹›"),
        ("pt", "“”‘’"),
        ("pt-PT", "«»“”"),
        ("zh", "“”‘’"),
        ("zh-TW", "「」『』"),
        ("ja", "「」『』"),
        ("sv", "””’’"),
        ("ru", "«»„“"),
        ("no", "«»‘’"),
        ("sw", "“”‘’"),
    ],
)
def test_quotation_marks_are_those_of_cldr(tag: str, expected: str) -> None:
    assert "".join(get_quotation_marks(tag)) == expected
