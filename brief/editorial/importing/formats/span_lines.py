"""Stretches of text with one look, cut into lines and trimmed at their ends."""

from __future__ import annotations

from brief.editorial.prose import Span

LINE_END = "\n"


def split_lines(spans: list[Span]) -> list[tuple[Span, ...]]:
    """Return spans by the lines that `<br>` and the lines of `<pre>` make of them."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for number, part in enumerate(span.text.split(LINE_END)):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Span(part, span.emphasis, span.strong, span.href))
    return [tuple(line) for line in lines]


def drop_start(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Return spans without their first characters."""
    kept: list[Span] = []
    for span in spans:
        kept.append(Span(span.text[count:], span.emphasis, span.strong, span.href))
        count = max(0, count - len(span.text))
    return tuple(kept)


def trim_spans(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans with one space where several met, and none at either end."""
    kept: list[Span] = []
    for span in spans:
        text = span.text
        if not kept or kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            kept.append(Span(text, span.emphasis, span.strong, span.href))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        last = kept.pop()
        kept.append(Span(last.text.rstrip(), last.emphasis, last.strong, last.href))
        first = kept[0]
        kept[0] = Span(first.text.lstrip(), first.emphasis, first.strong, first.href)
    return tuple(kept)
