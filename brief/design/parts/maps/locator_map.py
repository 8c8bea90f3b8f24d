"""The map of a briefing in a language: a drawing with the names of its places as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from brief.design.charts.fragment import LABEL_STYLE, ChartLabel, embed_chart, embed_overlay
from brief.design.figures import make_palette
from brief.design.parts.maps.drawing import MapColours, draw_map, draw_overlay
from brief.design.parts.maps.frame import fit_frame
from brief.design.parts.maps.labels import Dot, Label, Labelling, place_labels
from brief.design.parts.maps.land import Land, find_land
from brief.design.text.prose_markup import typeset_prose
from brief.editorial.locale.locales import get_direction, parse_locale
from brief.editorial.locale.numerals import native_digits
from brief.editorial.locale.page_strings import chart_strings
from brief.editorial.models.maps.locator_map import Edges
from brief.editorial.prose import strip_markup
from brief.press.job.urls import file_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.design.brand.brand import LoadedBrand
    from brief.design.charts.drawing import Size
    from brief.design.charts.figure_marks import ChartSizes
    from brief.editorial.briefing import Briefing
    from brief.editorial.locale.page_strings import PageStrings
    from brief.editorial.models.maps.locator_map import LocatorMap


@dataclass(frozen=True, slots=True)
class MapView:
    """A map: its title, its drawing with names as HTML, what it shows, and the names alone."""

    place: str
    title: Markup | None
    svg: Markup
    alt: str
    names: tuple[str, ...]


class MapMaker:
    """Makes the map of a briefing in a language.

    `sizes` are those of charts; a map is as wide.
    """

    def __init__(
        self,
        briefing: Briefing,
        tag: str,
        brand: LoadedBrand,
        sizes: ChartSizes,
        own: PageStrings,
    ) -> None:
        self._facts, self._text = briefing.facts, briefing.editions[tag].map
        self._tag, self._sizes, self._own = tag, sizes, own
        self._colours = MapColours(make_palette(brand), brand.data.colours.tint.screen)

    def make_map(self) -> MapView | None:
        """Return the map, or None for a briefing without one."""
        chosen, text = self._facts.map, self._text
        if chosen is None or text is None:
            return None
        names = {place.id: strip_markup(text.places[place.id]) for place in chosen.places}
        sentence = chart_strings(self._tag).map.format(
            places=self._own.list_separator.join(names.values())
        )
        alt = strip_markup(text.alt) if text.alt else sentence
        title = typeset_prose(text.title, self._tag, self._facts.names) if text.title else None
        svg = self._draw(chosen, names, alt)
        return MapView(chosen.place, title, svg, alt, tuple(names.values()))

    def _draw(self, chosen: LocatorMap, names: Mapping[str, str], alt: str) -> Markup:
        width = self._sizes.find(chosen.place).width
        exact = chosen.file is not None and isinstance(chosen.area, Edges)
        frame = fit_frame(chosen.find_area(), width, chosen.place, exact=exact)
        dots = [
            Dot(*frame.project(*place.position), names[place.id], place.lead == "yes")
            for place in chosen.places
        ]
        mirrored, locale = get_direction(self._tag) == "rtl", parse_locale(self._tag)
        numerals = [native_digits(str(number), locale) for number in range(1, len(dots) + 1)]
        land = Land() if chosen.file else find_land(frame)
        found = place_labels(dots, frame.size, numerals, land, mirrored=mirrored)
        labels = [
            _convert(label, frame.size, self._mask(label, land), mirrored=mirrored)
            for label in found.labels
        ]
        if chosen.file:
            drawing = draw_overlay(frame, dots, found.labels, self._colours.palette)
            src = file_url("content", chosen.file)
            drawn = embed_overlay(drawing, labels, "map", src, alt)
        else:
            drawn = embed_chart(
                draw_map(frame, dots, found.labels, self._colours), labels, "map", alt
            )
        return drawn + _list_numbered(found)

    def _mask(self, label: Label, land: Land) -> str:
        """Return the colour under a label that covers lines, or ""."""
        if not label.crosses:
            return ""
        x, y, width, height = label.box
        is_land = land.is_land(x + width / 2, y + height / 2)
        return self._colours.land if is_land else self._colours.palette.paper


def _convert(label: Label, size: Size, mask: str, *, mirrored: bool) -> ChartLabel:
    """Return a label whose x is from the start of the line; the map itself is not mirrored."""
    box = label.box
    x = size.width - box.x - box.width if mirrored else box.x
    return ChartLabel(
        label.text,
        x,
        box.y,
        box.width,
        label.align,
        above=False,
        own=label.dot.is_lead,
        kind="place",
        mask=mask,
    )


def _list_numbered(found: Labelling) -> Markup:
    """Return the names that have a number on the map, as a line below it."""
    if not found.listed:
        return Markup()
    entry = Markup('<strong>{}</strong>\N{NO-BREAK SPACE}<span class="chart-listed">{}</span>')
    names = Markup(" · ").join(entry.format(*each) for each in found.listed)
    return Markup('<p class="chart-key" style="{}">{}</p>').format(LABEL_STYLE, names)
