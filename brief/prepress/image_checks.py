"""The images that a briefing and its brand name: each looked at, and told of where it is named."""

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
    """Return what is wrong with the images that briefing.yaml names, whatever else is.

    The file's own tree is asked, and no model, so that other slips in the file hide nothing. With
    `press`, what no press can be sent counts, too.
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
    """Return what is wrong with the brand's logo."""
    logo = brand.data.logo
    fault = find_image_fault(brand.folder, logo, "brand.yaml", press=press) if logo else None
    if fault is None:
        return []
    return [error(fault.code, fault.message, fault.remedy, brand.places.value_place("logo"))]
