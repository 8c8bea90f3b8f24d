"""Profiles: the uses of a PDF on screen, on an office printer or on a press."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The use of a PDF and its consequences.

    `grey` means that the page has no colours, `inks` that its colours are converted to CMYK;
    `bleed` is the length by which the page is drawn beyond its trim, in mm. Pictures with many more
    pixels per inch than `resolution` are reduced to that.
    """

    name: str
    standards: str
    grey: bool = False
    bleed: float = 0.0
    inks: bool = False
    resolution: float = 300.0


DEFAULT_PROFILE = "screen"
PROFILES = {
    profile.name: profile
    for profile in (
        Profile("screen", "PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1)"),
        Profile("office", "PDF/A-3a and PDF/UA-1, in greys", grey=True),
        Profile(
            "press", "PDF/X-4 (ISO 15930-7) and PDF/UA-1", bleed=10.0, inks=True, resolution=350.0
        ),
    )
}
