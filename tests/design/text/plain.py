"""Set plain text."""

from __future__ import annotations

from brief.design.text.typography import typeset_spans
from brief.editorial.prose import TextSpan, plain_text


def typeset_text(text: str, tag: str) -> str:
    """Return a text of one style with the language's typography."""
    return plain_text(typeset_spans((TextSpan(text),), tag))
