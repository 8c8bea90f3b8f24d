"""Personal copies have their words in every language of the catalogue."""

from __future__ import annotations

from string import Formatter
from unicodedata import normalize

import pytest

from brief.editorial.locale.page_strings import list_catalogues
from brief.editorial.locale.prepared_for import find_prepared_for, read_prepared_for


def test_every_language_has_the_words() -> None:
    assert tuple(read_prepared_for()) == list_catalogues()


@pytest.mark.parametrize("tag", list_catalogues())
def test_the_words_have_one_place_for_the_name(tag: str) -> None:
    pattern = find_prepared_for(tag)
    assert [slot for _, slot, _, _ in Formatter().parse(pattern) if slot is not None] == ["name"]
    assert pattern == pattern.strip() == normalize("NFC", pattern)
    assert tag == "en" or pattern != find_prepared_for("en")


def test_a_region_has_the_words_of_its_language() -> None:
    assert find_prepared_for("pt-BR") == find_prepared_for("pt")
    assert find_prepared_for("zh-TW") == find_prepared_for("zh-Hant")
    with pytest.raises(ValueError, match="not available"):
        find_prepared_for("sw")
