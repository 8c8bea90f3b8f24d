"""What the press expects of a page, and layouts promise: ids, classes and inline elements."""

from __future__ import annotations

UNBROKEN_START_TAG = '<span class="whole">'
"""The opening tag of words that must not be hyphenated."""


def list_plain_chains() -> tuple[tuple[str, ...], ...]:
    """Return in which elements text without emphasis and links can stand: see prose_chains."""
    return tuple(
        (*strong, *whole) for strong in ((), ("<strong>",)) for whole in ((), (UNBROKEN_START_TAG,))
    )


def list_prose_chains(target: str) -> tuple[tuple[str, ...], ...]:
    """Return in which elements text of prose can stand, by their opening tags, outermost first.

    `target` is what its links lead to.
    """
    return tuple(
        (*link, *strong, *emphasis, *whole)
        for link in ((), (f'<a href="{target}">',))
        for strong in ((), ("<strong>",))
        for emphasis in ((), ("<em>",))
        for whole in (((),) if link else ((), (UNBROKEN_START_TAG,)))
    )
