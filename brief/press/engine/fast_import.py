"""Import WeasyPrint faster: find Pango, HarfBuzz and fontconfig by file name only."""

from __future__ import annotations

import ctypes.util
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def find_libraries_by_file_name() -> Iterator[None]:
    """Make `ctypes.util.find_library` find nothing while WeasyPrint is imported on Linux.

    WeasyPrint tries the library names of all systems, the file name on Linux among them. For a
    name that is not a file name, cffi asks ctypes, which starts ldconfig, a compiler and a linker:
    half of the import time. They find no library that the loader does not find.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - as in ctypes
    return None
