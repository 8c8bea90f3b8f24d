"""Check that ActualText, which is read aloud and copied, says what the page shows."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from brief.findings.message import quote
from brief.press.pdf.objects import list_kids
from brief.press.preflight.further_checks.glyphs import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from brief.findings import Finding
    from brief.press.pdf.content_visitor import ContentKey
    from brief.press.preflight.context import InspectionContext

MIN_REMOVED = 3  # different letters that are shown, and nothing is said
MIN_ALIKE, MIN_ALIKE_SHAPED = 0.9, 0.5  # of the letters
SHAPED = re.compile(
    "[\u0590-\u109f\u1700-\u18af\u1900-\u1cff\ua8e0-\ua8ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""Letters of scripts that are shaped, for whose glyphs maps name only some of the letters."""
MAX_DEPTH = 50  # of an element of the structure tree


def check_actual_texts(context: InspectionContext) -> Iterator[Finding]:
    """Compare each ActualText, of marked contents and of elements, with its glyphs."""
    marked: dict[ContentKey, list[str]] = {}
    for number, content in enumerate(context.page_contents, 1):
        spans: dict[int, tuple[str, list[str]]] = {}
        for painted in content.painted:
            if painted.kind != "text" or painted.item is None:
                continue
            glyphs = context.decoder.decode_glyphs(painted.item, painted.codes)
            if painted.mark.key:
                marked.setdefault(painted.mark.key, []).extend(glyphs)
            if (given := painted.mark.replacement) is not None:
                spans.setdefault(id(given), (given.text, []))[1].extend(glyphs)
        false = [
            _describe(actual, glyphs) for actual, glyphs in spans.values() if _lies(actual, glyphs)
        ]
        yield from context.group_findings("actual-text-wrong", number, false)
    yield from _check_elements(context, marked)


def _check_elements(
    context: InspectionContext, marked: Mapping[ContentKey, list[str]]
) -> Iterator[Finding]:
    for element in context.structure_elements:
        if "/ActualText" not in element.node:
            continue
        glyphs = [it for key in _find_contents(element.node) for it in marked.get(key, ())]
        actual = str(element.node.ActualText)
        if _lies(actual, glyphs):
            yield context.make_finding("actual-text-wrong", _describe(actual, glyphs))


def _find_contents(node: Any, page: Any = None, depth: int = 0) -> Iterator[ContentKey]:
    """Yield the marked contents below an element (ISO 32000-1, 14.7.4)."""
    page = node.get("/Pg", page)
    for kid in list_kids(node):
        if isinstance(kid, int):
            if page is not None:
                yield page.objgen, kid
        elif "/MCID" in kid:
            owner = kid.get("/Stm", kid.get("/Pg", page))
            if owner is not None:
                yield owner.objgen, int(kid.MCID)
        elif "/S" in kid and depth < MAX_DEPTH:
            yield from _find_contents(kid, page, depth + 1)


def _describe(actual: str, glyphs: Sequence[str]) -> str:
    said = quote(actual) if actual.strip() else "that is empty"
    return f"the ActualText {said} replaces {quote(''.join(glyphs))}"


def _lies(actual: str, glyphs: Sequence[str]) -> bool:
    """Return whether a text says something else than its glyphs.

    Where a font's map does not name the characters of all glyphs, as in scripts that are shaped,
    the known ones must be in the text.
    """
    shown = "".join(glyphs)
    said, seen = Counter(fold(actual)), Counter(fold(shown))
    if not said or not seen:
        return not said and sum(map(str.isalpha, seen)) >= MIN_REMOVED
    if not all(glyphs):
        return len(seen.keys() & said.keys()) < len(seen) * MIN_ALIKE_SHAPED
    digits = [{it: n for it, n in each.items() if it.isdigit()} for each in (said, seen)]
    if all(digits) and digits[0] != digits[1]:
        return True
    alike = (said & seen).total() / max(said.total(), seen.total())
    return alike < (MIN_ALIKE_SHAPED if SHAPED.search(actual + shown) else MIN_ALIKE)
