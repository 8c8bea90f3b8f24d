"""Incremental builds: which briefings are up to date, and what was reported about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.build.output import OutputFolder
from brief.build.report import Report, result_from_record
from brief.build.request import Request
from brief.build.source_hash import SourceHasher
from brief.build.state import BuildState, describe_output
from brief.findings import Finding
from brief.language_tags import JOIN

if TYPE_CHECKING:
    from brief.project import Project


FAILURES = " failed"
"""What the options of a build end with where its failures are recorded."""
TOO_LONG = "too-long"


class UpToDateCheck:
    """The briefings of a project that are up to date, for one set of options."""

    def __init__(self, project: Project, request: Request, output: OutputFolder) -> None:
        flavour = request.page_options()
        self._fresh = request.fresh
        self._hasher = SourceHasher(project, flavour)
        self._output = output
        self._state = BuildState(output.folder, flavour)
        self._failures = BuildState(output.folder, flavour + FAILURES)
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
            self._failures.save_entry(slug, self._changed_hashes[slug], _describe_failure(report))
            return
        records = []
        for result in report.results:
            if result.path:
                entry = self._output.manifest_entry(result.path)
                output = describe_output(result.path, str(entry["sha256"]))
                records.append({**result.to_record(), "entry": entry, "output": output})
        saved = {"results": records, "findings": [finding.to_dict() for finding in report.findings]}
        self._state.save_entry(slug, self._changed_hashes[slug], saved)


def _describe_failure(report: Report) -> dict[str, Any]:
    """Return for each language of a failed briefing whether its text is too long for the page.

    A page that failed for other reasons is left out: whether its text fits is not known.
    """
    too_long: dict[str, bool] = {}
    for result in report.results:
        found = any(finding.code == TOO_LONG for finding in result.findings)
        if found or not result.has_failed:
            too_long[result.language] = found or too_long.get(result.language, False)
    return {"results": [], "too_long": too_long}


class RecordedFits:
    """What the last build with the usual options found about the length of the texts."""

    def __init__(self, project: Project) -> None:
        flavour = Request().page_options()
        folder = OutputFolder(project, None).folder
        self._hasher = SourceHasher(project, flavour)
        self._built = BuildState(folder, flavour)
        self._failures = BuildState(folder, flavour + FAILURES)

    def find_too_long(self, slug: str) -> dict[str, bool]:
        """Return whether the text is too long, by language.

        Languages are left out that were not built since the sources of the briefing changed.
        """
        key = self._hasher.hash_briefing(slug)
        try:
            if entry := self._built.find_entry(slug, key):
                return {tag: False for it in entry["results"] for tag in it["language"].split(JOIN)}
            entry = self._failures.find_entry(slug, key) or {"too_long": {}}
            pages = dict(entry["too_long"]).items()
            return {tag: bool(found) for page, found in pages for tag in page.split(JOIN)}
        except (KeyError, TypeError, ValueError, AttributeError):  # written by another version
            return {}
