"""Printing conditions: the calibration of a press with its inks and paper."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

# basICColor's profile for FOGRA39 may be passed on (zlib licence); ECI's own is free to download.
PROFILES = ("ISOcoated_v2_300_bas.icc", "ISOcoated_v2_300_eci.icc")
PACKAGE = "pdftopdfa"
DATA_FOLDERS = "/usr/local/share:/usr/share"  # XDG Base Directory Specification


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
    """Return ISO Coated v2 300 % (FOGRA39): offset on coated paper, the usual one in Europe.

    Raises SetupError if its profile is not on this machine.
    """
    for folder in _find_profile_folders():
        for name in PROFILES:
            path = folder / name
            if path.is_file():
                return PrintingCondition(
                    name="FOGRA39",
                    description="ISO Coated v2 300% (ISO 12647-2:2004/Amd 1, FOGRA39L)",
                    profile=path.read_bytes(),
                    tac=300.0,
                )
    msg = f"the colour profile of the press, {PROFILES[0]}, is not on this machine"
    remedy = (
        "Debian and Ubuntu: apt-get install scribus-data; elsewhere put the file, which comes "
        "with Scribus, into a folder color/icc of XDG_DATA_HOME, or name the printer's own profile"
    )
    raise SetupError(msg, remedy)


def _find_profile_folders() -> Iterator[Path]:
    """Yield the folders that may contain the profile; the package is found, but not imported."""
    spec = find_spec(PACKAGE)
    if spec and spec.origin:
        yield Path(spec.origin).parent / "resources" / "icc"
    own = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    shared = os.environ.get("XDG_DATA_DIRS") or DATA_FOLDERS
    for root in (own, *shared.split(os.pathsep)):
        for folder in ("color/icc", "scribus/profiles"):
            yield Path(root) / folder
