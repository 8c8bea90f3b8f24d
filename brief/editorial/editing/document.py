"""A YAML text that is edited: its tree, the slot of a value, and edits that are proven."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.editing.data import Data, data_of, same_data
from brief.editorial.editing.errors import EditRefusedError
from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.editorial.yaml.parser import parse_yaml
from brief.findings import Severity, error
from brief.findings.source_text import SourceText, clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from brief.editorial.yaml.locations import Step
    from brief.findings import Finding, Place

BYTE_ORDER_MARK = "\ufeff"
LINE_END = re.compile(r"\r\n|\r|\n")
_COLON = re.compile(r"[ \t]*:")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Edit(NamedTuple):
    """A replacement of the characters from `start` to `end`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A value and what surrounds it.

    `key` is its key, if it is in a mapping. `flow` is true inside brackets or braces.
    `block_indent` is the column of the innermost block collection around it: the value's further
    lines must be indented deeper. It is -1 outside all collections.
    """

    path: tuple[Step, ...]
    node: Node
    parent: ListNode | MapNode | None
    key: ScalarNode | None
    flow: bool
    block_indent: int


class _EveryName(frozenset[str]):
    """Every name as a key that the file may contain: no line may look like any key."""

    def __contains__(self, name: object) -> bool:
        return True


class EditedText:
    """A YAML text without syntax errors, its tree and its line ends.

    `text` has no byte order mark; positions count in it. `shown` is the name of the file.
    """

    def __init__(self, text: str, shown: str) -> None:
        """Parse a text as the reader does; raise EditRefusedError if it has syntax errors."""
        self._mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        self.text = text.removeprefix(BYTE_ORDER_MARK)
        self.source = SourceText(shown, clean_text(self.text))
        self._keys: frozenset[str] = _EveryName()
        root, errors = _parse(self.source, self._keys)
        if errors:  # perhaps lines of prose with a colon, which are keys of no file
            self._keys = frozenset()
            root, errors = _parse(self.source, self._keys)
        if errors:
            raise EditRefusedError(errors)
        self.root = root
        first = LINE_END.search(self.text)
        self.newline = first[0] if first else "\n"

    def slot_at(self, path: Sequence[Step]) -> Slot:
        """Return the slot of the value at `path`; raise EditRefusedError if it does not exist."""
        if self.root is None:
            raise self.refusal(0, "the file has no values", "no-such-value")
        slot = Slot((), self.root, None, None, flow=False, block_indent=-1)
        for step in path:
            found = self._enter(slot, step)
            if found is None:
                name = ".".join(map(str, path))
                raise self.refusal(slot.node.start, f"`{name}` does not exist", "no-such-value")
            slot = found
        return slot

    def _enter(self, slot: Slot, step: Step) -> Slot | None:
        outer = slot.node
        if isinstance(outer, ScalarNode):
            return None
        flow = slot.flow or outer.flow
        indent = slot.block_indent if flow else self.column_of(outer.start)
        if isinstance(outer, MapNode):
            name = str(step)
            if name not in outer.values:
                return None
            path, key = (*slot.path, name), outer.keys[name]
            return Slot(path, outer.values[name], outer, key, flow, indent)
        step = {"low": 0, "high": 1}.get(step, step) if isinstance(step, str) else step
        if not isinstance(step, int) or not 0 <= step < len(outer.items):
            return None
        return Slot((*slot.path, step), outer.items[step], outer, None, flow, indent)

    def prove(
        self,
        edits: Sequence[Edit],
        expected: Data,
        *,
        same: Callable[[Data, Data], bool] = same_data,
    ) -> str | None:
        """Return the text with these edits, or None if its tree is not the expected one.

        Everything outside the edits is equal by construction: edits must not overlap. `same`
        compares the trees.
        """
        result, at = "", 0
        for edit in sorted(edits):
            if edit.start < at:
                return None
            result += self.text[at : edit.start] + edit.new
            at = edit.end
        result += self.text[at:]
        if _SURROGATE.search(result):
            return None
        source = SourceText(self.source.display_path, clean_text(result))
        root, errors = _parse(source, self._keys)
        if errors or not same(data_of(root), expected):
            return None
        return self._mark + result

    def refusal(self, offset: int, reason: str, code: str = "edit-refused") -> EditRefusedError:
        """Return the error for an edit that cannot be made at `offset`."""
        remedy = "edit the file in an editor for YAML"
        if code == "no-such-value":
            return EditRefusedError(
                [error("no-such-value", reason, "read the file again", self.place(offset))]
            )
        return EditRefusedError([error("edit-refused", reason, remedy, self.place(offset))])

    def place(self, offset: int) -> Place:
        """Return the place of an offset."""
        return self.source.place_at(offset)

    def colon_end(self, key: ScalarNode) -> int | None:
        """Return where the colon after a key ends; None if it has no colon, as in `{today}`."""
        found = _COLON.match(self.source.text, key.end)
        return found.end() if found else None

    def line_start(self, offset: int) -> int:
        """Return where the line of `offset` begins."""
        return self.source.line_start(self.source.line_of(offset))

    def line_end(self, offset: int) -> int:
        """Return where the line of `offset` ends, before its line break."""
        found = LINE_END.search(self.text, offset)
        return found.start() if found else len(self.text)

    def next_line(self, offset: int) -> int:
        """Return where the line after that of `offset` begins, or the end of the text."""
        found = LINE_END.search(self.text, offset)
        return found.end() if found else len(self.text)

    def column_of(self, offset: int) -> int:
        """Return the number of characters before `offset` on its line."""
        return offset - self.line_start(offset)


def _parse(source: SourceText, keys: frozenset[str]) -> tuple[Node | None, list[Finding]]:
    """Return the tree of a text, and the errors in it."""
    root, findings = parse_yaml(source, keys)
    return root, [finding for finding in findings if finding.severity is Severity.ERROR]
