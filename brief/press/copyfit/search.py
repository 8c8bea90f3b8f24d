"""Copyfitting: the parameters with which each edition of a group fills exactly one page.

The largest type comes first, then the most generous leading, then spacing. The result depends on
the content alone, never on what was printed before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.copyfit.edition_search import EditionSearch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.copyfit.edition_search import Fit, Layouter
    from brief.press.job.limits import Limits

MAX_ATTEMPTS = 3  # layouts at one type size
MAX_GROUP_COST = 0.4  # points of type size: the most that an edition loses for its group


def fit_group(
    layouters: Sequence[Layouter], limits: Limits, *, together: bool = True, notes: bool = True
) -> list[Fit]:
    """Return the fit of each edition of a fit group.

    With `together`, all get one type size if that costs none of them more than 0.4 pt. Their key
    figures always get one size.
    """
    editions = start_searches(layouters, limits, notes=notes)
    while True:
        sizes = [edition.find_largest_size() for edition in editions]
        if together and max(sizes) - min(sizes) <= MAX_GROUP_COST + 1e-6:
            sizes = [min(sizes)] * len(sizes)
        # an edition that fails at its size has a better estimate now: find all sizes again
        fitted = [_fit_at_size(*pair) for pair in zip(editions, sizes, strict=True)]
        if all(fitted):
            return [edition.make_fit() for edition in editions]


def start_searches(
    layouters: Sequence[Layouter], limits: Limits, *, notes: bool = True
) -> list[EditionSearch]:
    """Return the searches of a group's editions, whose key figures have one size."""
    editions = [EditionSearch(layouter, limits, notes=notes) for layouter in layouters]
    figures = tuple(figure for edition in editions for figure in edition.figures)
    leads = tuple(figure for edition in editions for figure in edition.leads)
    for edition in editions:
        edition.figures, edition.leads = figures, leads
    return editions


def _fit_at_size(edition: EditionSearch, size: float) -> bool:
    """Find the parameters at that type size; return False if the edition needs a smaller one.

    After a layout the lines at this size are known, so the second attempt is exact. A third one
    is for pages whose last line could still be filled.
    """
    if edition.best and edition.best[0].size == size:
        return True
    edition.set_best_aside()
    for _ in range(MAX_ATTEMPTS):
        if edition.has_spent_layouts() or edition.is_hopeless():
            return True
        parameters = edition.find_parameters(size)
        fits = edition.try_parameters(parameters)
        if fits and not edition.has_room(parameters):
            return True
        if fits and edition.find_parameters(size) == parameters:
            return True
        if not fits and not (
            edition.can_fit_at(size) and edition.find_parameters(size).differs_from(parameters)
        ):
            break
    return edition.rule_out_size(size)
