"""What a PDF is for: to be read on screen, printed in the house, or printed by a press."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A purpose and what follows from it.

    `grey` sets the page without colour, so that an office printer loses nothing; `bleed` is how
    many mm the page is drawn beyond its trim, `inks` whether it is separated into CMYK.
    """

    name: str
    standards: str
    grey: bool = False
    bleed: float = 0.0
    inks: bool = False


DEFAULT_PROFILE = "screen"
PROFILES = {
    profile.name: profile
    for profile in (
        Profile("screen", "PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1)"),
        Profile("office", "PDF/A-3a and PDF/UA-1, in greys", grey=True),
        Profile("press", "PDF/X-4 (ISO 15930-7) and PDF/UA-1", bleed=10.0, inks=True),
    )
}
