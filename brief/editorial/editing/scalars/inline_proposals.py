"""Ways to write a text in place of a plain or quoted scalar, or where none was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.editing.document import LINE_END, Edit
from brief.editorial.editing.scalars.block_proposals import Proposal, propose_new_block
from brief.editorial.editing.scalars.block_scalars import INDENT
from brief.editorial.editing.scalars.inline_scalars import (
    ENCODERS,
    format_inline,
    may_be_plain,
    may_be_quoted_single,
    may_begin_line,
)
from brief.editorial.editing.scalars.line_layout import (
    Shape,
    breaks_wide,
    lay_out,
    read_words,
    split_words,
    usual_width,
)
from brief.editorial.yaml.writer import LINE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.editing.document import EditedText, Slot
    from brief.editorial.yaml.nodes import ScalarNode

_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_COMMENT = re.compile(r"[ \t]+#")


def propose_inline(doc: EditedText, slot: Slot, node: ScalarNode, value: str) -> Iterator[Proposal]:
    """Yield ways to write a value in place of a plain or quoted scalar, the best one first."""
    if not node.style and not node.value:
        yield from _propose_first(doc, slot, node, value)
        return
    if _may_keep_style(node.style, value, flow=slot.flow):
        yield from _propose_same_style(doc, slot, node, value)
    if not node.style and "\n" in value:
        yield from propose_new_block(doc, slot, (node.start, node.end), value, "|")
    for styles in ((), ('"',)):
        inline = format_inline(value, flow=slot.flow, styles=styles)
        yield Proposal((Edit(node.start, node.end, inline),), value)


def _may_keep_style(style: str, value: str, *, flow: bool) -> bool:
    if style == "":
        return may_be_plain(value.replace("\n", "x"), flow=flow)
    return style == '"' or may_be_quoted_single(value)


def _propose_same_style(
    doc: EditedText, slot: Slot, node: ScalarNode, value: str
) -> Iterator[Proposal]:
    """Yield the value in the style of a plain or quoted scalar, on several lines if it was."""
    typed = doc.source.text[node.start : node.end]
    is_broken, wide = bool(LINE_END.search(typed)), breaks_wide(doc, node)
    if node.style == "" and not is_broken and "\n" in value:
        return
    for with_breaks in (True, False):
        if node.style == '"' and with_breaks and not _BLANK_LINE.search(typed):
            continue  # a line break is an escape
        if node.style != '"' and not with_breaks:
            continue
        column = doc.column_of(node.start) + len(node.style)
        indent = _continuation(doc, node) or max(slot.block_indent, 0) + INDENT
        width = usual_width(doc, node) if is_broken else None
        paragraphs = lay_out(
            split_words(value, with_breaks=with_breaks, wide=wide),
            read_words(doc, node, with_breaks=with_breaks, wide=wide),
            ENCODERS[node.style],
            Shape(column, indent, width, may_begin_line),
        )
        if any(lines and not may_begin_line(lines[0].split(" ")[0]) for lines in paragraphs[1:]):
            continue  # the reader would take the line for a key or an entry
        inside = _join_paragraphs(paragraphs, doc.newline, " " * indent)
        new = f"{node.style}{inside}{node.style}"
        yield Proposal((Edit(node.start, node.end, new),), value)
    if node.style != "":
        new = ENCODERS[node.style](value)
        yield Proposal((Edit(node.start, node.end, f"{node.style}{new}{node.style}"),), value)


def _continuation(doc: EditedText, node: ScalarNode) -> int:
    """Return the column of the second line of a scalar that is not blank, or 0."""
    found = re.search(r"[\r\n]([ \t]*)[^ \t\r\n]", doc.source.text[node.start : node.end])
    return len(found[1]) if found else 0


def _join_paragraphs(paragraphs: list[list[str]], newline: str, margin: str) -> str:
    """Return the lines of a plain or quoted scalar: n + 1 line ends mean n line breaks."""
    parts: list[str] = []
    breaks = 0
    for number, lines in enumerate(paragraphs):
        breaks += number > 0
        if lines or number == len(paragraphs) - 1:
            joint = newline * (breaks + 1) + margin if breaks else ""
            parts += [joint, (newline + margin).join(lines)]
            breaks = 0
    return "".join(parts)


def _propose_first(doc: EditedText, slot: Slot, node: ScalarNode, value: str) -> Iterator[Proposal]:
    """Yield a value where none was typed: as short text on the line, otherwise as a block.

    Before a comment it has quotes: a comment after a plain text could be read as its end.
    """
    start, joint = _gap(doc, slot, node)
    if "\n" in value:
        yield from propose_new_block(doc, slot, (start, start), value, "|")
    elif doc.column_of(start) + 1 + len(value) > LINE_WIDTH:
        yield from propose_new_block(doc, slot, (start, start), value, ">")
    comment_follows = bool(_COMMENT.match(doc.source.text, start)) and not slot.flow
    if may_be_plain(value, flow=slot.flow) and not comment_follows:
        yield Proposal((Edit(start, start, f"{joint}{value}"),), value)
    for styles in ((), ('"',)):
        inline = format_inline(value, flow=slot.flow, styles=styles)
        yield Proposal((Edit(start, start, f"{joint}{inline}"),), value)


def _gap(doc: EditedText, slot: Slot, node: ScalarNode) -> tuple[int, str]:
    """Return where a value begins that was not typed, and the signs before it.

    That is right after its colon or dash; a key in braces may have no colon, as in `{today}`.
    """
    text = doc.source.text
    if slot.key is not None:
        colon_end = doc.colon_end(slot.key)
        return (slot.key.end, ": ") if colon_end is None else (colon_end, " ")
    at = node.end
    while at and text[at - 1] in " \t":
        at -= 1
    return at, " "
