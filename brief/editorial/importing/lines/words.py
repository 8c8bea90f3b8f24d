"""The words by which lines of press texts are recognised, by language."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import category, normalize

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

COLON = re.compile(r"\s*[:：﹕]\s*")
SENTENCE_END = re.compile(r"[.!?…;。！？]$")
ANY = "any"
"""The file of the words that texts of every language contain."""

_ENDS = " \t.,:：…!！»›→>«‹←|·-–—*_【】[]（）()＜＞<〈〉《》〔〕■□◆●▼"
_WIDE_SPACE = re.compile(r"(?<=[⺀-鿿]) (?=[⺀-鿿])")
_FIRST_WITHOUT_SPACES = 0x2E80
"""The first character of the blocks of Chinese, Japanese and Korean."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def normalise_line(line: str) -> str:
    """Return a line in lower case without accents, and without signs and stops at its ends."""
    text = strip_signs(line).strip(_ENDS).casefold()
    return _without_accents(" ".join(text.replace("'", "’").split()))


def strip_signs(line: str) -> str:
    """Return a line without pictographs, arrows and bullets before its first letter or digit."""
    text = line.strip()
    at = 0
    while at < len(text) and not (text[at].isalnum() or text[at] in "#-–—(<[\"'“”„«‘’©"):
        at += 1
    return text[at:].strip() if at < len(text) else text


def strip_pictures(line: str) -> str:
    """Return a line without the pictographs that some editors put before a headline."""
    at = 0
    while at < len(line) and (category(line[at]) in {"So", "Mn", "Cf"} or line[at].isspace()):
        at += 1
    return line[at:] if at < len(line) and category(line[0]) == "So" else line


def words_of(key: str, language: str = "") -> frozenset[str]:
    """Return the entries of a key as `normalise_line` does: of a language and English, or all."""
    return _bare_words_of(key, _file_name(language))


def written_words_of(key: str, language: str = "") -> frozenset[str]:
    """Return the entries of a key in lower case, with their accents."""
    return _words_of(key, _file_name(language))


def find_opening(text: str, key: str, language: str = "") -> str:
    """Return the longest entry of a key that a text in lower case begins with, or "".

    In scripts with spaces between words, the entry ends where a word of the text does.
    """
    for entry in _by_opening(key, _file_name(language)).get(text[:1], ()):
        if text.startswith(entry) and _is_word_end(text, len(entry)):
            return entry
    return ""


def find_ending(text: str, key: str, language: str = "") -> str:
    """Return an entry of a key that a text in lower case ends with, or ""."""
    name = _file_name(language)
    entries = _words_of(key, name) | _bare_words_of(key, name)
    return next((each for each in entries if text.endswith(each) and each != text), "")


def _is_word_end(text: str, at: int) -> bool:
    """Return whether a word ends before `at`; any place will do between ideographs."""
    before, after = text[at - 1 : at], text[at : at + 1]
    return not (after.isalnum() and before.isalnum()) or ord(before) >= _FIRST_WITHOUT_SPACES


def languages_with_words() -> tuple[str, ...]:
    """Return the languages that have words."""
    return tuple(sorted(tag for tag in _read_words() if tag != ANY))


@lru_cache(maxsize=64)
def _file_name(language: str) -> str:
    """Return the name of a language's file, or "" for all languages."""
    from brief.editorial.locale.page_strings import find_catalogue

    try:
        return find_catalogue(language) if language else ""
    except ValueError:
        return ""


@lru_cache(maxsize=512)
def _words_of(key: str, name: str) -> frozenset[str]:
    known = _read_words()
    read = (known[name], known["en"], known[ANY]) if name else known.values()
    return frozenset(entry for each in read for entry in each.get(key, ()))


@lru_cache(maxsize=512)
def _bare_words_of(key: str, name: str) -> frozenset[str]:
    return frozenset(map(_without_accents, _words_of(key, name)))


def _without_accents(text: str) -> str:
    """Return a text without accents: capitals of Greek have none, those of Turkish a dot or none.

    Between ideographs, spaces are only looks: "報道関係者 各位".
    """
    if text.isascii():
        return text
    bare = "".join(c for c in normalize("NFD", text) if category(c) != "Mn")
    return _WIDE_SPACE.sub("", normalize("NFC", bare).replace("ı", "i"))


@lru_cache(maxsize=512)
def _by_opening(key: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of a key by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    entries = _words_of(key, name) | _bare_words_of(key, name)
    for entry in sorted(entries, key=lambda each: (-len(each), each)):
        found.setdefault(entry[:1], []).append(entry)
    return {first: tuple(entries) for first, entries in found.items()}


@lru_cache(maxsize=1)
def _read_words() -> dict[str, dict[str, tuple[str, ...]]]:
    from brief.editorial.locale.page_strings import list_catalogues, page_strings

    folder = files("brief.editorial.importing").joinpath("words")
    read: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in folder.iterdir():
        entries = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader of PyYAML's
        read[path.name.removesuffix(".yaml")] = {key: _fold(each) for key, each in entries.items()}
    for tag in list_catalogues():
        strings = page_strings(tag)
        own = read.setdefault(tag, {})
        own["summary"] = (*own.get("summary", ()), *_fold([strings.summary]))
        own["source"] = (*own.get("source", ()), *_fold([strings.source]))
    return read


def _fold(entries: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(entry).casefold().replace("'", "’") for entry in entries)
