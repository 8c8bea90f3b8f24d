"""Lengths: points per millimetre and per CSS pixel."""

from __future__ import annotations

POINTS_PER_MM = 72 / 25.4
POINTS_PER_PIXEL = 0.75  # CSS Values 4, 6.2
