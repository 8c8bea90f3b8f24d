"""Join a rounded figure of a headline with the exact one of the text: "over 8 billion", 8.4."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.importing.figures.mention import Mention
    from brief.editorial.importing.figures.values import FigureValue

MAX_DIFFERENCE = Decimal("0.06")
_JOINED = frozenset({"money", "measure", "number", "percent"})


def join_rounded(
    found: Mapping[str, dict[FigureValue, list[Mention]]],
) -> dict[str, dict[FigureValue, list[Mention]]]:
    """Return the mentions, with those of a rounded value in the headline under its exact value.

    Only values that all languages name are joined.
    """
    joined = {tag: dict(own) for tag, own in found.items()}
    first = next(iter(joined.values()), {})
    common = [value for value in first if all(value in own for own in joined.values())]
    for rounded in common:
        if not any(mention.is_headline for mention in first[rounded]):
            continue
        exact = next((each for each in common if _is_rounded(rounded, each)), None)
        if exact is None:
            continue
        for own in joined.values():
            moved = [_as_exact(mention, own[exact][0]) for mention in own.pop(rounded)]
            own[exact] = [*own[exact], *moved]
    return joined


def _is_rounded(value: FigureValue, exact: FigureValue) -> bool:
    """Return whether a value is a rounded form of another one."""
    # A headline may leave out the currency: "612 billion" for 612 billion euros.
    is_bare = (value.kind, value.unit, exact.kind) == ("number", "", "money")
    if is_bare and (value.low, value.high) == (exact.low, exact.high):
        return True
    is_alike = is_bare or (value.kind, value.unit) == (exact.kind, exact.unit)
    if not is_alike or value.kind not in _JOINED:
        return False
    if value.low != value.high or exact.low != exact.high or not value.low:
        return False
    fewer = _count_digits(value.low) < _count_digits(exact.low)
    return fewer and abs(exact.low - value.low) <= abs(value.low) * MAX_DIFFERENCE


def _count_digits(value: Decimal) -> int:
    """Return the number of digits without the zeros at the end."""
    return len(value.normalize().as_tuple().digits)


def _as_exact(mention: Mention, exact: Mention) -> Mention:
    own = exact.quantity
    quantity = replace(mention.quantity, qualifier=own.qualifier, unit=own.unit, kind=own.kind)
    return replace(mention, quantity=quantity)
