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

LEAST_PYTHON = (3, 11)
SHOWN = ("weasyprint", "pikepdf", "pydantic")
"""The packages whose versions are told: the others only if they lack."""

TOOLS = {
    "pdftoppm": "pictures of pages, to look at",
    "verapdf": "a second opinion on PDF/A and PDF/UA",
}


def check_up(machine: Machine, start: Path | None = None) -> Iterator[Check]:
    """Yield what brief needs and whether it is there; the project is the one around `start`."""
    from brief.doctor.project import check_project

    steps: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
        ("Python", lambda: _python(machine)),
        ("packages", lambda: _packages(machine)),
        ("page setting", lambda: _libraries(machine)),
        ("cache", lambda: _cache(machine)),
        ("press profile", lambda: _condition(machine)),
        ("terminal", lambda: _terminal(machine)),
        ("tools", lambda: _tools(machine)),
        ("project", lambda: check_project(machine, start)),
    )
    for name, step in steps:
        try:
            yield from step()
        except ContentError as problem:
            for finding in problem.findings:
                where = f"{finding.place}: " if finding.place else ""
                yield Check(name, good=False, found=where + finding.message, remedy=finding.remedy)
        except BriefError as problem:
            yield Check(name, good=False, found=problem.message, remedy=problem.remedy)
        except ImportError as problem:
            package = (problem.name or "").partition(".")[0] or str(problem)
            remedy = "install brief again: what it depends on comes along"
            yield Check(name, good=False, found=f"{package} cannot be loaded", remedy=remedy)
        except Exception as problem:  # noqa: BLE001 - a broken machine may answer anything
            said = f"cannot be looked at ({type(problem).__name__}: {problem})"
            yield Check(name, good=False, found=said)


def _python(machine: Machine) -> Iterator[Check]:
    found = machine.python()
    good = found[:2] >= LEAST_PYTHON
    least = ".".join(map(str, LEAST_PYTHON))
    remedy = "" if good else f"brief needs Python {least} or newer"
    yield Check("Python", good, ".".join(map(str, found)), remedy)


def _packages(machine: Machine) -> Iterator[Check]:
    """Yield one check for brief with what it stands on, and one for each package that lacks."""
    versions = {name: machine.package(name) for name in machine.requirements()}
    shown = ", ".join(f"{name} {machine.package(name)}" for name in SHOWN)
    lacking = [name for name, found in versions.items() if found is None]
    yield Check("brief", good=True, found=f"{__version__} with {shown}".replace(" None", " (none)"))
    for name in lacking:
        yield Check(name, good=False, found="not installed", remedy=f"pip install {name}")


def _libraries(machine: Machine) -> Iterator[Check]:
    """Yield the libraries that text is set with; WeasyPrint itself must be able to load them."""
    remedy = how_to_install("pango", machine.platform(), "install the text library Pango")
    for name in LIBRARIES:
        try:
            yield Check(name, good=True, found=machine.library(name) or "there")
        except (OSError, AttributeError) as problem:
            yield Check(name, good=False, found=f"not found ({problem})", remedy=remedy)
    try:
        machine.load_engine()
    except SetupError as problem:
        yield Check("page setting", good=False, found=problem.message, remedy=remedy)
    else:
        yield Check("page setting", good=True, found="pages can be set")


def _cache(machine: Machine) -> Iterator[Check]:
    folder = machine.cache()
    yield Check("cache", good=True, found=f"{folder} can be written")


def _condition(machine: Machine) -> Iterator[Check]:
    """Yield the press's colour profile, which only `--profile press` needs."""
    try:
        found = machine.printing_condition()
    except SetupError as problem:
        remedy = how_to_install("icc", machine.platform(), problem.remedy)
        said = f"{problem.message}; only --profile press needs it"
        yield Check("press profile", good=None, found=said, remedy=remedy)
    else:
        yield Check("press profile", good=True, found=found)


def _terminal(machine: Machine) -> Iterator[Check]:
    encoding = machine.encoding()
    whole = encoding.lower().replace("-", "") in {"utf8", "utf8sig"}
    remedy = "" if whole else "choose a UTF-8 locale, as in LC_ALL=C.UTF-8; files are UTF-8 anyway"
    said = encoding if whole else f"{encoding}, which lacks many letters: they are shown as ?"
    yield Check("terminal", True if whole else None, said, remedy)


def _tools(machine: Machine) -> Iterator[Check]:
    for name, purpose in TOOLS.items():
        if found := machine.tool(name):
            yield Check(name, good=True, found=f"{found}: {purpose}")
            continue
        remedy = how_to_install(name, machine.platform(), f"install {name} if you want it")
        yield Check(name, good=None, found=f"not found; for {purpose}", remedy=remedy)
