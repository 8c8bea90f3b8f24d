"""The source of a text on the page: its file, its path in that file, and the lines it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.models.structure_checks import FACTS
from brief.editorial.yaml.character_offsets import SHORTHAND_KEYS
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode

if TYPE_CHECKING:
    from brief.design.brand.brand import LoadedBrand
    from brief.editorial.briefing import Briefing
    from brief.editorial.yaml.locations import FilePlaces, Step
    from brief.editorial.yaml.nodes import Node
    from brief.findings import Place

BRAND = "brand"
"""The name of the brand's file among the files of a briefing."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """Where a text is written.

    `file` is `briefing`, a language tag, or `brand`; `path` leads to the text in that file, to the
    scalar itself where it is one. `key` is the same in all languages: an item is named by its id,
    or by its number, counted from 1 (`points.2`, `key_figures.cost.note`). `place` is where it
    begins in the file, and `end` the line and column after its last character.
    """

    file: str
    path: tuple[Step, ...]
    key: str
    place: Place
    end: tuple[int, int] = (0, 0)


class SourceFinder:
    """Finds the sources of texts in the files of a briefing and in its brand."""

    def __init__(self, briefing: Briefing, brand: LoadedBrand) -> None:
        self._files: dict[str, FilePlaces] = {**briefing.places.files, BRAND: brand.places}

    def find(self, file: str, *path: Step, within: tuple[Step, ...] | None = None) -> TextSource:
        """Return the source of the text at a path; its lines are those of the value `within`."""
        places = self._files[file]
        path = _lead_to_scalar(places, path)
        node = places.find_node(*(path if within is None else within))
        place = places.value_place(*(path if within is None else within))
        key = _name_key(self._files, file, path)
        if node is None or places.source is None:
            return TextSource(file, path, key, place, (place.line, place.column + place.length))
        stop = places.source.place_at(node.end)
        return TextSource(file, path, key, place, (stop.line, stop.column))

    def get_file(self, file: str) -> FilePlaces:
        """Return the places of a file."""
        return self._files[file]


def _lead_to_scalar(places: FilePlaces, path: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the path of the scalar, where `- a point` may be written `- text: a point`."""
    node = places.find_node(*path)
    if isinstance(node, MapNode):
        named = next((key for key in SHORTHAND_KEYS if key in node.values), None)
        return (*path, named) if named else path
    return path


def _name_key(files: dict[str, FilePlaces], file: str, path: tuple[Step, ...]) -> str:
    steps = list(path)
    if (
        file != FACTS
        and len(steps) > 1
        and steps[-1] in SHORTHAND_KEYS
        and steps[0] != "comparison"
    ):
        steps.pop()
    node: Node | None = files[file].root
    names = []
    for step in steps:
        if isinstance(node, ListNode):
            node = node.items[int(step)] if int(step) < len(node.items) else None
            names.append(_read_id(node) or str(int(step) + 1))
        else:
            node = node.values.get(str(step)) if isinstance(node, MapNode) else None
            names.append(str(step))
    return ".".join(names)


def _read_id(node: Node | None) -> str:
    found = node.values.get("id") if isinstance(node, MapNode) else None
    return found.value if isinstance(found, ScalarNode) else ""
