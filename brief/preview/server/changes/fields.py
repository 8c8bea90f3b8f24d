"""All texts of a briefing's files as fields of a form: for pages that cannot be made yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.editing.document import EditedText
from brief.editorial.editing.saving import read_for_editing
from brief.editorial.yaml.nodes import ListNode, MapNode
from brief.errors import ContentError
from brief.preview.server.answers.page_data import display_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from brief.editorial.yaml.nodes import Node, ScalarNode
    from brief.preview.server.state.desk import Desk

MAX_FIELDS = 500
LINE = 60
"""The characters that fit on a line of the form."""
FACTS = "briefing"


def list_fields(desk: Desk, slug: str) -> list[dict[str, object]]:
    """Return the files of a briefing, each with its hash and its texts by their paths."""
    return [_read_file(desk, key, path) for key, path in desk.files_of(slug).items()]


def _read_file(desk: Desk, key: str, path: Path) -> dict[str, object]:
    shown = desk.project.display_path(path)
    about: dict[str, object] = {
        "file": key,
        "shown": shown,
        "name": shown if key == FACTS else display_language(key),
        "lang": "" if key == FACTS else key,
        "fields": [],
        "problem": "",
    }
    try:
        content = read_for_editing(path, desk.project)
        edited = EditedText(content.text, shown)
    except ContentError as problem:
        return {**about, "problem": problem.message}
    found = [
        {
            "path": list(steps),
            "value": node.value.rstrip("\n"),
            "is_long": len(node.value) > LINE,
            "line": edited.place(node.start).line,
        }
        for steps, node in (_scalars(edited.root, ()) if edited.root else ())
    ]
    return {**about, "hash": content.hash, "fields": found[:MAX_FIELDS]}


def list_parts(content: str, shown: str, path: tuple[str | int, ...]) -> list[dict[str, object]]:
    """Return the texts below a list or mapping; raise EditRefusedError if it does not exist."""
    node = EditedText(content, shown).slot_at(path).node
    return [
        {"path": list(steps), "value": one.value.rstrip("\n")}
        for steps, one in _scalars(node, path)
    ]


def _scalars(
    node: Node, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], ScalarNode]]:
    if isinstance(node, MapNode):
        for key, value in node.values.items():
            yield from _scalars(value, (*path, key))
    elif isinstance(node, ListNode):
        for number, item in enumerate(node.items):
            yield from _scalars(item, (*path, number))
    else:
        yield path, node
