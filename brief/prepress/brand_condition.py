"""The printing condition of a brand: its own ICC profile, or the default one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import ContentError
from brief.findings import error

if TYPE_CHECKING:
    from brief.design.brand.brand import LoadedBrand
    from brief.press.job.printing_condition import PrintingCondition


def choose_condition(brand: LoadedBrand) -> PrintingCondition:
    """Return the printing condition that the brand names, or the default one.

    Raises ContentError, placed in the brand, if its ICC profile is missing or not for CMYK.
    """
    from brief.press.job.printing_condition import PrintingCondition, find_default_condition

    settings = brand.data.press
    default = find_default_condition() if settings.icc is None else None
    if default:
        profile, name, description = default.profile, default.name, default.description
    else:
        profile = _read_brand_profile(brand, settings.icc or "")
        name = description = settings.name or Path(settings.icc or "").stem
    return PrintingCondition(
        name=settings.name or name,
        description=description,
        profile=profile,
        tac=settings.tac,
        bleed=settings.bleed,
        marks=settings.marks == "yes",
    )


def _read_brand_profile(brand: LoadedBrand, name: str) -> bytes:
    folder = brand.folder.resolve()
    path = (folder / name).resolve()
    place = brand.places.value_place("press", "icc")
    if not (path.is_relative_to(folder) and path.is_file()):
        remedy = "put the printer's ICC profile into the brand's folder, or correct its name"
        message = f"the profile {name} is not in the brand's folder"
        raise ContentError([error("icc-missing", message, remedy, place)])
    profile = path.read_bytes()
    if profile[36:40] != b"acsp" or profile[16:20] != b"CMYK":  # ICC.1:2022, 7.2
        remedy = "ask the printer for the ICC profile of the press, a CMYK output profile"
        message = f"{name} is not an ICC profile for CMYK"
        raise ContentError([error("icc-unfit", message, remedy, place)])
    return profile
