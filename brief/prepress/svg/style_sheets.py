"""The declarations of style in a drawing: attributes, `style` attributes and style sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.prepress.svg.elements import SvgElement

DARK_OR_MOVING = re.compile(r"prefers-|hover|pointer", re.IGNORECASE)
"""Media queries that no page fulfils."""
HARMLESS_RULES = {"import", "charset", "namespace", "font-face", "keyframes", "-webkit-keyframes"}
"""Rules that are checked elsewhere, or change nothing that is printed."""


class Declaration(NamedTuple):
    """A property, its value, and the line of the file; `where` is the element's name, or ""."""

    name: str
    value: str
    line: int
    where: str = ""


class Mistake(NamedTuple):
    """A part of a style sheet that is not applied."""

    what: str
    line: int


def list_declarations(element: SvgElement) -> Iterator[Declaration]:
    """Yield the declarations of one element: its attributes, and those in `style`."""
    for name, value in element.attributes.items():
        if name != "style":
            yield Declaration(name, value.strip(), element.line, element.name)
    for part in element.attributes.get("style", "").split(";"):
        name, found, value = part.partition(":")
        if found:
            plain = value.replace("!important", "").strip()
            yield Declaration(name.strip().lower(), plain, element.line, element.name)


def read_style_sheet(element: SvgElement) -> Iterator[Declaration | Mistake]:
    """Yield what a `style` element declares, and the parts of it that are not applied."""
    import cssselect2
    import tinycss2

    media = element.attributes.get("media", "").strip().lower()
    if media not in {"", "all", "print", "screen"}:
        yield Mistake(f"the style sheet for the media `{media}`", element.line)
    rules = tinycss2.parse_stylesheet(element.text, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        line = element.line + rule.source_line - 1
        if rule.type == "at-rule":
            query = tinycss2.serialize(rule.prelude).strip()
            is_idle = rule.lower_at_keyword == "media" and DARK_OR_MOVING.search(query)
            if rule.lower_at_keyword not in HARMLESS_RULES and not is_idle:
                yield Mistake(f"the rule @{rule.lower_at_keyword} {query}".rstrip(), line)
        elif rule.type == "qualified-rule":
            try:
                cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                selector = tinycss2.serialize(rule.prelude).strip()
                yield Mistake(f"the selector `{selector}`", line)
            yield from _list_declarations(rule, element.line)
        elif rule.type == "error":
            yield Mistake("a part of the style sheet that cannot be read", line)


def _list_declarations(rule: object, first: int) -> Iterator[Declaration | Mistake]:
    import tinycss2

    for item in tinycss2.parse_blocks_contents(rule.content):  # type: ignore[attr-defined]
        line = first + item.source_line - 1
        if item.type == "declaration":
            yield Declaration(item.lower_name, tinycss2.serialize(item.value).strip(), line)
        elif item.type in {"qualified-rule", "at-rule"}:
            yield Mistake("a rule within another rule", line)
