"""Hyphenation dictionaries are opened once, kept, and never believed when they are damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyphen
import pytest

from brief.press.fonts.hyphenation import open_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORD = "extraordinarily"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of cached dictionaries, one of the test's own; no dictionary is open."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    open_ones = dict(pyphen.hdcache)
    close()
    yield tmp_path / "brief" / "hyphenation"
    close()
    pyphen.hdcache.update(open_ones)


def close() -> None:
    """Forget the dictionaries that are open, as the end of a process does."""
    pyphen.hdcache.clear()
    open_dictionary.cache_clear()


def positions(language: str, word: str = WORD) -> list[int]:
    """Return where a word may be hyphenated."""
    found = open_dictionary(language)
    assert found
    return [int(place) for place in found.positions(word)]


def from_pyphen(language: str, word: str = WORD) -> list[int]:
    """Return where Pyphen, left to itself, would hyphenate the word."""
    own = pyphen.Pyphen(lang=language, cache=False)
    return [int(place) for place in own.positions(word)]


LANGUAGES = ("en_US", "it_IT", "fr", "ru_RU", "el_GR")
LARGEST = pytest.param("hu_HU", marks=pytest.mark.slow)


@pytest.mark.parametrize("language", [*LANGUAGES, LARGEST])
def test_what_was_kept_hyphenates_as_pyphen_does(language: str) -> None:
    """Read from the dictionary and read from the cache, the patterns are the same."""
    words = (WORD, "Donaudampfschiff", "össze", "предприниматель", "καλημέρα", "l'encyclopédie")
    own = [from_pyphen(language, word) for word in words]
    assert [positions(language, word) for word in words] == own
    close()
    assert [positions(language, word) for word in words] == own


def test_the_second_process_reads_no_patterns(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary that is kept is taken as it is."""
    before = positions("en_US")
    assert len(list(kept.glob("??/*_en_US-*.patterns"))) == 1
    close()
    monkeypatch.delattr(pyphen.HyphDict, "__init__")
    assert positions("en_US") == before


def test_weasyprint_gets_the_dictionary_that_is_open() -> None:
    """Pyphen makes no second one of the same file."""
    found = open_dictionary("it")
    assert found
    assert pyphen.Pyphen(lang="it").hd is found.hd


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5000])
def test_a_damaged_dictionary_is_made_anew(kept: Path, damage: bytes) -> None:
    """It is found out by its hash, and replaced."""
    before = positions("en_US")
    (file,) = kept.glob("??/*")
    whole = file.read_bytes()
    file.write_bytes(whole[:40] + damage)
    close()
    assert positions("en_US") == before
    assert file.read_bytes() == whole


def test_another_version_of_pyphen_reads_its_own(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one version made of a dictionary is not given to another."""
    positions("en_US")
    (file,) = kept.glob("??/*")
    close()
    monkeypatch.setattr(pyphen, "__version__", "0.0.1")
    positions("en_US")
    assert len(list(kept.glob("??/*"))) == 2
    assert file.exists()


def test_patterns_that_change_letters_are_left_to_pyphen(kept: Path) -> None:
    """Hungarian `össze` is parted as `ösz-sze`, which is more than a number."""
    assert positions("hu_HU", "össze") == from_pyphen("hu_HU", "össze")
    assert not kept.exists()


def test_a_cache_that_cannot_be_written_costs_time_only(
    kept: Path,
) -> None:
    """A file in the folder's place changes nothing on the page."""
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"")
    assert positions("en_US") == from_pyphen("en_US")


def test_a_language_without_patterns_has_no_dictionary() -> None:
    """Chinese breaks lines otherwise, and a page may have no language."""
    assert open_dictionary("zh") is None
    assert open_dictionary("") is None
