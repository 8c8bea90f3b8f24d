"""Write files atomically: to a temporary file, which is then renamed."""

from __future__ import annotations

import os
from contextlib import suppress
from tempfile import mkstemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def write_atomically(  # noqa: PLR0913 - a write has this many choices
    path: Path,
    content: bytes,
    *,
    mode: int = 0o600,
    prefix: str = ".",
    overwrite: bool = True,
    before_rename: Callable[[], None] | None = None,
) -> None:
    """Write a file, and its folder if it does not exist.

    `mode` is the file's permissions, `prefix` begins the name of the temporary file. Without
    `overwrite`, an existing file stays and FileExistsError is raised. `before_rename` is called
    when the temporary file is complete; if it raises an error, the file stays as it was. Raises
    OSError if the file cannot be written; no temporary file is left then.
    """
    try:
        handle, temporary = mkstemp(dir=path.parent, prefix=prefix)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = mkstemp(dir=path.parent, prefix=prefix)
    try:
        with open(handle, "wb", buffering=0) as file:  # noqa: PTH123 - it is open already
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
            os.fchmod(handle, mode)
        if before_rename:
            before_rename()
        if overwrite:
            os.replace(temporary, path)  # noqa: PTH105 - for every page
        else:
            _rename_new(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def default_file_mode() -> int:
    """Return the permissions of a new file of this user."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _rename_new(temporary: str, path: Path) -> None:
    """Rename a temporary file, unless there is a file of the new name already."""
    try:
        os.link(temporary, path)  # unlike renaming, linking never overwrites
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise
        os.rename(temporary, path)  # noqa: PTH104
    else:
        os.unlink(temporary)  # noqa: PTH108
