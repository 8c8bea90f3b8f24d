"""Files that are written together: all of them or none, and none over another."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from brief.errors import BriefError
from brief.storage.atomic_write import default_file_mode, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def in_the_way(paths: Iterable[Path]) -> list[Path]:
    """Return those of the paths at which something lies already, be it a broken link."""
    return [path for path in paths if path.is_symlink() or path.exists()]


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files where nothing lies, with the folders that lead to them.

    If one cannot be written, those before it and their folders are taken away again. Raises
    BriefError, also for a file that has come up meanwhile.
    """
    folders: list[Path] = []
    written: list[Path] = []
    try:
        for path, content in files.items():
            folders += _made_folders(path.parent)
            _write(path, content, over=False)
            written.append(path)
    except BaseException as problem:
        for file in reversed(written):
            file.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(problem, OSError):
            raise _refused(path, problem) from problem
        raise


def write_over(path: Path, content: bytes) -> None:
    """Write a file in one step, in the place of what lies there. Raises BriefError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content, over=True)
    except OSError as problem:
        raise _refused(path, problem) from problem


def _made_folders(folder: Path) -> list[Path]:
    """Make a folder and what leads to it; return those made, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _write(path: Path, content: bytes, *, over: bool) -> None:
    if over:
        # a link leads to the file that is meant
        mode = path.stat().st_mode & 0o777 if path.exists() else default_file_mode()
        write_atomically(path.resolve(), content, mode=mode)
    else:
        write_atomically(path, content, mode=default_file_mode(), overwrite=False)


def _refused(path: Path, problem: OSError) -> BriefError:
    msg = f"{path} cannot be written: {problem.strerror or problem}"
    return BriefError(msg, "free the place or the rights, or choose another folder", "not-written")
