"""Check that all languages of a briefing have the same numbers, links, names and texts.

`brief.editorial.models.structure_checks` compares their structure (points, figures, images).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.agreement.drift import check_drift
from brief.editorial.agreement.figures_in_text import check_figures_in_text, drop_repeated_figures
from brief.editorial.agreement.glossary import check_names
from brief.editorial.agreement.length import check_lengths
from brief.editorial.agreement.links import check_links
from brief.editorial.agreement.missing_texts import (
    TEXT_IDENTICAL,
    TEXT_MISSING,
    check_missing_texts,
    check_untranslated,
)
from brief.editorial.agreement.numbers import check_numbers
from brief.editorial.agreement.series_in_text import check_series_in_text
from brief.editorial.agreement.text_language import (
    CODE,
    check_languages,
    find_other_languages,
    report_files,
)
from brief.editorial.agreement.waivers import apply_waivers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from brief.editorial.agreement.aligned_texts import AlignedBriefing
    from brief.editorial.agreement.mismatch import Mismatch
    from brief.findings import Finding

__all__ = ["check_agreement"]

CHECKS = (
    check_numbers,
    check_figures_in_text,
    check_series_in_text,
    check_untranslated,
    check_languages,
    check_links,
    check_names,
    check_lengths,
    check_missing_texts,
)


def check_agreement(
    briefing: AlignedBriefing, folder: Path, noticed: Iterable[Mismatch] = ()
) -> list[Finding]:
    """Return the differences that are not waived; `folder`: the briefing's, with its record.

    `noticed` are findings of other checks that may be waived as well.

    An edition that is wholly in another language than its file is not compared: all would differ.
    """
    others = find_other_languages(briefing)
    left = {tag: each for tag, each in briefing.editions.items() if tag not in others}
    compared = replace(briefing, editions=left) if others else briefing
    mismatches = [mismatch for check in CHECKS for mismatch in check(compared)]
    drifted = check_drift(compared, folder)
    # A text that was removed from one language is reported as drift, not as missing.
    removed = {each.place for one in drifted for each in one.related}
    identical = {one.finding.place for one in mismatches if one.finding.code == TEXT_IDENTICAL}
    reported = [
        one
        for one in drop_repeated_figures(mismatches)
        if not (one.finding.code == TEXT_MISSING and one.finding.place in removed)
        and not (one.finding.code == CODE and one.finding.place in identical)
    ]
    reported += report_files(briefing, others)
    return [*apply_waivers([*reported, *noticed], briefing), *drifted]
