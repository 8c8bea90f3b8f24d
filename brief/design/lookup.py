"""Where brands and layouts are found: a folder each, the project's own before the bundled ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import UsageError
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from brief.project import Project

DEFINITION_FILES = {
    "brand": ("styles", "brands", "brand.yaml"),
    "layout": ("layouts", "", "layout.yaml"),
}
"""Per kind: the project's folder, the folder in it, and the file that makes one."""


def find_definition_file(project: Project, kind: str, name: str) -> Path:
    """Return the file that makes the brand or layout of that name.

    A name is compared with those that there are and never becomes a path. Raises UsageError,
    naming the nearest or all, if it is none of them.
    """
    found = definition_files(project, kind)
    if name not in found:
        msg = f"there is no {kind} `{name}`"
        raise UsageError(msg, did_you_mean(name, sorted(found)), f"unknown-{kind}")
    return found[name]


def check_option(kind: str, name: str, known: Iterable[str]) -> None:
    """Raise UsageError, naming the nearest, if the command line names none of the known ones."""
    if name not in known:
        from brief.editorial.fields.examples import suggest_value

        msg = f"--{kind} {name}: there is no such {kind}"
        meant = suggest_value(kind, name) or name
        raise UsageError(msg, did_you_mean(meant, known), f"unknown-{kind}")


def definition_files(project: Project, kind: str) -> dict[str, Path]:
    """Return the file that makes each brand or layout there is, by name."""
    parent, inner, name = DEFINITION_FILES[kind]
    found: dict[str, Path] = {}
    for folder in project.search_folders(parent):
        for file in sorted((folder / inner).glob(f"*/{name}")):
            found.setdefault(file.parent.name, file)
    return found
