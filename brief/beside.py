"""Writing a file in one step: beside its place, then into it, so that nobody meets half of one."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_beside(
    path: Path, content: bytes, *, mode: int = 0o600, prefix: str = ".", over: bool = True
) -> None:
    """Write a file, making its folder where there is none.

    `mode` is its rights, `prefix` how its name begins until it is whole. Unless `over`, a file that
    is there already is left as it is, and FileExistsError raised. Raises OSError if it cannot be
    written; then nothing of it stays behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=prefix, delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            if over:
                beside.replace(path)
            else:
                os.link(beside, path)  # which, unlike renaming, overwrites nothing
                beside.unlink()
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def usual_mode() -> int:
    """Return the rights that any new file of this user's has."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
