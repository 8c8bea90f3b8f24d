"""Add to each unit what it is on the page, and how much room the page has for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.build.request import Request
from brief.build.room import find_room
from brief.editorial.briefing import read_briefing, read_settings
from brief.errors import BriefError
from brief.translation.exporting.descriptions import describe_unit

if TYPE_CHECKING:
    from brief.editorial.briefing import Briefing
    from brief.prepress.sources.text_rooms import TextRoom
    from brief.project import Project
    from brief.translation.unit import Path, TranslationFile, Unit

DENSE = frozenset({"ja", "ko", "zh"})
"""Languages in which a text has about half as many characters as in others."""
FEW_LINES = 6
"""Texts that may have more lines are limited by the page as a whole, and by their characters."""


def add_notes(file: TranslationFile, project: Project) -> TranslationFile:
    """Return the file with a note on each unit, and the room for it.

    The room is that of the page in the source language. A briefing whose page cannot be made has
    no room that could be measured, and its notes say only what each text is.
    """
    source = file.source_language
    briefing = read_briefing(project, read_settings(project), file.slug, (source,))
    counts = _count_items(briefing, source)
    rooms = _measure(project, file)
    comparable = _is_dense(source) == _is_dense(file.target_language)
    units = []
    for unit in file.units:
        note = describe_unit(unit, briefing.facts, counts)
        room = rooms.get(unit.path)
        units.append(_add_room(unit, note, room, comparable=comparable))
    return replace(file, units=tuple(units))


def _count_items(briefing: Briefing, source: str) -> Counter[str]:
    edition = briefing.editions[source]
    return Counter(points=len(edition.points), keywords=len(edition.keywords))


def _measure(project: Project, file: TranslationFile) -> dict[Path, TextRoom]:
    """Return the room for the texts of the source by their paths; none if it has no page."""
    request = Request(slugs=(file.slug,), languages=(file.source_language,))
    try:
        pages = find_room(project, file.slug, request)
    except BriefError:  # the build reports it, and translators can do nothing about it
        return {}
    return {
        text.path: text
        for page in pages
        for text in page.texts
        if text.file == file.source_language
    }


def _is_dense(tag: str) -> bool:
    return tag.partition("-")[0] in DENSE


def _add_room(unit: Unit, note: str, room: TextRoom | None, *, comparable: bool) -> Unit:
    if room is None or room.max_lines < 1:
        return replace(unit, note=note)
    limits = []
    if room.max_lines <= FEW_LINES:
        limits.append(f"at most {room.max_lines} {'line' if room.max_lines == 1 else 'lines'}")
    if comparable and room.max_characters:
        limits.append(f"about {room.even_characters or room.max_characters} characters")
    note = "; ".join(filter(None, (note, ", ".join(limits))))
    most = max(room.max_characters, room.even_characters) if comparable else 0
    return replace(unit, note=note, max_lines=room.max_lines, max_characters=most)
