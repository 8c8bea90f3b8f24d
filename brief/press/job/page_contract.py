"""The contract between layouts and the press: the ids, classes and elements that a page must use.

- The end of each region is an element with the id `end-<region>`; the foot of the page has the id
  `footer`. Both are required, and so is one `h1`, the headline.
- A key figure is a block with the class `value`, in which an element with the class `number`
  contains the number. Both are required where the layout shows key figures.
- Words in `<span class="whole">` are never hyphenated.
- An absolutely positioned block is a frame of its own; all other text is in the flow.

`design/layout/contract_check.py` checks the required parts when a page is made.
"""

from __future__ import annotations

FOOTER = "footer"
HEADLINE = "h1"
VALUE, NUMBER = "value", "number"
"""The classes of a key figure and of the number in it."""
END = "end-"
UNBROKEN_START_TAG = '<span class="whole">'
"""The opening tag of words that must not be hyphenated."""


def get_end_id(region: str) -> str:
    """Return the id of the element at the end of a region."""
    return f"{END}{region}"


def list_plain_chains() -> tuple[tuple[str, ...], ...]:
    """Return the elements around text without emphasis and links: see list_prose_chains."""
    return tuple(
        (*strong, *whole) for strong in ((), ("<strong>",)) for whole in ((), (UNBROKEN_START_TAG,))
    )


def list_prose_chains(target: str) -> tuple[tuple[str, ...], ...]:
    """Return all chains of inline elements around a text: opening tags, outermost first.

    `target` is the URL of links.
    """
    return tuple(
        (*link, *strong, *emphasis, *whole)
        for link in ((), (f'<a href="{target}">',))
        for strong in ((), ("<strong>",))
        for emphasis in ((), ("<em>",))
        for whole in (((),) if link else ((), (UNBROKEN_START_TAG,)))
    )
