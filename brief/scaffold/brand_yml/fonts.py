"""The fonts of a `_brand.yml`: families for headings and text, font files, and rules for headings.

Nothing is downloaded: a family of Google Fonts or Bunny Fonts is set if it is installed, and else
named with the package that has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from brief.editorial.yaml.nodes import MapNode
from brief.findings import Severity
from brief.findings.message import shorten
from brief.press.fonts.faces import read_faces
from brief.press.fonts.families import (
    FONT_SUFFIXES,
    describe_missing_family,
    find_family,
)
from brief.scaffold.brand_yml.colours import resolve_colour
from brief.storage.file_names import find_file

if TYPE_CHECKING:
    from brief.editorial.yaml.locations import Step
    from brief.scaffold.brand_yml.source import BrandSource

HOUSE = {"heading": "Spectral", "text": "Fira Sans"}
"""The families of the brand that comes with brief."""

GENERIC = {
    *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif"),
    *("ui-sans-serif", "ui-monospace", "ui-rounded", "math", "emoji", "fangsong"),
}
"""Names of CSS for any font of a kind (CSS Fonts Level 4, 2.1.3)."""

WEIGHTS = {
    "thin": 100,
    "extra-light": 200,
    "ultra-light": 200,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semi-bold": 600,
    "demi-bold": 600,
    "bold": 700,
    "extra-bold": 800,
    "ultra-bold": 800,
    "black": 900,
}
FONTS = ("typography", "fonts")
BASE, HEADINGS = ("typography", "base"), ("typography", "headings")
_ADDRESS = re.compile(r"[a-z]+://|//", re.IGNORECASE)


@dataclass(slots=True)
class BrandFonts:
    """The family of each use (`heading`, `text`), font files by their name, and style rules.

    `brought` are the families in the files; `are_named` is false if the families are brief's own.
    """

    families: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    brought: set[str] = field(default_factory=set)
    are_named: bool = True


def read_fonts(source: BrandSource, accent: str) -> BrandFonts:
    """Return the fonts; `accent` is the brand's colour for headings.

    A family that is not installed is recorded as a warning, a font file that is missing as an
    error.
    """
    fonts = BrandFonts()
    text, text_path = _read_stack(source, *BASE)
    heading, heading_path = _read_stack(source, *HEADINGS)
    if not text and not heading:  # a list of fonts only: the first one is meant
        text_path = (*FONTS, 0, "family")
        text = _split_stack(source.read_text(*text_path))
    renamed = _read_list(source, fonts, {*text, *heading})
    fonts.are_named = bool(text or heading)
    named = {
        "heading": (heading or text, heading_path if heading else text_path),
        "text": (text or heading, text_path if text else heading_path),
    }
    for use, (stack, path) in named.items():
        own = [renamed.get(name, name) for name in stack]
        fonts.families[use] = _choose_family(source, fonts, own, path) if own else HOUSE[use]
    _read_rules(source, fonts, accent)
    return fonts


def _read_stack(source: BrandSource, *path: str) -> tuple[list[str], tuple[Step, ...]]:
    """Return the families of a use and their place: `base: Lato`, or `base: {family: Lato}`."""
    where = (*path, "family") if isinstance(source.find_node(*path), MapNode) else path
    return _split_stack(source.read_text(*where)), where


def _split_stack(text: str) -> list[str]:
    """Return the families of a list as CSS has it, without generic ones."""
    names = (name.strip().strip("\"'") for name in text.split(","))
    return [name for name in names if name and name.lower() not in GENERIC]


def _choose_family(
    source: BrandSource, fonts: BrandFonts, stack: list[str], path: tuple[Step, ...]
) -> str:
    """Return the first family that is at hand; else the first one, with a warning."""
    nowhere = source.path.parent / ".fonts-of-the-brand"
    for family in stack:
        if family in fonts.brought or find_family(family, nowhere):
            return family
    place = source.places.value_place(*path)
    found = describe_missing_family(stack[0], place, nowhere)
    if found.message not in {known.message for known in source.findings}:
        source.findings.append(replace(found, severity=Severity.WARNING))
    return stack[0]


def _read_list(source: BrandSource, fonts: BrandFonts, wanted: set[str]) -> dict[str, str]:
    """Read the font files of the wanted families; return those that are called otherwise in them.

    brief finds a family by the name in its files, and not by that in the list.
    """
    renamed: dict[str, str] = {}
    for number in source.list_keys(*FONTS):
        entry = (*FONTS, number)
        family = source.read_text(*entry, "family")
        if family not in wanted:
            source.used.discard((*entry, "family"))
            source.reasons[entry] = "neither text nor headings have this family"
            continue
        source.used.add((*entry, "source"))
        found: set[str] = set()
        errors = len(source.findings)
        for item in source.list_keys(*entry, "files"):
            path = (*entry, "files", item)
            found |= _read_file(source, fonts, (*path, "path") if source.list_keys(*path) else path)
        fonts.brought |= {family} if len(source.findings) > errors else found
        if found and family not in found:
            renamed[family] = min(found)
            source.used.discard((*entry, "family"))
            why = f"the font file calls its family `{min(found)}`, and so does brand.yaml"
            source.reasons[*entry, "family"] = why
    return renamed


def _read_file(source: BrandSource, fonts: BrandFonts, path: tuple[Step, ...]) -> set[str]:
    """Add a font file to those of the brand; return its families."""
    named = source.read_text(*path)
    file = find_file(source.path.parent, named.lstrip("/"))
    if _ADDRESS.match(named) or file.suffix.lower() not in FONT_SUFFIXES:
        source.used.discard(path)
        source.reasons[path] = (
            "fonts are not downloaded: put the file, as TTF or OTF, into the brand's fonts/ folder"
            if _ADDRESS.match(named)
            else "brief reads TTF and OTF: put such a file into the brand's fonts/ folder"
        )
        return set()
    try:
        content = file.read_bytes()
        families = {face.family for face in read_faces(file)}
    except OSError as problem:
        message = f"the font file {shorten(named)} cannot be read: {problem.strerror or problem}"
        remedy = "correct the path, which begins at the folder of this file, or copy the font there"
        source.add_error("font-missing", message, remedy, *path)
        return set()
    if not families:
        message = f"{shorten(named)} cannot be read as a font"
        source.add_error("font-missing", message, "take a TTF or OTF file of the font", *path)
        return set()
    name = file.name
    while fonts.files.get(name, content) != content:
        name = f"{file.stem}-{len(fonts.files)}{file.suffix}"
    fonts.files[name] = content
    return families


def _read_rules(source: BrandSource, fonts: BrandFonts, accent: str) -> None:
    """Add the weight and colour of headings as style rules."""
    path = (*HEADINGS, "weight")
    typed = source.read_text(*path)
    weight = WEIGHTS.get(typed.lower(), int(typed) if re.fullmatch("[1-9]00", typed) else 0)
    if weight:
        fonts.rules.append(f"h1, h2 {{ font-weight: {weight}; }}")
    elif typed:
        remedy = f"write a number from 100 to 900, or one of {', '.join(WEIGHTS)}"
        source.add_error("bad-value", f"`{shorten(typed)}` is not a weight", remedy, *path)
    path = (*HEADINGS, "color")
    if (colour := resolve_colour(source, *path)) == accent:
        fonts.rules.append("h1 { color: var(--accent); }")
    elif colour:
        source.used.discard(path)
