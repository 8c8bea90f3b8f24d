"""Find the properties in a drawing whose values WeasyPrint does not follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from brief.prepress.svg.support import (
    COMPUTED,
    DEFAULTS,
    HARMLESS,
    LENGTHS,
    LIMITS,
    NUMBER,
    PAINT,
    TRANSFORM,
    UNIT,
    UNREAD,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.prepress.svg.style_sheets import Declaration

PLAIN_PAINT = re.compile(
    r"none|currentColor|transparent|context-(?:fill|stroke)|#[0-9a-fA-F]{3,8}|black|white|red"
)
REFERENCE = re.compile(r"url\([^)]*\)\s*")
TRANSFORMS = {"transform", "gradientTransform", "patternTransform"}
MEASURED = {*LENGTHS, *TRANSFORMS, "d", "points", "viewBox"}
LONG_NUMBER = re.compile(r"\d{10}|[eE]\+?\d")
MAX_NUMBER = 1e9
"""More than the coordinates of maps, which begin far from 0."""
MAX_SHOWN = 40  # characters of a value in a message
BETWEEN = " \t\r\n,-+."


class Construct(NamedTuple):
    """A construct that is not drawn as meant, and its line in the file."""

    what: str
    line: int
    is_error: bool = True
    has_labels: bool = False


def find_in_declaration(item: Declaration) -> Iterator[Construct]:
    """Yield the constructs of a declaration that are drawn in another way."""
    name, value = item.name, item.value
    if (
        name.startswith("--")
        or UNREAD.match(name)
        or (value in DEFAULTS and (name != "stroke" or value == "inherit"))
    ):
        return
    limit = LIMITS.get(name)
    if computed := COMPUTED.search(value):
        yield Construct(f"{computed[1]}() in `{name}`", item.line)
    elif huge := _find_huge_number(name, value):
        yield Construct(
            f"the number `{huge[:MAX_SHOWN]}` in `{name}`, larger than any page", item.line
        )
    elif name == "viewBox" and not _is_view_box(value):
        yield Construct(f"the area `{value[:MAX_SHOWN]}` in `viewBox`", item.line)
    elif limit is not None:
        is_rotated_text = name == "rotate" and item.where
        if not is_rotated_text and not re.fullmatch(limit.values, value, re.IGNORECASE):
            yield Construct(limit.what, item.line, limit.is_error)
    elif what := _describe_value(name, value):
        yield Construct(what, item.line)
    elif not (item.where or HARMLESS.match(name) or name in {*PAINT, *LENGTHS, *TRANSFORMS}):
        yield Construct(f"the property `{name}`", item.line, is_error=False)


def _describe_value(name: str, value: str) -> str:
    """Return how a message names a value that cannot be read, or ""."""
    shown = value[:MAX_SHOWN]
    if name in PAINT and not _is_paint(value):
        return f"the colour `{shown}`"
    if name in LENGTHS and not _are_lengths(value):
        return f"the length `{shown}` in `{name}`"
    if name in TRANSFORMS and value != "none" and not TRANSFORM.fullmatch(value):
        return f"the transformation `{shown}`"
    return ""


def _find_huge_number(name: str, value: str) -> str:
    """Return a number of a size, place or path that is far outside of any drawing, or ""."""
    if name not in MEASURED or not LONG_NUMBER.search(value):
        return ""
    numbers = (number[0] for number in NUMBER.finditer(value))
    return next((number for number in numbers if abs(float(number)) > MAX_NUMBER), "")


def _is_view_box(value: str) -> bool:
    """Return whether a value is x, y, width and height of an area (SVG 2, 8.6)."""
    numbers = re.split(r"[\s,]+", value.strip())
    if len(numbers) != 4 or not all(map(NUMBER.fullmatch, numbers)):  # noqa: PLR2004 - as above
        return False
    return all(float(number) > 0 for number in numbers[2:])


def _is_paint(value: str) -> bool:
    rest = REFERENCE.sub("", value).strip()
    if not rest or PLAIN_PAINT.fullmatch(rest):
        return True
    from tinycss2.color5 import parse_color

    return parse_color(rest) is not None and rest.lower() != "currentcolor"


def _are_lengths(value: str) -> bool:
    """Return whether a value is a list of numbers, each with a unit that is known or none."""
    if value in {"none", "auto", "normal"}:
        return True
    rest = value
    while rest := rest.lstrip(" \t\r\n,"):
        number = NUMBER.match(rest)
        unit = UNIT.match(rest, number.end()) if number else None
        if unit is None or (unit.end() < len(rest) and rest[unit.end()] not in BETWEEN):
            return False
        rest = rest[unit.end() :]
    return True
