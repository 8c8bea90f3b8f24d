"""Convert findings to SARIF, which code hosts and editors read (OASIS SARIF 2.1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from brief import __version__
from brief.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from brief.findings import Place

VERSION = "2.1.0"
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(findings: Sequence[Finding], shown: Iterable[str] = ()) -> dict[str, object]:
    """Return a SARIF log of one run with these findings; `shown` are the inspected files."""
    codes = list(dict.fromkeys(finding.code for finding in findings))
    first = {finding.code: finding for finding in reversed(findings)}
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "brief",
                        "version": __version__,
                        "rules": [_sarif_rule(first[code]) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": quote(name)}} for name in shown],
                "results": [
                    _sarif_result(finding, codes.index(finding.code)) for finding in findings
                ],
            }
        ],
    }


def _sarif_rule(finding: Finding) -> dict[str, object]:
    """Return the rule (3.49) of a finding's code, with the text of `brief explain`."""
    from brief.findings.explanations import load_explanations
    from brief.press.preflight.rules import RULES

    known, explained = RULES.get(finding.code), load_explanations().get(finding.code)
    what = explained.what if explained else finding.code.replace("-", " ")
    rule: dict[str, object] = {
        "id": finding.code,
        "shortDescription": {"text": what},
        "defaultConfiguration": {"level": LEVELS[known.severity if known else finding.severity]},
    }
    if explained:
        rule["fullDescription"] = {"text": explained.why}
        rule["help"] = {"text": explained.do}
    if finding.rule:
        rule["properties"] = {"standard": finding.rule}
    return rule


def _sarif_result(finding: Finding, number: int) -> dict[str, object]:
    remedy = f" ({finding.remedy})" if finding.remedy else ""
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{remedy}"},
        "locations": [_sarif_location(finding.place)] if finding.place else [],
    }
    if finding.related:
        result["relatedLocations"] = [
            {**_sarif_location(other.place), "message": {"text": other.message}}
            for other in finding.related
        ]
    return result


def _sarif_location(place: Place) -> dict[str, object]:
    """Return a location (3.28); a whole file has no region."""
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(place.path)}}
    if place.line:
        start = place.column or 1
        physical["region"] = {
            "startLine": place.line,
            "startColumn": start,
            "endColumn": start + max(1, place.length),
            **({"snippet": {"text": place.text}} if place.text else {}),
        }
    return {"physicalLocation": physical}
