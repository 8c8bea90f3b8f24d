"""Ways to write a text as a block scalar, or in quotes in place of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.editing.document import Edit
from brief.editorial.editing.scalars.block_scalars import (
    CLIP,
    INDENT,
    KEEP,
    STRIP,
    BlockForm,
    format_block,
    line_break_tail,
    read_form,
)
from brief.editorial.editing.scalars.inline_scalars import format_inline
from brief.editorial.yaml.nodes import ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.editing.document import EditedText, Slot


class Proposal(NamedTuple):
    """Edits that replace a scalar, and the value that reading the result gives."""

    edits: tuple[Edit, ...]
    value: str


def propose_block(doc: EditedText, slot: Slot, node: ScalarNode, value: str) -> Iterator[Proposal]:
    """Yield ways to write a value in place of a block scalar, the best one first."""
    form = read_form(doc, node, slot.block_indent)
    yield from _propose_same_block(doc, slot, node, value, form)
    yield _unfold_block(doc, slot, node, value, form)


def propose_new_block(
    doc: EditedText, slot: Slot, span: tuple[int, int], value: str, style: str
) -> Iterator[Proposal]:
    """Yield the value as a block scalar in place of a plain one; a comment after it stays.

    `span` is where the plain scalar is, or an empty one after the colon or dash.
    """
    start, end = span
    indent = max(slot.block_indent, 0) + INDENT
    form = BlockForm(0, STRIP, has_indicator=False, content_start=0, content_end=0, indent=indent)
    if slot.flow or not value.strip() or value != value.rstrip("\n"):
        return
    block = format_block(doc, slot, ScalarNode(start, end, "", style), value, form)
    if block is None:
        return
    digit, lines = block
    line_end = doc.line_end(end)
    head = f"{' ' if start == end else ''}{style}{digit}-"
    rest = doc.text[end:line_end].rstrip()
    yield Proposal((Edit(start, line_end, f"{head}{rest}{doc.newline}{lines}"),), value)


def _propose_same_block(
    doc: EditedText, slot: Slot, node: ScalarNode, value: str, form: BlockForm
) -> Iterator[Proposal]:
    """Yield the value as a block scalar of the same style."""
    text, old_tail = value.rstrip("\n"), line_break_tail(node.value)
    tail, chomping = line_break_tail(value), form.chomping
    if tail and tail != old_tail:
        if len(tail) > 1 or not text:
            return
        chomping = CLIP
    elif tail and chomping == STRIP:
        return
    block = format_block(doc, slot, node, text, form)
    if block is None:
        return
    digit, lines = block
    header = f"{node.style}{digit}{chomping}"
    if doc.source.text[node.start : form.header_end] in {header, f"{node.style}{chomping}{digit}"}:
        header = doc.text[node.start : form.header_end]
    edits = _block_edits(doc, node, form, header, lines)
    tails = [tail] if tail or chomping == STRIP else [old_tail, "\n", ""]
    for each in dict.fromkeys(tails):
        yield Proposal(edits, text + each)


def _block_edits(
    doc: EditedText, node: ScalarNode, form: BlockForm, header: str, lines: str
) -> tuple[Edit, ...]:
    """Return the edits for the indicators and lines of a block scalar."""
    indicators = Edit(node.start, form.header_end, header)
    start, end = form.content_start, form.content_end
    if form.chomping == KEEP:  # blank lines at the end are part of its style
        while end > start and not doc.text[doc.line_start(end) : end].strip(" "):
            end = max(start, doc.line_end(_previous_line(doc, end)))
            if end == start:
                break
    if end > start:
        if not lines:
            return indicators, Edit(start, doc.next_line(end), "")
        return indicators, Edit(start, end, lines)
    if not lines:
        return (indicators,)
    is_last = doc.line_end(node.start) == len(doc.text)
    new = f"{doc.newline}{lines}" if is_last else f"{lines}{doc.newline}"
    return indicators, Edit(start, start, new)


def _previous_line(doc: EditedText, offset: int) -> int:
    """Return an offset on the line before that of `offset`."""
    number = doc.source.line_of(offset)
    return doc.source.line_start(max(1, number - 1))


def _unfold_block(
    doc: EditedText, slot: Slot, node: ScalarNode, value: str, form: BlockForm
) -> Proposal:
    """Return the value in quotes in place of a block scalar; a comment after `>-` stays."""
    inline = format_inline(value, flow=slot.flow, styles=('"',))
    edits = [Edit(node.start, form.header_end, inline)]
    if form.content_end > form.content_start:
        line_end = doc.line_end(node.start)
        edits.append(Edit(line_end, form.content_end, ""))
    return Proposal(tuple(edits), value)
