"""Default fonts by script, for a page in Arabic or Japanese whose brand names none.

The brand's own families come first, so that Latin names in an Arabic text keep the brand's face;
in some scripts (`SCRIPT_FIRST`) the script's families do.
"""

from __future__ import annotations

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


def font_stack(brand: Brand, tag: str, use: str) -> Families:
    """Return the families for one use (`heading`, `text`, `figures`) in a language, in order."""
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


def page_families(brand: Brand, tags: Iterable[str]) -> Families:
    """Return every font family that pages in these languages need, each once."""
    stacks = [font_stack(brand, tag, use) for tag in tags for use in USES]
    return tuple(
        dict.fromkeys((*brand.font_families(), *(name for stack in stacks for name in stack)))
    )


def list_style(tag: str) -> str:
    """Return the CSS counter style of numbered lists in that language."""
    return LIST_STYLES.get(numbering_system(parse_locale(tag)), "decimal")
