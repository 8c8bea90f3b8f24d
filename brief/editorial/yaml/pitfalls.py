"""What YAML reads without complaint and no editor means: comments, swallowed lines, references."""

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
_KEY = re.compile(r"\s*(?P<key>[\w-]+):(?:\s|$)")


DEEPER_DASH = Message(
    "indentation",
    "this dash is taken for a part of the text above, because it is indented deeper than the dash "
    "before it",
    "begin all dashes of a list in the same column",
)
NO_DASH_BEFORE = Message(
    "indentation",
    "this dash is taken for a part of the text above, which has no dash of its own",
    "begin every entry with a dash and a space, the first one too",
)
COMMENT_IN_TEXT = Message(
    "comment-in-text",
    "`#` after a space opens a comment: the rest of this line would be dropped",
    'put the text in quotes ("… #2 …"), or in a block that `>-` opens; a comment that is '
    "meant goes on a line of its own",
)


class Pitfall(NamedTuple):
    """Words, and the offset at which they apply."""

    message: Message
    offset: int


def record_comment(node: ScalarNode, text: str) -> None:
    """Note on a plain scalar the comment that follows it on its line, if there is one.

    The parser ends an empty scalar before or after the spaces, and every other at its last letter.
    """
    found = _COMMENT.match(text, node.end)
    if found and (found["space"] or text[node.end - 1 : node.end] in {" ", "\t"}):
        node.comment = found.start("hash")
        node.comment_opens_tight = bool(found["next"].strip())


def find_swallowed_line(
    node: ScalarNode, source: SourceText, keys: Collection[str]
) -> Pitfall | None:
    """Find a line that was meant as an entry or a key and became part of the text above it."""
    last = source.line_of(max(node.start, node.end - 1))
    for number in range(source.line_of(node.start) + 1, last + 1):
        line = source.line_text(number)
        key = _KEY.match(line)
        if node.style and (_ITEM.match(line) or (key and key["key"] in keys)):
            words = Message(
                "unclosed-quote",
                f"the text that {node.style} opens here is not closed before the next line with a "
                "key or a dash",
                f"close it with {node.style}",
            )
            return Pitfall(words, node.start)
        if not node.style and _ITEM.match(line):
            words = DEEPER_DASH
            if not _ITEM.match(source.line_text(source.line_of(node.start))):
                words = NO_DASH_BEFORE
            return Pitfall(words, source.line_start(number) + len(line) - len(line.lstrip()))
    return None


def find_comma_in_braces(key: ScalarNode, value: ScalarNode, text: str) -> Pitfall | None:
    """Find a key that stands alone after a comma in braces, as the rest of a text does."""
    alone = not value.style and not value.value and ":" not in text[key.end : value.end + 1]
    if not alone or not text[: key.start].rstrip().endswith(","):
        return None
    words = Message(
        "comma-in-braces",
        f"a comma ends an entry inside braces, and so `{shorten(key.value)}` is taken for a key "
        "of its own",
        "put the text before and after the comma in quotes together, or write the entries on lines "
        "of their own",
    )
    return Pitfall(words, key.start)


def find_references_and_types(event: yaml.NodeEvent) -> list[Pitfall]:
    """Find YAML's references and types: content is text, and nothing else.

    Without references, no file can be small to read and huge to hold.
    """
    found = []
    start = event_span(event)[0]
    anchor = getattr(event, "anchor", None)
    if anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        words = Message(
            "anchor",
            f"`{shorten(sign + anchor)}` is a reference of YAML, and briefings have none",
            f"write the value out; a text that begins with `{sign}` goes in quotes",
        )
        found.append(Pitfall(words, start))
    if getattr(event, "tag", None) is not None:
        words = Message(
            "tag",
            "a value that begins with `!` names a type in YAML, and briefings name none",
            "remove it; a text that begins with `!` goes in quotes",
        )
        found.append(Pitfall(words, start))
    return found
