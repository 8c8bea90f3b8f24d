"""Write several new files together, all of them or none, and overwrite nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from brief.errors import BriefError
from brief.storage.atomic_write import default_file_mode, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

REMEDY = "free the place or the rights, or choose another folder"


def find_existing(paths: Iterable[Path]) -> list[Path]:
    """Return the paths at which there is something already, even a broken link."""
    return [path for path in paths if path.is_symlink() or path.exists()]


def write_new_files(
    files: Mapping[Path, bytes], remedy: str = REMEDY, code: str = "not-written"
) -> None:
    """Write new files, and their folders.

    If a file exists or cannot be written, the files and folders made before it are removed again,
    and BriefError is raised, with this remedy and code.
    """
    folders: list[Path] = []
    written: list[Path] = []
    try:
        for path, content in files.items():
            folders += _make_folders(path.parent)
            write_atomically(path, content, mode=default_file_mode(), overwrite=False)
            written.append(path)
    except BaseException as problem:
        for file in reversed(written):
            with suppress(OSError):
                file.unlink()
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(problem, OSError):
            raise _write_error(path, problem, remedy, code) from problem
        raise


def overwrite_file(path: Path, content: bytes) -> None:
    """Write a file atomically, in place of an existing one. Raises BriefError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # a link is followed, and the mode of the file that it leads to is kept
        mode = path.stat().st_mode & 0o777 if path.exists() else default_file_mode()
        write_atomically(path.resolve(), content, mode=mode)
    except OSError as problem:
        raise _write_error(path, problem, REMEDY, "not-written") from problem


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and its parents; return the new ones, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _write_error(path: Path, problem: OSError, remedy: str, code: str) -> BriefError:
    return BriefError(f"{path} cannot be written: {problem.strerror or problem}", remedy, code)
