"""Write styled spans as the inline Markdown of content files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.prose import TextSpan, find_refused_links, join_spans, parse_prose, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = re.compile(r"[*_\[\]]")
_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:)[^\s()<>\\]+")


def escape_markdown(text: str) -> str:
    """Return the Markdown of plain text, with escapes only where they are needed."""
    if parse_prose(text) == (TextSpan(text),) and not find_refused_links(text):
        return text
    return _MARK.sub(r"\\\g<0>", text)


def to_prose(spans: Iterable[TextSpan]) -> tuple[str, bool]:
    """Return spans as inline Markdown, and whether all styles could be kept.

    Markdown cannot style every span (half a word, a space). If the result would not be parsed back
    to the same spans, the text is returned without styles.
    """
    wanted = _normalise_spans(spans)
    written = "".join(_mark_span(span) for span in wanted)
    if parse_prose(written) == wanted and not find_refused_links(written):
        return written, True
    closer = _unstyle_parts_of_words(wanted)
    written = "".join(_mark_span(span) for span in closer)
    if closer != wanted and parse_prose(written) == closer and not find_refused_links(written):
        return written, False
    text = plain_text(wanted)
    plain = all(not (span.emphasis or span.strong or span.href) for span in wanted)
    return escape_markdown(text), plain


def _normalise_spans(spans: Iterable[TextSpan]) -> tuple[TextSpan, ...]:
    """Return spans with unstyled spaces at their ends, and neighbours of one style joined.

    Links to addresses that prose does not allow become text.
    """
    parts: list[TextSpan] = []
    for span in spans:
        href = span.href if span.href and _ADDRESS.fullmatch(span.href) else None
        core = span.text.strip()
        lead = span.text[: len(span.text) - len(span.text.lstrip())]
        tail = span.text[len(lead) + len(core) :]
        parts += [TextSpan(lead), TextSpan(core, span.emphasis, span.strong, href), TextSpan(tail)]
    return join_spans(parts)


def _unstyle_parts_of_words(spans: tuple[TextSpan, ...]) -> tuple[TextSpan, ...]:
    """Return spans without the styles that begin or end inside a word; links stay."""
    parts: list[TextSpan] = []
    for number, span in enumerate(spans):
        before = spans[number - 1].text[-1:] if number else ""
        after = spans[number + 1].text[:1] if number + 1 < len(spans) else ""
        in_word = (before + span.text[:1]).isalnum() and bool(before)
        in_word = in_word or ((span.text[-1:] + after).isalnum() and bool(after))
        parts.append(TextSpan(span.text, href=span.href) if in_word else span)
    return join_spans(parts)


def _mark_span(span: TextSpan) -> str:
    marks = "*" * (span.emphasis + 2 * span.strong)
    text = _MARK.sub(r"\\\g<0>", span.text) if marks or span.href else escape_markdown(span.text)
    inside = f"{marks}{text}{marks}"
    return f"[{inside}]({span.href})" if span.href else inside
