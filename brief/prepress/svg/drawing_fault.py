"""Why a drawing is not printed as it is."""

from __future__ import annotations

from dataclasses import dataclass

AS_PICTURE = "save the drawing as PNG, at 300 pixels per inch or more"


@dataclass(frozen=True, slots=True)
class DrawingFault:
    """Why a drawing is not printed as it is: `reason` follows its name in a message."""

    code: str
    reason: str
    remedy: str
    is_error: bool = True
