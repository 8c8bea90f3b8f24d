"""Choose how a brand sets the name on a personal copy: its small type, in its muted colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.brand.script_fonts import DEFAULTS, font_stack
from brief.editorial.locale.locales import get_direction
from brief.editorial.locale.prepared_for import find_prepared_for
from brief.press.fonts.families import find_family
from brief.press.personal.name_line import PersonalStyle

if TYPE_CHECKING:
    from brief.design.brand.brand import LoadedBrand
    from brief.press.fonts.faces import Face


def make_personal_style(brand: LoadedBrand, tag: str) -> PersonalStyle:
    """Return the style of the line on an edition whose first language is `tag`.

    Names may be in scripts that the edition is not in: the families of the brand come first, then
    those that brief uses for other scripts, where they are installed.
    """
    fonts = brand.data.fonts
    families = [
        *font_stack(brand.data, tag, "text"),
        *(family for script in fonts.scripts.values() for family in script.text),
        *(text for _, text in DEFAULTS.values()),
    ]
    faces: list[Face] = []
    for family in dict.fromkeys(families):
        faces += find_family(family, brand.folder / "fonts")[:1]
    red, green, blue = bytes.fromhex(brand.data.colours.muted.screen.removeprefix("#"))
    return PersonalStyle(
        pattern=find_prepared_for(tag),
        language=tag,
        faces=tuple(faces),
        colour=(red / 255, green / 255, blue / 255),
        is_rtl=get_direction(tag) == "rtl",
    )
