"""Check that the brand's fonts have what pages are set in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.findings import Finding, note, warning
from brief.press.fonts.families import has_bold

if TYPE_CHECKING:
    from brief.design.brand.brand import LoadedBrand
    from brief.press.fonts.families import FontSet


def find_lacking_bold(brand: LoadedBrand, fonts: FontSet) -> list[Finding]:
    """Return a finding for the brand's first family of a use if it has no bold face.

    It is a warning for text, in which bold words would be lost, and a note for headlines: display
    faces have one weight.
    """
    places, faces = brand.family_places(), dict(fonts.families)
    found: dict[str, Finding] = {}
    for use in ("text", "heading"):
        family = getattr(brand.data.fonts, use)[0]
        if family in found or has_bold(faces.get(family, ())):
            continue
        message = f"the font `{family}` has no bold face: what is bold is printed as the rest"
        remedy = "add its bold face to the brand's fonts/ folder, or name another family"
        if use == "text":
            found[family] = warning("font-not-bold", message, remedy, places[family])
        else:
            found[family] = note("font-not-bold", message, remedy, places[family])
    return list(found.values())
