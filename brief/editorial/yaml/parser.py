"""YAML to a tree with positions, with every problem of the syntax in an editor's words.

The parser stops at the first problem. So that all are seen at once, a trap that traps.py knows is
mended in memory, by characters of the same number so that no position moves, and the file is
parsed again; the finding stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.editorial.yaml.parse_failure import Failure, extent
from brief.editorial.yaml.pitfalls import comma_in_braces, machinery, mark_comment, swallowed_line
from brief.editorial.yaml.syntax_errors import explain
from brief.findings import Finding, Related, error
from brief.findings.message import Message, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from brief.findings.source_text import SourceText

DEEPEST = 12
MOST_REPAIRS = 25
MOST_EVENTS = 20_000
TOO_MANY = Message(
    "too-many-entries",
    "the file holds more entries than any briefing has",
    "remove what does not belong to it",
)
NOT_A_KEY = "?"

# libyaml parses ten times as fast as Python, and is not in every build of PyYAML.
FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(
    source: SourceText,
    keys: Collection[str] = (),
    loader: Any = FastLoader,  # noqa: ANN401
) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the tree of a file and the findings on its syntax.

    The tree is None if the file cannot be made out. `keys` are the names that may stand in it;
    they help to tell a key from prose. `loader` is PyYAML's, and changes nothing but speed.
    """
    findings: dict[tuple[object, ...], Finding] = {}
    text = source.text
    for _ in range(MOST_REPAIRS):
        composer = _Composer(source, text, keys)
        try:
            root = composer.compose(yaml.parse(text, Loader=loader))
        except yaml.MarkedYAMLError as problem:
            trap = explain(composer.failure(problem))
            _keep(findings, [trap.finding])
            if trap.at is None:
                _keep(findings, composer.findings)
                return None, tuple(findings.values())
            text = text[: trap.at] + trap.instead + text[trap.at + len(trap.instead) :]
        else:
            _keep(findings, composer.findings)
            return root, tuple(findings.values())
    return None, tuple(findings.values())


def _keep(findings: dict[tuple[object, ...], Finding], more: list[Finding]) -> None:
    for finding in more:
        findings.setdefault((finding.code, finding.place), finding)


class _TooDeep(Exception):  # noqa: N818 - a signal within this module
    """The nesting goes deeper than any content of ours."""


class _Composer:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, source: SourceText, text: str, keys: Collection[str]) -> None:
        self.source = source
        self.text = text
        self.keys = keys
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.stack: list[ListNode | MapNode] = []
        self.pending: list[ScalarNode | None] = []
        self.last: yaml.Event | None = None
        self.torn: MapNode | None = None  # the braces of which a comma has been told

    def failure(self, problem: yaml.MarkedYAMLError) -> Failure:
        """Return what traps.py needs in order to explain why the parser stopped."""
        return Failure(self.source, self.text, problem, self.last, self.keys)

    def compose(self, events: Iterator[yaml.Event]) -> Node | None:
        """Return the root; findings gather in `findings`."""
        documents = 0
        try:
            for count, event in enumerate(events):
                if count == MOST_EVENTS:
                    self.findings.clear()
                    self._say(TOO_MANY, extent(event)[0])
                    return None
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._second_document(event)
                        return self.root
                self._take(event)
                self.last = event
        except _TooDeep:
            return None
        return self.root

    def _take(self, event: yaml.Event) -> None:
        """Add what one event says to the tree."""
        start, end = extent(event)
        if isinstance(event, yaml.NodeEvent):
            for said in machinery(event):
                self._say(*said)
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self._add(ScalarNode(start, end, "alias", "*"))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(ListNode(start, end, bool(event.flow_style)))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(MapNode(start, end, bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.pending.pop()
            self.stack.pop().end = end

    def _open(self, node: ListNode | MapNode) -> None:
        if len(self.stack) >= DEEPEST:
            self._say(
                Message(
                    "too-deep",
                    f"the nesting goes more than {DEEPEST} levels deep",
                    "write brackets and braces that belong to a text in quotes",
                ),
                node.start,
            )
            raise _TooDeep
        self._add(node)
        self.stack.append(node)
        self.pending.append(None)

    def _add(self, node: Node) -> None:
        """Put a node where it belongs: the root, an item, a key or a value."""
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
        elif self.pending[-1] is None:
            self.pending[-1] = self._key(node)
        else:
            key = self.pending[-1]
            self.pending[-1] = None
            comma = None
            if parent.flow and isinstance(node, ScalarNode):
                comma = comma_in_braces(key, node, self.text)
            if comma:
                if parent is not self.torn:  # the rest of a text may have commas, too
                    self._say(*comma)
                self.torn = parent
            else:
                self._add_value(parent, key, node)

    def _add_value(self, parent: MapNode, key: ScalarNode, node: Node) -> None:
        if key.style == NOT_A_KEY:
            return
        first = parent.keys.get(key.value)
        if first is None:
            parent.keys[key.value] = key
            parent.values[key.value] = node
        else:
            place = self.source.place_at(first.start, first.end)
            self.findings.append(
                error(
                    "duplicate-key",
                    f"`{shorten(key.value)}` stands here a second time",
                    "keep one of the two, or join them",
                    self.source.place_at(key.start, key.end),
                    (Related("first defined here", place),),
                )
            )

    def _key(self, node: Node) -> ScalarNode:
        """Return the node as a key; lists and mappings cannot be keys of ours."""
        if isinstance(node, ScalarNode):
            return node
        self._say(
            Message(
                "key-not-text",
                "a key is a name, and here stands a list or braces",
                "write a text that begins with `[` or `{` in quotes",
            ),
            node.start,
        )
        return ScalarNode(node.start, node.end, "", NOT_A_KEY)

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        """Return the node of a scalar, with a look at what YAML silently makes of it."""
        start, end = extent(event)
        style = event.style if event.style and event.style in "\"'|>" else ""
        node = ScalarNode(start, end, event.value, style)
        if not style:
            mark_comment(node, self.text)
        if style not in {"|", ">"}:
            swallowed = swallowed_line(node, self.source, self.keys)
            if swallowed:
                self._say(*swallowed)
        return node

    def _second_document(self, event: yaml.Event) -> None:
        self._say(
            Message(
                "several-documents",
                "`---` begins a second document, and a file of ours has one",
                "remove the line; for a dash in a text use quotes",
            ),
            extent(event)[0],
        )

    def _say(self, words: Message, at: int) -> None:
        place = self.source.place_at(at)
        self.findings.append(error(words.code, words.message, words.remedy, place))
