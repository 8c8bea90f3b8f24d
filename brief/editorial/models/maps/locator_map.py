"""Models of a locator map: its area and places, and their names in a language."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from brief.editorial.fields.invalid_value import invalid_value, read_scalar
from brief.editorial.fields.numbers_and_dates import read_decimal
from brief.editorial.models.base import (
    Identifier,
    Model,
    Number,
    Prose,
    Text,
    YesNo,
    wrap_single_name,
)
from brief.editorial.models.maps.area import (
    POLE,
    TURN,
    Area,
    read_country_edges,
    surround_countries,
    surround_places,
)
from brief.findings.message import shorten
from brief.findings.suggest import did_you_mean

MAX_PLACES = 12
LEAST_EXTENT = 0.1
"""The least width and height of an area, in degrees: about 10 km, finer than the coasts are."""
EXAMPLE = "as in `at: [53.55, 9.99]`: north and east of zero, with a minus for south and west"

_DEGREES = re.compile(
    r"(?P<d>[0-9]{1,3}(?:\.[0-9]+)?)°\s*(?:(?P<m>[0-9]{1,2})[′']\s*)?(?:(?P<s>[0-9.]{1,6})[″\"]\s*)?(?P<side>[NSEW])"
)


def read_position(position: object) -> object:
    """Return a position unchanged; raises InvalidValue unless it is latitude and longitude."""
    if not isinstance(position, list | tuple) or len(position) != 2:  # noqa: PLR2004 - a pair
        message = "a position is a pair of latitude and longitude, in degrees"
        raise invalid_value("bad-position", message, _suggest_position(position))
    if any(isinstance(part, str) and _DEGREES.search(part) for part in position):
        shown = shorten(", ".join(map(str, position)))
        message = f"`{shown}` is not in degrees with a decimal point"
        raise invalid_value("bad-position", message, _suggest_position(position))
    north, east = (float(read_decimal(part)) for part in position)
    if not -TURN / 2 <= east <= TURN / 2 or not -POLE <= north <= POLE:
        shown = f"[{north:g}, {east:g}]"
        message = (
            f"{shown} is not a place: latitudes are from -90 to 90, longitudes from -180 to 180"
        )
        remedy = f"write latitude and longitude, {EXAMPLE}"
        if abs(north) <= TURN / 2 and abs(east) <= POLE:
            remedy = f"write the latitude first: `at: [{east:g}, {north:g}]`"
        raise invalid_value("bad-position", message, remedy)
    return position


def _suggest_position(position: object) -> str:
    """Return the remedy, with the position in decimal degrees if it is written in another way."""
    text = ", ".join(map(str, position if isinstance(position, list | tuple) else (position,)))
    found = {}
    for match in _DEGREES.finditer(text):
        degrees = sum(float(match[part] or 0) / 60**n for n, part in enumerate("dms"))
        signed = -degrees if match["side"] in "SW" else degrees
        found["north" if match["side"] in "NS" else "east"] = round(signed, 3)
    if isinstance(position, str) and not found:
        numbers = re.findall(r"-?[0-9]{1,3}(?:\.[0-9]+)?", text)
        found = dict(zip(("north", "east"), map(float, numbers), strict=False))
    if len(found) == 2:  # noqa: PLR2004 - a pair
        return f"write `at: [{found['north']:g}, {found['east']:g}]`"
    return f"write latitude and longitude, {EXAMPLE}"


def read_country(value: object) -> object:
    """Return the code of a country (ISO 3166-1, such as IT); raises InvalidValue for others."""
    text = read_scalar(value, "the code of a country", "IT")
    if text.upper() in read_country_edges():
        return text.upper()
    message = f"`{shorten(text)}` is not the code of a country that has a map"
    raise invalid_value("bad-country", message, _suggest_country(text))


def _suggest_country(text: str) -> str:
    from babel import Locale

    wanted, names = text.casefold(), {"uk": "GB", "el": "GR", "usa": "US", "uae": "AE"}
    for language in ("en", "de", "fr", "it", "es"):
        known = Locale(language).territories
        names |= {known[code].casefold(): code for code in read_country_edges() if code in known}
    if wanted in names:
        return f"write `{names[wanted]}`"
    return did_you_mean(wanted, names) or "write two letters as in `area: [DE, IT]` (ISO 3166-1)"


class Edges(Model):
    """The edges of an area in degrees; one that crosses the 180th meridian has `west` > `east`."""

    west: Number
    south: Number
    east: Number
    north: Number

    @model_validator(mode="after")
    def _check_edges(self) -> Self:
        limits = (("west", TURN / 2), ("east", TURN / 2), ("south", POLE), ("north", POLE))
        for name, limit in limits:
            if abs(getattr(self, name)) > limit:
                message = f"`{name}: {getattr(self, name):f}` is not from -{limit:g} to {limit:g}"
                raise invalid_value("bad-area", message, "write the edges in degrees")
        if self.south > self.north:
            message = f"the area ends at {self.north:f} in the north, south of {self.south:f}"
            remedy = f"write `south: {self.north:f}, north: {self.south:f}`"
            raise invalid_value("bad-area", message, remedy)
        area = self.to_area()
        if min(area.width, area.height) < LEAST_EXTENT:
            message = f"the area is {area.width:g} by {area.height:g} degrees, with no room to draw"
            remedy = f"move its edges apart, by {LEAST_EXTENT} degrees (some 10 km) at least"
            raise invalid_value("bad-area", message, remedy)
        return self

    def to_area(self) -> Area:
        """Return the area; east of the 180th meridian its longitudes go on."""
        west, east = float(self.west), float(self.east)
        return Area(west, float(self.south), east + (TURN if west > east else 0), float(self.north))


Country = Annotated[str, BeforeValidator(read_country)]
Countries = Annotated[
    tuple[Country, ...], BeforeValidator(wrap_single_name), Field(min_length=1, max_length=50)
]
Position = Annotated[tuple[Number, Number], BeforeValidator(read_position)]


def _area_form(area: object) -> str:
    """Return the tag of the union `AreaChoice` for edges or for countries."""
    return "edges-form" if isinstance(area, dict | Edges) else "countries-form"


AreaChoice = Annotated[
    Annotated[Edges, Tag("edges-form")] | Annotated[Countries, Tag("countries-form")],
    Discriminator(_area_form),
]


class MapPlace(Model):
    """A place on the map, as latitude and longitude; each language file has its name."""

    id: Identifier
    at: Position
    lead: YesNo | None = None

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude, in degrees."""
        return float(self.at[0]), float(self.at[1])


class LocatorMap(Model):
    """A map that shows where places are; without `area`, around its places.

    `file` is a picture to draw instead of coasts and borders, whose edges are those of the area.
    """

    places: tuple[MapPlace, ...] = Field(min_length=1, max_length=MAX_PLACES)
    area: AreaChoice | None = None
    file: Text | None = None
    place: Literal["sidebar", "text"] = "sidebar"

    def find_area(self) -> Area:
        """Return the area that the map shows."""
        if isinstance(self.area, Edges):
            return self.area.to_area()
        if self.area:
            return surround_countries(self.area)
        return surround_places(place.position for place in self.places)


class MapText(Model):
    """The names of the places in one language, and the title of the map.

    Without `alt`, the text for readers who cannot see the map is made from the names.
    """

    places: dict[str, Prose] = Field(min_length=1)
    title: Prose | None = None
    alt: Prose | None = None
