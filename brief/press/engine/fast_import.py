"""How the libraries of the system that set text are found: Pango, HarfBuzz, fontconfig."""

from __future__ import annotations

import ctypes.util
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def find_libraries_by_file_name() -> Iterator[None]:
    """Have libraries found by the names of their files while WeasyPrint is imported, on Linux.

    WeasyPrint tries the names of all systems. For those that are no file's, cffi turns to ctypes,
    which runs ldconfig, a compiler and a linker: half of the time that the import takes. None of
    them finds what the loader does not, and the file's name is among those tried.
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


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - as ctypes has it
    return None
