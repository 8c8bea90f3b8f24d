"""The mail's own strings: all languages have them, in their own script."""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from itertools import combinations

import pytest
from pydantic import ValidationError

from brief.editorial.locale.locales import get_script
from brief.editorial.locale.mail_strings import MailStrings, mail_strings
from brief.editorial.locale.page_strings import list_catalogues
from tests.editorial.locale.test_page_strings import SCRIPT_NAMES


def texts(tag: str) -> dict[str, str]:
    return {name: str(text) for name, text in mail_strings(tag).model_dump().items()}


def test_the_same_languages_as_for_pages_have_a_catalogue() -> None:
    folder = files("brief.editorial.locale") / "catalogue" / "mail"
    assert {entry.name for entry in folder.iterdir()} == {
        f"{tag}.yaml" for tag in list_catalogues()
    }


@pytest.mark.parametrize("tag", list_catalogues())
def test_every_text_is_in_the_script_of_its_language(tag: str) -> None:
    allowed = SCRIPT_NAMES[get_script(tag)]
    for name, text in texts(tag).items():
        assert text == text.strip(), name
        assert not set("{}<>\n") & set(text), name
        # a file format has the same name everywhere
        letters = [c for c in text.replace("PDF", "") if c.isalpha()]
        assert letters, name
        assert all(unicodedata.name(c).startswith(allowed) for c in letters), f"{name}: {text}"


@pytest.mark.parametrize("tag", list_catalogues())
def test_sentences_end_and_labels_do_not(tag: str) -> None:
    for name, text in texts(tag).items():
        is_sentence = name in {"reason", "attached"}
        ends = text.endswith((".", "。", "।", "۔", "։")) or tag == "th"
        assert ends == is_sentence or tag == "th", f"{name}: {text}"


def test_no_catalogue_is_a_copy_of_another() -> None:
    for one, other in combinations(list_catalogues(), 2):
        pairs = zip(texts(one).values(), texts(other).values(), strict=True)
        assert sum(a != b for a, b in pairs) >= 4, f"{one} and {other}"


@pytest.mark.parametrize(
    ("tag", "expected"), [("pt-BR", "pt"), ("zh-TW", "zh-Hant"), ("no", "nb"), ("de-CH", "de")]
)
def test_a_region_has_the_words_of_its_language(tag: str, expected: str) -> None:
    assert mail_strings(tag) == mail_strings(expected)


def test_a_language_without_a_catalogue_says_which_exist() -> None:
    with pytest.raises(ValueError, match="only in ar, bg, cs"):
        mail_strings("sw")


def test_an_incomplete_catalogue_is_no_catalogue() -> None:
    whole = texts("it")
    for name in whole:
        with pytest.raises(ValidationError):
            MailStrings(**{key: text for key, text in whole.items() if key != name})
