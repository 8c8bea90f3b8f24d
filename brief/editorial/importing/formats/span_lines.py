"""Split styled spans into lines, and trim them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from brief.editorial.prose import TextSpan

LINE_END = "\n"
MAX_LINES = 3_000
SOFT_HYPHEN = "\u00ad"


def check_count(lines: int, shown: str) -> None:
    """Raise ContentError if a text has far more lines or paragraphs than a briefing."""
    if lines > MAX_LINES:
        message = f"{shown} has more than {MAX_LINES} lines of text, and a page has room for 60"
        remedy = "import the part of it that is the text"
        raise ContentError([error("too-long", message, remedy, Place(shown))])


def split_lines(spans: list[TextSpan]) -> list[tuple[TextSpan, ...]]:
    """Return the spans of each line; `<br>` and newlines in `<pre>` end a line."""
    lines: list[list[TextSpan]] = [[]]
    for span in spans:
        for number, part in enumerate(span.text.split(LINE_END)):
            if number:
                lines.append([])
            if part:
                lines[-1].append(replace(span, text=part))
    return [tuple(line) for line in lines]


def drop_start(spans: tuple[TextSpan, ...], count: int) -> tuple[TextSpan, ...]:
    """Return spans without their first `count` characters."""
    kept: list[TextSpan] = []
    for span in spans:
        kept.append(replace(span, text=span.text[count:]))
        count = max(0, count - len(span.text))
    return tuple(kept)


def cut_spans(spans: tuple[TextSpan, ...], start: int, end: int) -> tuple[TextSpan, ...]:
    """Return the spans of a text from one offset to another."""
    kept: list[TextSpan] = []
    at = 0
    for span in spans:
        part = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if part:
            kept.append(replace(span, text=part))
    return tuple(kept)


def trim_spans(spans: tuple[TextSpan, ...]) -> tuple[TextSpan, ...]:
    """Return spans with single spaces, and no space at either end."""
    kept: list[TextSpan] = []
    for span in spans:
        text = span.text
        if not kept or kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            kept.append(replace(span, text=text))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return tuple(kept)
