"""Choose one branch of an alternative: a shape is in a document twice, for new and old programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ALTERNATIVE = "mc:AlternateContent"
_TEXTS = frozenset({"w:t", "m:t", "a:t"})


def shown_branch(element: Element) -> Element | None:
    """Return the branch of an alternative that is read; None for other elements.

    It is the first with text, else the first: a program that knows all extensions shows the first
    one (ECMA-376-3, 9.3).
    """
    if element.tag != ALTERNATIVE:
        return None
    branches = [each for each in element if each.tag in {"mc:Choice", "mc:Fallback"}]
    with_text = (each for each in branches if _has_text(each))
    return next(with_text, branches[0] if branches else None)


def _has_text(branch: Element) -> bool:
    return any(each.tag in _TEXTS and (each.text or "").strip() for each in branch.iter())
