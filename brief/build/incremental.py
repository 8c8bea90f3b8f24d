"""What stands already: the editions whose sources and PDFs are as an earlier build left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.build.report import Report, result_again
from brief.build.source_hash import SourceKeys
from brief.build.state import Ledger, seal
from brief.findings.serialize import packed, unpacked

if TYPE_CHECKING:
    from brief.build.output import Output
    from brief.build.report import Request
    from brief.project import Project


class Standing:
    """Knows what need not be made, for one project and one way of building it."""

    def __init__(self, project: Project, request: Request, output: Output) -> None:
        flavour = request.flavour()
        self._fresh = request.fresh
        self._keys = SourceKeys(project, flavour)
        self._output = output
        self._ledger = Ledger(output.folder, flavour)
        self._changed: dict[str, str] = {}

    def unchanged(self, slug: str) -> Report | None:
        """Return what was told of a briefing, if it would be told again; None if it must be made.

        The key is that of the sources as they are now: what changes while they are read and
        printed makes another key, and so another build.
        """
        key = self._keys.of(slug)
        found = None if self._fresh else self._ledger.unchanged(slug, key)
        if found is not None:
            try:
                results = [result_again(record, self._output.folder) for record in found["results"]]
                findings = list(unpacked(found["findings"]))
            except (KeyError, TypeError, ValueError):  # written by another version
                found = None
        if found is None:
            self._changed[slug] = key
            return None
        for record in found["results"]:
            self._output.keep(record["entry"])
        return Report(results, findings)

    def record(self, slug: str, report: Report) -> None:
        """Note what was made of a briefing; what failed is to be tried again."""
        if report.failed:
            self._ledger.forget(slug)
            return
        records = []
        for result in report.results:
            if result.path:
                entry = self._output.entry(result.path)
                seal_ = seal(result.path, str(entry["sha256"]))
                records.append({**result.as_record(), "entry": entry, "output": seal_})
        told = {"results": records, "findings": packed(report.findings)}
        self._ledger.record(slug, self._changed[slug], told)
