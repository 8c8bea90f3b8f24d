"""Accept what a finding reports: write the waiver that its remedy explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.editorial.agreement.waivers import read_offered_waiver
from brief.errors import UsageError
from brief.preview.server.answers.page_data import finding_id, list_findings
from brief.preview.server.answers.replies import BadRequestError
from brief.preview.server.changes.items import add_to_list
from brief.preview.server.changes.texts import read_value

if TYPE_CHECKING:
    from brief.findings import Finding
    from brief.preview.server.changes.files import Files
    from brief.preview.server.state.desk import Desk

LIST = "waive"


class Waivers:
    """Writes waivers of findings that are shown."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._desk = desk
        self._files = files

    def write(self, slug: str, values: dict[str, Any]) -> dict[str, str]:
        """Write the waiver of a finding, with a reason; return the new hashes of the files."""
        reason = read_value(values, "reason").strip()
        if not reason:
            msg = "the reason is missing"
            raise BadRequestError(msg)
        finding = self._find(slug, str(values.get("finding")))
        offered = read_offered_waiver(finding.remedy)
        opened = self._files.open_all(slug, values.get("hashes"))
        path = finding.place.path if finding.place else ""
        file = next((one for one in opened.values() if one.shown == path), None)
        if offered is None or file is None:
            msg = f"a finding of the kind `{finding.code}` cannot be accepted here"
            raise UsageError(msg, "follow its remedy")
        code, value = offered
        add_to_list(file, LIST, {"code": code, "value": value, "reason": reason})
        return self._files.save(slug, LIST, opened)

    def _find(self, slug: str, wanted: str) -> Finding:
        for shown in self._desk.shown_of(slug):
            for finding in list_findings(shown):
                if finding_id(finding) == wanted:
                    return finding
        msg = "this finding is no longer shown"
        raise UsageError(msg, "load the page again")
