"""What a number counts: the currency before or after it, a unit, a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers.lexicon.cldr import family, measures, same_units

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import Line

_YEAR_DIGITS = 4
_MINUTE_SIGNS = frozenset("'’′\"″”")


def unit_before(line: Line, at: int) -> tuple[str, int]:
    """Return the currency that stands before a number, and the number's token; else "" and `at`.

    A sign (`$`, `US$`) or a code (`EUR`) may stand before any number; a name (`Euro 500`) only
    before one that is no year, since `Euro 2024` is a name.
    """
    percent = line.lexicon.percent_first and line.find(at, "unit-sign")
    if percent and percent[0].name == "percent" and line.glued(at + 1):
        return "percent", at + 1
    found = line.find(at, "currency-sign", "currency")
    if not found:
        return "", at
    sense, after = found
    if line.shown(after) == "-" and line.glued(after) and line.glued(after + 1):
        after += 1
    if line.kind(after) not in {"digits", "mark"}:
        return "", at
    code = line.shown(at)
    if sense.kind == "currency" and not (code.isupper() and after == at + 1):
        digits = line.shown(after)
        if line.kind(after) != "digits" or (digits.isdigit() and len(digits) == _YEAR_DIGITS):
            return "", at
        if not _stands_free(line, at):
            return "", at
    return sense.name, after


def _stands_free(line: Line, at: int) -> bool:
    """Say whether the currency's name belongs to no number before it."""
    return line.kind(at - 1) != "digits" and not line.find(at - 1, "scale", "number", "of")


def read_unit(line: Line, at: int, *, money: bool = False) -> tuple[str, int]:
    """Return the unit that follows a number, and the token after it; "" and `at` if none does.

    `money`: the number has a currency already, and a unit could only be what one unit costs.
    """
    step = line.past_hyphen(_past_no_cents(line, at))
    if line.shown(step) in {"(", "["}:
        return "", at
    if line.shown(step) in {"'", "’"} and line.glued(step) and line.glued(step + 1):
        step += 1  # vent’anni
    unit = line.find(step, "unit", "unit-sign")
    currency = _currency(line, step)
    if currency and (not unit or currency[1] >= unit[1]):
        return ("", at) if money else currency
    if not unit or money or (line.find(step, "fraction") and line.find(unit[1], "of")):
        return "", at  # `three quarters of`
    sense, after = unit
    if sense.kind == "unit-sign" and not _is_sign(line, step, after):
        return "", at
    return same_units().get(sense.name, sense.name), after


def _past_no_cents(line: Line, at: int) -> int:
    """Return the token after the dash that stands for no cents: `25,– €`, `25.- Fr.`."""
    written = line.shown(at) in {",", "."} and line.is_dash(at + 1)
    return at + 2 if written and line.glued(at) and line.glued(at + 1) else at


def _is_sign(line: Line, at: int, after: int) -> bool:
    """Say whether a short form stands alone, and is not the beginning of a word."""
    if line.shown(at) in _MINUTE_SIGNS:
        return False
    elided = line.shown(after) in {"'", "’"} and line.glued(after) and line.glued(after + 1)
    if elided and line.kind(after + 1) == "word":
        return False  # `nel 2053 l’azienda`
    return not (line.kind(after) == "digits" and line.glued(after))


def _currency(line: Line, at: int) -> tuple[str, int] | None:
    """Read `Euro`, `US-Dollar`, `di dollari`, `Canadian dollars`, `dollars américains`."""
    here = at
    for _ in range(2):
        passed = line.find(here, "of")
        if not passed:
            break
        here = passed[1]
        if line.shown(here) in {"'", "’"}:
            here += 1
    nation = line.find(here, "nation")
    named = line.find(here, "currency", "currency-sign")
    if named and (not nation or named[1] > nation[1]):
        code, after = named[0].name, named[1]
        if named[0].kind == "currency-sign" and here != at:
            return None
        if code.startswith("?") and (nation := line.find(after, "nation")):
            return _of_nation(code, nation[0].name), nation[1]
        return code, after
    if nation:
        named = line.find(line.past_hyphen(nation[1]), "currency")
        if named:
            code = named[0].name
            return (_of_nation(code, nation[0].name) if code.startswith("?") else code), named[1]
    return None


def _of_nation(shared: str, code: str) -> str:
    """Return the nation's own currency if it is of that family, else the family."""
    return code if family(code) == shared.removeprefix("?") else shared


def is_currency(unit: str) -> bool:
    """Say whether the unit is money: an ISO 4217 code or a family such as `?dollar`."""
    return unit.startswith("?") or (len(unit) == len("EUR") and unit.isupper())


def measure_of(unit: str) -> str:
    """Return what the unit measures, such as `length`; "" if it is none of the known ones."""
    return measures()[unit][0] if unit in measures() else ""
