"""Build the source map of pages: the places of their texts, colours and images."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.design.stylesheets import TEXT_COLOURS
from brief.findings import Place
from brief.findings.source_text import SourceText
from brief.prepress.glyph_coverage import first_line_place, written_texts
from brief.press.job.source_map import (
    ALL_LANGUAGES,
    KEY_FIGURES_CAUSE,
    TEMPLATE_CAUSE,
    MappedText,
    SourceMap,
    reduce_to_letters,
)
from brief.press.job.urls import file_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from brief.design.brand.brand import LoadedBrand
    from brief.design.view import PageView
    from brief.editorial.briefing import Briefing
    from brief.editorial.yaml.locations import FilePlaces
    from brief.press.job.model import Stylesheet

HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
TEMPLATE_CODES = (
    *("engine", "template", "content-untagged", "content-orphaned", "untagged", "heading-order"),
    *("figure-no-alt", "figure-no-box", "table-no-scope", "link-untagged", "link-no-contents"),
    *("language-missing", "language-unknown", "language-disagrees", "region-lost"),
    *("text-transparent", "page-count", "press-state", "press-blend-mode", "press-mask"),
)
"""Codes of findings whose cause is the layout's template or style sheets, not a text."""


def build_source_map(
    briefing: Briefing,
    views: Mapping[str, PageView],
    brand: LoadedBrand,
    sheets: Sequence[Stylesheet],
    template: tuple[str, str],
) -> SourceMap:
    """Return the places of the texts, colours and images on the pages of a briefing.

    `views` are by language; `template` is the path of the layout's template, as messages show it,
    and its text.
    """
    places, tags = briefing.places, tuple(views)
    colours = type(brand.data.colours).model_fields
    named = [(name, getattr(brand.data.colours, name)) for name in colours]
    press = brand.places
    return SourceMap(
        files=tuple((tag, Place(places.value_place(tag).path)) for tag in tags),
        texts=tuple(_text_origins(briefing, views, brand)),
        points=tuple(
            (tag, tuple(_point_places(places.files[tag], len(views[tag].points)))) for tag in tags
        ),
        colours=(
            *_brand_colour_places(brand, TEXT_COLOURS),
            *(pair for sheet in sheets for pair in _sheet_colours(sheet)),
            *_brand_colour_places(brand, colours),
        ),
        inks=tuple((it.screen, press.value_place("colours", name, "cmyk")) for name, it in named),
        urls=tuple(_url_places(briefing, brand)),
        causes=(
            ("press-bleed", press.value_place("press", "bleed")),
            ("press-profile", press.value_place("press", "icc")),
            ("press-date", Place(places.value_place("briefing").path)),
            ("font-foreign", press.value_place("fonts")),
            *((code, Place(template[0])) for code in (TEMPLATE_CAUSE, *TEMPLATE_CODES)),
            (KEY_FIGURES_CAUSE, places.key_place("briefing", "key_figures")),
        ),
        templates=(template,),
    )


def _point_places(file: FilePlaces, count: int) -> Iterator[Place]:
    for number in range(count):
        yield first_line_place(file, ("points", number))


def _brand_colour_places(brand: LoadedBrand, names: Iterable[str]) -> Iterator[tuple[str, Place]]:
    for name in names:
        colour = getattr(brand.data.colours, name).screen
        yield colour, brand.places.value_place("colours", name, "screen")


def _text_origins(
    briefing: Briefing, views: Mapping[str, PageView], brand: LoadedBrand
) -> Iterator[MappedText]:
    for own in written_texts(briefing, views, brand):
        yield MappedText(own.language, reduce_to_letters(own.shown), own.find_place())
    places = briefing.places
    for tag, view in views.items():
        for number, figure in enumerate(view.figures):
            place = places.value_place("briefing", "key_figures", number, "value")
            yield MappedText(tag, reduce_to_letters(figure.value), place)
        for number, source in enumerate(view.sources):
            place = places.value_place("briefing", "sources", number)
            yield MappedText(tag, reduce_to_letters(source.line), place)
        for number, event in enumerate(view.next):
            place = places.value_place("briefing", "next", number, "date")
            yield MappedText(tag, reduce_to_letters(event.date), place)
        for text, key in ((view.date, "date"), (view.issue, "issue")):
            yield MappedText(tag, reduce_to_letters(text), places.value_place("briefing", key))
        key = "embargo" if briefing.facts.embargo else "status"
        place = places.value_place("briefing", key)
        yield MappedText(tag, reduce_to_letters(view.watermark), place)
        place = brand.places.value_place("rights")
        yield MappedText(ALL_LANGUAGES, reduce_to_letters(view.colophon), place)


def _url_places(briefing: Briefing, brand: LoadedBrand) -> Iterator[tuple[str, Place]]:
    for number, image in enumerate(briefing.facts.images):
        place = briefing.places.value_place("briefing", "images", number, "file")
        yield file_url("content", image.file), place
    if briefing.facts.map and briefing.facts.map.file:
        place = briefing.places.value_place("briefing", "map", "file")
        yield file_url("content", briefing.facts.map.file), place
    for logo in brand.data.logos():
        yield file_url("brand", logo), brand.find_logo_place(logo)


@lru_cache(maxsize=32)
def _sheet_colours(sheet: Stylesheet) -> tuple[tuple[str, Place], ...]:
    """Return the colours in a style sheet of the project, with their places."""
    source = SourceText(sheet.shown_path, sheet.text)
    found = HEX.finditer(sheet.text) if sheet.shown_path else ()
    return tuple((_expand_hex(it[0].lower()), source.place_at(*it.span())) for it in found)


def _expand_hex(code: str) -> str:
    return "#" + "".join(2 * digit for digit in code[1:]) if len(code) == len("#abc") else code
