"""What the press cannot take: collected page by page, so that all of it is reported at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.findings import Finding, error, warning
from brief.press.job.source_map import NOWHERE, Origins

if TYPE_CHECKING:
    from brief.findings import Place


class RefusalError(Exception):
    """Something on the page that cannot be turned into ink without risk of a wrong colour."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


class Docket:
    """Takes down what has to be said about a job, each thing once, with its page.

    `origins` says where in the project's files things are written, as far as that is known.
    """

    def __init__(self, origins: Origins = NOWHERE) -> None:
        self.page = 0
        self.origins = origins
        self._findings: dict[Finding, None] = {}

    def refuse(self, refusal: RefusalError, place: Place | None = None) -> None:
        """Note an error: the page stays unprinted."""
        self._add(error(refusal.code, self._located(refusal.message), refusal.remedy, place))

    def warn(self, code: str, message: str, remedy: str, place: Place | None = None) -> None:
        """Note a warning."""
        self._add(warning(code, self._located(message), remedy, place))

    def findings(self) -> tuple[Finding, ...]:
        """Return all that was taken down, in order."""
        return tuple(self._findings)

    def _located(self, message: str) -> str:
        return f"page {self.page}: {message}" if self.page else message

    def _add(self, finding: Finding) -> None:
        self._findings.setdefault(finding)
