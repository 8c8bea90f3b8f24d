"""Incremental builds: which briefings are up to date, and what was reported about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.build.report import Report, result_from_record
from brief.build.source_hash import SourceHasher
from brief.build.state import BuildState, describe_output
from brief.findings import Finding

if TYPE_CHECKING:
    from brief.build.output import OutputFolder
    from brief.build.request import Request
    from brief.project import Project


class UpToDateCheck:
    """The briefings of a project that are up to date, for one set of options."""

    def __init__(self, project: Project, request: Request, output: OutputFolder) -> None:
        flavour = request.page_options()
        self._fresh = request.fresh
        self._hasher = SourceHasher(project, flavour)
        self._output = output
        self._state = BuildState(output.folder, flavour)
        self._changed_hashes: dict[str, str] = {}

    def find_unchanged_report(self, slug: str) -> Report | None:
        """Return the recorded report of a briefing, or None if it must be built.

        The hash is taken before the sources are read: if they change during the build, the next
        build finds another hash and builds the briefing again.
        """
        key = self._hasher.hash_briefing(slug)
        found = None if self._fresh else self._state.find_entry(slug, key)
        if found is not None:
            try:
                folder = self._output.folder
                results = [result_from_record(record, folder) for record in found["results"]]
                findings = [Finding.from_dict(item) for item in found["findings"]]
            except (KeyError, TypeError, ValueError):  # written by another version
                found = None
        if found is None:
            self._changed_hashes[slug] = key
            return None
        for record in found["results"]:
            self._output.keep_entry(record["entry"])
        return Report(results, findings)

    def save_report(self, slug: str, report: Report) -> None:
        """Record the report of a briefing; one that failed is built again next time."""
        if report.has_failed:
            self._state.remove_entry(slug)
            return
        records = []
        for result in report.results:
            if result.path:
                entry = self._output.manifest_entry(result.path)
                output = describe_output(result.path, str(entry["sha256"]))
                records.append({**result.to_record(), "entry": entry, "output": output})
        saved = {"results": records, "findings": [finding.to_dict() for finding in report.findings]}
        self._state.save_entry(slug, self._changed_hashes[slug], saved)
