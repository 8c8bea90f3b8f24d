"""Set the line with a reader's name: check the name, shape the line, and choose its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, normalize
from unicodedata import name as get_character_name

from brief.errors import RenderError
from brief.findings import Finding, error
from brief.press.job.units import POINTS_PER_MM
from brief.press.personal.bidi import order_line
from brief.press.personal.font import PersonalFont
from brief.press.personal.shaping import find_missing_characters, measure_line, shape_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.fonts.faces import Face
    from brief.press.pdf.objects import Box
    from brief.press.personal.font import GlyphRun
    from brief.press.personal.place import Colour, FreePlace

SLOT = "{name}"
MAX_CHARACTERS = 200  # of a name; longer ones are not even measured
USUAL_DESCENT = 0.5  # of the type size; enough for names in most scripts
ROUNDING = 0.01  # of the type size
FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Controls, format characters, surrogates, private use, unassigned, line and paragraph ends."""


@dataclass(frozen=True, slots=True)
class PersonalStyle:
    """How the line looks.

    `pattern` has `{name}` once, and is in `language` (BCP 47). `is_rtl` is the direction of the
    page. A character is set in the first of the `faces` that has it. `colour` is sRGB, with
    components from 0 to 1. Nothing is printed within `safe_margin` of the edges, in points.
    """

    pattern: str
    language: str
    faces: tuple[Face, ...]
    colour: Colour
    is_rtl: bool = False
    safe_margin: float = 5 * POINTS_PER_MM


class NameLine(NamedTuple):
    """A line of glyphs at its place; `start` is the left end of its baseline, `text` its words."""

    runs: tuple[GlyphRun, ...]
    place: FreePlace
    start: float
    text: str


class LineSetter:
    """Sets names in the pattern and the fonts of one edition.

    `descent` is the depth of a place for its words and most names below the baseline, as a
    multiple of the type size.
    """

    def __init__(self, style: PersonalStyle) -> None:
        self._style = style
        self._fonts = [PersonalFont(face) for face in style.faces]
        self._before, _, self._after = normalize("NFC", style.pattern).partition(SLOT)
        missing = find_missing_characters(self._before + self._after, self._fonts)
        if missing:
            raise RenderError([_report_missing(missing[0])])
        _, boxes = measure_line(self._shape(""))
        self.descent = max([USUAL_DESCENT, *(-box[1] / 1000 + ROUNDING for box in boxes)])

    def set_name(self, name: str, places: Sequence[FreePlace]) -> NameLine | Finding:
        """Return the line at the first place with enough room, or an error for the name.

        What is said of a name does not repeat it.
        """
        name = normalize("NFC", name[: MAX_CHARACTERS + 1].strip(" "))
        problem = _check_characters(name)
        if problem:
            return problem
        missing = find_missing_characters(name, self._fonts)
        if missing:
            return _report_missing(missing[0])
        runs = self._shape(name)
        width, boxes = measure_line(runs)
        is_narrow = False
        for place in places:
            scale, room = place.size / 1000, place.right - place.left
            if width * scale > room:
                continue
            is_narrow = True
            start = place.right - width * scale if place.is_at_right else place.left
            if all(place.has_room(_place_box(box, start, place)) for box in boxes):
                return NameLine(runs, place, start, f"{self._before}{name}{self._after}")
        if is_narrow:
            message = "the name has marks above or below its letters that need more than a line"
            return error("personal-name", message, "write the name without these marks")
        return _report_width(width * places[0].size / 1000, places)

    def _shape(self, name: str) -> tuple[GlyphRun, ...]:
        style = self._style
        parts = order_line(self._before, name, self._after, is_rtl=style.is_rtl)
        return shape_line(parts, self._fonts, style.language)


def _check_characters(name: str) -> Finding | None:
    """Return an error for a name that is empty, very long, or not only printable characters."""
    if not name:
        return error("personal-name", "the name is empty", "write the name of the reader")
    if len(name) > MAX_CHARACTERS:
        message = f"the name has more than {MAX_CHARACTERS} characters"
        return error("personal-name", message, "write a shorter name")
    for character in name:
        if category(character) in FORBIDDEN:
            message = f"the name contains {_describe(character)}, which cannot be printed"
            return error("personal-name", message, "write the name without this character")
    return None


def _report_missing(character: str) -> Finding:
    message = f"no font of the brand has {_describe(character)}"
    remedy = "add a family that has it to the brand's `fonts`"
    return error("personal-name", message, remedy)


def _report_width(width: float, places: Sequence[FreePlace]) -> Finding:
    free = max(place.right - place.left for place in places) / POINTS_PER_MM
    wide = width / POINTS_PER_MM
    message = f"the line with the name is {wide:.0f} mm wide, and the page has {free:.0f} mm for it"
    return error("personal-name", message, "write a shorter name")


def _place_box(box: Box, start: float, place: FreePlace) -> Box:
    """Return the box of a glyph on the page, in points."""
    scale = place.size / 1000
    left, bottom, right, top = box
    return (
        start + left * scale,
        place.baseline + bottom * scale,
        start + right * scale,
        place.baseline + top * scale,
    )


def _describe(character: str) -> str:
    """Return the code point and name of a character, which may not be printable."""
    named = get_character_name(character, "")
    return f"U+{ord(character):04X}" + (f" {named}" if named else "")
