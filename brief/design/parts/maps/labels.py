"""Places for the names on a map: beside their dots, inside the frame, and without overlap.

A name that has no room beside its dot has a number there, and is listed below the map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol
from unicodedata import category, combining, east_asian_width

from brief.design.charts.series_labels import GAP, LABEL_HEIGHT, LETTER_WIDTH, PADDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.design.charts.drawing import Size

DOT = 0.65
LEAD_DOT = 1.0
"""The radius of a dot, and of that of a place with `lead: yes`, in mm."""
DISTANCES = (0.0, 1.2, 2.6)
"""How much farther from its dot a number may be, in mm, where a nearer place is taken."""
WIDE = frozenset("mwMWÆŒ@%—")


class Dot(NamedTuple):
    """A place on the map in mm, its name, and whether it is the most important one."""

    x: float
    y: float
    name: str
    is_lead: bool

    @property
    def radius(self) -> float:
        """The radius of the dot, in mm."""
        return LEAD_DOT if self.is_lead else DOT


class Box(NamedTuple):
    """A rectangle on the map, in mm."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Return whether the rectangles overlap."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height

    def is_inside(self, size: Size) -> bool:
        """Return whether the rectangle is on the map, away from its edge."""
        x, y, width, height = self
        across = x >= GAP and x + width <= size.width - GAP
        return across and y >= GAP and y + height <= size.height - GAP


class Ground(Protocol):
    """What is under the labels."""

    def count_lines(self, box: Box) -> int:
        """Return how many square millimetres of a box have a coast or a border."""
        ...


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map, or a number instead of it.

    `crosses`: it is on a coast or a border. `is_far`: a line leads from the dot to it.
    """

    dot: Dot
    text: str
    box: Box
    align: str
    crosses: bool = False
    is_far: bool = False


@dataclass(frozen=True, slots=True)
class Labelling:
    """The labels of a map, and the names below it by number."""

    labels: tuple[Label, ...]
    listed: tuple[tuple[str, str], ...]


def measure_name(name: str) -> float:
    """Return an upper limit of a name's width in mm, in semi-bold type of 7.6 points."""
    return sum(map(_measure_sign, name)) * LETTER_WIDTH


def _measure_sign(sign: str) -> float:
    if combining(sign) or category(sign) in {"Mn", "Cf"}:
        return 0
    if east_asian_width(sign) in "WF":
        return 2
    if sign in WIDE:
        return 1.7
    return 1.25 if sign.isupper() else 1.05


def place_labels(
    dots: Sequence[Dot], size: Size, numerals: Sequence[str], ground: Ground, *, mirrored: bool
) -> Labelling:
    """Return the labels of dots in a map of that size, the names of leads placed first.

    `numerals` are the numbers from 1 in the language's digits, one for each dot.
    """
    placer = _Placer(size, ground, [_surround(dot) for dot in dots], mirrored)
    placed: dict[Dot, Label] = {}
    for dot in sorted(dots, key=lambda dot: not dot.is_lead):
        if label := placer.place(dot, dot.name, (0.0,)):
            placed[dot] = label
    listed: list[tuple[str, str]] = []
    for dot in (it for it in dots if it not in placed):
        numeral = numerals[len(listed)]
        listed.append((numeral, dot.name))
        if label := placer.place(dot, numeral, DISTANCES):
            placed[dot] = label
    return Labelling(tuple(placed[dot] for dot in dots if dot in placed), tuple(listed))


@dataclass(frozen=True, slots=True)
class _Placer:
    """Places labels one after the other; `taken` are the boxes of dots and of earlier labels."""

    size: Size
    ground: Ground
    taken: list[Box]
    mirrored: bool

    def place(self, dot: Dot, text: str, distances: Sequence[float]) -> Label | None:
        """Return the label where it has room and covers the fewest lines, None without room."""
        # A brand that pads its column makes the map smaller, and the names stay as large.
        factor = self.size.width / (self.size.width - PADDING)
        width, height = measure_name(text) * factor, LABEL_HEIGHT * factor
        for distance in distances:
            free = [
                (self.ground.count_lines(box), number, box, align)
                for number, (box, align) in enumerate(
                    self._list_boxes(dot, width, height, distance)
                )
                if box.is_inside(self.size) and not any(box.meets(it) for it in self.taken)
            ]
            if free:
                lines, _, box, align = min(free)
                self.taken.append(box)
                return Label(dot, text, box, align, crosses=lines > 0, is_far=distance > 0)
        return None

    def _list_boxes(
        self, dot: Dot, width: float, height: float, further: float
    ) -> Iterator[tuple[Box, str]]:
        """Yield the boxes around a dot, the best first, with the side on which their text is."""
        away = dot.radius + GAP + further
        right, left = (dot.x + away, "left"), (dot.x - away - width, "right")
        sides = (left, right) if self.mirrored else (right, left)
        above, below = dot.y - dot.radius / 2 - height - further, dot.y + dot.radius / 2 + further
        for y in (dot.y - height / 2, above, below):
            for x, align in sides:
                yield Box(x, y, width, height), align
        for y in (dot.y - away - height + GAP, dot.y + away - GAP):
            yield Box(dot.x - width / 2, y, width, height), "center"


def _surround(dot: Dot) -> Box:
    return Box(dot.x - dot.radius, dot.y - dot.radius, 2 * dot.radius, 2 * dot.radius)
