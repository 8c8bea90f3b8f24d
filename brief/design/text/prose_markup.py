"""Set prose in the typography of its language, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.text.markup import to_markup
from brief.design.text.typography import typeset_spans
from brief.editorial.prose import parse_prose

if TYPE_CHECKING:
    from markupsafe import Markup


def typeset_prose(
    text: str, tag: str, names: tuple[str, ...] = (), *, narrow: bool = False
) -> Markup:
    """Return a text as HTML; `names` are never hyphenated. `narrow` is for texts in the sidebar."""
    spans = typeset_spans(parse_prose(text), tag, names if narrow else None)
    return to_markup(spans, tag.partition("-")[0], names, narrow=narrow)
