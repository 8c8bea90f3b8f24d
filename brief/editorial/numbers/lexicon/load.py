"""Load the lexicon of a language: its word list, `words/<language>.yaml`, and CLDR."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from brief.editorial.locale.locales import parse_locale
from brief.editorial.numbers.lexicon.cldr import add_cldr_words
from brief.editorial.numbers.lexicon.lexicon import Lexicon, Sense
from brief.editorial.numbers.text import divide, fold_case, get_decimal_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# All scalars stay strings: `no` is a word, and `1e9` a key.
_LOADER: type[yaml.BaseLoader | yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Sections that list forms by value, by name, or without a key.
_BY_VALUE = (
    *("number", "scale", "scale-letter", "ordinal", "fraction", "multiple", "hint", "and-part"),
    *("month", "month-short", "vague", "decade-word", "century-word", "era", "half-year-number"),
    *("solar-month", "tenths", "month-in-case"),
)
_BY_NAME = (
    *("unit", "unit-sign", "currency", "currency-sign", "nation", "qualifier", "period"),
    *("period-of-year", "minutes-past", "period-before", "dual", "calendar-mark"),
)
_FORMS_ONLY = (
    *("join", "of", "and", "to", "between", "from", "clock", "clock-before", "am", "pm", "noon"),
    *("midnight", "century", "decade", "decade-mark", "past-year", "article", "ambiguous-month"),
    *("minus", "ordinal-mark", "month-before", "doubtful", "times", "not-a-number", "half-to"),
    *("label", "one", "join-in-word", "year-mark", "month-mark", "day-mark", "out-of", "the"),
    *("clock-at", "each", "year-word", "minus-degrees", "below-zero", "by", "onto", "ago"),
    *("last-or-next", "from-case"),
    *("in-every", "percent-before", "further", "verb-or-unit", "in-area", "hour-of-one"),
    *("numbered", "inch-mark", "rise", "fall", "change", "instead"),
    *("clock-before-minutes",),
    *("in-period", "both", "several", "rise-after", "fall-after", "rise-before", "fall-before"),
    *("minutes-before", "minutes-to", "half-hour", "quarter-hour", "hour-minus", "hour-plus"),
    *("counter", "parts-of", "and-more", "half-more", "ordinal-before", "year-before"),
    *("day-before", "am-before", "pm-before", "minute-mark", "clock-half", "half-past", "prefix"),
    *(
        "not-tenths",
        "not-a-day",
        "point",
        "century-before",
        "speed-before",
        "teen-after",
        "day-word",
    ),
)
_SWITCHES = (
    *("compound-numbers", "dotted-ordinals", "digits-and-units", "bounded-numbers", "adds-scales"),
    *("units-first", "calendar", "of-before-units", "mixed-grouping", "adds-hundreds"),
    "decimal-stroke",
)
SECTIONS = frozenset(
    (*_BY_VALUE, *_BY_NAME, *_FORMS_ONLY, *_SWITCHES, "piece", "ending", "declension", "not-a-unit")
)


@lru_cache(maxsize=64)
def load_lexicon(tag: str) -> Lexicon:
    """Return the lexicon of a language. Raises ValueError if CLDR does not know the language."""
    words = Lexicon(tag, get_decimal_mark(tag))
    add_word_lists(words)
    add_cldr_words(words)
    return words


def add_word_lists(lexicon: Lexicon) -> None:
    """Add the words of the language's file, after those of the region's file if there is one."""
    locale = parse_locale(lexicon.tag)
    for name in (f"{locale.language}-{locale.territory}", locale.language):
        source = files("brief.editorial.numbers.lexicon") / "words" / f"{name}.yaml"
        if source.is_file():
            data: dict[str, Any] = yaml.load(source.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - makes nothing but strings
            _add_sections(lexicon, _decline_forms(data, data.pop("declension", {})))


def _decline_forms(section: Any, declension: Mapping[str, list[str]]) -> Any:  # noqa: ANN401 - a tree of YAML
    """Return the section with `stem+name` replaced by the stem with each ending of that name."""
    if not declension:
        return section
    if isinstance(section, dict):
        return {key: _decline_forms(forms, declension) for key, forms in section.items()}
    if isinstance(section, str):
        return section if "+" not in section else _decline_forms(section.split(), declension)
    declined: list[str] = []
    for form in section:
        stem, plus, name = form.partition("+")
        declined += [stem + ending for ending in declension[name]] if plus else [form]
    return declined


def _add_sections(lexicon: Lexicon, data: Mapping[str, Any]) -> None:
    lexicon.has_qualifiers |= "qualifier" in data
    lexicon.joins_number_words |= data.get("compound-numbers") == "true"
    lexicon.dotted_ordinals |= data.get("dotted-ordinals") == "true"
    lexicon.counts_hours |= "clock-at" in data
    lexicon.of_before_units |= data.get("of-before-units") == "true"
    lexicon.not_units |= set(data.get("not-a-unit", ()))
    lexicon.digits_and_units |= data.get("digits-and-units") == "true"
    lexicon.bounded_numbers |= data.get("bounded-numbers") == "true"
    lexicon.units_first |= data.get("units-first") == "true"
    lexicon.mixed_grouping |= data.get("mixed-grouping") == "true"
    lexicon.decimal_stroke |= data.get("decimal-stroke") == "true"
    lexicon.adds_scales |= data.get("adds-scales") == "true"
    lexicon.adds_hundreds |= data.get("adds-hundreds") == "true"
    lexicon.calendar = data.get("calendar", lexicon.calendar)
    prefixes = {*lexicon.prefixes, *map(fold_case, data.get("prefix", []))}
    lexicon.prefixes = tuple(sorted(prefixes, key=lambda each: (-len(each), each)))
    for kind in _BY_VALUE:
        for key, form in _split_forms(data.get(kind, {})):
            letter = kind == "scale" and len(form) == 1 and form.isascii()
            own = "scale-letter" if letter else kind
            lexicon.add(form, Sense(own, parse_value(key)), case_sensitive=letter)
            if kind == "number" and lexicon.joins_number_words and not form.endswith("*"):
                lexicon.number_pieces.setdefault(form, parse_value(key))
    for key, form in _split_forms(data.get("piece", {})):
        lexicon.number_pieces[form] = parse_value(key)
    for kind in _BY_NAME:
        for name, form in _split_forms(data.get(kind, {})):
            lexicon.add(form, Sense(kind, name=name))
    for kind in _FORMS_ONLY:
        for form in data.get(kind, []):
            lexicon.add(str(form), Sense(kind))
    for name, form in _split_forms(data.get("ending", {})):
        lexicon.endings.append((form, Sense("ending", name=name)))
    lexicon.endings.sort(key=lambda each: -len(each[0]))


def _split_forms(section: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    """Yield each form with its key; forms are a list, or one text with spaces between them."""
    for key, forms in section.items():
        for form in forms if isinstance(forms, list) else str(forms).split():
            yield str(key), str(form)


def parse_value(text: str) -> Decimal:
    """Return the value of a key of a word list: `20`, `1e9`, `1.5`, `2/3`."""
    if "/" in text:
        part = Fraction(text)
        return divide(part.numerator, part.denominator)
    return Decimal(text)
