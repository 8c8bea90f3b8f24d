"""Lines of a text that is broken over several lines; lines without changes keep their breaks."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.editing.document import LINE_END
from brief.editorial.yaml.character_offsets import map_value_offsets
from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from brief.editorial.yaml.wide_lines import WIDE, joins_without_space
from brief.editorial.yaml.writer import LINE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from brief.editorial.editing.document import EditedText

BREAK = "\n"
# A line end between two Chinese characters is not read as a space (`wide_lines`).
_NOT_WIDE = rf"(?!(?<=[{WIDE}] )[{WIDE}])"
_JOINTS = re.compile(rf"(\n)|(?<=[^ \t\n]) (?=[^ \t\n]){_NOT_WIDE}")
_WIDE_JOINT = re.compile(rf"(?<=[{WIDE}])(?=[{WIDE}])")
_NEVER_FIRST = frozenset("\u3000、。，．：；？！）」』】》〉〕ー")  # of a line (JLREQ, 3.1.7)
_SOFT_JOINTS = re.compile(rf"(?<=[^ \t]) (?=[^ \t]){_NOT_WIDE}")


class Word(NamedTuple):
    """A word of the text in the file: its value, how it is typed, whether it begins a line."""

    value: str
    typed: str
    begins_line: bool


class Shape(NamedTuple):
    """How lines are laid out: columns of the first text and of further lines, the last column.

    `width` is None if lines have no limit. `may_begin` returns whether a word may begin a line.
    """

    first_column: int
    indent: int
    width: int | None
    may_begin: Callable[[str], bool]


def split_words(value: str, *, with_breaks: bool = True, wide: bool = False) -> list[str]:
    """Return the words of a text, and its line breaks; several spaces in a row join words.

    With `wide`, each Chinese or Japanese character is a word.
    """
    joints = _JOINTS if with_breaks else _SOFT_JOINTS
    words = []
    at = 0
    for joint in joints.finditer(value):
        words += [value[at : joint.start()], *([BREAK] if joint[0] == BREAK else [])]
        at = joint.end()
    found = [word for word in (*words, value[at:]) if word]
    return [part for word in found for part in _WIDE_JOINT.split(word)] if wide else found


def breaks_wide(doc: EditedText, node: ScalarNode) -> bool:
    """Return whether a line of a scalar ends between two Chinese or Japanese characters."""
    joints = list(_WIDE_JOINT.finditer(node.value))
    if not joints or not LINE_END.search(doc.text, node.start, node.end):
        return False
    offsets = map_value_offsets(doc.source.text, node)
    return any(
        LINE_END.search(doc.text, offsets[joint.start() - 1], offsets[joint.start()])
        for joint in joints
    )


def read_words(
    doc: EditedText, node: ScalarNode, *, with_breaks: bool = True, wide: bool = False
) -> list[Word]:
    """Return the words of a scalar in the file, in the order of its value."""
    source = doc.source.text
    offsets = map_value_offsets(source, node) if node.value.strip() else ()
    if not offsets:
        return []
    words: list[Word] = []
    last = node.end - 1 if node.style in {"'", '"'} else node.end
    at = 0
    for value in split_words(node.value, with_breaks=with_breaks, wide=wide):
        at = node.value.index(value, at)
        end = at + len(value)
        after = offsets[end] if end < len(offsets) else last
        typed = source[offsets[at] : after].rstrip(" \t")
        begins = at > 0 and node.value[at - 1] != BREAK
        begins = begins and bool(LINE_END.search(source, offsets[at - 1], offsets[at]))
        words.append(Word(value, typed, begins))
        at = end
    return words


def usual_width(doc: EditedText, node: ScalarNode) -> int:
    """Return the column at which the lines of a text are broken; else those of the file."""
    own = max(_broken_columns(doc, node), default=0)
    others = (column for other in _scalars(doc.root) for column in _broken_columns(doc, other))
    return own or max(others, default=LINE_WIDTH)


def _broken_columns(doc: EditedText, node: ScalarNode) -> Iterator[int]:
    source = doc.source.text
    typed = source[node.start : node.end].strip()
    if not node.value.strip() or not re.search(r"[\r\n]", typed):
        return
    offsets = map_value_offsets(source, node)
    for character, (offset, after) in zip(node.value, pairwise((*offsets, node.end)), strict=False):
        found = LINE_END.search(source, offset, after)
        if found and after < node.end and character != BREAK:
            yield doc.column_of(found.start())


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MapNode):
        for value in node.values.values():
            yield from _scalars(value)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _scalars(item)


def lay_out(
    new: Sequence[str], old: Sequence[Word], encode: Callable[[str], str], shape: Shape
) -> list[list[str]]:
    """Return the lines of each paragraph; BREAK separates paragraphs.

    Words that were in the text keep how they are typed, and lines whose words did not change keep
    their ends. Changed lines are broken where they are too long.
    """
    origins = _match_words(new, old)
    typed = [_typed(word, old, origins.get(number), encode) for number, word in enumerate(new)]
    paragraphs: list[list[str]] = [[]]
    lines: list[list[int]] = []
    for number in range(len(new) + 1):
        if number == len(new) or new[number] == BREAK:
            for line in lines:
                column = shape.indent if any(paragraphs) else shape.first_column
                whole = _is_old_line(line, old, origins)
                wide = shape._replace(width=None) if whole else shape
                paragraphs[-1] += _wrap([(new[at], typed[at]) for at in line], wide, column)
            lines = []
            paragraphs += [[]] if number < len(new) else []
        elif lines and not _begins_line(number, new, old, origins, shape):
            lines[-1].append(number)
        else:
            lines.append([number])
    return paragraphs


def _match_words(new: Sequence[str], old: Sequence[Word]) -> dict[int, int]:
    """Return the numbers of the old words for new ones that did not change."""
    matcher = SequenceMatcher(None, [word.value for word in old], new, autojunk=False)
    return {
        block.b + step: block.a + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _typed(word: str, old: Sequence[Word], origin: int | None, encode: Callable[[str], str]) -> str:
    kept = old[origin].typed if origin is not None else ""
    return kept if kept and not re.search(r"[\r\n]", kept) else encode(word)


def _begins_line(
    number: int, new: Sequence[str], old: Sequence[Word], origins: dict[int, int], shape: Shape
) -> bool:
    """Return whether a word began a line, or follows the last word of one whose successor went."""
    if not shape.may_begin(new[number]):
        return False
    if number in origins:
        return old[origins[number]].begins_line
    before = origins.get(number - 1)
    if before is None or before + 1 >= len(old) or not old[before + 1].begins_line:
        return False
    return before + 1 not in origins.values()


def _is_old_line(line: Sequence[int], old: Sequence[Word], origins: dict[int, int]) -> bool:
    """Return whether the words are exactly those of one line of the old text."""
    found = [origins.get(number) for number in line]
    first = found[0]
    if first is None or found != list(range(first, first + len(found))):
        return False
    if first and not old[first].begins_line and old[first - 1].value != BREAK:
        return False
    after = first + len(found)
    return after == len(old) or old[after].begins_line or old[after].value == BREAK


def _wrap(words: Sequence[tuple[str, str]], shape: Shape, column: int) -> list[str]:
    """Return words in lines of at most the shape's width, the first of which begins at `column`.

    Each word is given as a value and as it is typed.
    """
    lines = [words[0][1]]
    for (before, _), (word, typed) in pairwise(words):
        joint = "" if joins_without_space(before[-1], word[0]) else " "
        longer = lines[-1] + joint + typed
        start = column if len(lines) == 1 else shape.indent
        too_long = shape.width is not None and start + len(longer) > shape.width
        if too_long and shape.may_begin(word) and word[0] not in _NEVER_FIRST:
            lines.append(typed)
        else:
            lines[-1] = longer
    return lines
