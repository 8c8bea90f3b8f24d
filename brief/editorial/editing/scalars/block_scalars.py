"""Block scalars: folded (`>`) and literal (`|`), with their indicators (YAML 1.1, 9.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.editing.scalars.inline_scalars import ODD_SPACES, UNPRINTABLE
from brief.editorial.editing.scalars.line_layout import (
    Shape,
    breaks_wide,
    lay_out,
    read_words,
    split_words,
    usual_width,
)

if TYPE_CHECKING:
    from brief.editorial.editing.document import EditedText, Slot
    from brief.editorial.yaml.nodes import ScalarNode

STRIP, CLIP, KEEP = "-", "", "+"
INDENT = 2  # columns, where the file has no example
MAX_INDICATOR = 9
_HEADER = re.compile(r"[|>](?:(?P<chomp>[-+])|(?P<indent>[1-9])){0,2}")
# Lines that the reader or an editor changes: invisible spaces at the end, special ones before.
_FRAGILE_LINE = re.compile(rf"[ \t]+$|^[ ]*[{ODD_SPACES}]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BlockForm:
    """The parts of a block scalar in the file.

    `header_end` is where its indicators end, `content_start` where its first line begins, and
    `content_end` where its last line that is not blank ends, before the line break; they are equal
    if it has no text. `indent` is the indentation of its text.
    """

    header_end: int
    chomping: str
    has_indicator: bool
    content_start: int
    content_end: int
    indent: int


def read_form(doc: EditedText, node: ScalarNode, block_indent: int) -> BlockForm:
    """Return the form of a block scalar inside a collection that begins in column `block_indent`.

    A scalar that keeps its line ends (`|+`) has its blank lines, too.
    """
    text = doc.source.text
    header = _HEADER.match(text, node.start)
    signs = header[0][1:] if header else ""
    digits = re.sub("[-+]", "", signs)
    chomping = re.sub("[0-9]", "", signs)
    start = end = at = doc.next_line(node.start)
    indent = max(block_indent, 0) + int(digits) if digits else None
    while at < len(text):
        stop = doc.line_end(at)
        line = text[at:stop]
        if line.strip(" "):
            depth = len(line) - len(line.lstrip(" "))
            if depth < (indent if indent is not None else block_indent + 1):
                break
            indent = depth if indent is None else indent
            end = stop
        elif chomping == KEEP:
            end = stop
        at = doc.next_line(at)
    usual = max(block_indent, 0) + INDENT
    form = (indent or usual) if end > start or digits else usual
    header_end = header.end() if header else node.start + 1
    return BlockForm(header_end, chomping, bool(digits), start, end, form)


def line_break_tail(value: str) -> str:
    """Return the line breaks at the end of a value."""
    return value[len(value.rstrip("\n")) :]


def format_block(
    doc: EditedText, slot: Slot, node: ScalarNode, value: str, form: BlockForm
) -> tuple[str, str] | None:
    """Return the indicators and the lines of a text in the style of `node`; None if it cannot be.

    The value has no line breaks at its end.
    """
    body = value
    if UNPRINTABLE.search(body) or _FRAGILE_LINE.search(body):
        return None
    if node.style == "|":
        lines = body.split("\n") if body else []
    else:
        lines = _fold(doc, node, body, form)
    digit = ""
    first = next((line for line in lines if line), "")
    if form.has_indicator or first.startswith((" ", "\t")):
        depth = form.indent - max(slot.block_indent, 0)
        if not 0 < depth <= MAX_INDICATOR:
            return None
        digit = str(depth)
    margin = " " * form.indent
    text = doc.newline.join(margin + line if line else "" for line in lines)
    return f"{digit}", text


def _fold(doc: EditedText, node: ScalarNode, value: str, form: BlockForm) -> list[str]:
    """Return the lines of a folded block, in which a single line end means a space.

    Lines that begin with a space are not folded (YAML 1.1, 9.2.3).
    """
    shape = Shape(form.indent, form.indent, _width_of(doc, node), lambda _: True)
    wide = breaks_wide(doc, node)
    old = read_words(doc, node, wide=wide) if node.style == ">" else []
    paragraphs = lay_out(_unfolded_words(value, wide=wide), old, str, shape)
    lines: list[str] = []
    previous = ""
    breaks = 0
    for number, paragraph in enumerate(paragraphs):
        breaks += number > 0
        if not paragraph:
            continue
        if lines or breaks:
            is_text = previous and not (previous + " ").startswith((" ", "\t"))
            folds = is_text and not paragraph[0].startswith((" ", "\t"))
            blank = breaks if folds or not lines else breaks - 1
            lines += [""] * blank
        lines += paragraph
        previous, breaks = paragraph[0], 0
    return lines


def _width_of(doc: EditedText, node: ScalarNode) -> int | None:
    """Return the width of a block; None if its author puts each paragraph on one long line."""
    width = usual_width(doc, node)
    raw = doc.source.text[node.start : node.end].splitlines()[1:]
    words = read_words(doc, node, wide=True) if node.style == ">" else []
    is_broken = any(word.begins_line for word in words)
    return None if not is_broken and max(map(len, raw), default=0) > width else width


def _unfolded_words(value: str, *, wide: bool) -> list[str]:
    """Return the words of a text; lines that begin with a space are one word each."""
    words: list[str] = []
    for number, line in enumerate(value.split("\n")):
        words += ["\n"] if number else []
        words += [line] if line.startswith((" ", "\t")) else split_words(line, wide=wide)
    return words
