"""A rule that a PDF is inspected by, and the standards that rules are from.

Clauses of ISO 15930-7 that could not be compared with its text are named by their subject, or by
their chapter, 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from brief.findings import Finding, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

UA = "ISO 14289-1"
A3 = "ISO 19005-3"
X4 = "ISO 15930-7"
PDF = "ISO 32000-1"
TAGGED = ("ua", "aa")
"""The standards that require tags."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `claims` names the standards (of `a`, `aa`, `ua`, `x`; `aa` is level A of PDF/A) for which the
    rule has its `severity`; in a file that claims none of them it has `severity_otherwise`.
    """

    code: str
    severity: Severity
    standard: str
    defect: str
    remedy: str = ""
    claims: tuple[str, ...] = ()
    severity_otherwise: Severity = Severity.NOTE

    def make_finding(self, message: str, claimed: frozenset[str]) -> Finding:
        """Return the finding that the rule is broken, in a file that claims these standards."""
        applies = not self.claims or not claimed.isdisjoint(self.claims)
        severity = self.severity if applies else self.severity_otherwise
        return Finding(self.code, message, self.remedy, rule=self.standard, severity=severity)
