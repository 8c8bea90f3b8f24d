"""Lock a folder, so that one process of brief at a time writes in it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Lock a folder against other processes of brief, where the system has file locks."""
    try:
        import fcntl
    except ImportError:  # not Unix
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
