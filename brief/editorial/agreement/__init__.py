"""Check that all languages of a briefing have the same numbers, links, names and texts.

`brief.editorial.models.structure_checks` compares their structure (points, figures, images).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.agreement.drift import check_drift
from brief.editorial.agreement.figures_in_text import check_figures_in_text, drop_repeated_figures
from brief.editorial.agreement.glossary import check_names
from brief.editorial.agreement.length import check_lengths
from brief.editorial.agreement.links import check_links
from brief.editorial.agreement.missing_texts import (
    TEXT_MISSING,
    check_missing_texts,
    check_untranslated,
)
from brief.editorial.agreement.numbers import check_numbers
from brief.editorial.agreement.waivers import apply_waivers

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.agreement.aligned_texts import AlignedBriefing
    from brief.findings import Finding

__all__ = ["check_agreement"]

CHECKS = (
    check_numbers,
    check_figures_in_text,
    check_untranslated,
    check_links,
    check_names,
    check_lengths,
    check_missing_texts,
)


def check_agreement(briefing: AlignedBriefing, folder: Path) -> list[Finding]:
    """Return the differences that are not waived; `folder`: the briefing's, with its record."""
    mismatches = [mismatch for check in CHECKS for mismatch in check(briefing)]
    drifted = check_drift(briefing, folder)
    # A text that was removed from one language is reported as drift, not as missing.
    removed = {each.place for one in drifted for each in one.related}
    reported = [
        one
        for one in drop_repeated_figures(mismatches)
        if one.finding.code != TEXT_MISSING or one.finding.place not in removed
    ]
    return [*apply_waivers(reported, briefing), *drifted]
