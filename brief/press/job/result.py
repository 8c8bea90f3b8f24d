"""The output of the press: a PDF with its findings and measurements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.findings import Finding

DUPLEX_SUFFIX = ".duplex"
"""The suffix of the name of a PDF with one language on each side of the sheet."""


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """One PDF from the press; `pdf` is empty if a finding forbids the output.

    `seconds` is the time for fitting, writing and checking, `layouts` the number of layouts, `size`
    the chosen type size in points, and `fill` the used share of the available height.
    """

    name: str
    language: str
    profile: str
    pdf: bytes
    pages: int
    seconds: float
    layouts: int
    size: float
    fill: float
    findings: tuple[Finding, ...]
