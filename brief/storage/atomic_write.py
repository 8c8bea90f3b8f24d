"""Writing a file in one step: beside its place, then into it, so that nobody meets half of one."""

from __future__ import annotations

import os
from contextlib import suppress
from tempfile import mkstemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_atomically(
    path: Path, content: bytes, *, mode: int = 0o600, prefix: str = ".", overwrite: bool = True
) -> None:
    """Write a file, making its folder where there is none.

    `mode` is its rights, `prefix` how its name begins until it is whole. Unless `over`, a file that
    is there already is left as it is, and FileExistsError raised. Raises OSError if it cannot be
    written; then nothing of it stays behind.
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
        if overwrite:
            os.replace(temporary, path)  # noqa: PTH105 - for every page
        else:
            os.link(temporary, path)  # which, unlike renaming, overwrites nothing
            os.unlink(temporary)  # noqa: PTH108 - see above
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def default_file_mode() -> int:
    """Return the rights that any new file of this user's has."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
