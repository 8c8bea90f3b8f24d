"""The results of a build: one per edition, and findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from brief.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORDED_FIELDS = ("slug", "language", "profile", "pages", "size", "layouts", "type_size", "fill")
"""Fields of a `Result` that are recorded for later builds."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one edition.

    `path` is its PDF (None if it was not written), `size` in bytes, `type_size` the body type in
    points, `fill` the height of the text as a share of the available height. `stale` is the PDF of
    an earlier build if this one failed. `unchanged`: the edition was up to date.
    """

    slug: str
    language: str
    path: Path | None = None
    profile: str = ""
    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    layouts: int = 0
    type_size: float = 0.0
    fill: float = 0.0
    stale: Path | None = None
    findings: tuple[Finding, ...] = ()
    unchanged: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether the edition was requested and could not be built."""
        return self.path is None

    def to_record(self) -> dict[str, Any]:
        """Return the data from which a later build can report this edition as unchanged."""
        record = {name: getattr(self, name) for name in RECORDED_FIELDS}
        return {**record, "findings": [finding.to_dict() for finding in self.findings]}


def result_from_record(record: Mapping[str, Any], folder: Path) -> Result:
    """Return the result of an unchanged edition whose PDF is in `folder`."""
    values = {name: record[name] for name in RECORDED_FIELDS}
    path = folder / record["output"]["name"]
    findings = tuple(Finding.from_dict(item) for item in record["findings"])
    return Result(**values, path=path, findings=findings, unchanged=True)


@dataclass(slots=True)
class Report:
    """The report of a build: a result per edition, and findings that belong to no edition."""

    results: list[Result] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def has_failed(self) -> bool:
        """Whether anything that was requested could not be built."""
        errors = (finding.severity is Severity.ERROR for finding in self.findings)
        return any(result.has_failed for result in self.results) or any(errors)

    def merge(self, part: Report) -> None:
        """Add the report of one briefing; findings that several share are added once."""
        self.results += part.results
        self.findings += [finding for finding in part.findings if finding not in self.findings]
