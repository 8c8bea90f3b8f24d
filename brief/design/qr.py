"""A QR code that leads to the source, for those who hold the page on paper (ISO/IEC 18004)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QrView:
    """The code as an image, and what it says to those who cannot see it."""

    src: str
    alt: str


FINEST = 10
"""The largest version of a code that can still be scanned in a footer: 57 modules a side."""


def qr_code(url: str, meaning: str) -> QrView | None:
    """Return the code for `url` as an SVG data URL, with the light border that scanners need.

    There is none for an address so long (over 213 characters) that its code would be too
    fine to be scanned; the page's link says it all the same.
    """
    import segno

    try:
        code = segno.make_qr(url, error="m")
    except segno.DataOverflowError:
        return None
    if int(code.version) > FINEST:
        return None
    return QrView(code.svg_data_uri(border=4, dark="#000000"), f"{meaning}: {url}")
