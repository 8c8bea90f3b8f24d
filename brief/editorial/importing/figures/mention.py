"""One mention of a number in a text: the noun that names it, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

import yaml

from brief.editorial.importing.figures.motion import (
    Motion,
    Trend,
    is_earlier,
    is_verb,
    read_motion,
)
from brief.editorial.importing.lines.words import normalise_line, words_of
from brief.editorial.locale.language_detection import function_words

if TYPE_CHECKING:
    from brief.editorial.numbers import Quantity

MAX_LABEL = 45
MAX_DISTANCE = 6
"""Words between a year and "founded": one further away belongs to something else."""
_SENTENCE_END = re.compile(r"[.!?…;。！？](?:\s|$)")
_CLAUSE_END = re.compile(r"[^\w\s’'-]|\d")
_WORD = re.compile(r"[^\W_]+")
# "built before 1970", "seit 1962 gebaut": no foundation.
_BEFORE_YEAR = frozenset({
    "after", "before", "by", "since", "until", "bis", "nach", "seit", "vor", "après", "avant",
    "depuis", "antes", "desde", "dal", "prima", "até", "voor", "sinds",
})  # fmt: skip
# "2.1 billion more than planned" is not an intention.
_COMPARED = re.compile(r"(?i)\b(?:than|als|que|quanto|dan|niż|чем|ніж|než|än|end|enn|decât)\s+\w+")
MAX_TITLE_WORDS = 6
_TITLE = re.compile(r"(?:^|[.;!?]\s)(?P<title>[^.:;!?,\d：]+)\s?[:：][*_\s]*(?:[^\W\d]{1,10}\s)?$")
# "linha de crédito", "ligne de crédit"
_BETWEEN_NOUNS = frozenset({"de", "di", "d"})
_QUALIFIER = re.compile(r"\S+ (?:il |l’)?$")


@dataclass(frozen=True, slots=True)
class _FigureWords:
    """What `figure_words.yaml` contains for one language."""

    named: re.Pattern[str] | None
    counted: re.Pattern[str] | None
    paid: re.Pattern[str] | None
    never: frozenset[str]
    founded: tuple[str, ...]
    planned: tuple[str, ...]


Course: TypeAlias = tuple[tuple[int, Decimal], ...]
"""Values by year, as in “from 3.1 in 2018 to 4.2 in 2025”."""


@dataclass(frozen=True)
class Mention:
    """A quantity, and the text and language in which it appears."""

    language: str
    text: str
    quantity: Quantity
    is_lead: bool = False
    is_headline: bool = False
    trend: Trend = ""
    change_start: int = -1
    course: Course = ()

    def find_label(self) -> str:
        """Return the noun directly beside the number that names it, or "".

        It is the noun in "a share of 29%", the one that is counted in "3,100 people", or the one
        whose verb leads to the number: "Revenue rose to 45 million".
        """
        before = self.text[: self.quantity.start]
        title = self._find_title(before)
        # What a headline names before its colon is the topic rather than the figure.
        return (not self.is_headline and title) or self._find_noun(before) or title

    def _find_noun(self, before: str) -> str:
        words = _figure_words(self.language)
        if self.quantity.qualifier:  # without "about" in "a share of about 29%"
            before = _QUALIFIER.sub("", before)
        found = words.named.search(before) if words.named else None
        if found is None and words.counted and self.quantity.kind == "number":
            found = words.counted.match(self.text, self.quantity.end)
        if found is None and words.paid and self.quantity.kind == "money":
            found = words.paid.match(self.text.replace("'", "’"), self.quantity.end)
        label = found["noun"] if found else ""
        first, *middle = _WORD.findall(label.casefold()) or [""]
        parts = {first, *(part for part in middle if part not in _BETWEEN_NOUNS)}
        others = function_words(self.language) | words.never
        is_noun = others.isdisjoint(parts) and not is_verb(label, self.language)
        if label and is_noun and len(label) <= MAX_LABEL:
            return label
        name = self.motion.name
        return "" if name.casefold() in words.never else name

    def _find_title(self, before: str) -> str:
        """Return what a point names before a colon and its number: "Revenue: $45 million"."""
        found = _TITLE.search(before)
        title = found["title"].strip(" *_") if found else ""
        words = title.split()
        if not words or len(words) > MAX_TITLE_WORDS or not 2 < len(title) <= MAX_LABEL:  # noqa: PLR2004 - a word
            return ""
        is_mark = normalise_line(title) in words_of("summary") | words_of("points")
        return "" if is_mark else title

    @cached_property
    def motion(self) -> Motion:
        """What the number measures by the verb of its clause, and whether it rises or falls."""
        return read_motion(self.text, self.quantity, self.language, self.change_start)

    def can_count(self) -> bool:
        """Return whether the nouns that are counted are known in the language."""
        return _figure_words(self.language).counted is not None

    def is_earlier(self) -> bool:
        """Return whether it is a value of before: "up from 2.9 billion"."""
        return is_earlier(self.text, self.quantity, self.language)

    def is_founding_year(self) -> bool:
        """Return whether it is the year of a foundation or a listing, by the words around it."""
        before = _CLAUSE_END.split(self.text[: self.quantity.start])[-1]
        if before.split()[-1:] and before.split()[-1].casefold() in _BEFORE_YEAR:
            return False
        after = _CLAUSE_END.split(self.text[self.quantity.end :])[0]
        near = [*before.split()[-MAX_DISTANCE:], *after.split()[:MAX_DISTANCE]]
        return _has_stem(near, _figure_words(self.language).founded)

    def is_planned(self) -> bool:
        """Return whether the sentence speaks of an intention."""
        before = _SENTENCE_END.split(self.text[: self.quantity.start])[-1]
        after = _SENTENCE_END.split(self.text[self.quantity.end :])[0]
        sentence = _COMPARED.sub(" ", f"{before} {after}")
        return _has_stem(_WORD.findall(sentence), _figure_words(self.language).planned)


def _has_stem(words: list[str], stems: tuple[str, ...]) -> bool:
    return bool(stems) and any(word.casefold().startswith(stems) for word in words)


@lru_cache(maxsize=64)
def _figure_words(tag: str) -> _FigureWords:
    entry = _read_figure_words().get(tag.partition("-")[0], {})
    named = counted = paid = None
    of = entry.get("of", "(?!)")
    if "named" in entry:
        before, noun = entry["before"], entry["named"]
        named = re.compile(rf"(?<!\w)(?i:{before})(?P<noun>{noun}) (?:{of})$")
    if "counted" in entry:
        counted = re.compile(rf"[ \u00a0](?:{of})?(?P<noun>{entry['counted']})(?![\w’'-])")
    if "paid" in entry:
        paid = re.compile(rf"[ \u00a0]{entry['paid']}(?=[\s.,;:!?)])")
    never, founded, planned = (
        entry.get(key, "").split() for key in ("never", "founded", "planned")
    )
    return _FigureWords(named, counted, paid, frozenset(never), tuple(founded), tuple(planned))


@lru_cache(maxsize=1)
def _read_figure_words() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("figure_words.yaml").read_text("utf-8")
    read: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and dicts only
    return read
