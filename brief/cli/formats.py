"""Reports for programs: one line of JSON or SARIF on standard output, also after a failure."""

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

EMPTY_REPORTS: dict[str, dict[str, object]] = {
    "agree": {"briefings": []},
    "build": {"editions": []},
    "check": {"files": []},
    "doctor": {"checks": []},
    "import": {"files": [], "left_out": []},
    "explain": {"codes": []},
    "inbox": {"messages": []},
    "list": {"briefings": []},
    "outbox": {"editions": []},
    "send": {"plan": None, "sums": None},
    "status": {"languages": []},
    "translate export": {"exports": []},
    "translate memory": {"file": None, "texts": 0},
    "translate glossary": {"file": None},
    "translate import": {"file": None, "texts": [], "written": False},
    "subscribers list": {"subscribers": []},
    "subscribers export": {"subscribers": []},
    "mail preview": {"files": []},
}
"""The keys of a command's JSON besides `ok` and `findings`, when the command fails."""


class Format(StrEnum):
    """The formats of a report; text goes to standard error and is for people."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def choose_format(named: str, *, json_: bool, sarif: bool = False) -> Format:
    """Return the format requested by `--format`, `--json` and `--sarif` together.

    Raises UsageError for an unknown format, and for two different ones. The error is written as
    JSON if JSON is one of them.
    """
    from brief.findings.suggest import did_you_mean

    requested = {named} if named else set()
    requested |= {"json"} if json_ else set()
    requested |= {"sarif"} if sarif else set()
    if not requested:
        return Format.TEXT
    unknown = requested.difference(Format)
    if len(requested) == 1 and not unknown:
        return Format(requested.pop())
    msg = f"{' and '.join(sorted(requested))} exclude each other"
    problem = UsageError(msg, "choose one of them, as in --format json")
    if unknown:
        msg = f"--format {named}: unknown format"
        problem = UsageError(msg, did_you_mean(named, Format), "unknown-format")
    write_failure(Format.JSON if "json" in requested else Format.TEXT, problem, "")
    raise problem


def requested_format(arguments: Sequence[str]) -> Format:
    """Return the requested format of a command line that cannot be parsed as a whole."""
    typed = list(arguments)
    if "--" in typed:
        typed = typed[: typed.index("--")]
    for name in (Format.JSON, Format.SARIF):
        pairs = zip(typed, [*typed[1:], ""], strict=True)
        if f"--{name}" in typed or f"--format={name}" in typed or ("--format", name) in pairs:
            return name
    return Format.TEXT


def as_findings(problem: Exception) -> tuple[Finding, ...]:
    """Return an error's own findings, or one finding with its message."""
    if isinstance(problem, ContentError):
        return problem.findings
    if isinstance(problem, BriefError):
        return (error(problem.code, problem.message, problem.remedy),)
    message = f"this is a bug in brief, not in your content ({type(problem).__name__})"
    return (error("bug", message, "report it with the file that standard error names"),)


def write_json(data: dict[str, object]) -> None:
    """Write one line of JSON in ASCII, so that the terminal's encoding does not matter."""
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def write_findings(
    format_: Format, findings: Sequence[Finding], shown: Iterable[str] = (), **more: object
) -> None:
    """Write findings as JSON or SARIF; text was written to standard error already.

    `shown`: the inspected files, for SARIF. `more`: further keys of the JSON.
    """
    if format_ is Format.SARIF:
        from brief.cli.sarif import as_sarif

        write_json(as_sarif(findings, shown))
    elif format_ is Format.JSON:
        ok = not any(finding.severity is Severity.ERROR for finding in findings)
        entries = [finding.as_json() for finding in findings]
        write_json({"ok": ok, **more, "findings": entries})


def write_failure(format_: Format, problem: Exception, command: str) -> None:
    """Write the error that stopped a command, in that format."""
    write_findings(format_, as_findings(problem), (), **EMPTY_REPORTS.get(command, {}))


@contextmanager
def report_errors(format_: Format, command: str) -> Iterator[None]:
    """Write an exception in that format and raise it again, for standard error."""
    try:
        yield
    except Exception as problem:
        write_failure(format_, problem, command)
        raise
