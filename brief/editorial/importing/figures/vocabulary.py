"""The words of a text, told apart by the little that `label_words.yaml` knows of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.numbers import Quantity

SHORT = 3
MOST_SAID = 2

Role = Literal["content", "inside", "and", "outside", "comma", "bracket", "end", "number", "day"]

_WORD = r"(?:(?<!\w)-)?[^\W_]+(?:[-–&.’'/][^\W_]+)*(?:-)?"
_ELIDED = re.compile(rf"[^\W\d_]{{1,5}}[’'](?=\w|$)|{_WORD}|[^\w\s]")
_WHOLE = re.compile(rf"{_WORD}|[^\w\s]")
_COMMAS, _BRACKETS = frozenset(",–—"), frozenset("()[]")
_TRANSPARENT = frozenset("„“”«»\"'‘’‚‹›*")
_INSIDE_LINKS = frozenset("&")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `label_words.yaml` says of a language; a language that it lacks has nothing."""

    inside: frozenset[str]
    conjunctions: frozenset[str]
    outside: frozenset[str]
    founded: tuple[str, ...]
    planned: tuple[str, ...]
    infinitives: tuple[str, ...]
    comparing: frozenset[str]
    articles: frozenset[str]
    being: frozenset[str]
    having: frozenset[str]
    participles: tuple[str, ...]
    plurals: tuple[str, ...]
    plural_verbs: tuple[str, ...]
    elided: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign, or a whole quantity, with its part in what is looked for."""

    start: int
    end: int
    text: str
    role: Role
    is_cue: bool = False


@lru_cache(maxsize=64)
def vocabulary(tag: str) -> Vocabulary:
    """Return the words of a language that help to find names."""
    entry = _entries().get(tag.partition("-")[0], {})

    def words(key: str) -> tuple[str, ...]:
        return tuple(entry.get(key, "").replace("'", "’").split())

    return Vocabulary(
        frozenset(words("inside") + words("and")),
        frozenset(words("and")),
        frozenset(words("outside")),
        words("founded"),
        words("planned"),
        words("infinitives"),
        frozenset(words("comparing")),
        frozenset(words("articles")),
        frozenset(words("being")),
        frozenset(words("having")),
        words("participles"),
        words("plurals"),
        words("plural_verbs"),
        entry.get("elided") == "yes",
        entry.get("nouns") == "capitals",
    )


@lru_cache(maxsize=1)
def _entries() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("label_words.yaml").read_text("utf-8")
    read: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and dicts only
    return read


def shortened_name(name: str, most: int, tag: str) -> str:
    """Return a name in hyphens cut to `most` characters, at a word, and at none that says nothing.

    "akademie-der-wissenschaften" becomes "akademie", and not "akademie-der". A name that is short
    enough is kept as it is.
    """
    if len(name) <= most:
        return name
    words = name.split("-")
    known = vocabulary(tag)
    small = known.inside | known.outside
    while len(words) > 1 and (
        len("-".join(words)) > most or words[-1] in small or len(words[-1]) == 1
    ):
        words.pop()
    return "-".join(words)[:most].strip("-")


def tokens_of(text: str, tag: str, quantities: Sequence[Quantity]) -> tuple[Token, ...]:
    """Return the words and signs of a text; a quantity is one token."""
    words = vocabulary(tag)
    pattern = _ELIDED if words.elided else _WHOLE
    found: list[Token] = []
    at = 0
    for quantity in [*quantities, None]:
        until = quantity.start if quantity else len(text)
        found += (
            _token(match[0], at + match.start(), words)
            for match in pattern.finditer(text[at:until])
            if match[0] not in _TRANSPARENT
        )
        if quantity:
            role: Role = "day" if quantity.kind in {"date", "year", "time"} else "number"
            if quantity.kind in {"name", "ordinal"}:
                role = "content"
            found.append(Token(quantity.start, quantity.end, quantity.text, role))
            at = quantity.end
    return tuple(_with_verbs(list(_with_names(found, words)), words))


def _with_names(tokens: list[Token], words: Vocabulary) -> Iterator[Token]:
    """Yield tokens, a word with a capital within a sentence as content: Harbour Works."""
    opens = True
    for token in tokens:
        is_name = token.role == "outside" and is_capital(token.text) and not opens
        if is_name and not words.capitals and len(token.text) > SHORT:
            yield replace(token, role="content")
        else:
            yield token
        opens = token.role == "end"


def _with_verbs(tokens: list[Token], words: Vocabulary) -> Iterator[Token]:
    """Yield tokens, what a verb says of its subject as no part of a name: "è rimasto stabile".

    After a form of "to be" that is up to two small words; after one of "to have" a participle
    first. After a noun in the plural, a word that ends as verbs of the plural do is one, for an
    adjective would agree with the noun: "personas usan".
    """
    tells, said = "", 0
    before: Token | None = None
    for token in tokens:
        folded = token.text.casefold().replace("'", "’")
        is_open = token.role == "content" and not token.is_cue and token.text[:1].islower()
        if folded in words.being | words.having:
            tells, said = ("being" if folded in words.being else "having"), 0
            is_open, token = False, replace(token, role="outside")  # noqa: PLW2901 - one with its part
        elif is_open and tells and (tells == "being" or folded.endswith(words.participles)):
            said += 1
            tells = "being" if said < MOST_SAID else ""
            yield replace(token, role="outside")
            before = None
            continue
        elif token.role != "outside" or folded in words.articles:
            tells = ""
        if is_open and before and _is_plural_verb(before.text, folded, words):
            yield replace(token, role="outside")
        else:
            yield token
        before = token if token.role == "content" else None


def _is_plural_verb(noun: str, word: str, words: Vocabulary) -> bool:
    ends = bool(words.plurals) and noun.endswith(words.plurals) and noun[-1] != word[-1]
    return ends and word.endswith(words.plural_verbs)


def _token(text: str, start: int, words: Vocabulary) -> Token:
    folded = text.casefold().replace("'", "’")
    is_cue = bool(words.founded) and folded.startswith(words.founded)
    role: Role = "content"
    if not text[-1].isalnum() and not text[0].isalnum():
        role = "comma" if text in _COMMAS else "bracket" if text in _BRACKETS else "end"
        role = "inside" if text in _INSIDE_LINKS else role
    elif is_cue:
        role = "content"
    elif folded in words.inside:
        role = "and" if folded in words.conjunctions else "inside"
    elif folded in words.outside or (
        words.capitals and not is_capital(text) and len(text) <= SHORT
    ):
        role = "outside"
    return Token(start, start + len(text), text, role, is_cue)


def is_capital(text: str) -> bool:
    """Say whether a word has a capital, after the hyphen that may stand for its first part."""
    return text.lstrip("-")[:1].isupper()
