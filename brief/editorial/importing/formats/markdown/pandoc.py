"""Resolve what pandoc, Quarto and R Markdown add: code, grid tables, spans, citations, bold in CJK.

Code that names its language is left out: a briefing explains, and runs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WHY_CODE = "a line of a program"

_FENCE = re.compile(
    r"(?ms)^(?P<fence>`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?!(?:text|txt|plain|markdown|md)\b)"
    r"[A-Za-z][^\n`]{0,200}\n(?P<code>.*?)^(?P=fence)[ \t]*$"
)
_INLINE_CODE = re.compile(r"`(?:\{(?:r|python|julia|ojs)\}|r|python)[ \t]([^`\n]{1,200})`")
_RAW = re.compile(r"`([^`\n]{1,300})`\{=\w+\}")
_GRID = re.compile(r"(?m)^[ \t]*\+[-=:+]{2,500}\+[ \t]*\n(?:[ \t]*[|+][^\n]*\n?)+")
_SPAN = re.compile(r"\[([^\[\]\n]{1,300})\]\{[ \t]*[#.:\w][^{}\n]{0,200}\}")
_CITATION = re.compile(r"[ \t]?\[(-?@[\w][^\[\]\n]{0,200})\]")
_CROSS_REFERENCE = re.compile(r"(?<![\w@])@((?:fig|tbl|sec|eq|lst)-[\w-]{1,60})")
_CJK = r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
# CommonMark sees no end of the bold text where a closing sign is followed by a character of CJK.
_CJK_BOLD = re.compile(
    rf"(?:(?<=[{_CJK}])|(?=\*\*[^*\n]{{1,300}}\*\*[{_CJK}]))\*\*(?=[^\s*])([^*\n]{{1,300}})"
    r"(?<=[^\s*])\*\*"
)


def resolve_pandoc(text: str, leave_out: Callable[[str, str], None]) -> str:
    """Return a Markdown text without them; what is taken out is listed."""

    def drop(pattern: re.Pattern[str], why: str, text: str) -> str:
        def listed(found: re.Match[str]) -> str:
            leave_out(" ".join(found[0].strip("`~+").split()), why)
            return ""

        return pattern.sub(listed, text)

    for pattern, why, sign in (
        (_FENCE, WHY_CODE, "\n"),
        (_INLINE_CODE, WHY_CODE, "`"),
        (_RAW, WHY_CODE, "{="),
        (_GRID, "a table", "+-"),
        (_GRID, "a table", "+="),
        (_CITATION, "a citation", "@"),
        (_CROSS_REFERENCE, "a cross-reference", "@"),
    ):
        if sign in text:
            text = drop(pattern, why, text)
    return _CJK_BOLD.sub(r"<strong>\1</strong>", _SPAN.sub(r"\1", text))
