"""What a build is asked for, and what it tells afterwards."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from brief.findings import Severity
from brief.findings.serialize import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from brief.findings import Finding

NOT_PAGE_OPTIONS = ("slugs", "out", "jobs", "fresh", "cluster", "at_once")
"""What of a request says which pages to make, where and how: it changes no page."""

RECORDED_FIELDS = ("slug", "language", "profile", "pages", "size", "layouts", "type_size", "fill")
"""What a later build tells of an edition that has not changed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for; empty means "as the project and the briefings say".

    A language is `it`, or `de+it` for both on one page; with `duplex`, on the two sides of a sheet.
    With `strict`, a warning forbids the output as an error does. `jobs` is how many processes
    print, 0 for one per core; `fresh` has everything made anew, whatever earlier builds made;
    `cluster` is the address of the scheduler whose workers print instead of this machine. With
    `at_once`, other processes get ready to print as soon as it is known that there is something to
    make: good where this process ends with the build.
    """

    slugs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    brand: str = ""
    layout: str = ""
    paper: str = ""
    duplex: bool = False
    profiles: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    jobs: int = 0
    fresh: bool = False
    cluster: str = ""
    start_workers_early: bool = False

    @property
    def process_count(self) -> int:
        """How many processes may print."""
        return self.jobs or os.cpu_count() or 1

    def page_options(self) -> str:
        """Return what the pages depend on besides their sources, as text."""
        asked = (item.name for item in fields(self) if item.name not in NOT_PAGE_OPTIONS)
        return repr([(name, getattr(self, name)) for name in asked])


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
        return {**record, "findings": packed(self.findings)}


def result_from_record(record: Mapping[str, Any], folder: Path) -> Result:
    """Return what was told of an edition that has not changed since; its PDF lies in `folder`."""
    fields_ = {name: record[name] for name in RECORDED_FIELDS}
    path, findings = folder / record["output"]["name"], unpacked(record["findings"])
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
