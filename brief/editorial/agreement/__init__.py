"""What the languages of a briefing owe one another: the same numbers, links, names, and news.

The structure (the same points, figures and images) is checked in
`brief.editorial.models.structure_checks`; here the texts are compared, each with its counterparts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.agreement.drift import drift_findings
from brief.editorial.agreement.figures_in_text import figures_not_in_text, told_once
from brief.editorial.agreement.glossary import names_that_differ
from brief.editorial.agreement.length import lengths_that_differ
from brief.editorial.agreement.links import links_that_differ
from brief.editorial.agreement.missing_texts import TEXT_MISSING, texts_on_one_side
from brief.editorial.agreement.numbers import quantities_that_differ
from brief.editorial.agreement.untranslated import texts_left_alike
from brief.editorial.agreement.waivers import without_waived

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.agreement.aligned_texts import Reading
    from brief.findings import Finding

__all__ = ["agreement_findings"]

CHECKS = (
    quantities_that_differ,
    figures_not_in_text,
    texts_left_alike,
    links_that_differ,
    names_that_differ,
    lengths_that_differ,
    texts_on_one_side,
)


def agreement_findings(reading: Reading, folder: Path) -> list[Finding]:
    """Return what does not agree between the languages, without what is waived.

    `folder` is the briefing's; what `brief agree` has recorded lies there.
    """
    deviations = [deviation for check in CHECKS for deviation in check(reading)]
    drifted = drift_findings(reading, folder)
    # What was removed from one language is told as that.
    removed = {each.place for one in drifted for each in one.related}
    told = [
        one
        for one in told_once(deviations)
        if one.finding.code != TEXT_MISSING or one.finding.place not in removed
    ]
    return [*without_waived(told, reading), *drifted]
