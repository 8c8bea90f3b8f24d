"""Check a map: places outside its area or twice, and names that are missing in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.models.maps.locator_map import Edges
from brief.editorial.models.structure_checks import FACTS, MAX_FINDINGS
from brief.findings import Finding, Related, error
from brief.findings.suggest import did_you_mean, find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.editorial.models.content import BriefingFacts, Edition
    from brief.editorial.models.maps.locator_map import LocatorMap
    from brief.editorial.yaml.locations import Places, Step
    from brief.findings import Place


def check_map(
    facts: BriefingFacts, editions: Mapping[str, Edition], places: Places
) -> Iterator[Finding]:
    """Yield the findings about a briefing's map and its names."""
    if facts.map is None:
        for tag, edition in editions.items():
            if edition.map:
                yield error(
                    "no-such-map",
                    "briefing.yaml has no `map`",
                    "add `map` with its places to briefing.yaml, or remove it here",
                    places.key_place(tag, "map"),
                )
        return
    checker = _MapChecker(facts.map, places)
    yield from checker.check_area()
    yield from checker.check_positions()
    for tag, edition in editions.items():
        names = edition.map.places if edition.map else {}
        yield from checker.check_names(tag, tuple(names))


@dataclass(frozen=True, slots=True)
class _MapChecker:
    chosen: LocatorMap
    places: Places

    def place(self, *path: Step) -> Place:
        return self.places.value_place(FACTS, "map", *path)

    def check_area(self) -> Iterator[Finding]:
        if self.chosen.file and not isinstance(self.chosen.area, Edges):
            yield error(
                "map-edges-unknown",
                "the map is a picture, and the edges of the picture are not given",
                "add `area: {west: …, south: …, east: …, north: …}` with its edges in degrees",
                self.place("file"),
            )

    def check_positions(self) -> Iterator[Finding]:
        area = self.chosen.find_area()
        first: dict[tuple[float, float], int] = {}
        ids: dict[str, int] = {}
        for number, each in enumerate(self.chosen.places):
            path = ("places", number)
            if each.id in ids:
                yield error(
                    "duplicate-id",
                    f"the id `{each.id}` is used a second time",
                    "give each entry a different id",
                    self.place(*path, "id"),
                    (Related("first used here", self.place("places", ids[each.id], "id")),),
                )
            elif each.position in first:
                other = self.chosen.places[first[each.position]].id
                yield error(
                    "same-position",
                    f"the places `{each.id}` and `{other}` are at the same position",
                    "correct one of the positions, or remove one of the places",
                    self.place(*path, "at"),
                    (Related("the other", self.place("places", first[each.position], "at")),),
                )
            ids.setdefault(each.id, number)
            first.setdefault(each.position, number)
            if not area.contains(*each.position):
                yield error(
                    "place-outside",
                    f"the place `{each.id}` is outside the area of the map",
                    _suggest_area(each.position, self.chosen),
                    self.place(*path, "at"),
                    (Related("the area", self.place("area")),),
                )

    def check_names(self, tag: str, names: tuple[str, ...]) -> Iterator[Finding]:
        """Yield names without a place, and places without a name, in a language."""
        known = [each.id for each in self.chosen.places]
        lacking = [name for name in dict.fromkeys(known) if name not in names]
        for name in [name for name in names if name not in known][:MAX_FINDINGS]:
            if near := find_nearest(name, lacking):
                lacking.remove(near)
            yield error(
                "no-such-place",
                f"the map in briefing.yaml has no place `{name}`",
                did_you_mean(name, known) or "add it to `map` in briefing.yaml, or remove it here",
                self.places.key_place(tag, "map", "places", name),
            )
        for name in lacking[:MAX_FINDINGS]:
            yield error(
                "no-place-name",
                f"the place `{name}` of the map has no name in `{tag}`",
                f"add `{name}: …` under `places:` in `map:`",
                self.places.key_place(tag, "map", "places"),
                (Related("the place", self.place("places", known.index(name), "id")),),
            )


def _suggest_area(position: tuple[float, float], chosen: LocatorMap) -> str:
    """Return the remedy: latitude and longitude exchanged, if that is in the area."""
    latitude, longitude = position
    if abs(longitude) <= 90 and chosen.find_area().contains(longitude, latitude):  # noqa: PLR2004 - a pole
        return f"write the latitude first: `at: [{longitude:g}, {latitude:g}]`"
    return "correct the position, widen `area`, or remove `area`: a map is then around its places"
