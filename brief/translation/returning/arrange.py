"""The text of a language file with new translations: a new file, or changes in an existing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from brief.editorial.editing.entries import insert_item, set_key
from brief.editorial.editing.scalars import replace_scalar
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.editorial.yaml.writer import dump_yaml
from brief.translation.file_texts import get_id, get_shorthand, is_translated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from brief.editorial.yaml.nodes import Node
    from brief.translation.returning.returned import Change
    from brief.translation.unit import Path

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Texts: TypeAlias = "Mapping[Path, str]"
"""Translations by the path of the text in the source file."""


def make_file(source: Node, texts: Texts, header: str = "") -> str:
    """Return a new language file arranged like the source, with every text translated.

    A text without a translation becomes a placeholder (`<title>`), which the build reports.
    """
    data = _copy(source, (), lambda path: texts.get(path) or f"<{path[-1]}>")
    assert isinstance(data, dict)  # noqa: S101 - a language file has keys
    return header + dump_yaml(data)


def _copy(node: Node, path: Path, translate: Callable[[Path], str | None]) -> Data | None:
    """Return a part of the source with translations; None if none of its texts has one."""
    if isinstance(node, ScalarNode):
        return translate(path) if not node.is_empty else None
    if isinstance(node, ListNode):
        items = (_copy(item, (*path, at), translate) for at, item in enumerate(node.items))
        return [item for item in items if item is not None] or None
    found: dict[str, Data] = {}
    texts = [key for key in node.values if is_translated((*path, key))]
    for key, value in node.values.items():
        if key in texts:
            copied = _copy(value, (*path, key), translate)
            if copied is not None:
                found[key] = copied
        elif path and isinstance(value, ScalarNode):
            found[key] = value.value
    return found if any(key in found for key in texts) or not texts else None


def change_file(
    text: str,
    changes: Sequence[Change],
    source: Node,
    parse: Callable[[str], Node],
    shown: str,
) -> str:
    """Return the text of a language file with these translations spliced in.

    A text that the file does not have yet is added where the source has it, with what belongs to
    it. `parse` returns the tree of a YAML text. Raises EditRefusedError if a text cannot be changed
    without changing others.
    """
    added = {}
    for change in changes:
        if change.unit.target_path is None:
            added[change.unit.path] = change.text
        else:
            text = replace_scalar(text, change.unit.target_path, change.text, shown=shown)
    while added:
        path = next(iter(added))
        where = _find_gap(source, parse(text), path)
        text = _fill_gap(text, where, source, added, shown)
        depth = len(where.source_path)
        added = {each: kept for each, kept in added.items() if each[:depth] != where.source_path}
    return text


class _Gap:
    """A part of the source that the target lacks.

    `parent` is the path of the target's mapping or list that should have it at `step`; `present` is
    the text that the target has in place of a mapping.
    """

    def __init__(self, source_path: Path, parent: Path, step: str | int, present: str = "") -> None:
        self.source_path = source_path
        self.parent = parent
        self.step = step
        self.present = present


def _find_gap(source: Node, target: Node, path: Path) -> _Gap:
    """Return the outermost part on the way to `path` that the target lacks."""
    own: Path = ()
    for number, step in enumerate(path):
        here = path[: number + 1]
        inner = _child(source, step)
        if isinstance(source, ListNode):
            at = _find_item(target, inner, int(step))
            if at is None:
                count = len(target.items) if isinstance(target, ListNode) else 0
                return _Gap(here, own, min(int(step), count))
            own_step: str | int = at
        elif isinstance(target, ScalarNode):
            return _Gap(path[:number], own[:-1], own[-1], target.value)
        elif not isinstance(target, MapNode) or step not in target.values:
            return _Gap(here, own, step)
        else:
            own_step = step
        source, target, own = inner, _child(target, own_step), (*own, own_step)
    return _Gap(path, own[:-1], own[-1])


def _child(node: Node, step: str | int) -> Node:
    return node.items[int(step)] if isinstance(node, ListNode) else node.values[str(step)]  # type: ignore[union-attr]


def _find_item(target: Node, item: Node, number: int) -> int | None:
    """Return which item of a list of the target is that of the source: by its id, or by number."""
    items = target.items if isinstance(target, ListNode) else []
    name = get_id(item)
    if name is not None and any(get_id(each) is not None for each in items):
        return next((at for at, each in enumerate(items) if get_id(each) == name), None)
    return number if number < len(items) else None


def _fill_gap(text: str, gap: _Gap, source: Node, added: Texts, shown: str) -> str:
    node = source
    for step in gap.source_path:
        node = _child(node, step)
    value = _copy(node, gap.source_path, added.get)
    if gap.present and isinstance(value, dict):
        value = {str(get_shorthand(gap.source_path)): gap.present, **value}
    if isinstance(gap.step, int):
        return insert_item(text, gap.parent, gap.step, value, shown=shown)
    return set_key(text, gap.parent, gap.step, value, shown=shown)
