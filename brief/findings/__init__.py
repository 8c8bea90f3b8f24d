"""Findings: the problems that checks report, with code, severity, place, message and remedy.

Every part of brief reports problems as findings, from a tab in the YAML to a missing glyph, so
that terminal, JSON and build treat all of them alike.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """An error prevents the output, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the project.

    `path` is relative to the project's root, with forward slashes. `line` and `column` count
    from 1, in characters (not bytes); 0 means "the file as a whole". `length` is how many
    characters the caret underlines, and `text` is the source line itself, without its newline.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    text: str = ""

    def __reduce__(self) -> tuple[type[Place], tuple[object, ...]]:
        """Pickle as a plain constructor call: places make up most of a pickled job."""
        return Place, (self.path, self.line, self.column, self.length, self.text)

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding ("first defined here")."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem that a check reports.

    `code` is stable and in kebab-case (`unknown-key`); scripts may rely on it. `message`
    describes the problem, `remedy` says what to do, and `rule` names the standard and clause that
    the check enforces, if any.
    """

    code: str
    message: str
    remedy: str = ""
    place: Place | None = None
    related: tuple[Related, ...] = ()
    rule: str = ""
    severity: Severity = field(kw_only=True)

    def as_json(self) -> dict[str, object]:
        """Return the finding as JSON-ready data, one flat object per finding."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            **_place_as_json(self.place),
            "message": self.message,
            "remedy": self.remedy,
            "rule": self.rule,
            "related": [
                {**_place_as_json(other.place), "message": other.message} for other in self.related
            ],
        }

    def to_dict(self) -> dict[str, Any]:
        """Return all fields as data that JSON can hold, for `from_dict`."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the finding that `to_dict` was called on.

        Raises KeyError, TypeError or ValueError if the data has another form.
        """
        place = data["place"]
        related = (Related(it["message"], Place(**it["place"])) for it in data["related"])
        values = {"place": Place(**place) if place else None, "related": tuple(related)}
        return cls(**{**data, **values, "severity": Severity(data["severity"])})


def _place_as_json(place: Place | None) -> dict[str, object]:
    """Return a place as JSON-ready data; `end_col` is the column after the underlined text."""
    if place is None:
        return {"path": None, "line": None, "col": None, "end_col": None, "source": None}
    return {
        "path": place.path,
        "line": place.line,
        "col": place.column,
        "end_col": place.column + max(1, place.length) if place.column else 0,
        "source": place.text,
    }


error = partial(Finding, severity=Severity.ERROR)
warning = partial(Finding, severity=Severity.WARNING)
note = partial(Finding, severity=Severity.NOTE)


def forbid_warnings(findings: tuple[Finding, ...], place: Place) -> tuple[Finding, ...]:
    """Return all findings plus a `warnings-forbid` error if one is a warning; otherwise ().

    Used with `--strict`.
    """
    if not any(finding.severity is Severity.WARNING for finding in findings):
        return ()
    refusal = error(
        "warnings-forbid",
        "warnings prevent the output, because --strict is set",
        "fix the warnings above, waive the intended ones, or build without --strict",
        place,
    )
    return (*findings, refusal)
