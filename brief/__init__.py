"""Turn structured content into branded, print-ready one-page PDFs in several languages.

The public interface: `build` makes PDFs, `check` inspects a PDF, `read` reads a briefing. All
other names here are the types that these take, return and raise. They are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.build import Report, Request, Result, build
    from brief.editorial.briefing import Briefing
    from brief.errors import (
        BriefError,
        ContentError,
        ProjectError,
        RenderError,
        SetupError,
        UsageError,
    )
    from brief.findings import Finding, Place, Related, Severity
    from brief.project import Project, find_project

__version__ = "0.1.0"

__all__ = [
    "BriefError",
    "Briefing",
    "ContentError",
    "Finding",
    "Place",
    "Project",
    "ProjectError",
    "Related",
    "RenderError",
    "Report",
    "Request",
    "Result",
    "SetupError",
    "Severity",
    "UsageError",
    "__version__",
    "build",
    "check",
    "find_project",
    "read",
]

_MODULES = {
    "brief.build": ("Report", "Request", "Result"),
    "brief.editorial.briefing": ("Briefing",),
    "brief.errors": (
        *("BriefError", "ContentError", "ProjectError", "RenderError", "SetupError", "UsageError"),
    ),
    "brief.findings": ("Finding", "Place", "Related", "Severity"),
    "brief.project": ("Project", "find_project"),
}


def check(pdf: Path | str | bytes) -> tuple[Finding, ...]:
    """Return the findings about a PDF of any program, given as a path or as its bytes.

    It is read in this process, without limits; `brief check` limits memory and time. Raises OSError
    if the file cannot be read.
    """
    from brief.press.preflight import inspect_file

    if isinstance(pdf, bytes):
        return tuple(inspect_file(pdf, "document.pdf"))
    path = Path(pdf)
    return tuple(inspect_file(path, path.as_posix()))


def read(project: Project | Path | str, slug: str) -> Briefing:
    """Return a briefing with all its editions; the project may be given by a path inside it.

    Raises ContentError with all errors in its files, UsageError if the briefing does not exist,
    and ProjectError if the path is not in a project.
    """
    from brief.editorial.briefing import read_briefing, read_settings
    from brief.project import Project, find_project

    found = project if isinstance(project, Project) else find_project(Path(project))
    return read_briefing(found, read_settings(found), slug)


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that `brief --help` stays quick (PEP 562)."""
    if name == "build":  # this module is callable, because it has the name of its function
        return import_module("brief.build")
    module = next((module for module, names in _MODULES.items() if name in names), None)
    if module is None:
        msg = f"module 'brief' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(module), name)


def __dir__() -> list[str]:
    return sorted(__all__)
