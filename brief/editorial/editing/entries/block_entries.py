"""Entries of lists and mappings on lines of their own, with the comments that belong to them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.editing.document import Edit
from brief.editorial.editing.scalars.block_scalars import read_form
from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.editing.document import EditedText


class BlockEntry(NamedTuple):
    """Where an entry is.

    `lead` is where it begins with the comments directly above it, `start` where its dash or key is,
    `end` the end of its last line. All are behind the indentation. `shares_line` is true if other
    text is before it on its line, as in `- id: a`.
    """

    lead: int
    start: int
    end: int
    shares_line: bool


def read_block_entries(doc: EditedText, node: ListNode | MapNode) -> list[BlockEntry]:
    """Return the entries of a list or mapping that is not in brackets or braces."""
    column = doc.column_of(node.start)
    entries: list[BlockEntry] = []
    at = node.start
    for start, marker_end, value in _markers(doc, node, column):
        end = doc.line_end(node_end(doc, value, column, marker_end))
        end = _with_deeper_comments(doc, end, column)
        shares = bool(doc.text[doc.line_start(start) : start].strip(" "))
        lower = entries[-1].end if entries else _first_bound(doc, node)
        lead = start if shares else _lead(doc, start, column, lower)
        entries.append(BlockEntry(lead, start, end, shares))
        at = end
    return entries if at >= node.start else []


def node_end(doc: EditedText, node: Node, block_indent: int, marker_end: int) -> int:
    """Return where the last character of a value is; `marker_end` is after its colon or dash."""
    if isinstance(node, ScalarNode):
        if node.style in {"|", ">"}:
            form = read_form(doc, node, block_indent)
            has_text = form.content_end > form.content_start
            return form.content_end if has_text else doc.line_end(node.start)
        return node.end if node.style or node.value else marker_end
    if node.flow:
        return node.end
    column = doc.column_of(node.start)
    *_, (_, last_marker, value) = _markers(doc, node, column)
    return node_end(doc, value, column, last_marker)


def blank_lines_between(doc: EditedText, entries: Sequence[BlockEntry]) -> int:
    """Return how many blank lines are usual between entries."""
    counts: Counter[int] = Counter()
    for before, after in pairwise(entries):
        gap = doc.text[before.end : after.lead]
        if not gap.strip():
            counts[doc.source.line_of(after.lead) - doc.source.line_of(before.end) - 1] += 1
    return max(counts, key=lambda number: (counts[number], -number), default=0)


def insert_block(
    doc: EditedText, node: ListNode | MapNode, index: int, new: str
) -> tuple[Edit, ...]:
    """Return the edits that insert an entry, whose further lines are indented already."""
    entries = read_block_entries(doc, node)
    margin = " " * doc.column_of(node.start)
    between = doc.newline * (blank_lines_between(doc, entries) + 1) + margin
    if index < len(entries):
        at = entries[index].lead
        return (Edit(at, at, f"{new}{between}"),)
    at = entries[-1].end
    return (Edit(at, at, f"{between}{new}"),)


def remove_block(doc: EditedText, node: ListNode | MapNode, index: int) -> tuple[Edit, ...]:
    """Return the edits that remove one of several entries, with its comments."""
    entries = read_block_entries(doc, node)
    entry = entries[index]
    if index == len(entries) - 1:
        kept = doc.text[entries[index - 1].end : entry.lead].rstrip()
        return (Edit(entries[index - 1].end + len(kept), entry.end, ""),)
    rest = doc.text[entry.end : entries[index + 1].lead]
    after = entry.end + len(rest) - len(rest.lstrip())
    if not entry.shares_line and doc.column_of(after) != doc.column_of(entry.lead):
        return (Edit(doc.line_start(entry.lead), doc.line_start(after), ""),)
    return (Edit(entry.lead, after, ""),)


def move_block(doc: EditedText, node: ListNode, order: Sequence[int]) -> tuple[Edit, ...]:
    """Return the edits that put entries in another order, each with its comments."""
    entries = read_block_entries(doc, node)
    return tuple(
        Edit(
            entries[here].lead,
            entries[here].end,
            doc.text[entries[there].lead : entries[there].end],
        )
        for here, there in enumerate(order)
        if here != there
    )


def _markers(doc: EditedText, node: ListNode | MapNode, column: int) -> list[tuple[int, int, Node]]:
    """Return where each dash or key begins, where its dash or colon ends, and its value."""
    text = doc.source.text
    found: list[tuple[int, int, Node]] = []
    if isinstance(node, MapNode):
        for name, key in node.keys.items():
            if text[doc.line_start(key.start) : key.start].rstrip(" ").endswith("?"):
                raise doc.refusal(key.start, "keys with `?` cannot be edited")
            found.append((key.start, doc.colon_end(key) or key.end, node.values[name]))
        return found
    dash = re.compile(rf"^ {{{column}}}-(?=[ \t\r\n]|$)", re.MULTILINE)
    at = node.start
    for item in node.items:
        if found:
            end = node_end(doc, found[-1][2], column, found[-1][1])
            line = dash.search(text, doc.next_line(end))
            if line is None:
                raise doc.refusal(item.start, "this entry cannot be edited")
            at = line.end() - 1
        found.append((at, at + 1, item))
    return found


def _first_bound(doc: EditedText, node: ListNode | MapNode) -> int:
    """Return before which offset no comment belongs to the first entry.

    The comments that begin a file are about the file.
    """
    if node is not doc.root:
        return 0
    head = doc.text[: node.start]
    first = re.match(r"(?:%[^\r\n]*(?:\r\n|\r|\n))*(?:---[^\r\n]*(?:\r\n|\r|\n))?", head)
    lines = re.compile(r"(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n))*")
    found = lines.match(head, first.end() if first else 0)
    return found.end() if found else 0


def _lead(doc: EditedText, start: int, column: int, lower: int) -> int:
    """Return where the comments begin that are directly above an entry at its indentation."""
    lead = start
    number = doc.source.line_of(start) - 1
    while number >= 1 and doc.source.line_start(number) >= lower:
        line = doc.source.line_text(number)
        if not line.startswith(" " * column + "#"):
            break
        lead = doc.source.line_start(number) + column
        number -= 1
    return lead


def _with_deeper_comments(doc: EditedText, end: int, column: int) -> int:
    """Return the end of an entry including comments below it that are indented deeper."""
    at = end
    while True:
        start = doc.next_line(at)
        if start <= at or start >= len(doc.text):
            return end
        at = doc.line_end(start)
        line = doc.source.text[start:at]
        if not line.strip():
            continue
        if not re.match(rf" {{{column + 1},}}#", line):
            return end
        end = at
