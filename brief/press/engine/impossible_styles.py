"""Find the declaration of a style sheet with which a page probably cannot be laid out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.findings.source_text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.findings import Place
    from brief.press.job.model import Stylesheet

_MAX_SIZE = 20_000.0
"""More than any length of a page, in any unit: about 5 m in CSS pixels."""
_COMMENT_OR_STRING = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
_DECLARATION = re.compile(r"(?<![\w-])(?P<name>-{0,2}[A-Za-z][\w-]*)\s*:\s*(?P<value>[^;{}]+)")
_ROOT = re.compile(r"(?:^|[},\s])(?:html|body|:root|\*)\s*(?:,[^{}]*)?$")
_LENGTH = re.compile(
    r"(?<![\w#.-])[-+]?(?P<number>(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?:[a-z]{1,5}\b|%|\b)",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(r"\b(?:infinity|nan)\b|/\s*0+(?:\.0*)?(?![\w.])", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:always|all|page|left|right|recto|verso)\b", re.IGNORECASE)
_ZERO = re.compile(r"\s*0(?:\.0*)?(?:[a-z]+|%)?\s*(?:!important)?\s*", re.IGNORECASE)


def find_impossible_style(sheets: Iterable[Stylesheet]) -> Place | None:
    """Return the place of the last declaration that no page can have, or None.

    Such are sizes of metres, infinite numbers, type of no size, a page that is not displayed, and
    breaks, since each edition has one page.
    """
    found: Place | None = None
    for sheet in sheets:
        if not sheet.shown_path:
            continue
        text = _COMMENT_OR_STRING.sub(lambda part: re.sub(r"[^\n]", " ", part[0]), sheet.text)
        for match in _DECLARATION.finditer(text):
            if _is_impossible(match["name"].lower(), match["value"], text, match.start()):
                end = match.start() + len(match[0].rstrip())
                found = SourceText(sheet.shown_path, sheet.text).place_at(match.start(), end)
    return found


def _is_impossible(name: str, value: str, text: str, start: int) -> bool:
    if name in {"font-size", "line-height", "font"} and _ZERO.fullmatch(value):
        return True
    if name == "display" and value.strip().lower().startswith("none"):
        selector = text[max(text.rfind("}", 0, start), 0) : max(text.rfind("{", 0, start), 0)]
        return bool(_ROOT.search(selector.rstrip()))
    if name.removeprefix("page-") in {"break-before", "break-after"}:
        return _BREAK.match(value) is not None
    if name in {"z-index", "orphans", "widows", "color"}:
        return False
    sizes = (float(length["number"]) for length in _LENGTH.finditer(value))
    return bool(_NO_NUMBER.search(value)) or any(size > _MAX_SIZE for size in sizes)
