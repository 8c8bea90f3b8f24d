"""Everything that the checks ask of a machine, in one class that tests replace."""

from __future__ import annotations

import ctypes
import re
import shutil
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

from brief.doctor.install_hints import this_platform
from brief.project import data_root

if TYPE_CHECKING:
    from pathlib import Path

DISTRIBUTION = "briefpress"

LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
"""The text libraries that WeasyPrint needs, with their file names on Linux, macOS and Windows."""


class Machine:
    """The machine that brief runs on; tests override its methods."""

    def python_version(self) -> tuple[int, int, int]:
        """Return the version of Python."""
        return sys.version_info[:3]

    def platform_name(self) -> str:
        """Return the platform, as `brief.doctor.install_hints.COMMANDS` names it."""
        return this_platform()

    def required_packages(self) -> tuple[str, ...]:
        """Return the Python packages that brief depends on, by name.

        A checkout that is not installed has no metadata; its pyproject.toml lists them.
        """
        try:
            lines = requires(DISTRIBUTION) or []
        except PackageNotFoundError:
            source = data_root() / "pyproject.toml"
            declared = tomllib.loads(source.read_text("utf-8"))["project"]
            lines = declared["dependencies"]
        return tuple(re.split(r"[^\w-]", line)[0] for line in lines if "extra ==" not in line)

    def package_version(self, name: str) -> str | None:
        """Return the version of a Python package; None if it is not installed."""
        try:
            return version(name)
        except PackageNotFoundError:
            return None

    def load_engine(self) -> None:
        """Load WeasyPrint. Raises SetupError if Pango is missing."""
        from brief.press.engine.engine import load_weasyprint

        load_weasyprint()

    def patch_status(self) -> str:
        """Return the state of WeasyPrint's patches. Raises SetupError if Pango is missing."""
        from brief.press.weasyprint_patches import patch_status

        self.load_engine()
        return patch_status()

    def library_version(self, name: str) -> str:
        """Return the version of one of LIBRARIES. Raises OSError if it cannot be loaded."""
        files = LIBRARIES[name]
        file = files[{"darwin": 1, "win32": 2}.get(sys.platform, 0)]
        loaded = ctypes.CDLL(file)
        if name == "Fontconfig":
            number = int(loaded.FcGetVersion())
            return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
        ask = loaded.pango_version_string if name == "Pango" else loaded.hb_version_string
        ask.restype = ctypes.c_char_p
        return (ask() or b"").decode("ascii", "replace")

    def find_tool(self, name: str) -> str | None:
        """Return the path of a program; None if it is not on the PATH."""
        return shutil.which(name)

    def has_family(self, family: str, own: Path) -> bool:
        """Return whether a font family is installed, or is in the brand's fonts folder `own`."""
        from brief.press.fonts.families import find_family

        return bool(find_family(family, own))

    def cache_path(self) -> Path:
        """Return the cache folder. Raises SetupError if none can be written."""
        from brief.project import cache_folder

        return cache_folder()

    def terminal_encoding(self) -> str:
        """Return the encoding of standard error."""
        return sys.stderr.encoding or "ascii"


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check.

    `ok` is None for a missing part that is not needed here; `remedy` says what to do.
    """

    name: str
    ok: bool | None
    detail: str
    remedy: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the check as JSON-ready data; `status` is ok, missing or optional."""
        status = {True: "ok", False: "missing", None: "optional"}[self.ok]
        entry = {"name": self.name, "status": status, "found": self.detail}
        return {**entry, "remedy": self.remedy}
