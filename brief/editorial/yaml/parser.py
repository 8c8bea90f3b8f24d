"""Parse a YAML file into a tree with positions, and report all syntax errors in plain words.

PyYAML stops at the first error. To report all of them at once, each error that `syntax_errors`
can explain is repaired in memory and the text is parsed again. A repair never changes the number
of characters, so offsets stay valid.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.editorial.yaml.parse_failure import ParseFailure, event_span
from brief.editorial.yaml.pitfalls import (
    find_comma_in_braces,
    find_joined_line,
    find_references_and_types,
    record_comment,
)
from brief.editorial.yaml.syntax_errors import explain_failure
from brief.editorial.yaml.whole_file import find_conflict, replace_special_spaces
from brief.editorial.yaml.wide_lines import join_wide_lines
from brief.findings import Finding, Related, error
from brief.findings.message import Message, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from brief.findings.source_text import SourceText

MAX_DEPTH = 12
MAX_REPAIRS = 25
MAX_EVENTS = 20_000
TOO_MANY_ENTRIES = Message(
    "too-many-entries",
    "the file has more entries than a briefing can have",
    "remove the entries that do not belong to the briefing",
)
SECOND_DOCUMENT = Message(
    "several-documents",
    "`---` begins a second YAML document; a file of a briefing has only one",
    "remove this line, or put the text in quotes if the dashes belong to it",
)
NOT_A_KEY = "?"

# libyaml parses ten times as fast as Python, and is not in every build of PyYAML.
FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(
    source: SourceText,
    keys: Collection[str] = (),
    loader: Any = FastLoader,  # noqa: ANN401
) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the tree of a file and the findings on its syntax.

    The tree is None if the file cannot be parsed. `keys` are the keys that the file may contain;
    they help to distinguish a key from prose. `loader` is a PyYAML loader; all give the same tree.
    """
    findings: dict[tuple[object, ...], Finding] = {}
    if conflict := find_conflict(source):
        return None, (conflict,)
    text, spaces = replace_special_spaces(source, keys)
    _add_new(findings, [spaces] if spaces else [])
    for _ in range(MAX_REPAIRS):
        builder = _TreeBuilder(source, text, keys)
        try:
            root = builder.build(yaml.parse(text, Loader=loader))
        except yaml.MarkedYAMLError as problem:
            trap = explain_failure(builder.describe_failure(problem))
            _add_new(findings, [trap.finding])
            if trap.repair_offset is None:
                _add_new(findings, builder.findings)
                return None, tuple(findings.values())
            end = trap.repair_offset + len(trap.replacement)
            text = text[: trap.repair_offset] + trap.replacement + text[end:]
        else:
            _add_new(findings, builder.findings)
            return root, tuple(findings.values())
    return None, tuple(findings.values())


def _add_new(findings: dict[tuple[object, ...], Finding], more: list[Finding]) -> None:
    for finding in more:
        findings.setdefault((finding.code, finding.place), finding)


def _join_decimal(parent: MapNode, key: ScalarNode, node: ScalarNode, text: str) -> bool:
    """Join the parts of `value: 37,5` in braces, where YAML ends the entry at the comma.

    The value is then as typed, and the error about it says how to write the number.
    """
    before = parent.values.get("value")
    if not isinstance(before, ScalarNode) or before is not list(parent.values.values())[-1]:
        return False
    is_number = re.fullmatch(r"[^\w]*[0-9][0-9.]*", before.value) and not before.style
    typed = re.fullmatch(r",[0-9].*", text[before.end : key.end])
    if not is_number or not typed or node.value or node.style:
        return False
    before.value, before.end = text[before.start : key.end], key.end
    return True


class _TooDeep(Exception):  # noqa: N818 - a signal within this module
    """The nesting is deeper than `MAX_DEPTH`."""


class _TreeBuilder:
    """Builds the tree from the parser's events without recursion, and collects findings."""

    def __init__(self, source: SourceText, text: str, keys: Collection[str]) -> None:
        self.source = source
        self.text = text
        self.keys = keys
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.stack: list[ListNode | MapNode] = []
        self.pending_keys: list[ScalarNode | None] = []
        self.last_event: yaml.Event | None = None
        self.reported_braces: MapNode | None = None  # braces whose comma is already reported

    def describe_failure(self, problem: yaml.MarkedYAMLError) -> ParseFailure:
        """Return all that `explain_failure` needs to know about why the parser stopped."""
        return ParseFailure(self.source, self.text, problem, self.last_event, self.keys)

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        """Return the root of the tree; `findings` contains the errors found on the way."""
        documents = 0
        try:
            for count, event in enumerate(events):
                if count == MAX_EVENTS:
                    self.findings.clear()
                    self._add_error(TOO_MANY_ENTRIES, event_span(event)[0])
                    return None
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._add_error(SECOND_DOCUMENT, event_span(event)[0])
                        return self.root
                self._handle_event(event)
                self.last_event = event
        except _TooDeep:
            return None
        return self.root

    def _handle_event(self, event: yaml.Event) -> None:
        start, end = event_span(event)
        if isinstance(event, yaml.NodeEvent):
            for pitfall in find_references_and_types(event):
                self._add_error(*pitfall)
        if isinstance(event, yaml.ScalarEvent):
            self._add_node(self._build_scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self._add_node(ScalarNode(start, end, "alias", "*"))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open_collection(ListNode(start, end, bool(event.flow_style)))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open_collection(MapNode(start, end, bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.pending_keys.pop()
            self.stack.pop().end = end

    def _open_collection(self, node: ListNode | MapNode) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._add_error(
                Message(
                    "too-deep",
                    f"the entries are nested more than {MAX_DEPTH} levels deep",
                    'put texts that contain brackets or braces in quotes, as in "[sic]"',
                ),
                node.start,
            )
            raise _TooDeep
        self._add_node(node)
        self.stack.append(node)
        self.pending_keys.append(None)

    def _add_node(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
        elif self.pending_keys[-1] is None:
            self.pending_keys[-1] = self._to_key(node)
        else:
            key = self.pending_keys[-1]
            self.pending_keys[-1] = None
            comma = None
            if parent.flow and isinstance(node, ScalarNode):
                if _join_decimal(parent, key, node, self.text):
                    return
                comma = find_comma_in_braces(key, node, self.text)
            if comma:
                if parent is not self.reported_braces:  # report only the first comma of a text
                    self._add_error(*comma)
                self.reported_braces = parent
            else:
                self._add_value(parent, key, node)

    def _add_value(self, parent: MapNode, key: ScalarNode, node: Node) -> None:
        if key.style == NOT_A_KEY:
            return
        first = parent.keys.setdefault(key.value, key)
        if first is key:
            parent.values[key.value] = node
            return
        message = f"the key `{shorten(key.value)}` appears a second time"
        remedy = "keep one of the two lines, or merge them"
        place = self.source.place_at(key.start, key.end)
        related = Related("first defined here", self.source.place_at(first.start, first.end))
        self.findings.append(error("duplicate-key", message, remedy, place, (related,)))

    def _to_key(self, node: Node) -> ScalarNode:
        """Return the node as a key; report a list or mapping, which cannot be a key."""
        if isinstance(node, ScalarNode):
            return node
        self._add_error(
            Message(
                "key-not-text",
                "a key must be a name, not a list in brackets or entries in braces",
                'put a text that begins with `[` or `{` in quotes, as in "[sic] …"',
            ),
            node.start,
        )
        return ScalarNode(node.start, node.end, "", NOT_A_KEY)

    def _build_scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        """Return the node of a scalar; report lines and comments that it lost or swallowed."""
        start, end = event_span(event)
        style = event.style if event.style and event.style in "\"'|>" else ""
        value = event.value
        if style != "|" and " " in value:
            is_quoted = bool(style) and style in "\"'"
            value = join_wide_lines(value, self.text[start + is_quoted : end - is_quoted])
        node = ScalarNode(start, end, value, style)
        if not style:
            record_comment(node, self.text)
        is_block = style in {"|", ">"}
        if not is_block and (swallowed := find_joined_line(node, self.source, self.keys)):
            self._add_error(*swallowed)
        return node

    def _add_error(self, message: Message, offset: int) -> None:
        self.findings.append(message.as_error(self.source.place_at(offset)))
