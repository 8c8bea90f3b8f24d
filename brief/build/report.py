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
    """What became of one edition.

    `path` is where its PDF lies (None if it was not written), `size` in bytes, `type_size` the body
    type in points, `fill` where the text ends as a share of the height that it may take; `stale`
    is a PDF of an earlier build that is still lying there although this one failed. `unchanged`
    says that nothing had to be done, `kept` that the pages were printed by an earlier build.
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
    from_cache: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether the edition was asked for and could not be made."""
        return self.path is None

    def to_record(self) -> dict[str, Any]:
        """Return what a later build can tell of this edition when nothing has changed."""
        record = {name: getattr(self, name) for name in RECORDED_FIELDS}
        return {**record, "findings": [finding.to_dict() for finding in self.findings]}


def result_from_record(record: Mapping[str, Any], folder: Path) -> Result:
    """Return what was told of an edition that has not changed since; its PDF lies in `folder`."""
    fields_ = {name: record[name] for name in RECORDED_FIELDS}
    path = folder / record["output"]["name"]
    findings = tuple(Finding.from_dict(item) for item in record["findings"])
    return Result(**fields_, path=path, findings=findings, unchanged=True)


@dataclass(slots=True)
class Report:
    """What became of a build: an entry per edition, and findings that belong to none."""

    results: list[Result] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def has_failed(self) -> bool:
        """Whether anything that was asked for could not be made."""
        errors = (finding.severity is Severity.ERROR for finding in self.findings)
        return any(result.has_failed for result in self.results) or any(errors)

    def merge(self, part: Report) -> None:
        """Add what became of one briefing; what several have (a brand's fault) is told once."""
        self.results += part.results
        self.findings += [finding for finding in part.findings if finding not in self.findings]
