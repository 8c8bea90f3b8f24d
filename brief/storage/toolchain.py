"""What makes the pages besides their sources: brief's own code, its libraries, Python, Pango."""

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

DIST_INFO_SUFFIX = ".dist-info"
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
"""The distributions that a process which prints may load; fonts travel with what is printed."""
TRANSPORT_PACKAGES = ("cloudpickle", "dask", "distributed")
"""Those that carry orders and pages between machines."""
LIBRARY_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/lib/*-linux-*", "/usr/local/lib", "/opt/*/lib")


@lru_cache(maxsize=1)
def toolchain_key() -> str:
    """Return a hash of all that turns sources into pages.

    Code counts by its content, installed packages by their names and versions, the system's
    text libraries by the versions in their files' names: nothing needs to be imported for it.
    """
    digest = sha256(sys.version.encode())
    for file in sorted(_list_modules(_package_folder())):
        digest.update(f"{file}\n".encode("utf-8", "surrogateescape"))
        with open(file, "rb", buffering=0) as code:  # noqa: PTH123
            digest.update(code.read())
    for name in sorted({*_list_distributions(), *_list_library_files()}):
        digest.update(f"{name}\n".encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def toolchain_parts() -> dict[str, str]:
    """Return what prints pages on this machine, by name, each with its version.

    Two machines with the same parts print the same bytes, wherever brief lies on either. Of Python
    the patch release does not count; of the rest, what a process that prints does not load.
    """
    from importlib.metadata import PackageNotFoundError, version

    parts = {
        "brief": _code_version(),
        "Python": f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}",
        "processor": platform.machine().lower(),
    }
    for name in (*PRINTING_PACKAGES, *TRANSPORT_PACKAGES):
        try:
            parts[name] = version(name)
        except PackageNotFoundError:
            parts[name] = ""
    for name in TEXT_LIBRARIES:
        found = (
            file.removeprefix(name)
            for file in _list_library_files()
            if _library_of_file(file) == name
        )
        parts[name] = " ".join(sorted(found)).replace(".so.", "")
    return parts


def _package_folder() -> str:
    """Return the folder of the package `brief`."""
    return os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - strings are quicker


def _code_version() -> str:
    """Return brief's version with a hash of its code and data, wherever it lies."""
    from brief import __version__

    home = _package_folder()
    digest = sha256()
    for file in sorted(_list_modules(home, (".py", ".yaml"))):
        content = Path(file).read_bytes()
        digest.update(f"{os.path.relpath(file, home)} {len(content)}\n".encode())
        digest.update(content)
    return f"{__version__} (code {digest.hexdigest()[:12]})"


def _library_of_file(file: str) -> str:
    """Return the library that a file is of: `libharfbuzz-icu.so.0` is not of `libharfbuzz`."""
    return next((name for name in TEXT_LIBRARIES if file.startswith(f"{name}.")), "")


def _list_modules(folder: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.name.endswith(suffixes):
            yield entry.path
        elif entry.is_dir() and entry.name not in {"__pycache__", "_data"}:
            yield from _list_modules(entry.path, suffixes)


def _list_distributions() -> set[str]:
    """Return the names of the folders in which installers note names and versions (PEP 376)."""
    names: set[str] = set()
    for folder in sys.path:
        try:
            names.update(
                entry.name
                for entry in os.scandir(folder or ".")
                if entry.name.endswith(DIST_INFO_SUFFIX)
            )
        except OSError:
            continue
    return names


def _list_library_files() -> set[str]:
    """Return the real names of the system's text libraries, such as libpango-1.0.so.0.5000.12."""
    found = set()
    for folder in LIBRARY_FOLDERS:
        for library in TEXT_LIBRARIES:
            for file in glob(f"{folder}/{library}.*[sd][oy]*"):  # noqa: PTH207 - folders, too, have patterns
                found.add(Path(file).resolve().name)
    return found
