"""Check the images that a briefing and its brand name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.yaml.nodes import ListNode, ScalarNode
from brief.findings import Finding, error
from brief.prepress.image_files import find_image_fault

if TYPE_CHECKING:
    from pathlib import Path

    from brief.design.brand.brand import LoadedBrand
    from brief.editorial.yaml.locations import FilePlaces


def check_images(folder: Path, facts: FilePlaces, *, press: bool = False) -> list[Finding]:
    """Return the findings of the images that briefing.yaml names.

    They are read from the node tree, not from the model, so that other errors in the file do not
    hide them. `press` adds the checks for print shops.
    """
    findings = []
    images = facts.find_node("images")
    for number in range(len(images.items) if isinstance(images, ListNode) else 0):
        node = facts.find_node("images", number, "file")
        if not isinstance(node, ScalarNode) or node.is_empty:
            continue
        if fault := find_image_fault(folder, node.value.strip(), "briefing.yaml", press=press):
            place = facts.value_place("images", number, "file")
            findings.append(error(fault.code, fault.message, fault.remedy, place))
    return findings


def check_logo(brand: LoadedBrand, *, press: bool = False) -> list[Finding]:
    """Return the findings of the brand's logo."""
    logo = brand.data.logo
    fault = find_image_fault(brand.folder, logo, "brand.yaml", press=press) if logo else None
    if fault is None:
        return []
    return [error(fault.code, fault.message, fault.remedy, brand.places.value_place("logo"))]
