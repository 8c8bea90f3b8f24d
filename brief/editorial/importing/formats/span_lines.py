"""Split styled spans into lines, and trim them."""

from __future__ import annotations

from brief.editorial.prose import TextSpan

LINE_END = "\n"


def split_lines(spans: list[TextSpan]) -> list[tuple[TextSpan, ...]]:
    """Return the spans of each line; `<br>` and newlines in `<pre>` end a line."""
    lines: list[list[TextSpan]] = [[]]
    for span in spans:
        for number, part in enumerate(span.text.split(LINE_END)):
            if number:
                lines.append([])
            if part:
                lines[-1].append(TextSpan(part, span.emphasis, span.strong, span.href))
    return [tuple(line) for line in lines]


def drop_start(spans: tuple[TextSpan, ...], count: int) -> tuple[TextSpan, ...]:
    """Return spans without their first `count` characters."""
    kept: list[TextSpan] = []
    for span in spans:
        kept.append(TextSpan(span.text[count:], span.emphasis, span.strong, span.href))
        count = max(0, count - len(span.text))
    return tuple(kept)


def trim_spans(spans: tuple[TextSpan, ...]) -> tuple[TextSpan, ...]:
    """Return spans with single spaces, and no space at either end."""
    kept: list[TextSpan] = []
    for span in spans:
        text = span.text
        if not kept or kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            kept.append(TextSpan(text, span.emphasis, span.strong, span.href))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        last = kept.pop()
        kept.append(TextSpan(last.text.rstrip(), last.emphasis, last.strong, last.href))
        first = kept[0]
        kept[0] = TextSpan(first.text.lstrip(), first.emphasis, first.strong, first.href)
    return tuple(kept)
