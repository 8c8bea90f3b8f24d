"""Add, remove and move a point in all languages at once, so that they stay side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.editorial.editing.document import EditedText
from brief.editorial.editing.entries import insert_item, move_item, remove_item
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.errors import UsageError
from brief.preview.server.answers.replies import BadRequestError
from brief.preview.server.changes.files import FACTS, Files
from brief.preview.server.changes.texts import read_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.preview.server.changes.files import OpenedFile

POINTS = ("points",)
MAX_POINTS = 1000


class Points:
    """Changes the points of a briefing's languages."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def change(self, slug: str, values: dict[str, Any]) -> dict[str, str]:
        """Add, remove or move a point; return the new hashes of the files.

        Raises ConflictError if a file has changed meanwhile, and BadRequestError or UsageError for
        what cannot be done.
        """
        file, number, doing = values.get("file"), _read_number(values, "index"), values.get("do")
        opened = self._files.open_all(slug, values.get("hashes"))
        languages = {key: one for key, one in opened.items() if key != FACTS}
        if not isinstance(file, str) or file not in languages:
            msg = f"{slug} has no file `{file}`"
            raise UsageError(msg, "load the page again")
        ids = {key: _point_ids(one) for key, one in languages.items()}
        if number >= len(ids[file]):
            msg = "the point does not exist"
            raise BadRequestError(msg)
        changers: dict[str, Callable[..., None]] = {
            "add": self._add,
            "remove": self._remove,
            "move": self._move,
        }
        if doing not in changers:
            msg = "a point is added, removed or moved"
            raise BadRequestError(msg)
        at = {key: _index_of(ids[file], number, ids[key]) for key in languages}
        changers[doing](languages, at, ids, values)
        return self._files.save(slug, f"points.{number}", opened)

    @staticmethod
    def _add(
        languages: dict[str, OpenedFile],
        at: dict[str, int],
        ids: dict[str, list[str]],
        values: dict[str, Any],
    ) -> None:
        """Insert a point after the given one, with its text in each language."""
        texts = values.get("texts")
        if not isinstance(texts, dict) or set(texts) != set(languages):
            msg = "a new point needs a text in each language"
            raise BadRequestError(msg)
        taken = {name for each in ids.values() for name in each}
        name = next(n for i in range(1, MAX_POINTS) if (n := f"point-{i}") not in taken)
        for key, one in languages.items():
            text: object = read_value(texts, key)
            if ids[key] and all(ids[key]):
                text = {"id": name, "text": text}
            one.change(insert_item, POINTS, min(at[key] + 1, len(ids[key])), text)

    @staticmethod
    def _remove(languages: dict[str, OpenedFile], at: dict[str, int], *_: object) -> None:
        for key, one in languages.items():
            one.change(remove_item, POINTS, at[key])

    @staticmethod
    def _move(
        languages: dict[str, OpenedFile],
        at: dict[str, int],
        ids: dict[str, list[str]],
        values: dict[str, Any],
    ) -> None:
        target = _read_number(values, "to")
        for key, one in languages.items():
            last = len(ids[key]) - 1
            one.change(move_item, POINTS, at[key], min(target, last))


def _read_number(values: dict[str, Any], name: str) -> int:
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < MAX_POINTS:
        msg = f"{name} is not the number of a point"
        raise BadRequestError(msg)
    return value


def _point_ids(opened: OpenedFile) -> list[str]:
    """Return the id of each point, "" for a point without one."""
    node = EditedText(opened.text, opened.shown).slot_at(POINTS).node
    found = []
    for item in node.items if isinstance(node, ListNode) else ():
        name = item.values.get("id") if isinstance(item, MapNode) else None
        found.append(name.value if isinstance(name, ScalarNode) else "")
    return found


def _index_of(ids: list[str], number: int, others: list[str]) -> int:
    """Return the number of the same point in another language."""
    name = ids[number]
    if name and name in others:
        return others.index(name)
    if number >= len(others):
        msg = "the languages do not have the same points"
        raise UsageError(msg, "make them agree in the files first", "points-differ")
    return number
