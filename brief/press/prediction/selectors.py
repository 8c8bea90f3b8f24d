"""Whether style sheets tell siblings apart otherwise than by which is first, last, or beside one.

Then four items of a list do not show what many look like.
"""

from __future__ import annotations

import re
from functools import lru_cache

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PRELUDE = re.compile(r"[^{};]+(?=\{)")
ATTRIBUTE_TEST = re.compile(r"\[[^\]]*\]")
COUNTING_SELECTOR = re.compile(r":(?:nth-|only-|has\()|@import|@container", re.IGNORECASE)
SIBLING_COMBINATOR = re.compile(r"[+~]")
FIRST_CHILD = re.compile(r":first-(?:child|of-type)", re.IGNORECASE)


@lru_cache(maxsize=32)
def counts_siblings(css: str) -> bool:
    """Say whether a rule may hold for some items of a series that have others around them.

    Selectors (4, 13 to 15) by number do, and those that look further back than to the element
    before. Where the rules are not understood the answer is yes.
    """
    plain = COMMENT.sub(" ", css)
    if COUNTING_SELECTOR.search(plain):
        return True
    return any(
        _looks_past_neighbour(selector)
        for prelude in PRELUDE.findall(plain)
        for selector in _split_selectors(ATTRIBUTE_TEST.sub("[]", prelude))
    )


def _looks_past_neighbour(selector: str) -> bool:
    found = len(SIBLING_COMBINATOR.findall(selector))
    return found > 1 or (found == 1 and bool(FIRST_CHILD.search(selector)))


def _split_selectors(prelude: str) -> list[str]:
    """Return the selectors of a list; one with alternatives in brackets is left as it is."""
    return [prelude] if "(" in prelude else prelude.split(",")
