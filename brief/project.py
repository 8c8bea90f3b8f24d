"""Where things are: the project, its folders, and what brief itself brings along."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import gettempdir

from brief.errors import ProjectError, SetupError

SETTINGS_FILE = "brief.yaml"
CONTENT_FOLDER = "content"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `content/`, and perhaps `brief.yaml`, `layouts/` and `styles/` of its own."""

    root: Path

    @property
    def content_folder(self) -> Path:
        """The folder that holds a folder per briefing."""
        return self.root / CONTENT_FOLDER

    @property
    def settings_file(self) -> Path:
        """The file with the project's defaults; it need not exist."""
        return self.root / SETTINGS_FILE

    def search_folders(self, kind: str) -> tuple[Path, ...]:
        """Return the folders to search for `layouts` or `styles`: the project's, then ours."""
        own, ours = self.root / kind, bundled_folder(kind)
        found = (own, ours) if own != ours else (ours,)
        return tuple(folder for folder in found if folder.is_dir())

    def display_path(self, path: Path) -> str:
        """Return `path` as messages show it: relative to the root, with forward slashes.

        What brief brings along is outside the project and shown from its own top folder on.
        """
        for base in (self.root, data_root()):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.as_posix()


@lru_cache(maxsize=1)
def data_root() -> Path:
    """Return the folder that holds the bundled `layouts`, `styles` and `content`.

    That is `brief/_data` in an installed wheel, and the checkout's top folder otherwise.
    """
    package = Path(str(files("brief")))
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent


def bundled_folder(kind: str) -> Path:
    """Return the bundled folder of that kind (`layouts`, `styles` or `content`)."""
    return data_root() / kind


def find_project(start: Path | None = None) -> Project:
    """Return the project that `start` lies in: the nearest `brief.yaml` or `content/` upward.

    Without `start` it is the project that the command was called in. Raises ProjectError, saying
    how a project begins, if there is none.
    """
    try:
        start = (start or Path.cwd()).resolve()
    except FileNotFoundError as problem:
        msg = "the folder that the command was called in is no longer there"
        raise ProjectError(msg, "change to the folder that has content/") from problem
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file() or (folder / CONTENT_FOLDER).is_dir():
            return Project(folder)
    msg = (
        f"no briefings here: neither {start} nor a folder above it has content/ or {SETTINGS_FILE}"
    )
    raise ProjectError(
        msg,
        "begin a project with `brief init DIR`, or by hand with content/<name>/briefing.yaml and "
        "content/<name>/<language>.yaml, or change to the folder that has them",
    )


def cache_folder() -> Path:
    """Return the folder that brief keeps between runs (fonts gathered, fontconfig's cache).

    `XDG_CACHE_HOME` is honoured (XDG Base Directory Specification); where nothing can be written,
    a folder of this user's among the temporary files serves. Raises SetupError if that cannot be
    made either.
    """
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))  # one that is not absolute does not count
    try:
        base = named if named.is_absolute() else Path.home() / ".cache"
        folder = base / "brief"
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except (OSError, RuntimeError):  # no home, or nothing can be made in it
        writable = False
    if not writable:
        folder = Path(gettempdir()) / f"brief-{os.getuid()}"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            msg = f"there is no folder to keep fonts in: {folder}: {problem.strerror or problem}"
            raise SetupError(msg, "name one that can be written in XDG_CACHE_HOME") from problem
    return folder
