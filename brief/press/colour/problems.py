"""Problems of a conversion, collected page by page, so that all are reported at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from brief.findings import Finding, Severity, error, warning
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Place


class ConversionError(Exception):
    """Content that cannot be converted without risk of a wrong colour."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


class ProblemList:
    """The findings of a conversion, each once; `page` is the number of the current page, or 0."""

    def __init__(self, source_map: SourceMap = EMPTY_SOURCE_MAP) -> None:
        self.page = 0
        self.source_map = source_map
        self._findings: dict[Finding, None] = {}

    @contextmanager
    def collect_errors(self) -> Iterator[None]:
        """Add a ConversionError raised in the `with` statement, and continue after it."""
        try:
            yield
        except ConversionError as problem:
            self.add_error(problem.code, problem.message, problem.remedy)

    def add_error(self, code: str, message: str, remedy: str, place: Place | None = None) -> None:
        """Add an error."""
        self._findings[error(code, self._add_page(message), remedy, place)] = None

    def add_warning(self, code: str, message: str, remedy: str, place: Place | None = None) -> None:
        """Add a warning."""
        self._findings[warning(code, self._add_page(message), remedy, place)] = None

    def has_errors(self) -> bool:
        """Return whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self._findings)

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings in order."""
        return tuple(self._findings)

    def _add_page(self, message: str) -> str:
        return f"page {self.page}: {message}" if self.page else message
