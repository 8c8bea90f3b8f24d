"""Printing conditions: the calibration of a press with its inks and paper."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

PROFILE = "ISOcoated_v2_300_bas.icc"
"""basICColor's profile for FOGRA39, which may be passed on: its licence is beside it."""


@dataclass(frozen=True, slots=True)
class PrintingCondition:
    """A printing condition (ISO 32000-1, 14.11.5).

    `name` is its identifier in the registry of characterizations, as in "FOGRA39"; `description`
    is a text; `profile` is a CMYK output profile (ICC class `prtr`). `tac` is the maximum total
    area coverage of ink, in per cent; `bleed` is in mm; `marks` means that crop and registration
    marks are drawn.
    """

    name: str
    description: str
    profile: bytes
    tac: float
    bleed: float = 3.0
    marks: bool = True


def find_default_condition() -> PrintingCondition:
    """Return ISO Coated v2 300 % (FOGRA39): offset on coated paper, the usual one in Europe."""
    return PrintingCondition(
        name="FOGRA39",
        description="ISO Coated v2 300% (ISO 12647-2:2004/Amd 1, FOGRA39L)",
        profile=files(__package__).joinpath(PROFILE).read_bytes(),
        tac=300.0,
    )
