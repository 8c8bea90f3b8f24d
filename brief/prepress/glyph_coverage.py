"""Find characters that none of the brand's fonts contains, with their places in the source.

Without this check the engine would print an empty box.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.design.layout.html_scan import scan_html
from brief.editorial.citations.published_record import SOURCE_FIELDS
from brief.editorial.models.passages import iter_passages
from brief.editorial.prose import strip_markup
from brief.editorial.yaml.character_offsets import SHORTHAND_KEYS, locate_characters
from brief.editorial.yaml.nodes import MapNode, ScalarNode
from brief.findings import Finding, Place, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.design.brand.brand import LoadedBrand
    from brief.editorial.briefing import Briefing
    from brief.editorial.yaml.locations import FilePlaces, Step
    from brief.press.fonts.families import FontSet

MAX_LISTED = 8


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text written for the page: its language ("" for all), its file, and its path in that file.

    `typed` is the text with inline Markdown, `shown` without.
    """

    language: str
    typed: str
    shown: str
    file: FilePlaces
    path: tuple[Step, ...]

    def find_place(self, part: str = "") -> Place:
        """Return the place of the text, or of the first occurrence of `part` in it."""
        start = self.typed.find(part)
        if not part or start < 0:
            return first_line_place(self.file, self.path)
        return locate_characters(self.file, self.path, start, start + len(part))


def first_line_place(file: FilePlaces, path: tuple[Step, ...]) -> Place:
    """Return the place of a text's first line; in a block scalar, the line below the `>-`.

    This runs for every text of every page, so it does not map offsets within the text.
    """
    node, source = file.find_node(*path), file.source
    if isinstance(node, MapNode):
        node = next((node.values[key] for key in SHORTHAND_KEYS if key in node.values), node)
    if not isinstance(node, ScalarNode) or source is None:
        return file.value_place(*path)
    if node.style not in {"|", ">"}:
        return source.place_at(node.start, node.end)
    number = source.line_of(node.start) + 1
    while not source.line_text(number).strip() and number < source.line_of(node.end):
        number += 1
    line = source.line_text(number)
    start = source.line_start(number) + len(line) - len(line.lstrip())
    return source.place_at(start, start + len(line.strip()))


def find_missing_glyphs(
    briefing: Briefing,
    languages: tuple[str, ...],
    pages: dict[str, str],
    brand: LoadedBrand,
    fonts: FontSet,
) -> list[Finding]:
    """Return a finding for every text in these languages with a character that no font contains.

    `pages` are the editions as HTML by language: they also contain page strings and the signs of
    formatted numbers.
    """
    findings = []
    reported: set[str] = set()
    for text in written_texts(briefing, languages, brand):
        if lacking := fonts.find_missing_characters(text.shown):
            findings.append(_missing_finding(lacking, text.find_place(lacking[0])))
            reported.update(lacking)
    for lacking, place in _missing_figure_signs(briefing, languages, brand, fonts):
        if new := [sign for sign in lacking if sign not in reported]:
            remedy = "give the figure another unit, or add a font that has it to the brand's fonts"
            findings.append(replace(_missing_finding(new, place), remedy=remedy))
            reported.update(new)
    for tag, html in pages.items():
        missing = fonts.find_missing_characters(scan_html(html).text)
        if lacking := [sign for sign in missing if sign not in reported]:
            findings.append(_missing_finding(lacking, Place(briefing.places.value_place(tag).path)))
    return findings


def _missing_figure_signs(
    briefing: Briefing, languages: Iterable[str], brand: LoadedBrand, fonts: FontSet
) -> Iterator[tuple[list[str], Place]]:
    """Yield missing characters of formatted key figures (‱), with the place of the unit."""
    from brief.editorial.key_figures import format_key_figure
    from brief.editorial.locale.page_strings import page_strings

    for number, figure in enumerate(briefing.facts.key_figures):
        for tag in languages if figure.unit else ():
            own = page_strings(tag, brand.data.words_in(tag))
            if lacking := fonts.find_missing_characters(format_key_figure(figure, tag, own).text):
                place = briefing.places.files["briefing"].value_place("key_figures", number, "unit")
                yield lacking, place


def written_texts(
    briefing: Briefing, languages: Iterable[str], brand: LoadedBrand
) -> Iterator[WrittenText]:
    """Yield every text written for the page: sources, editions, publisher."""
    facts, data = briefing.places.files["briefing"], brand.data
    for number, source in enumerate(briefing.facts.sources):
        for name in SOURCE_FIELDS:
            if text := getattr(source, name):
                yield WrittenText("", text, text, facts, ("sources", number, name))
    for tag in languages:
        for passage in iter_passages(briefing.editions[tag]):
            shown = strip_markup(passage.text)
            yield WrittenText(tag, passage.text, shown, briefing.places.files[tag], passage.path)
    for name in ("publisher", "rights"):
        if text := getattr(data, name):
            yield WrittenText("", text, text, brand.places, (name,))
    for tag in languages:
        if text := data.imprint_in(tag):
            path = ("imprint", tag if tag in data.imprint else tag.partition("-")[0])
            yield WrittenText(tag, text, text, brand.places, path)


def _missing_finding(lacking: list[str], place: Place) -> Finding:
    first, *rest = map(_visible_form, lacking)
    code = ord(lacking[0])
    name = unicodedata.name(lacking[0], "without a name").lower()
    shown = " ".join(rest[: MAX_LISTED - 1]) + (" …" if len(lacking) > MAX_LISTED else "")
    others = f", nor {len(rest)} more: {shown}" if rest else ""
    return error(
        "glyph-missing",
        f"no font of the brand has the character {first} (U+{code:04X}, {name}){others}",
        "replace it, or add a font that has it to the brand's fonts",
        place,
    )


def _visible_form(character: str) -> str:
    """Return the character in visible form: a combining mark on a dotted circle."""
    mark = unicodedata.category(character).startswith("M")
    return f"\N{DOTTED CIRCLE}{character}" if mark else character
