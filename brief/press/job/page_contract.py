"""The contract between layouts and the press: the ids, classes and elements that a page must use.

- Required: the id `end-<region>` at the end of each region, and `footer` for the foot of the page.
- Optional: the first `h1` is the headline; its width is chosen so that its lines are balanced.
- Optional: the class `standfirst`, whose lines are balanced likewise.
- Optional: the class `value` for the block of a key figure, and `number` for the number in it; a
  long number is then reduced to the width of its column. `lead` marks a value of another size.
- Words in `<span class="whole">` are never hyphenated.
- Optional: a page of two halves has a second set of regions (`main-2`, `figures-2`) and of ids
  (`footer-2`); each of its main texts and feet is in a positioned block of its own.
- An absolutely positioned block is a frame of its own; all other text is in the flow.

`design/page.py` checks the required ids whenever it fills in a template; docs/layouts.md describes
the contract for authors of layouts.
"""

from __future__ import annotations

SECOND = "-2"
"""The end of the names of regions and ids in the second half of a page."""
FOOTER = "footer"
FOOTERS = frozenset({FOOTER, FOOTER + SECOND})
"""The ids of feet of the page: that of the page or of its halves."""
HEADLINE = "h1"
STANDFIRST = "standfirst"
"""The class of the standfirst, whose lines are balanced."""
VALUE, NUMBER, LEAD = "value", "number", "lead"
"""The classes of a key figure, of the number in it, and of the leading figure, beside `value`."""
END_PREFIX = "end-"
UNBROKEN_START_TAG = '<span class="whole">'
"""The opening tag of words that must not be hyphenated."""


def get_end_id(region: str) -> str:
    """Return the id of the element at the end of a region."""
    return f"{END_PREFIX}{region}"


def is_region(name: str, kind: str) -> bool:
    """Return whether a region is of that kind (`main`), in whichever half of the page."""
    return name.removesuffix(SECOND) == kind


def list_plain_chains() -> tuple[tuple[str, ...], ...]:
    """Return the elements around text without emphasis and links: see list_prose_chains."""
    return tuple(
        (*strong, *whole) for strong in ((), ("<strong>",)) for whole in ((), (UNBROKEN_START_TAG,))
    )


def list_prose_chains(target: str) -> tuple[tuple[str, ...], ...]:
    """Return all chains of opening tags around a text, outermost first; links go to `target`."""
    return tuple(
        (*link, *strong, *emphasis, *whole)
        for link in ((), (f'<a href="{target}">',))
        for strong in ((), ("<strong>",))
        for emphasis in ((), ("<em>",))
        for whole in (((),) if link else ((), (UNBROKEN_START_TAG,)))
    )
