"""Find valid YAML that is probably a mistake: lost comments, swallowed lines, references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from brief.editorial.yaml.parse_failure import event_span
from brief.findings.message import Message, shorten

if TYPE_CHECKING:
    from collections.abc import Collection

    from brief.editorial.yaml.nodes import ScalarNode
    from brief.findings.source_text import SourceText

_COMMENT = re.compile(r"(?P<space>[ \t]*)(?P<hash>#)(?P<next>.?)")
_ITEM = re.compile(r"\s*- ")
MIN_FULL_LINE = 60  # characters; editors and libraries break lines at 66 to 80
_KEY = re.compile(r"\s*(?P<key>[\w-]+):(?:\s|$)")


DEEPER_DASH = Message(
    "indentation",
    "this dash becomes part of the text above, because it is indented deeper than the dash "
    "before it",
    "begin all dashes of a list in the same column",
)
NO_DASH_BEFORE = Message(
    "indentation",
    "this dash becomes part of the text above, because that text has no dash",
    "begin every entry with a dash and a space, the first one too",
)
COMMENT_IN_TEXT = Message(
    "comment-in-text",
    "`#` after a space begins a comment: the rest of this line would be lost",
    'put the text in quotes ("… #2 …"), or in a block: `>-` after the key or dash, and the text on '
    "the next line, indented; if it is a comment, write it on a line of its own",
)


class Pitfall(NamedTuple):
    """A message about a pitfall, and its offset in the file."""

    message: Message
    offset: int


def record_comment(node: ScalarNode, text: str) -> None:
    """Record in a plain scalar's node the comment that follows it on its line, if any.

    An empty scalar may end before or after the spaces, all others end at their last character.
    """
    found = _COMMENT.match(text, node.end)
    if found and (found["space"] or text[node.end - 1 : node.end] in {" ", "\t"}):
        node.comment = found.start("hash")
        node.comment_opens_tight = bool(found["next"].strip())


def find_joined_line(node: ScalarNode, source: SourceText, keys: Collection[str]) -> Pitfall | None:
    """Find a line with a list entry or a key that became part of the text above it.

    A line that begins with a dash is legal in a text, and accepted after a line that was broken
    because it was full: editors and YAML libraries write such lines.
    """
    first = source.line_of(node.start)
    last = source.line_of(max(node.start, node.end - 1))
    for number in range(first + 1, last + 1):
        line = source.line_text(number)
        key = _KEY.match(line)
        is_item = _ITEM.match(line) and not _continues(source, first, number)
        if node.style and (is_item or (key and key["key"] in keys)):
            message = Message(
                "unclosed-quote",
                f"the text that begins with {node.style} here has no closing {node.style} before "
                "the next line with a key or a dash",
                f"write {node.style} at the end of the text",
            )
            return Pitfall(message, node.start)
        if not node.style and is_item:
            message = DEEPER_DASH if _ITEM.match(source.line_text(first)) else NO_DASH_BEFORE
            return Pitfall(message, source.line_start(number) + _indentation(line))
    return None


def _continues(source: SourceText, first: int, number: int) -> bool:
    """Return whether a line continues the sentence of the line above, which was full."""
    above = source.line_text(number - 1).rstrip()
    deeper = _indentation(source.line_text(number)) > _indentation(source.line_text(first))
    return deeper and len(above) >= MIN_FULL_LINE and above[-1] not in ".!?:;。！？"


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def find_comma_in_braces(key: ScalarNode, value: ScalarNode, text: str) -> Pitfall | None:
    """Find a key without a value after a comma in braces: usually the rest of a text."""
    alone = not value.style and not value.value and ":" not in text[key.end : value.end + 1]
    if not alone or not text[: key.start].rstrip().endswith(","):
        return None
    message = Message(
        "comma-in-braces",
        f"inside braces a comma ends an entry, and so `{shorten(key.value)}` is read as a new key",
        'put the whole text in quotes, as in {label: "founder, chair"}, or write each entry on a '
        "line of its own",
    )
    return Pitfall(message, key.start)


def find_references_and_types(event: yaml.NodeEvent) -> list[Pitfall]:
    """Find anchors, aliases and tags, which are refused: an alias can expand to a huge tree."""
    found = []
    start = event_span(event)[0]
    anchor = getattr(event, "anchor", None)
    if anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        message = Message(
            "anchor",
            f"`{shorten(sign + anchor)}` is a YAML reference, which briefings cannot use",
            f'put the text in quotes if it begins with `{sign}`, as in "{sign}…"; otherwise write '
            "the value itself",
        )
        found.append(Pitfall(message, start))
    if getattr(event, "tag", None) is not None:
        message = Message(
            "tag",
            "a value that begins with `!` is a YAML type, which briefings cannot use",
            'put the text in quotes if it begins with `!`, as in "!…"; otherwise remove the type',
        )
        found.append(Pitfall(message, start))
    return found
