"""What the press hands over: one finished PDF, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.findings import Finding

DUPLEX_SUFFIX = ".duplex"
"""What the name of a PDF with a language on each side of the sheet ends in."""


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """One PDF from the press; `pdf` is empty when a finding forbids it.

    `seconds` is the time that fitting, writing and checking took, `layouts` how often the edition
    was laid out, `size` the type size chosen, in points, and `fill` where the text ends, as a
    share of the height that it may take.
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
