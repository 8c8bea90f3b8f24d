"""What machines are told: one line of JSON or SARIF on standard output, also when nothing works."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from brief.errors import BriefError, ContentError, UsageError
from brief.findings import Finding, Severity, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FORMAT_HELP = "What to report: text, or json or sarif (2.1.0) on standard output."
FORMAT_METAVAR = "text|json|sarif"
EMPTY_REPORTS: dict[str, dict[str, object]] = {
    "agree": {"briefings": []},
    "build": {"editions": []},
    "check": {"files": []},
    "import": {"files": [], "left_out": []},
    "explain": {"codes": []},
    "list": {"briefings": []},
}
"""What a command's JSON has besides `ok` and `findings`, when there is nothing to report."""


class Format(StrEnum):
    """The forms of a report; text goes to standard error, and is for people."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def choose_format(named: str, *, json_: bool, sarif: bool = False) -> Format:
    """Return the format that `--format`, `--json` and `--sarif` ask for together.

    Raises UsageError for a format that there is not, and for two that differ; a machine that was
    to be told anything in JSON is told that.
    """
    from brief.findings.suggest import did_you_mean

    asked = {named} if named else set()
    asked |= {"json"} if json_ else set()
    asked |= {"sarif"} if sarif else set()
    if not asked:
        return Format.TEXT
    unknown = asked.difference(Format)
    if len(asked) == 1 and not unknown:
        return Format(asked.pop())
    msg = f"{' and '.join(sorted(asked))} cannot be asked for together"
    problem = UsageError(msg, "choose one of them, as in --format json")
    if unknown:
        msg = f"--format {named}: there is no such format"
        problem = UsageError(msg, did_you_mean(named, Format), "unknown-format")
    write_failure(Format.JSON if "json" in asked else Format.TEXT, problem, "")
    raise problem


def requested_format(arguments: Sequence[str]) -> Format:
    """Return the format that a command line asks for which cannot be read as a whole."""
    typed = list(arguments)
    if "--" in typed:
        typed = typed[: typed.index("--")]
    for name in (Format.JSON, Format.SARIF):
        pairs = zip(typed, [*typed[1:], ""], strict=True)
        if f"--{name}" in typed or f"--format={name}" in typed or ("--format", name) in pairs:
            return name
    return Format.TEXT


def as_findings(problem: Exception) -> tuple[Finding, ...]:
    """Return an error as findings: its own, or one that says the same."""
    if isinstance(problem, ContentError):
        return problem.findings
    if isinstance(problem, BriefError):
        return (Finding(problem.code, Severity.ERROR, problem.message, problem.remedy),)
    message = f"this is a bug in brief, not in your content ({type(problem).__name__})"
    return (error("bug", message, "report it with the file that standard error names"),)


def write_json(data: dict[str, object]) -> None:
    """Write one line of JSON, in ASCII, so that it does not depend on the terminal's encoding."""
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def write_findings(
    format_: Format, findings: Sequence[Finding], shown: Iterable[str] = (), **more: object
) -> None:
    """Report findings in that format; nothing as text, which is shown as it comes.

    `shown` are the files that were looked at, `more` is what the JSON has besides the findings.
    """
    if format_ is Format.SARIF:
        from brief.cli.sarif import as_sarif

        write_json(as_sarif(findings, shown))
    elif format_ is Format.JSON:
        ok = not any(finding.severity is Severity.ERROR for finding in findings)
        told = [finding.as_json() for finding in findings]
        write_json({"ok": ok, **more, "findings": told})


def write_failure(format_: Format, problem: Exception, command: str) -> None:
    """Report what stopped a whole command."""
    write_findings(format_, as_findings(problem), (), **EMPTY_REPORTS.get(command, {}))


@contextmanager
def report_errors(format_: Format, command: str) -> Iterator[None]:
    """Report what stops the command, and let it go on to standard error."""
    try:
        yield
    except Exception as problem:
        write_failure(format_, problem, command)
        raise
