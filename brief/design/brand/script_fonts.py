"""Default fonts by script, for a page in Arabic or Japanese whose brand names none.

The brand's own families come first, so that Latin names in an Arabic text keep the brand's face;
in some scripts (`SCRIPT_FIRST`) the script's families do. A name in another script within a text
is set in the families of that script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.locale.locales import get_script, parse_locale
from brief.editorial.locale.numerals import numbering_system

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.design.brand.brand import Brand

USES = ("heading", "text", "figures")
Families = tuple[str, ...]

DEFAULTS: dict[str, tuple[str, str]] = {
    "Arab": ("Amiri", "IBM Plex Sans Arabic"),
    "Armn": ("Noto Serif Armenian", "Noto Sans Armenian"),
    "Deva": ("Mukta", "Mukta"),
    "Geor": ("Noto Serif Georgian", "Noto Sans Georgian"),
    "Hans": ("Noto Serif CJK SC", "Noto Sans CJK SC"),
    "Hant": ("Noto Serif CJK TC", "Noto Sans CJK TC"),
    "Hebr": ("Noto Serif Hebrew", "Noto Sans Hebrew"),
    "Jpan": ("Noto Serif CJK JP", "Noto Sans CJK JP"),
    "Kore": ("Noto Serif CJK KR", "Noto Sans CJK KR"),
    "Thai": ("Sarabun", "Sarabun"),
}
"""The families for headings and for text, by script (ISO 15924); other scripts need none."""

FOREIGN: dict[str, tuple[str, str]] = {
    **DEFAULTS,
    "Beng": ("Noto Serif Bengali", "Noto Sans Bengali"),
    "Ethi": ("Noto Serif Ethiopic", "Noto Sans Ethiopic"),
    "Gujr": ("Noto Serif Gujarati", "Noto Sans Gujarati"),
    "Guru": ("Noto Serif Gurmukhi", "Noto Sans Gurmukhi"),
    "Khmr": ("Noto Serif Khmer", "Noto Sans Khmer"),
    "Knda": ("Noto Serif Kannada", "Noto Sans Kannada"),
    "Laoo": ("Noto Serif Lao", "Noto Sans Lao"),
    "Mlym": ("Noto Serif Malayalam", "Noto Sans Malayalam"),
    "Mymr": ("Noto Serif Myanmar", "Noto Sans Myanmar"),
    "Sinh": ("Noto Serif Sinhala", "Noto Sans Sinhala"),
    "Taml": ("Noto Serif Tamil", "Noto Sans Tamil"),
    "Telu": ("Noto Serif Telugu", "Noto Sans Telugu"),
    "Cyrl": ("Spectral", "Fira Sans"),
    "Grek": ("Fira Sans", "Fira Sans"),
    "Latn": ("Spectral", "Fira Sans"),
    "Tibt": ("Noto Serif Tibetan", "Noto Serif Tibetan"),
}
"""The families for names in that script within a text in another one."""

SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math")
"""The families for signs of no script, in order of preference."""

SCRIPT_FIRST = {"Grek", "Hans", "Hant", "Jpan", "Kore"}
"""Scripts whose family sets all of the text: those with their own punctuation and widths, and
Greek: Latin fonts contain a few Greek letters (µ, π, Ω), which would mix two designs in a word."""

LIST_STYLES = {
    "arab": "arabic-indic",
    "arabext": "persian",
    "beng": "bengali",
    "deva": "devanagari",
    "mymr": "myanmar",
    "thai": "thai",
}
"""CSS counter styles by CLDR numbering system, where it is not the Latin one."""


@dataclass(frozen=True, slots=True)
class AddedFonts:
    """Families that a text needs in addition to those of its language, by use."""

    heading: Families = ()
    text: Families = ()

    def families(self, use: str) -> Families:
        """Return the families for one use: `heading`, `text` or `figures`."""
        return self.text if use == "text" else self.heading


NO_FONTS = AddedFonts()


def foreign_families(brand: Brand, code: str) -> AddedFonts:
    """Return the families for names in a script (ISO 15924): the brand's own, else the defaults."""
    if own := brand.fonts.scripts.get(code):
        return AddedFonts(own.heading, own.text)
    if code in FOREIGN:
        heading, text = FOREIGN[code]
        return AddedFonts((heading,), (text,))
    return NO_FONTS


def font_stack(brand: Brand, tag: str, use: str, added: AddedFonts = NO_FONTS) -> Families:
    """Return the families for one use (`heading`, `text`, `figures`) in a language, in order.

    `added` are families for the names in other scripts.
    """
    return tuple(dict.fromkeys((*_language_stack(brand, tag, use), *added.families(use))))


def _language_stack(brand: Brand, tag: str, use: str) -> Families:
    fonts = brand.fonts
    own: Families = getattr(fonts, use) or fonts.heading
    code = get_script(tag)
    chosen = fonts.scripts.get(code)
    if chosen:
        added: Families = getattr(chosen, use) or chosen.heading
    elif code in DEFAULTS:
        added = (DEFAULTS[code][use == "text"],)
    else:
        return own
    return (*added, *own) if code in SCRIPT_FIRST else (*own, *added)


def page_families(brand: Brand, tags: Iterable[str], added: AddedFonts = NO_FONTS) -> Families:
    """Return every font family that pages in these languages need, each once."""
    stacks = [font_stack(brand, tag, use, added) for tag in tags for use in USES]
    return tuple(
        dict.fromkeys((*brand.font_families(), *(name for stack in stacks for name in stack)))
    )


def list_style(tag: str) -> str:
    """Return the CSS counter style of numbered lists in that language."""
    return LIST_STYLES.get(numbering_system(parse_locale(tag)), "decimal")
