"""Choose one branch of an alternative: a shape is in a document twice, for new and old programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ALTERNATIVE = "mc:AlternateContent"


def shown_branch(element: Element) -> Element | None:
    """Return the branch of an alternative that is read; None for other elements.

    It is the first that is not empty, as in a program that knows all extensions (ECMA-376-3, 9.3).
    """
    if element.tag != ALTERNATIVE:
        return None
    branches = [each for each in element if each.tag in {"mc:Choice", "mc:Fallback"}]
    filled = (each for each in branches if len(each))
    return next(filled, branches[0] if branches else None)
