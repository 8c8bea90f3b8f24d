"""Find brands and layouts by name: each is a folder; the project's own come before the bundled."""

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
"""Per kind: the project's folder, the folder in it, and the file that defines one."""


def find_definition_file(project: Project, kind: str, name: str) -> Path:
    """Return the file that defines the brand or layout called `name`.

    The name is compared with the existing ones, and never becomes a path. Raises UsageError, with
    the nearest name or all names, if it does not exist.
    """
    found = definition_files(project, kind)
    if name not in found:
        msg = f"unknown {kind} `{name}`"
        raise UsageError(msg, did_you_mean(name, sorted(found)), f"unknown-{kind}")
    return found[name]


def check_option(kind: str, name: str, known: Iterable[str]) -> None:
    """Raise UsageError, with the nearest name, if an option's value is not one of the known."""
    if name not in known:
        from brief.editorial.fields.examples import suggest_value

        msg = f"--{kind} {name}: unknown {kind}"
        suggestion = suggest_value(kind, name) or name
        raise UsageError(msg, did_you_mean(suggestion, known), f"unknown-{kind}")


def definition_files(project: Project, kind: str) -> dict[str, Path]:
    """Return the file that defines each existing brand or layout, by name."""
    parent, inner, name = DEFINITION_FILES[kind]
    found: dict[str, Path] = {}
    for folder in project.search_folders(parent):
        for file in sorted((folder / inner).glob(f"*/{name}")):
            found.setdefault(file.parent.name, file)
    return found
