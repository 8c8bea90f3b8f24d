"""What was measured on, and whether anything else was running there."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which

from brief import __version__

BUSY = 0.25  # of the cores, at work on something else
PACKAGES = ("weasyprint", "playwright", "typst")


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine, before anything was measured; `load` is that of the last minute."""

    processor: str
    cores: int
    load: float
    date: str
    versions: tuple[str, ...]

    @property
    def busy(self) -> bool:
        """Whether so much else is running that the figures are not to be trusted."""
        return self.load > BUSY * self.cores

    def caption(self) -> str:
        """Return a line for below a table."""
        cores = f"{self.cores} cores" if self.cores != 1 else "1 core"
        words = f"{self.date}; {self.processor}, {cores}; {', '.join(self.versions)}"
        if self.busy:
            words += (
                f". **The machine was busy** (load {self.load:.1f} before the start): measure again"
            )
        return f"{words}."


def this_machine() -> Machine:
    """Look at the machine; to be called before anything is measured."""
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else _all_cores(),
        load=os.getloadavg()[0],
        date=datetime.now(tz=UTC).date().isoformat(),
        versions=tuple(_versions()),
    )


def _all_cores() -> int:
    return os.cpu_count() or 1


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _versions() -> list[str]:
    found = [f"brief {__version__}", f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    if program := which("chromium"):
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
        found += [" ".join(said.stdout.split()[:2])] if said.stdout else []
    return found
