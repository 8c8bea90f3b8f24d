"""Find selectors that depend on the number of siblings, such as `:nth-child(3)`.

With such selectors, the four items of a model page do not show the style of a longer list.
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
    """Return whether a rule may treat the middle items of a series differently.

    Selectors that count do (Selectors 4, 13 to 15), and those that depend on more than the previous
    sibling. Return True for rules that this module does not understand.
    """
    plain = COMMENT.sub(" ", css)
    if COUNTING_SELECTOR.search(plain):
        return True
    for prelude in PRELUDE.findall(plain):
        rest = ATTRIBUTE_TEST.sub("[]", prelude)
        # a list with parentheses is not split
        for selector in [rest] if "(" in rest else rest.split(","):
            combinators = len(SIBLING_COMBINATOR.findall(selector))
            if combinators > 1 or (combinators == 1 and FIRST_CHILD.search(selector)):
                return True
    return False
