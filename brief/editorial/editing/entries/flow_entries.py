"""Entries of lists in brackets and mappings in braces, on one line or on several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.editing.document import Edit
from brief.editorial.editing.scalars.block_scalars import INDENT
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.editorial.yaml.writer import LINE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.editing.document import EditedText

_FILLER = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_TAIL_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")


class FlowEntry(NamedTuple):
    """Where an entry is.

    `lead` is where it begins with the comments directly above it, `comma` where its comma is (None
    for a last entry without one), `tail` where the comment after it ends on its line; without one,
    it is right after the comma. `own_line` is true if nothing is before it on its line.
    """

    lead: int
    start: int
    end: int
    comma: int | None
    tail: int
    own_line: bool

    @property
    def stop(self) -> int:
        """Where the entry ends with its comma."""
        return self.end if self.comma is None else self.comma + 1


def read_flow_entries(doc: EditedText, node: ListNode | MapNode) -> list[FlowEntry]:
    """Return the entries of a list in brackets or a mapping in braces."""
    entries = []
    for start, end in _spans(doc, node):
        filler = _FILLER.match(doc.source.text, end)
        at = filler.end() if filler else end
        comma = at if doc.source.text[at : at + 1] == "," else None
        stop = end if comma is None else comma + 1
        comment = _TAIL_COMMENT.match(doc.source.text, stop)
        own_line = not doc.text[doc.line_start(start) : start].strip()
        lead = _lead(doc, start, node.start) if own_line else start
        entries.append(
            FlowEntry(lead, start, end, comma, comment.end() if comment else stop, own_line)
        )
    return entries


def insert_flow(
    doc: EditedText, node: ListNode | MapNode, index: int, new: str
) -> tuple[Edit, ...]:
    """Return the edits that insert an entry before the one at `index`, or at the end."""
    entries = read_flow_entries(doc, node)
    if not entries:
        inside = doc.text[node.start + 1 : node.end - 1]
        end = node.start + 1 if inside.strip() else node.end - 1
        return (Edit(node.start + 1, end, new),)
    if index < len(entries):
        entry = entries[index]
        margin = " " * doc.column_of(entry.lead)
        joint = f",{doc.newline}{margin}" if entry.own_line else ", "
        return (Edit(entry.lead, entry.lead, f"{new}{joint}"),)
    last = entries[-1]
    closes_line = doc.source.line_of(last.end) == doc.source.line_of(node.end - 1)
    margin = f"{doc.newline}{' ' * doc.column_of(last.start)}"
    if last.comma is not None:
        at, joint = (last.tail, margin) if last.own_line else (last.stop, " ")
        return (Edit(at, at, f"{joint}{new},"),)
    if last.own_line and not closes_line:
        return Edit(last.end, last.end, ","), Edit(last.tail, last.tail, f"{margin}{new}")
    is_long = doc.line_end(last.end) + len(new) + 2 - doc.line_start(last.end) > LINE_WIDTH
    if is_long and not last.own_line:
        margin = doc.newline + " " * _continuation(doc, node, entries)
    joint = f",{margin}" if last.own_line or is_long else ", "
    return (Edit(last.end, last.end, f"{joint}{new}"),)


def remove_flow(doc: EditedText, node: ListNode | MapNode, index: int) -> tuple[Edit, ...]:
    """Return the edits that remove an entry, with its comments and a comma."""
    entries = read_flow_entries(doc, node)
    entry = entries[index]
    is_last = index == len(entries) - 1
    if len(entries) == 1:
        rest = doc.text[node.start + 1 : entry.lead] + doc.text[entry.tail : node.end - 1]
        whole = Edit(node.start + 1, node.end - 1, "")
        return (Edit(entry.lead, entry.tail, "") if rest.strip() else whole,)
    before = entries[index - 1] if index else entries[index + 1]
    surplus: tuple[Edit, ...] = ()
    if is_last and entry.comma is None and before.comma is not None:
        surplus = (Edit(before.comma, before.comma + 1, ""),)
    ends_line = doc.line_end(entry.tail) == entry.tail
    if entry.own_line and ends_line:
        return *surplus, Edit(doc.line_start(entry.lead), doc.next_line(entry.tail), "")
    if is_last and "#" in doc.text[before.stop : entry.lead]:
        return *surplus, Edit(entry.lead, entry.stop, "")
    if is_last:
        return (Edit(before.end, entry.end, ""),)
    if index and ends_line:
        kept = doc.text[before.stop : entry.lead].rstrip(" \t")
        return (Edit(before.stop + len(kept), entry.tail, ""),)
    gap = doc.text[entry.stop : entries[index + 1].lead]
    return (Edit(entry.lead, entry.stop + len(gap) - len(gap.lstrip()), ""),)


def move_flow(doc: EditedText, node: ListNode, order: Sequence[int]) -> tuple[Edit, ...]:
    """Return the edits that put entries in another order; commas stay, comments go along."""
    entries = read_flow_entries(doc, node)
    edits: list[Edit] = []
    for here, there in enumerate(order):
        if here == there:
            continue
        old, new = entries[here], entries[there]
        edits.append(Edit(old.lead, old.end, doc.text[new.lead : new.end]))
        comment = doc.text[new.stop : new.tail]
        if comment and doc.line_end(old.tail) != old.tail:
            rest = doc.text[old.tail : doc.line_end(old.tail)]
            margin = doc.column_of(old.lead)
            comment += doc.newline + " " * (margin - len(rest) + len(rest.lstrip()))
        edits.append(Edit(old.stop, old.tail, comment))
    return tuple(edits)


def _continuation(doc: EditedText, node: ListNode | MapNode, entries: Sequence[FlowEntry]) -> int:
    """Return the column of entries on further lines: as in the file, or deeper than the first."""
    line = doc.text[doc.line_start(node.start) : node.start]
    usual = len(line) - len(line.lstrip(" ")) + INDENT
    return next((doc.column_of(entry.start) for entry in entries if entry.own_line), usual)


def _spans(doc: EditedText, node: ListNode | MapNode) -> list[tuple[int, int]]:
    """Return where each entry begins and ends, without comments and commas."""
    if isinstance(node, ListNode):
        return [(item.start, item.end) for item in node.items]
    spans = []
    for name, key in node.keys.items():
        value = node.values[name]
        if isinstance(value, ScalarNode) and not value.value and not value.style:
            spans.append((key.start, doc.colon_end(key) or key.end))
        else:
            spans.append((key.start, value.end))
    return spans


def _lead(doc: EditedText, start: int, lower: int) -> int:
    """Return where the comments begin that are directly above an entry at its indentation."""
    column = doc.column_of(start)
    lead = start
    number = doc.source.line_of(start) - 1
    while number >= 1 and doc.source.line_start(number) > lower:
        if not doc.source.line_text(number).startswith(" " * column + "#"):
            break
        lead = doc.source.line_start(number) + column
        number -= 1
    return lead
