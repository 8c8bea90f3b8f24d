"""The checks of `brief doctor`: one after the other, and none stops the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief import __version__
from brief.doctor.environment import LIBRARIES, Check
from brief.doctor.install_hints import how_to_install
from brief.errors import BriefError, ContentError, SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from brief.doctor.environment import Machine

MIN_PYTHON = (3, 11)
SHOWN_PACKAGES = ("weasyprint", "pikepdf", "pydantic")
"""The packages whose versions are told: the others only if they lack."""

TOOLS = {
    "pdftoppm": "pictures of pages, to look at",
    "verapdf": "a second opinion on PDF/A and PDF/UA",
}


def run_checks(machine: Machine, start: Path | None = None) -> Iterator[Check]:
    """Yield what brief needs and whether it is there; the project is the one around `start`."""
    from brief.doctor.project import check_project

    steps: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
        ("Python", lambda: _check_python(machine)),
        ("packages", lambda: _check_packages(machine)),
        ("page setting", lambda: _check_libraries(machine)),
        ("cache", lambda: _check_cache(machine)),
        ("press profile", lambda: _check_press_profile(machine)),
        ("terminal", lambda: _check_terminal(machine)),
        ("tools", lambda: _check_tools(machine)),
        ("project", lambda: check_project(machine, start)),
    )
    for name, step in steps:
        try:
            yield from step()
        except ContentError as problem:
            for finding in problem.findings:
                where = f"{finding.place}: " if finding.place else ""
                yield Check(name, ok=False, detail=where + finding.message, remedy=finding.remedy)
        except BriefError as problem:
            yield Check(name, ok=False, detail=problem.message, remedy=problem.remedy)
        except ImportError as problem:
            package = (problem.name or "").partition(".")[0] or str(problem)
            remedy = "install brief again: what it depends on comes along"
            yield Check(name, ok=False, detail=f"{package} cannot be loaded", remedy=remedy)
        except Exception as problem:  # noqa: BLE001 - a broken machine may answer anything
            said = f"cannot be looked at ({type(problem).__name__}: {problem})"
            yield Check(name, ok=False, detail=said)


def _check_python(machine: Machine) -> Iterator[Check]:
    found = machine.python_version()
    good = found[:2] >= MIN_PYTHON
    least = ".".join(map(str, MIN_PYTHON))
    remedy = "" if good else f"brief needs Python {least} or newer"
    yield Check("Python", good, ".".join(map(str, found)), remedy)


def _check_packages(machine: Machine) -> Iterator[Check]:
    """Yield one check for brief with what it stands on, and one for each package that lacks."""
    versions = {name: machine.package_version(name) for name in machine.required_packages()}
    shown = ", ".join(f"{name} {machine.package_version(name)}" for name in SHOWN_PACKAGES)
    lacking = [name for name, found in versions.items() if found is None]
    yield Check("brief", ok=True, detail=f"{__version__} with {shown}".replace(" None", " (none)"))
    for name in lacking:
        yield Check(name, ok=False, detail="not installed", remedy=f"pip install {name}")


def _check_libraries(machine: Machine) -> Iterator[Check]:
    """Yield the libraries that text is set with; WeasyPrint itself must be able to load them."""
    remedy = how_to_install("pango", machine.platform_name(), "install the text library Pango")
    for name in LIBRARIES:
        try:
            yield Check(name, ok=True, detail=machine.library_version(name) or "there")
        except (OSError, AttributeError) as problem:
            yield Check(name, ok=False, detail=f"not found ({problem})", remedy=remedy)
    try:
        machine.load_engine()
    except SetupError as problem:
        yield Check("page setting", ok=False, detail=problem.message, remedy=remedy)
    else:
        yield Check("page setting", ok=True, detail="pages can be set")


def _check_cache(machine: Machine) -> Iterator[Check]:
    folder = machine.cache_path()
    yield Check("cache", ok=True, detail=f"{folder} can be written")


def _check_press_profile(machine: Machine) -> Iterator[Check]:
    """Yield the press's colour profile, which only `--profile press` needs."""
    try:
        found = machine.printing_condition()
    except SetupError as problem:
        remedy = how_to_install("icc", machine.platform_name(), problem.remedy)
        said = f"{problem.message}; only --profile press needs it"
        yield Check("press profile", ok=None, detail=said, remedy=remedy)
    else:
        yield Check("press profile", ok=True, detail=found)


def _check_terminal(machine: Machine) -> Iterator[Check]:
    encoding = machine.terminal_encoding()
    whole = encoding.lower().replace("-", "") in {"utf8", "utf8sig"}
    remedy = "" if whole else "choose a UTF-8 locale, as in LC_ALL=C.UTF-8; files are UTF-8 anyway"
    said = encoding if whole else f"{encoding}, which lacks many letters: they are shown as ?"
    yield Check("terminal", True if whole else None, said, remedy)


def _check_tools(machine: Machine) -> Iterator[Check]:
    for name, purpose in TOOLS.items():
        if found := machine.find_tool(name):
            yield Check(name, ok=True, detail=f"{found}: {purpose}")
            continue
        remedy = how_to_install(name, machine.platform_name(), f"install {name} if you want it")
        yield Check(name, ok=None, detail=f"not found; for {purpose}", remedy=remedy)
