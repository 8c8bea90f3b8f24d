"""The exceptions of brief, as one tree.

    BriefError                  a problem that the user can fix
    ├── UsageError              the request names something that does not exist (exit code 2)
    ├── ProjectError            no project, or its settings cannot be used (exit code 1)
    ├── ContentError            findings in content, brand or layout (exit code 1)
    │   └── RenderError         the page cannot be made as requested (exit code 1)
    └── SetupError              this machine lacks something that brief needs (exit code 1)

`brief.cli` catches the tree in one place; any other exception that reaches the user is a bug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.findings import Finding


class BriefError(Exception):
    """A problem that the user can fix.

    `remedy` says in one sentence what to do; it may be empty. `code` is stable and in kebab-case,
    like that of a finding; its default is the code of the class.
    """

    exit_code = 1
    code = "failure"

    def __init__(self, message: str, remedy: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code or self.code

    def __reduce__(self) -> tuple[type[BriefError], tuple[object, ...]]:
        """Return the constructor call that copies the error to another process."""
        return type(self), (self.message, self.remedy, self.code)


class UsageError(BriefError):
    """The command line, or a request, names something that does not exist."""

    exit_code = 2
    code = "usage"


class ProjectError(BriefError):
    """No project was found, or its settings cannot be used."""

    code = "project"


class SetupError(BriefError):
    """The machine lacks something that brief needs (Pango, a font, …)."""

    code = "setup"


class ContentError(BriefError):
    """Content, brand or layout have problems; `findings` holds them all."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.message for finding in self.findings))

    def __reduce__(self) -> tuple[type[BriefError], tuple[object, ...]]:
        """Return the constructor call that copies the error to another process."""
        return type(self), (self.findings,)


class RenderError(ContentError):
    """The page cannot be made as requested; `findings` says why."""
