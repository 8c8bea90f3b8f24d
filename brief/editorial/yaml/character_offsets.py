"""Map each character of a text to its offset in the YAML file.

The value of a scalar differs from its lines in the file: line ends are folded into spaces, `''` is
one apostrophe, a block is indented (YAML 1.1, 5.7 and 9). Findings about three words of a text
need the place where these words were typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.yaml.nodes import MapNode, ScalarNode
from brief.editorial.yaml.wide_lines import joins_without_space

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.yaml.locations import FilePlaces, Step
    from brief.findings import Place

SHORTHAND_KEYS = ("text", "label")
"""Keys that may be left out: `- a point` means `- text: a point`."""

_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|\r|\n")
_BREAKS_OR_TABS = re.compile(r"[\r\n\t\u2028\u2029]")
_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n|$)")
_ESCAPED_CODE = re.compile(r"x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}")
# YAML 1.1, 5.7: characters escaped by a backslash and a letter; others mean themselves.
_ESCAPED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def locate_characters(
    file: FilePlaces, path: Sequence[Step], start: int = 0, end: int = -1
) -> Place:
    """Return the place of the characters `start` to `end` of the text at `path`, as models read it.

    By default it is the place of the whole text, limited to its first line. If the characters
    cannot be located, it is the place of the value.
    """
    node = _find_scalar(file, path)
    if node is None or file.source is None:
        return file.value_place(*path)
    found = map_text_offsets(file.source.text, node)
    end = len(found) if end < 0 else min(end, len(found))
    if not 0 <= start < end:
        return file.value_place(*path)
    # After the last character; if that is an escape, where the next character begins.
    after = found[end - 1] + 1
    if end < len(found) and node.style == '"' and "\\" in file.source.text[after - 1 : after]:
        after = found[end]
    return file.source.place_at(found[start], after)


def map_text_offsets(source: str, node: ScalarNode) -> tuple[int, ...]:
    """Return the offset in the file of each character of a text, as the models read it.

    Models strip white space around the value and replace line ends and tabs in it by single
    spaces (`brief.editorial.fields.texts`).
    """
    value, offsets = node.value, map_value_offsets(source, node)
    lead = len(value) - len(value.lstrip())
    found: list[int] = []
    at, end = lead, len(value.rstrip())
    for run in _SPACES.finditer(value, lead, end):
        found += offsets[at : run.start()]
        folds = _BREAKS_OR_TABS.search(run[0])
        found += offsets[run.start() : run.start() + 1 if folds else run.end()]
        at = run.end()
    return (*found, *offsets[at:end])


def map_value_offsets(source: str, node: ScalarNode) -> tuple[int, ...]:
    """Return the offset in the file of each character of a scalar's value.

    A space from a folded line end has the offset of the line end, an escaped character that of its
    backslash.
    """
    is_block = node.style in {"|", ">"}
    pairs = _map_block_scalar(source, node) if is_block else list(_map_flow_scalar(source, node))
    if "".join(character for character, _ in pairs) != node.value:
        return _approximate_offsets(source, node)
    return tuple(offset for _, offset in pairs)


def _map_flow_scalar(source: str, node: ScalarNode) -> Iterator[tuple[str, int]]:
    """Yield characters and offsets of a plain or quoted scalar (YAML 1.1, 9.1)."""
    at, end = (node.start + 1, node.end - 1) if node.style else (node.start, node.end)
    while at < end:
        character = source[at]
        if character in " \t\r\n":
            at, space = _fold_white_space(source, at, end)
            yield from space
        elif node.style == "'" and source.startswith("''", at):
            yield "'", at
            at += 2
        elif node.style == '"' and character == "\\":
            escape = _read_escape(source, at, end)
            if escape is None:
                at = _skip_line_break(source, at + 1, end)
            else:
                yield escape[0], at
                at = escape[1]
        else:
            yield character, at
            at += 1


def _fold_white_space(source: str, at: int, end: int) -> tuple[int, list[tuple[str, int]]]:
    """Return the end of a run of white space, and the characters it folds to (YAML 1.1, 9.1.1)."""
    stop = at
    while stop < end and source[stop] in " \t\r\n":
        stop += 1
    breaks = [found.start() for found in _BREAK.finditer(source, at, stop)]
    if not breaks:
        return stop, [(source[offset], offset) for offset in range(at, stop)]
    if len(breaks) == 1:
        joined = joins_without_space(source[at - 1 : at], source[stop : stop + 1])
        return stop, [] if joined else [(" ", breaks[0])]
    return stop, [("\n", offset) for offset in breaks[1:]]


def _read_escape(source: str, at: int, end: int) -> tuple[str, int] | None:
    """Return an escaped character and where its escape ends; None for an escaped line end."""
    sign = source[at + 1 : at + 2]
    if not sign or at + 1 >= end or sign in "\r\n":
        return None
    if code := _ESCAPED_CODE.match(source, at + 1, end):
        number = int(code[0][1:], 16)
        return (chr(number) if number <= 0x10FFFF else sign), code.end()  # noqa: PLR2004 - Unicode
    return _ESCAPED.get(sign, sign), at + 2


def _skip_line_break(source: str, at: int, end: int) -> int:
    """Return where the text continues after an escaped line end."""
    found = _BREAK.match(source, at, end)
    at = found.end() if found else at
    while at < end and source[at] in " \t":
        at += 1
    return at


def _map_block_scalar(source: str, node: ScalarNode) -> list[tuple[str, int]]:
    """Return characters and offsets of a block scalar, by trying all possible indentations.

    Usually the indentation is that of the first line; a header such as `>2` may set a smaller one.
    """
    header = _HEADER.match(source, node.start)
    lines = _split_lines(source, header.end() if header else node.start, node.end)
    first = next((text for text, _ in lines if text.strip(" ")), "")
    for indent in range(len(first) - len(first.lstrip(" ")), -1, -1):
        if pairs := _match_indent(lines, indent, node.value):
            return pairs
    return []


def _split_lines(source: str, at: int, end: int) -> list[tuple[str, int]]:
    lines = []
    while at < end:
        found = _BREAK.search(source, at, end)
        stop = found.start() if found else end
        lines.append((source[at:stop], at))
        at = found.end() if found else end
    return lines


def _match_indent(lines: list[tuple[str, int]], indent: int, value: str) -> list[tuple[str, int]]:
    """Return characters and offsets if the lines, indented by `indent`, have this value.

    Spaces and line ends that join two lines have the offsets of the line ends between them.
    """
    pairs: list[tuple[str, int]] = []
    ends: list[int] = []
    for line, start in lines:
        content = line[indent:]
        if content:
            joint = _find_joint(value, len(pairs), content)
            if joint is None:
                return []
            pairs += _spread_joint(joint, ends or [start])
            pairs += [(sign, start + indent + number) for number, sign in enumerate(content)]
            ends = []
        ends.append(start + len(line))
    rest = value[len(pairs) :]
    return [] if rest.strip("\n") else [*pairs, *_spread_joint(rest, ends or [lines[-1][1]])]


def _find_joint(value: str, at: int, content: str) -> str | None:
    """Return the spaces or line ends in the value between `at` and the content that follows."""
    end = at
    while not value.startswith(content, end):
        if value[end : end + 1] not in {" ", "\n"}:
            return None
        end += 1
    return value[at:end]


def _spread_joint(joint: str, ends: list[int]) -> list[tuple[str, int]]:
    """Return each character of a joint with the offset of a line end; skip surplus line ends."""
    skip = max(0, len(ends) - len(joint))
    return [(sign, ends[min(skip + number, len(ends) - 1)]) for number, sign in enumerate(joint)]


def _approximate_offsets(source: str, node: ScalarNode) -> tuple[int, ...]:
    """Return approximate, never decreasing offsets for a scalar that cannot be mapped exactly."""
    found: list[int] = []
    at = node.start
    for character in node.value:
        there = source.find(character, at, node.end) if not character.isspace() else -1
        found.append(there if there >= 0 else min(at, max(node.start, node.end - 1)))
        at = there + 1 if there >= 0 else at
    return tuple(found)


def _find_scalar(file: FilePlaces, path: Sequence[Step]) -> ScalarNode | None:
    """Return the scalar at `path`; if a mapping is there, its `text` or `label`."""
    node = file.find_node(*path)
    if isinstance(node, MapNode):
        node = next((node.values[key] for key in SHORTHAND_KEYS if key in node.values), None)
    return node if isinstance(node, ScalarNode) else None
