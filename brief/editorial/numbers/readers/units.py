"""What a number counts: the currency before or after it, a unit, a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.cldr import (
    get_currency_family,
    get_unit_sizes,
    get_unit_synonyms,
)

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

_YEAR_DIGITS = 4
_MINUTE_SIGNS = frozenset("'’′\"″”")


def read_unit_before(stream: TokenStream, index: int) -> tuple[str, int]:
    """Return the currency that stands before a number, and the number's token; else "" and `at`.

    A sign (`$`, `US$`) or a code (`EUR`) may stand before any number; a name (`Euro 500`) only
    before one that is no year, since `Euro 2024` is a name.
    """
    percent = stream.lexicon.percent_first and stream.find(index, "unit-sign")
    if percent and percent[0].name == "percent" and stream.is_attached(index + 1):
        return "percent", index + 1
    found = stream.find(index, "currency-sign", "currency")
    if not found:
        return "", index
    sense, after = found
    if stream.text_at(after) == "-" and stream.is_attached(after) and stream.is_attached(after + 1):
        after += 1
    if stream.kind_at(after) not in {"digits", "mark"}:
        return "", index
    code = stream.text_at(index)
    if sense.kind == "currency" and not (code.isupper() and after == index + 1):
        digits = stream.text_at(after)
        if stream.kind_at(after) != "digits" or (digits.isdigit() and len(digits) == _YEAR_DIGITS):
            return "", index
        if not _is_free_currency(stream, index):
            return "", index
    return sense.name, after


def _is_free_currency(stream: TokenStream, index: int) -> bool:
    """Say whether the currency's name belongs to no number before it."""
    return stream.kind_at(index - 1) != "digits" and not stream.find(
        index - 1, "scale", "number", "of"
    )


def read_unit(stream: TokenStream, index: int, *, money: bool = False) -> tuple[str, int]:
    """Return the unit that follows a number, and the token after it; "" and `at` if none does.

    `money`: the number has a currency already, and a unit could only be what one unit costs.
    """
    step = stream.skip_hyphen(_skip_no_cents(stream, index))
    if stream.text_at(step) in {"(", "["}:
        return "", index
    if (
        stream.text_at(step) in {"'", "’"}
        and stream.is_attached(step)
        and stream.is_attached(step + 1)
    ):
        step += 1  # vent’anni
    unit = stream.find(step, "unit", "unit-sign")
    currency = _read_currency(stream, step)
    if currency and (not unit or currency[1] >= unit[1]):
        return ("", index) if money else currency
    if not unit or money or (stream.find(step, "fraction") and stream.find(unit[1], "of")):
        return "", index  # `three quarters of`
    sense, after = unit
    if sense.kind == "unit-sign" and not _is_unit_sign(stream, step, after):
        return "", index
    return get_unit_synonyms().get(sense.name, sense.name), after


def _skip_no_cents(stream: TokenStream, index: int) -> int:
    """Return the token after the dash that stands for no cents: `25,– €`, `25.- Fr.`."""
    written = stream.text_at(index) in {",", "."} and stream.is_dash(index + 1)
    return (
        index + 2
        if written and stream.is_attached(index) and stream.is_attached(index + 1)
        else index
    )


def _is_unit_sign(stream: TokenStream, index: int, after: int) -> bool:
    """Say whether a short form stands alone, and is not the beginning of a word."""
    if stream.text_at(index) in _MINUTE_SIGNS:
        return False
    elided = (
        stream.text_at(after) in {"'", "’"}
        and stream.is_attached(after)
        and stream.is_attached(after + 1)
    )
    if elided and stream.kind_at(after + 1) == "word":
        return False  # `nel 2053 l’azienda`
    return not (stream.kind_at(after) == "digits" and stream.is_attached(after))


def _read_currency(stream: TokenStream, index: int) -> tuple[str, int] | None:
    """Read `Euro`, `US-Dollar`, `di dollari`, `Canadian dollars`, `dollars américains`."""
    here = index
    for _ in range(2):
        passed = stream.find(here, "of")
        if not passed:
            break
        here = passed[1]
        if stream.text_at(here) in {"'", "’"}:
            here += 1
    nation = stream.find(here, "nation")
    named = stream.find(here, "currency", "currency-sign")
    if named and (not nation or named[1] > nation[1]):
        code, after = named[0].name, named[1]
        if named[0].kind == "currency-sign" and here != index:
            return None
        if code.startswith("?") and (nation := stream.find(after, "nation")):
            return _get_national_currency(code, nation[0].name), nation[1]
        return code, after
    if nation:
        named = stream.find(stream.skip_hyphen(nation[1]), "currency")
        if named:
            code = named[0].name
            return (
                _get_national_currency(code, nation[0].name) if code.startswith("?") else code
            ), named[1]
    return None


def _get_national_currency(shared: str, code: str) -> str:
    """Return the nation's own currency if it is of that family, else the family."""
    return code if get_currency_family(code) == shared.removeprefix("?") else shared


def is_currency(unit: str) -> bool:
    """Say whether the unit is money: an ISO 4217 code or a family such as `?dollar`."""
    return unit.startswith("?") or (len(unit) == len("EUR") and unit.isupper())


def get_dimension(unit: str) -> str:
    """Return what the unit measures, such as `length`; "" if it is none of the known ones."""
    return get_unit_sizes()[unit][0] if unit in get_unit_sizes() else ""
