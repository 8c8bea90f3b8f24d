"""Compare a change in the text, `from 3.1 to 4.2`, with the series of the key figure."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from brief.editorial.agreement.figures_in_text import can_have_unit, list_values
from brief.editorial.agreement.mismatch import Mismatch, make_mismatch, quote
from brief.editorial.models.structure_checks import FACTS
from brief.findings import Related, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, Version
    from brief.editorial.models.key_figures import KeyFigure
    from brief.editorial.numbers import Quantity
    from brief.findings import Place

CODE = "series-differs"
MIN_POINTS = 2
SCALES = tuple(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
"""The first number of “from 3.1 to 4.2 billion” may lack its scale."""


def check_series_in_text(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield each change in the text to the value of a key figure that is not in its series."""
    from brief.editorial.numbers import find_quantities

    figures = [
        (number, figure)
        for number, figure in enumerate(briefing.facts.key_figures)
        if len(_list_known(figure)) >= MIN_POINTS
    ]
    if not figures:
        return
    for text in briefing.texts:
        if not text.in_body:
            continue
        for tag, version in text.versions.items():
            quantities = find_quantities(version.text, tag)
            for number, figure in figures:
                place = briefing.places.key_place(FACTS, "key_figures", number, "series")
                yield from _check_text(figure, version, quantities, place)


def _check_text(
    figure: KeyFigure, version: Version, quantities: Iterable[Quantity], series: Place
) -> Iterator[Mismatch]:
    quantities = [each for each in quantities if can_have_unit(figure.unit, each)]
    known = _list_known(figure)
    changes = list(_list_changes(quantities))
    for first, (old, new) in changes:
        if new == known[-1] and not _is_among(old, known[:-1]):
            message = f"it says that `{figure.id}` changed from {old:f}, which is not in its series"
            yield _report(version, first, message, series)
        elif old == known[-1] and new in known[:-1]:
            message = f"it says that `{figure.id}` changed from {old:f} to {new:f}, but its series "
            yield _report(version, first, message + f"ends with {old:f}", series)
    if not changes:
        yield from _check_directions(figure, version, quantities, series)


def _check_directions(
    figure: KeyFigure, version: Version, quantities: Iterable[Quantity], series: Place
) -> Iterator[Mismatch]:
    """Yield a rise or fall to the figure's value that is neither of its series nor of its end.

    Only a word for `to` says so: `fell by 38`, `fell 38` and `a reculé de 38` are amounts.
    """
    known = _list_known(figure)
    moves = {_compare(known[-1], old) for old in (known[0], known[-2])}
    for each in quantities:
        is_end = known[-1] in list_values(each, figure.unit)
        if is_end and each.role == "to" and each.direction and each.direction not in moves:
            word = "rose" if each.direction > 0 else "fell"
            message = f"it says that `{figure.id}` {word} to {known[-1]:f}, but its series does not"
            yield _report(version, each, message, series)


def _list_changes(quantities: list[Quantity]) -> Iterator[tuple[Quantity, tuple[Decimal, Decimal]]]:
    """Yield the first number of each `from … to …`, and both values."""
    for one, after in zip_longest(quantities, quantities[1:]):
        other = one if one.role == "span" else after
        pair = (one.low, other.high if other is one else other.low) if other else (None, None)
        is_change = one.role == "span" or (one.role == "from" and after and after.role == "to")
        if is_change and pair[0] is not None and pair[1] is not None:
            yield one, (pair[0], pair[1])


def _report(version: Version, quantity: Quantity, message: str, series: Place) -> Mismatch:
    found = warning(
        CODE,
        f"{quote(quantity.text)}: {message}",
        "correct the text or the series",
        version.find_place(quantity.start, quantity.end),
        (Related("the series", series),),
    )
    return make_mismatch(found, (version.tag,), (quantity.text,))


def _list_known(figure: KeyFigure) -> list[Decimal]:
    return [point.value for point in figure.points if point.value is not None]


def _is_among(value: Decimal, known: Iterable[Decimal]) -> bool:
    return any(value * scale in known for scale in SCALES)


def _compare(one: Decimal, other: Decimal) -> int:
    return (one > other) - (one < other)
