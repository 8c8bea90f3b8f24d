"""Write a new entry in the style of those beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeGuard

from brief.editorial.editing.data import scalar_text
from brief.editorial.editing.document import Slot
from brief.editorial.editing.scalars.block_scalars import (
    INDENT,
    STRIP,
    BlockForm,
    format_block,
)
from brief.editorial.editing.scalars.inline_scalars import format_inline
from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.editorial.yaml.writer import LINE_WIDTH, FlowValue, FoldedText

if TYPE_CHECKING:
    from brief.editorial.editing.document import EditedText

_PLAIN_KEY = re.compile(r"[^\W_][\w-]*(?:[ .][\w-]+)*")


class ValueWriter:
    """Writes new values into one file; `quoted` writes all texts in double quotes."""

    def __init__(self, doc: EditedText, *, quoted: bool = False) -> None:
        self.doc = doc
        self.quoted = quoted

    def flow(self, value: object, like: Node | None = None) -> str:
        """Return a value on one line, as in brackets and braces."""
        if isinstance(value, FlowValue):
            return self.flow(value.content, like)
        if isinstance(value, Mapping):
            entries = ", ".join(self.flow_entry(key, value[key], like) for key in value)
            return "{" + entries + "}"
        if _is_list(value):
            return "[" + ", ".join(self.flow(inner, _first(like)) for inner in value) + "]"
        if value is None:
            return '""'
        style = like.style if isinstance(like, ScalarNode) and like.style in {"'", '"'} else ""
        styles = ('"',) if self.quoted else (style,)
        return format_inline(scalar_text(value), flow=True, styles=styles)

    def flow_entry(self, key: object, value: object, like: Node | None = None) -> str:
        """Return `key: value` as in braces."""
        return f"{self.key(key)}: {self.flow(value, _at_key(like, key))}"

    def item(self, value: object, column: int, like: Node | None = None) -> str:
        """Return `- value` for a dash in `column`; its further lines are indented."""
        is_flow = isinstance(like, ListNode | MapNode) and like.flow
        if isinstance(value, FlowValue) or (is_flow and isinstance(value, Mapping)):
            line = f"- {self.flow(value, like)}"
            if column + len(line) <= LINE_WIDTH or not self._is_block_possible(value):
                return line
            value = value.content if isinstance(value, FlowValue) else value
        inner = column + INDENT
        if isinstance(like, MapNode) and not like.flow:
            inner = self.doc.column_of(like.start)
        dash = "-" + " " * (inner - column - 1)
        if isinstance(value, Mapping) and value:
            return dash + self._entries(value, inner, like)
        if _is_list(value) and value:
            return dash + self._items(value, inner, like)
        return f"-{self._after(value, column, column + 1, like)}"

    def entry(self, key: object, value: object, column: int, like: Node | None = None) -> str:
        """Return `key: value` for a key in `column`; its further lines are indented."""
        head = f"{self.key(key)}:"
        is_flow = isinstance(like, ListNode | MapNode) and like.flow
        if isinstance(value, FlowValue) or (is_flow and not isinstance(value, str)):
            line = f"{head} {self.flow(value, like)}"
            if column + len(line) <= LINE_WIDTH or not self._is_block_possible(value):
                return line
            value = value.content if isinstance(value, FlowValue) else value
        inner = column + INDENT
        margin = f"{head}{self.doc.newline}{' ' * inner}"
        if isinstance(value, Mapping) and value:
            return margin + self._entries(value, inner, like)
        if _is_list(value) and value:
            return margin + self._items(value, inner, like)
        return head + self._after(value, column, column + len(head), like)

    def key(self, key: object) -> str:
        """Return a key, in quotes if it has signs that YAML could read otherwise."""
        name = str(key)
        is_plain = _PLAIN_KEY.fullmatch(name) and name not in {"null", "true", "false"}
        return name if is_plain else format_inline(name, flow=True, styles=('"',))

    def _entries(self, value: Mapping[str, object], column: int, like: Node | None) -> str:
        entries = [self.entry(key, value[key], column, _at_key(like, key)) for key in value]
        return (self.doc.newline + " " * column).join(entries)

    def _items(self, value: Sequence[object], column: int, like: Node | None) -> str:
        items = [self.item(inner, column, _first(like)) for inner in value]
        return (self.doc.newline + " " * column).join(items)

    def _is_block_possible(self, value: object) -> bool:
        content = value.content if isinstance(value, FlowValue) else value
        return bool(content)

    def _after(self, value: object, column: int, head_end: int, like: Node | None) -> str:
        """Return a scalar or an empty collection behind its dash or colon."""
        if value is None:
            return ""
        if isinstance(value, Mapping):
            return " {}"
        if _is_list(value):
            return " []"
        text = scalar_text(value)
        styles: tuple[str, ...] = ('"',) if self.quoted else ("",)
        if isinstance(like, ScalarNode) and not self.quoted:
            styles = (like.style,) if like.style in {"'", '"'} else styles
        block = "" if self.quoted else self._block_style(text, head_end, like, styles)
        if block:
            form = BlockForm(0, STRIP, False, 0, 0, column + INDENT)  # noqa: FBT003
            slot = Slot((), ScalarNode(0, 0, ""), None, None, flow=False, block_indent=column)
            written = format_block(self.doc, slot, ScalarNode(0, 0, "", block), text, form)
            if written:
                return f" {block}{written[0]}-{self.doc.newline}{written[1]}"
        return f" {format_inline(text, flow=False, styles=styles)}"

    def _block_style(
        self, text: str, head_end: int, like: Node | None, styles: tuple[str, ...]
    ) -> str:
        """Return the style of the block in which a text is written, or "" for none."""
        if not text.strip() or text != text.strip("\n"):
            return ""
        style = like.style if isinstance(like, ScalarNode) else ""
        if "\n" in text and styles == ("",):
            return "|"
        if style in {"|", ">"}:
            return style
        is_long = head_end + 1 + len(text) > LINE_WIDTH
        is_plain_long = isinstance(like, ScalarNode) and like.end - like.start > LINE_WIDTH
        wants = isinstance(text, FoldedText) or (is_long and not is_plain_long)
        return ">" if wants and styles == ("",) else ""


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _at_key(node: Node | None, key: object) -> Node | None:
    return node.values.get(str(key)) if isinstance(node, MapNode) else None


def _first(node: Node | None) -> Node | None:
    return node.items[0] if isinstance(node, ListNode) and node.items else None
