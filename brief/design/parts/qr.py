"""QR code with the source's address, for readers of the printed page (ISO/IEC 18004)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QrView:
    """The code as an image, and its text alternative."""

    src: str
    alt: str


MAX_VERSION = 10
"""The largest version of a code that can be scanned at footer size: 57 modules a side."""


def qr_code(url: str, meaning: str) -> QrView | None:
    """Return the code for `url` as an SVG data URL, without the light border that scanners need.

    Its modules begin at the margin of the page, whose white is the border: four modules at least.

    Return None for an address of more than 213 characters: its modules would be too small to scan.
    """
    import segno

    try:
        code = segno.make_qr(url, error="m")
    except segno.DataOverflowError:
        return None
    if int(code.version) > MAX_VERSION:
        return None
    return QrView(code.svg_data_uri(border=0, dark="#000000"), f"{meaning}: {url}")
