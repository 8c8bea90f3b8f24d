"""Check the images that a briefing and its brand name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.yaml.nodes import ListNode, ScalarNode
from brief.errors import ContentError, SetupError
from brief.findings import Finding, error, warning
from brief.prepress.brand_condition import choose_condition
from brief.prepress.image_files import find_image_faults, lacks_profile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from brief.design.brand.brand import LoadedBrand
    from brief.editorial.yaml.locations import FilePlaces
    from brief.findings import Place
    from brief.prepress.image_files import ImageFault


def check_images(
    folder: Path, facts: FilePlaces, families: Collection[str] | None = None
) -> list[Finding]:
    """Return the findings of the images that briefing.yaml names.

    They are read from the node tree, not from the model, so that other errors in the file do not
    hide them. `families` are the fonts that drawings may use, or None if they are not known.
    """
    return [
        _make_finding(fault, place)
        for name, place in _list_images(facts)
        for fault in find_image_faults(folder, name, "briefing.yaml", families)
    ]


def check_logo(brand: LoadedBrand, families: Collection[str] | None = None) -> list[Finding]:
    """Return the findings of the brand's logo; `families` as in `check_images`."""
    return [
        _make_finding(fault, brand.find_logo_place(logo))
        for logo in brand.data.logos()
        for fault in find_image_faults(brand.folder, logo, "brand.yaml", families)
    ]


def find_cmyk_profile(folder: Path, facts: FilePlaces, brand: LoadedBrand) -> bytes:
    """Return the profile by which images in CMYK without one are shown, if there are any.

    They look as they do when the brand is printed. Raises ContentError if no profile is known.
    """
    named = [(folder, name) for name, _ in _list_images(facts)]
    named += [(brand.folder, logo) for logo in brand.data.logos()]
    if not any(lacks_profile(*pair) for pair in named):
        return b""
    try:
        return choose_condition(brand).profile
    except SetupError as problem:
        message = f"an image is in CMYK without a colour profile, and {problem.message}"
        remedy = f"save the image in RGB; or {problem.remedy}"
        place = facts.key_place("images")
        raise ContentError([error("image-colour", message, remedy, place)]) from problem


def _list_images(facts: FilePlaces) -> Iterator[tuple[str, Place]]:
    images = facts.find_node("images")
    for number in range(len(images.items) if isinstance(images, ListNode) else 0):
        node = facts.find_node("images", number, "file")
        if isinstance(node, ScalarNode) and not node.is_empty:
            yield node.value.strip(), facts.value_place("images", number, "file")
    node = facts.find_node("map", "file")
    if isinstance(node, ScalarNode) and not node.is_empty:
        yield node.value.strip(), facts.value_place("map", "file")


def _make_finding(fault: ImageFault, place: Place) -> Finding:
    make = error if fault.is_error else warning
    return make(fault.code, fault.message, fault.remedy, place)
