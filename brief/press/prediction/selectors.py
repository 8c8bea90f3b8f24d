"""Whether style sheets tell siblings apart otherwise than by which is first, last, or beside one.

Then four items of a list do not show what many look like.
"""

from __future__ import annotations

import re
from functools import lru_cache

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PRELUDE = re.compile(r"[^{};]+(?=\{)")
VALUE = re.compile(r"\[[^\]]*\]")
COUNTING = re.compile(r":(?:nth-|only-|has\()|@import|@container", re.IGNORECASE)
BESIDE = re.compile(r"[+~]")
FIRST = re.compile(r":first-(?:child|of-type)", re.IGNORECASE)


@lru_cache(maxsize=32)
def counts_siblings(css: str) -> bool:
    """Say whether a rule may hold for some items of a series that have others around them.

    Selectors (4, 13 to 15) by number do, and those that look further back than to the element
    before. Where the rules are not understood the answer is yes.
    """
    plain = COMMENT.sub(" ", css)
    if COUNTING.search(plain):
        return True
    return any(
        _looks_far(selector)
        for prelude in PRELUDE.findall(plain)
        for selector in _selectors(VALUE.sub("[]", prelude))
    )


def _looks_far(selector: str) -> bool:
    found = len(BESIDE.findall(selector))
    return found > 1 or (found == 1 and bool(FIRST.search(selector)))


def _selectors(prelude: str) -> list[str]:
    """Return the selectors of a list; one with alternatives in brackets is left as it is."""
    return [prelude] if "(" in prelude else prelude.split(",")
