"""What a check has to say: code, severity, place, message, remedy.

A finding is the one form in which every part of brief reports a problem, from a tab in the
YAML to a glyph that no font has, so that terminal, JSON and the build all treat them alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error forbids the output, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the project something stands.

    `path` is relative to the project's root, with forward slashes. `line` and `column` count
    from 1, in characters (not bytes); 0 means "the file as a whole". `length` is how many
    characters the caret underlines, and `text` is the source line itself, without its newline.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    text: str = ""

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that helps to understand a finding ("first defined here")."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say.

    `code` is stable and in kebab-case (`unknown-key`); scripts may rely on it. `message` says
    what is wrong in plain words, `remedy` what to do about it, and `rule` the standard and clause
    that asks for it, where one does.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    place: Place | None = None
    related: tuple[Related, ...] = ()
    rule: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the finding as JSON-ready data, one flat object per finding."""
        place = self.place
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": place.path if place else None,
            "line": place.line if place else None,
            "col": place.column if place else None,
            "message": self.message,
            "remedy": self.remedy,
            "rule": self.rule,
            "related": [
                {
                    "path": other.place.path,
                    "line": other.place.line,
                    "col": other.place.column,
                    "message": other.message,
                }
                for other in self.related
            ],
        }


def error(
    code: str,
    message: str,
    remedy: str = "",
    place: Place | None = None,
    related: tuple[Related, ...] = (),
) -> Finding:
    """Return a finding that forbids the output."""
    return Finding(code, Severity.ERROR, message, remedy, place, related)


def warning(code: str, message: str, remedy: str = "", place: Place | None = None) -> Finding:
    """Return a finding that asks for attention and lets the output pass."""
    return Finding(code, Severity.WARNING, message, remedy, place)


def note(code: str, message: str, remedy: str = "", place: Place | None = None) -> Finding:
    """Return a finding that only informs."""
    return Finding(code, Severity.NOTE, message, remedy, place)
