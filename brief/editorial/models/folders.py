"""Find the briefings in `content/` by file names alone.

A build without changes does this for a thousand folders, so nothing heavy is imported here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from brief.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

FACTS_FILE = "briefing.yaml"
SUFFIXES = (".yaml", ".yml")


def list_slugs(project: Project) -> tuple[str, ...]:
    """Return the names of the folders in `content/` that contain YAML files, sorted.

    Names that begin with `.` or `_` are skipped. A name that cannot be part of a file name or an
    address is listed, too: `read_briefing` reports it.
    """
    content = os.fspath(project.content_folder)
    try:
        names = sorted(os.listdir(content))  # noqa: PTH208 - a thousand Paths are slow
    except OSError:
        return ()
    return tuple(
        name
        for name in names
        if not name.startswith((".", "_")) and _list_yaml_names(os.path.join(content, name))  # noqa: PTH118
    )


def is_briefing(project: Project, slug: str) -> bool:
    """Return whether `slug` is the name of a folder in `content/` that contains a YAML file."""
    folder = project.content_folder / slug
    if not slug or slug.startswith((".", "_")) or folder.name != slug:
        return False
    return bool(list_yaml_files(folder))


def unknown_briefing_error(project: Project, slug: str) -> UsageError:
    """Return the error for a briefing that does not exist, with a similar name."""
    from brief.findings.suggest import did_you_mean

    msg = f"content/ has no briefing `{slug}`"
    return UsageError(msg, did_you_mean(slug, list_slugs(project)), "unknown-briefing")


def list_yaml_files(folder: Path) -> tuple[Path, ...]:
    """Return the YAML files in `folder` by their names, sorted.

    Names that begin with `_` or `.` are skipped: notes, drafts, and backup files of text editors.
    """
    return tuple(folder / name for name in _list_yaml_names(os.fspath(folder)))


def _list_yaml_names(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except (OSError, ValueError):  # not a folder, not readable, or not a possible name
        return []
    return sorted(
        name
        for name in names
        if not name.startswith((".", "_")) and name.lower().endswith(SUFFIXES)
    )
