"""Read the unit of a number: the currency before or after it, a unit of measure, a percent sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.cldr import (
    get_currency_family,
    get_unit_sizes,
    get_unit_synonyms,
)
from brief.editorial.numbers.readers.token_stream import APOSTROPHES, YEAR_DIGITS

if TYPE_CHECKING:
    from brief.editorial.numbers.lexicon.lexicon import Sense
    from brief.editorial.numbers.readers.token_stream import TokenStream

SHARE_UNITS = frozenset(("percent", "permille", "percentage-point", "permyriad"))
# Currencies whose names have other meanings: `won`, `real`, `rand`, `mark`, `pound`, `crown`.
_WORDS_OF_PROSE = frozenset(
    ("?won", "KRW", "KPW", "?real", "BRL", "ZAR", "DEM", "?pound", "?krone", "VND", "?lira")
)
_PLACES = frozenset(("in",))  # English `in` is among the words for `of`: `one in five`
MAX_PLAIN_DIGITS = 4
_MINUTE_SIGNS = frozenset("'’′\"″”")


def read_unit_before(stream: TokenStream, i: int) -> tuple[str, int]:
    """Return the currency (or percent) before a number, and the number's index; else "" and `i`.

    A sign (`$`, `US$`) or a code (`EUR`) may precede any number; a name (`Euro 500`) only a number
    that is not a year, since `Euro 2024` is a name.
    """
    if percent := _find_percent_before(stream, i):
        return "percent", percent
    found = stream.find(i, "currency-sign", "currency")
    if not found:
        return "", i
    sense, after = found
    if stream.text_at(after) == "-" and stream.is_attached(after) and stream.is_attached(after + 1):
        after += 1
    if stream.kind_at(after) not in {"digits", "mark"}:
        return "", i
    is_code = stream.text_at(i).isupper() and after == i + 1
    if sense.kind == "currency" and not is_code:
        is_year = len(stream.digits_at(after)) == YEAR_DIGITS
        counted = stream.kind_at(i - 1) == "digits" or stream.find(i - 1, "scale", "number", "of")
        ambiguous = sense.name in _WORDS_OF_PROSE or is_year or counted
        if stream.kind_at(after) != "digits" or ambiguous:
            return "", i
    return sense.name, after


def _find_percent_before(stream: TokenStream, i: int) -> int:
    """Return the index after `yüzde`, or after the `%` of `%5`; 0 if there is neither."""
    if word := stream.find(i, "percent-before"):
        return word[1]
    sign = stream.lexicon.percent_first and stream.find(i, "unit-sign")
    return i + 1 if sign and sign[0].name == "percent" and stream.is_attached(i + 1) else 0


def read_unit(
    stream: TokenStream, i: int, *, money: bool = False, scaled: bool = False
) -> tuple[str, int]:
    """Return the unit that follows a number, and the index after it; "" and `i` if none does.

    `money`: the number has a currency already, so that a unit would be a price per unit. `scaled`:
    the number ends with a scale, so that `of` may precede the unit: `milioni di litri`. In some
    languages it may precede any unit.
    """
    step = stream.skip_hyphen(_skip_no_cents(stream, i))
    if stream.text_at(step) in {"(", "["}:
        return "", i
    if _is_elided(stream, step):
        step += 1  # vent’anni
    unit = stream.find(step, "unit", "unit-sign")
    unit = unit or _find_unit_of_time(stream, step)
    every = stream.lexicon.of_before_units  # Romanian `25 de ani`
    if (scaled or every) and not unit and stream.lower_at(step) not in _PLACES:
        unit = stream.find(stream.skip(step, "of"), "unit")
        unit = unit if unit and (every or unit[0].name not in SHARE_UNITS) else None
    currency = _read_currency(stream, step)
    if currency and (not unit or currency[1] >= unit[1]):
        return ("", i) if money else currency
    if not unit or money or (stream.find(step, "fraction") and stream.find(unit[1], "of")):
        return "", i  # `three quarters of`
    sense, after = unit
    lookalike = stream.find(step, "not-a-number")
    other = bool(lookalike and lookalike[1] > after)  # Arabic `يوم السبت` is Saturday
    if other or (sense.kind == "unit-sign" and not _is_unit_sign(stream, step, after)):
        return "", i
    if stream.find(step, "verb-or-unit") and not _is_measured(stream, step, after):
        return "", i
    return get_unit_synonyms().get(sense.name, sense.name), after


def _find_unit_of_time(stream: TokenStream, i: int) -> tuple[Sense, int] | None:
    """Return the unit after a word such as `last`: `les deux dernières décennies`."""
    between = stream.find(i, "last-or-next")
    unit = stream.find(between[1], "unit") if between else None
    return unit if unit and get_dimension(unit[0].name) == "duration" else None


def _is_elided(stream: TokenStream, i: int) -> bool:
    inside = stream.is_attached(i) and stream.is_attached(i + 1)
    return inside and stream.text_at(i) in APOSTROPHES


def _skip_no_cents(stream: TokenStream, i: int) -> int:
    """Return the index after the dash that means “no cents”: `25,– €`, `25.- Fr.`; or `i`."""
    written = stream.text_at(i) in {",", "."} and stream.is_dash(i + 1)
    return i + 2 if written and stream.is_attached(i) and stream.is_attached(i + 1) else i


def _is_unit_sign(stream: TokenStream, i: int, after: int) -> bool:
    """Return whether a short form is a unit, and not the beginning of a word."""
    if stream.text_at(i) in _MINUTE_SIGNS:
        return False
    if _is_elided(stream, after) and stream.kind_at(after + 1) == "word":
        return False  # `nel 2053 l’azienda`
    return not (stream.kind_at(after) == "digits" and stream.is_attached(after))


def is_counted(stream: TokenStream, i: int) -> bool:
    """Return whether a unit, a scale or a currency begins at the token after a number."""
    found = stream.find(i, "unit", "unit-sign", "scale", "currency", "currency-sign")
    if not found:
        return False
    return not stream.find(i, "verb-or-unit") or _is_measured(stream, i, found[1])


def _is_measured(stream: TokenStream, i: int, after: int) -> bool:
    """Return whether a short form that is also a verb (`ha`) is a unit: `12 ha di vigneti`."""
    if stream.is_attached(i):
        return True
    digits = stream.digits_at(i - 1)
    if stream.kind_at(i - 1) != "digits" or len(digits) == YEAR_DIGITS:
        return False
    ends = stream.kind_at(after) in {"", "mark"} and stream.text_at(after) not in APOSTROPHES
    return ends or bool(stream.find(after, "of", "and", "to", "in-area"))


def _is_large(stream: TokenStream, i: int) -> bool:
    """Return whether the number there is neither a year nor a small count: `1,200 won`."""
    digits = stream.digits_at(i)
    return stream.kind_at(i) == "word" or not digits or len(digits) > MAX_PLAIN_DIGITS


def _read_currency(stream: TokenStream, i: int) -> tuple[str, int] | None:
    """Read `Euro`, `US-Dollar`, `di dollari`, `Canadian dollars`, `dollars américains`."""
    here = stream.skip(stream.skip(i, "of"), "of")
    nation = stream.find(here, "nation")
    named = stream.find(here, "currency", "currency-sign")
    if named and (not nation or named[1] > nation[1]):
        if named[0].kind == "currency-sign" and here != i:
            return None
        after = named[1]
        nation = stream.find(after, "nation") if named[0].name.startswith("?") else None
    elif nation:
        named = stream.find(stream.skip_hyphen(nation[1]), "currency")
        after = named[1] if named else i
    if not named or (stream.find(here, "verb-or-unit") and not _is_large(stream, i - 1)):
        return None
    if not nation:
        return named[0].name, after
    shared, code = named[0].name, nation[0].name
    is_own = get_currency_family(code) == shared.removeprefix("?")
    return code if is_own else shared, max(after, nation[1])


def is_currency(unit: str) -> bool:
    """Return whether the unit is money: an ISO 4217 code or a family such as `?dollar`."""
    return unit.startswith("?") or (len(unit) == len("EUR") and unit.isupper())


def get_dimension(unit: str) -> str:
    """Return the dimension of the unit, such as `length`; "" if the unit is not known."""
    return get_unit_sizes()[unit][0] if unit in get_unit_sizes() else ""
