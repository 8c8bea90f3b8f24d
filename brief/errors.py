"""Every way in which brief gives up, as one tree.

    BriefError                  something a person can act on
    ├── UsageError              the command line asks for what does not exist (exit code 2)
    ├── ProjectError            no project, or its settings cannot be read (exit code 1)
    ├── ContentError            findings in content, brand or layout (exit code 1)
    ├── RenderError             the page cannot be made as asked (exit code 1)
    └── SetupError              this machine lacks something that brief needs (exit code 1)

The tree is caught once, in `brief.cli`; anything else that reaches the user is a bug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.findings import Finding


class BriefError(Exception):
    """Something went wrong that a person can act on.

    `remedy` says what to do, in one sentence; it may be empty when the message says it all. `code`
    is stable and in kebab-case, as a finding's is; without it, it is that of the kind of error.
    """

    exit_code = 1
    code = "failure"

    def __init__(self, message: str, remedy: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code or self.code

    def __reduce__(self) -> tuple[type[BriefError], tuple[object, ...]]:
        """Return what an error is made from anew, on its way from one process to another."""
        return type(self), (self.message, self.remedy, self.code)


class UsageError(BriefError):
    """The command line asks for something that does not exist."""

    exit_code = 2
    code = "usage"


class ProjectError(BriefError):
    """There is no project here, or its settings cannot be used."""

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
        """Return what an error is made from anew: its findings."""
        return type(self), (self.findings,)


class RenderError(ContentError):
    """The page cannot be made as asked; `findings` says why."""
