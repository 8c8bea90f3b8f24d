"""The options of a build."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Progress = Callable[[str, int, int], None]
    """Called with the current briefing, the number done, and the number to do."""

NOT_PAGE_OPTIONS = ("slugs", "out", "jobs", "fresh", "cluster", "start_workers_early")
"""Options that decide which pages are made, where and how, but do not change a page."""


@dataclass(frozen=True, slots=True)
class Request:
    """The options of a build; empty means "as the project and the briefings say".

    A language is `it`, or `de+it` for both on one page; with `duplex`, on the two sides of a sheet.
    With `strict`, a warning forbids the output as an error does. `jobs` is the number of processes
    that print, 0 for one per core. `fresh` ignores what earlier builds made. `cluster` is the
    address of a Dask scheduler whose workers print instead of this machine. With
    `start_workers_early`, the worker processes start as soon as something has changed: useful where
    this process ends with the build.
    """

    slugs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    brand: str = ""
    layout: str = ""
    paper: str = ""
    duplex: bool = False
    profiles: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    jobs: int = 0
    fresh: bool = False
    cluster: str = ""
    start_workers_early: bool = False

    @property
    def process_count(self) -> int:
        """The number of processes that may print."""
        return self.jobs or os.cpu_count() or 1

    def page_options(self) -> str:
        """Return the options that change pages, as text."""
        names = (item.name for item in fields(self) if item.name not in NOT_PAGE_OPTIONS)
        return repr([(name, getattr(self, name)) for name in names])
