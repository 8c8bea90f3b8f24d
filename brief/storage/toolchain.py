"""Fingerprint of the toolchain: brief's own code, its libraries, Python and Pango."""

from __future__ import annotations

import os
import platform
import sys
from functools import lru_cache
from glob import glob
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_LIBRARIES = (
    "libpango-1.0",
    "libpangoft2-1.0",
    "libharfbuzz",
    "libharfbuzz-subset",
    "libfontconfig",
)
PRINTING_PACKAGES = (
    "babel",
    "brotli",
    "cffi",
    "cssselect2",
    "fonttools",
    "lxml",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydyf",
    "pypdfium2",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
    "zopfli",
)
"""Distributions that a printing process may load; fonts are sent with the jobs."""
TRANSPORT_PACKAGES = ("cloudpickle", "dask", "distributed")
"""Distributions that send jobs and pages between machines."""
LIBRARY_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/lib/*-linux-*", "/usr/local/lib", "/opt/*/lib")


@lru_cache(maxsize=1)
def toolchain_key() -> str:
    """Return a hash of everything that turns sources into pages.

    It depends on the content of brief's code, the names and versions of installed packages, and the
    versions in the file names of the system's text libraries; nothing is imported for it.
    """
    digest = sha256(f"{sys.version}\n{_hash_code()}\n".encode())
    for name in sorted({*_list_distributions(), *_list_library_files()}):
        digest.update(f"{name}\n".encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def toolchain_parts() -> dict[str, str]:
    """Return everything that prints pages on this machine, by name, with its version.

    Two machines with the same parts print the same bytes, wherever brief is installed on each. The
    patch release of Python does not count, nor do packages that printing does not load.
    """
    from importlib.metadata import PackageNotFoundError, version

    from brief import __version__

    parts = {
        "brief": f"{__version__} (code {_hash_code()[:12]})",
        "Python": f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}",
        "processor": platform.machine().lower(),
    }
    for name in (*PRINTING_PACKAGES, *TRANSPORT_PACKAGES):
        try:
            parts[name] = version(name)
        except PackageNotFoundError:
            parts[name] = ""
    files = sorted(_list_library_files())
    for name in TEXT_LIBRARIES:
        found = [file.removeprefix(name) for file in files if _library_of_file(file) == name]
        parts[name] = " ".join(found).replace(".so.", "")
    return parts


@lru_cache(maxsize=1)
def _hash_code() -> str:
    """Return a hash of brief's code and data files, wherever brief is installed."""
    home = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - strings are faster
    digest = sha256()
    for file in sorted(_list_code_files(home)):
        with open(file, "rb", buffering=0) as code:  # noqa: PTH123
            content = code.read()
        digest.update(f"{os.path.relpath(file, home)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _library_of_file(file: str) -> str:
    """Return the library that a file belongs to (`libharfbuzz-icu.so.0` is not `libharfbuzz`)."""
    return next((name for name in TEXT_LIBRARIES if file.startswith(f"{name}.")), "")


def _list_code_files(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.name.endswith((".py", ".yaml")):
            yield entry.path
        elif entry.is_dir() and entry.name not in {"__pycache__", "_data"}:
            yield from _list_code_files(entry.path)


def _list_distributions() -> set[str]:
    """Return the names of installed `.dist-info` folders, which contain the version (PEP 376)."""
    names: set[str] = set()
    for folder in sys.path:
        try:
            names.update(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208
        except OSError:
            continue
    return names


def _list_library_files() -> set[str]:
    """Return the real file names of the text libraries, such as libpango-1.0.so.0.5000.12."""
    found = set()
    for folder in LIBRARY_FOLDERS:
        for library in TEXT_LIBRARIES:
            for file in glob(f"{folder}/{library}.*[sd][oy]*"):  # noqa: PTH207 - folders, too, have patterns
                found.add(Path(file).resolve().name)
    return found
