"""Tell why the languages of a briefing are set in different type sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.findings import Finding, note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.job.model import EditionJob

CODE = "type-sizes"


def describe_sizes(
    edition: EditionJob, size: float, others: Sequence[tuple[EditionJob, float]], limit: float
) -> Finding | None:
    """Return a note if an edition has the smallest type, more than `limit` points under another's.

    The size of one language is lowered for the others by at most `limit`; sizes are in points.
    """
    largest, most = max(others, key=lambda other: other[1], default=(edition, size))
    least = min((other for _, other in others), default=size)
    if size > least or most - size <= limit + 1e-6:
        return None
    own, larger = edition.language, largest.language
    count, count_larger = _count_characters(edition), _count_characters(largest)
    why = f"the texts in `{own}` take more room"
    if count > count_larger:
        why = f"the texts in `{own}` have {count} characters, those in `{larger}` {count_larger}"
    return note(
        CODE,
        f"`{own}` is set in {size:g} pt and `{larger}` in {most:g} pt: {why}, and no language "
        f"loses more than {limit:g} pt for another",
        f"for one size, shorten `{own}`; each page is full as it is",
    )


def _count_characters(edition: EditionJob) -> int:
    return sum(map(len, edition.strings))
