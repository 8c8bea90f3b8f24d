"""Find the project and its folders, the data bundled with brief, and the cache folder."""

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
    """A folder with `content/` and, optionally, `brief.yaml`, `layouts/` and `styles/`."""

    root: Path

    @property
    def content_folder(self) -> Path:
        """The folder that holds a folder per briefing."""
        return self.root / CONTENT_FOLDER

    @property
    def settings_file(self) -> Path:
        """The file with the project's defaults, which may be missing."""
        return self.root / SETTINGS_FILE

    def search_folders(self, kind: str) -> tuple[Path, ...]:
        """Return the folders of `layouts` or `styles`: the project's, then the bundled one."""
        own, ours = self.root / kind, bundled_folder(kind)
        found = (own, ours) if own != ours else (ours,)
        return tuple(folder for folder in found if folder.is_dir())

    def display_path(self, path: Path) -> str:
        """Return `path` for messages: relative to the root, with forward slashes.

        Bundled files, outside the project, are shown relative to the folder of bundled data.
        """
        for base in (self.root, data_root()):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.as_posix()


@lru_cache(maxsize=1)
def data_root() -> Path:
    """Return the folder of the bundled `layouts`, `styles` and `content`.

    It is `brief/_data` in an installed wheel, and the top folder of a checkout.
    """
    package = Path(str(files("brief")))
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent


def bundled_folder(kind: str) -> Path:
    """Return one bundled folder: `layouts`, `styles`, `content` or `docs`."""
    return data_root() / kind


def list_documents() -> dict[str, Path]:
    """Return the parts of the documentation by name, such as `mail/sending`."""
    folder = bundled_folder("docs")
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in sorted(folder.glob("**/*.md"))
    }


def find_project(start: Path | None = None) -> Project:
    """Return the project that contains `start`: the nearest `brief.yaml` or `content/` upward.

    `start` defaults to the working directory. Raises ProjectError if no project is found.
    """
    try:
        start = (start or Path.cwd()).resolve()
    except FileNotFoundError as problem:
        msg = "the working directory was removed"
        raise ProjectError(msg, "change to the folder that contains content/") from problem
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file() or (folder / CONTENT_FOLDER).is_dir():
            return Project(folder)
    msg = f"no project here: neither {start} nor a folder above it has content/ or {SETTINGS_FILE}"
    files = "content/<name>/briefing.yaml and content/<name>/<language>.yaml"
    remedy = f"create a project with `brief init DIR`, or by hand with {files}"
    raise ProjectError(msg, f"{remedy}, or change to the folder of an existing one")


def cache_folder() -> Path:
    """Return the cache folder (printed pages, collected fonts, fontconfig's cache); create it.

    It is in `XDG_CACHE_HOME` (XDG Base Directory Specification) or ~/.cache; if that cannot be
    written, in the temporary folder. A name that is not UTF-8 counts as such, because fontconfig
    reads it from a file. Raises SetupError if neither can be written.
    """
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))  # the specification ignores relative paths
    try:
        base = named if named.is_absolute() else Path.home() / ".cache"
        folder = base / "brief"
        os.fspath(folder).encode()
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except (OSError, RuntimeError, UnicodeEncodeError):  # no home folder, or it cannot be used
        writable = False
    if not writable:
        folder = Path(gettempdir()) / f"brief-{os.getuid()}"
        try:
            os.fspath(folder).encode()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except (OSError, UnicodeEncodeError) as problem:
            reason = getattr(problem, "strerror", "") or "its name is not UTF-8"
            msg = f"the cache folder {folder} cannot be made: {reason}"
            raise SetupError(msg, "set XDG_CACHE_HOME to a folder that can be written") from problem
    return folder
