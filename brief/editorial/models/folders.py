"""Which folders in `content/` are briefings, told by the names of files alone.

A build of nothing asks this of a thousand folders, so nothing heavy is imported here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

FACTS_FILE = "briefing.yaml"
SUFFIXES = (".yaml", ".yml")


def list_slugs(project: Project) -> tuple[str, ...]:
    """Return the names of the folders in `content/` that hold YAML files, sorted.

    Names that begin with `.` or `_` are passed over. A name that cannot be part of a file name
    or an address is listed all the same: read_briefing says what is wrong with it.
    """
    content = os.fspath(project.content_folder)
    try:
        names = sorted(os.listdir(content))  # noqa: PTH208 - a thousand Paths take their time
    except OSError:
        return ()
    return tuple(
        name
        for name in names
        if not name.startswith((".", "_")) and _list_yaml_names(os.path.join(content, name))  # noqa: PTH118
    )


def is_briefing(project: Project, slug: str) -> bool:
    """Say whether `slug` names a folder right in `content/` with a YAML file in it."""
    folder = project.content_folder / slug
    if not slug or slug.startswith((".", "_")) or folder.name != slug:
        return False
    return bool(list_yaml_files(folder))


def list_yaml_files(folder: Path) -> tuple[Path, ...]:
    """Return what is named like a YAML file in `folder`, sorted; hidden names are passed over.

    Names that begin with `_` or `.` are an editor's own: notes, drafts, what an editor leaves.
    """
    return tuple(folder / name for name in _list_yaml_names(os.fspath(folder)))


def _list_yaml_names(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except (OSError, ValueError):  # it is no folder, cannot be read, or has no name for one
        return []
    return sorted(
        name
        for name in names
        if not name.startswith((".", "_")) and name.lower().endswith(SUFFIXES)
    )
