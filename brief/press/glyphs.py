"""Characters that none of the brand's fonts has: looked for before anything is printed.

The engine would print an empty box and warn; here the editor learns where the character stands.
"""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from brief.editorial.passages import passages
from brief.editorial.prose import parse_prose, plain_text
from brief.findings import Finding, Place, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.design.brand import BrandHouse
    from brief.editorial.briefings import Briefing
    from brief.press.fonts import FontSet

SHOWN = 8
SOURCE_FIELDS = (
    *("publication", "title", "author", "issue", "page", "url", "rights", "licence"),
)  # fmt: skip


def missing_glyphs(
    briefing: Briefing,
    languages: tuple[str, ...],
    pages: dict[str, str],
    house: BrandHouse,
    fonts: FontSet,
) -> list[Finding]:
    """Return a finding for every text in these languages that cannot be printed.

    `pages` are the editions as HTML by language: what is in no text of an editor's (a word of the
    page, a sign of a number) is found there.
    """
    findings = []
    told: set[str] = set()
    for text, place in _written(briefing, languages, house):
        if lacking := fonts.lacking(text):
            findings.append(_finding(lacking, place))
            told.update(lacking)
    for tag, html in pages.items():
        if lacking := [sign for sign in fonts.lacking(_text(html)) if sign not in told]:
            findings.append(_finding(lacking, Place(briefing.places.of(tag).path)))
    return findings


def _written(
    briefing: Briefing, languages: tuple[str, ...], house: BrandHouse
) -> Iterator[tuple[str, Place]]:
    """Yield every text that someone wrote for the page, with its place."""
    for number, source in enumerate(briefing.facts.sources):
        for name in SOURCE_FIELDS:
            if text := getattr(source, name):
                yield text, briefing.places.of("briefing", "sources", number, name)
    for tag in languages:
        for passage in passages(briefing.editions[tag]):
            text = plain_text(parse_prose(passage.text))
            yield text, briefing.places.of(tag, *passage.path)
    brand = house.brand
    for name in ("publisher", "rights"):
        yield getattr(brand, name) or "", house.places.of(name)
    for tag in languages:
        yield brand.imprint_in(tag), house.places.of("imprint", tag)


def _finding(lacking: list[str], place: Place) -> Finding:
    first = lacking[0]
    name = unicodedata.name(first, "without a name").lower()
    others = ""
    if len(lacking) > 1:
        shown = " ".join(lacking[1:SHOWN])
        others = f", nor {len(lacking) - 1} more: {shown}{' …' if len(lacking) > SHOWN else ''}"
    return error(
        "glyph-missing",
        f"no font of the brand has the character {first} (U+{ord(first):04X}, {name}){others}",
        "replace it, or add a font that has it to the brand's fonts",
        place,
    )


def _text(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    return "".join(reader.pieces)


class _Text(HTMLParser):
    """Collects the text of a page that is printed."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over what is not printed."""
        _ = attrs
        self._hidden = tag in {"title", "style", "script"}

    def handle_endtag(self, tag: str) -> None:
        """Come back to what is printed."""
        _ = tag
        self._hidden = False

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._hidden:
            self.pieces.append(data)
