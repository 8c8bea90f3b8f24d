"""Find characters that none of the brand's fonts contains, with their places in the source.

Without this check the engine would print an empty box.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from brief.design.brand.by_language import text_in, text_path
from brief.design.brand.script_fonts import FOREIGN, SYMBOLS
from brief.design.layout.html_scan import scan_html
from brief.editorial.citations.published_record import SOURCE_FIELDS
from brief.editorial.models.passages import iter_passages
from brief.editorial.prose import strip_markup
from brief.editorial.yaml.character_offsets import SHORTHAND_KEYS, locate_characters
from brief.editorial.yaml.nodes import MapNode, ScalarNode
from brief.findings import Finding, Place, error
from brief.language_tags import JOIN
from brief.prepress.foreign_text import find_script
from brief.press.fonts.families import SYSTEM_FAMILIES, find_family

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

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
    pages: Mapping[str, str],
    brand: LoadedBrand,
    fonts: FontSet,
    replaced: Collection[str] = (),
) -> list[Finding]:
    """Return a finding for every text of these pages with a character that no font contains.

    `pages` are the editions as HTML by language (`de`, `de+it`): they also contain page strings and
    the signs of formatted numbers. The characters in `replaced` are set by others.
    """
    languages = tuple(dict.fromkeys(tag for page in pages for tag in page.split(JOIN)))
    findings = []
    reported: set[str] = set()
    known = set(replaced)
    for text in written_texts(briefing, languages, brand):
        missing = fonts.find_missing_characters(text.shown)
        if lacking := [sign for sign in missing if sign not in known]:
            place = text.find_place(lacking[0])
            findings.append(_missing_finding(lacking, place, text.shown))
            reported.update(lacking)
    for lacking, place in _missing_figure_signs(briefing, languages, brand, fonts):
        if new := [sign for sign in lacking if sign not in reported | known]:
            remedy = "give the figure another unit, or add a font that has it to the brand's fonts"
            findings.append(replace(_missing_finding(new, place), remedy=remedy))
            reported.update(new)
    for page, html in pages.items():
        tag = page.split(JOIN)[0]
        missing = fonts.find_missing_characters(scan_html(html).text)
        if lacking := [sign for sign in missing if sign not in reported | known]:
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
    own = briefing.facts.contact
    named = [
        (brand.places, name, getattr(data, name)) for name in ("publisher", "rights", "imprint")
    ]
    named.append((facts, "contact", own) if own else (brand.places, "contact", data.contact))
    for file, name, texts in named:
        for tag in languages if isinstance(texts, dict) else ("",):
            if text := text_in(texts, tag):
                path = text_path(file, name, texts, tag)
                yield WrittenText(tag, text, text, file, path)


def _missing_finding(lacking: list[str], place: Place, text: str = "") -> Finding:
    """Return the error for missing characters; `text` helps to tell their script."""
    first, *rest = map(_visible_form, lacking)
    code = ord(lacking[0])
    name = unicodedata.name(lacking[0], "without a name").lower()
    shown = " ".join(rest[: MAX_LISTED - 1]) + (" …" if len(lacking) > MAX_LISTED else "")
    others = f", nor {len(rest)} more: {shown}" if rest else ""
    return error(
        "glyph-missing",
        f"no font of the brand has the character {first} (U+{code:04X}, {name}){others}",
        _suggest_font(lacking[0], text),
        place,
    )


def _suggest_font(sign: str, text: str) -> str:
    """Return the remedy: the package with the fonts of the character's script, if one is known."""
    script = find_script(sign, text)
    families = FOREIGN.get(script, SYMBOLS)
    package = next((SYSTEM_FAMILIES[it][0] for it in families if it in SYSTEM_FAMILIES), "")
    if not package or not script or find_family(families[0], Path()):
        return "replace it, or add a font that has it to the brand's fonts"
    name = Locale("en").scripts.get(script, script)
    return (
        f"it is {name}: install fonts for it (apt-get install {package}), or name a family that "
        f"has it in the brand, under `fonts: {{scripts: {{{script}: …}}}}`"
    )


def _visible_form(character: str) -> str:
    """Return the character in visible form: a combining mark on a dotted circle."""
    mark = unicodedata.category(character).startswith("M")
    return f"\N{DOTTED CIRCLE}{character}" if mark else character
