"""The room for each text of a page: how many lines it takes and may take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from brief.editorial.models.structure_checks import FACTS
from brief.prepress.sources.text_matching import match_runs, reduce_text
from brief.prepress.sources.text_source import BRAND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.prepress.sources.page_texts import PageText
    from brief.press.copyfit.room import EditionRoom, ParagraphRoom


USUAL_LINES = (
    (re.compile("kicker|byline"), 1),
    (re.compile("title|key_figures\\..*"), 3),
    (re.compile("standfirst"), 4),
)
"""Lines that these have at most, even if the page has room for more."""


@dataclass(frozen=True, slots=True)
class TextRoom:
    """The room for a text, with the page's smallest type and closest spacing.

    `file`, `path` and `key` are those of its source; `lines` and `characters` are those that it
    takes. It may have `max_lines`, about `max_characters`, if it alone grows, and
    `even_characters` if all texts grow alike. On a page that is too long, these are fewer than it
    has.
    """

    file: str
    path: tuple[str | int, ...]
    key: str
    lines: int
    max_lines: int
    characters: int
    max_characters: int
    even_characters: int


@dataclass(frozen=True, slots=True)
class PageRoom:
    """The room on a page (`de`, `de+it`): the lines that are free in all, and for each text."""

    page: str
    free_lines: float
    texts: tuple[TextRoom, ...]


def find_text_rooms(room: EditionRoom, texts: Sequence[PageText]) -> PageRoom:
    """Return the room for the texts of a page in its language files, each once."""
    letters = [(at, it) for at, text in enumerate(texts) for it in reduce_text(text.text)]
    owners = [at for at, _ in letters]
    runs = [reduce_text(par.text) for par in room.paragraphs]
    places = match_runs("".join(it for _, it in letters), runs)
    found: dict[tuple[str, tuple[str | int, ...]], TextRoom] = {}
    for par, place in zip(room.paragraphs, places, strict=True):
        if place is not None:
            own = [texts[at] for at in dict.fromkeys(owners[slice(*place)])]
            for text_room in _share_paragraph(par, own):
                found.setdefault((text_room.file, text_room.path), text_room)
    return PageRoom(room.language, room.free_lines, tuple(found.values()))


def _share_paragraph(par: ParagraphRoom, texts: Sequence[PageText]) -> Iterator[TextRoom]:
    """Yield the room for each text of a paragraph, while its others stay as they are."""
    for text in texts:
        source = text.source
        if source is None or source.file in {FACTS, BRAND}:
            continue
        own = len(text.text)
        others = len(par.text) - own
        usual = next((most for key, most in USUAL_LINES if key.fullmatch(source.key)), inf)
        lines = min(par.max_lines, max(par.lines, usual)) if par.max_lines > 0 else 0
        most = max(0, round(par.max_characters * lines / par.max_lines) - others)
        even = max(0, min(par.even_characters - others, most))
        if lines >= par.lines:
            most = max(most, own)
        yield TextRoom(
            *(source.file, source.path, source.key),
            *(par.lines, int(lines), own, most, even),
        )
