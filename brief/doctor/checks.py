"""The checks of `brief doctor`, in order; a failing check does not stop the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief import __version__
from brief.doctor.environment import LIBRARIES, Check
from brief.doctor.install_hints import how_to_install
from brief.doctor.versions import describe_patches
from brief.errors import BriefError, ContentError, SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from brief.doctor.environment import Machine

    Step = tuple[str, Callable[[], Iterator[Check]]]

MIN_PYTHON = (3, 11)
SHOWN_PACKAGES = ("weasyprint", "pikepdf", "pydantic")
"""The packages whose versions are shown; the others are shown only if they are missing."""

TOOLS = {
    "pdftoppm": "images of pages",
    "verapdf": "a second check of PDF/A and PDF/UA",
}


def run_checks(machine: Machine, start: Path | None = None) -> Iterator[Check]:
    """Yield the result of every check; the project is the one that contains `start`."""
    from brief.doctor.project import check_project

    steps: tuple[Step, ...] = (
        ("Python", lambda: _check_python(machine)),
        ("packages", lambda: _check_packages(machine)),
        ("page setting", lambda: _check_libraries(machine)),
        ("WeasyPrint patches", lambda: _check_patches(machine)),
        ("cache", lambda: _check_cache(machine)),
        ("terminal", lambda: _check_terminal(machine)),
        ("tools", lambda: _check_tools(machine)),
        ("project", lambda: check_project(machine, start)),
    )
    yield from run_steps(steps)


def run_steps(steps: Iterable[Step]) -> Iterator[Check]:
    """Yield the results of all steps; an exception is a failed check with the step's name."""
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
            remedy = "install brief again, which installs its dependencies"
            yield Check(name, ok=False, detail=f"{package} cannot be loaded", remedy=remedy)
        except Exception as problem:  # noqa: BLE001 - a broken machine may answer anything
            detail = f"cannot be checked ({type(problem).__name__}: {problem})"
            yield Check(name, ok=False, detail=detail)


def _check_python(machine: Machine) -> Iterator[Check]:
    found = machine.python_version()
    good = found[:2] >= MIN_PYTHON
    least = ".".join(map(str, MIN_PYTHON))
    remedy = "" if good else f"brief needs Python {least} or newer"
    yield Check("Python", good, ".".join(map(str, found)), remedy)


def _check_packages(machine: Machine) -> Iterator[Check]:
    """Yield one check for brief and its main packages, and one for each missing package."""
    shown = ", ".join(f"{name} {machine.package_version(name)}" for name in SHOWN_PACKAGES)
    yield Check("brief", ok=True, detail=f"{__version__} with {shown}".replace(" None", " (none)"))
    missing = (it for it in machine.required_packages() if machine.package_version(it) is None)
    for name in missing:
        yield Check(name, ok=False, detail="not installed", remedy=f"pip install {name}")


def _check_libraries(machine: Machine) -> Iterator[Check]:
    """Yield a check of each text library, and whether WeasyPrint can load them."""
    remedy = how_to_install("pango", machine.platform_name(), "install the text library Pango")
    for name in LIBRARIES:
        try:
            yield Check(name, ok=True, detail=machine.library_version(name) or "present")
        except (OSError, AttributeError) as problem:
            yield Check(name, ok=False, detail=f"not found ({problem})", remedy=remedy)
    try:
        machine.load_engine()
    except SetupError as problem:
        yield Check("page setting", ok=False, detail=problem.message, remedy=remedy)
    else:
        yield Check("page setting", ok=True, detail="WeasyPrint can make pages")


def _check_patches(machine: Machine) -> Iterator[Check]:
    """Yield whether the faster versions of WeasyPrint's functions are in use."""
    from brief.press.weasyprint_patches import ENV_SWITCH, PATCHED_VERSION

    try:
        status = machine.patch_status()
    except SetupError:  # reported as "page setting"
        return
    remedies = {
        "switched off": f"unset {ENV_SWITCH}",
        "other version": f"for faster builds: pip install weasyprint=={PATCHED_VERSION}",
    }
    ok = True if status == "active" else None
    detail = describe_patches(machine)
    yield Check("WeasyPrint patches", ok, detail, remedies.get(status, ""))


def _check_cache(machine: Machine) -> Iterator[Check]:
    yield Check("cache", ok=True, detail=f"{machine.cache_path()} can be written")


def _check_terminal(machine: Machine) -> Iterator[Check]:
    encoding = machine.terminal_encoding()
    is_utf8 = encoding.lower().replace("-", "") in {"utf8", "utf8sig"}
    remedy = "" if is_utf8 else "set a UTF-8 locale, as in LC_ALL=C.UTF-8; files are always UTF-8"
    detail = encoding if is_utf8 else f"{encoding}, which lacks many letters; they are shown as ?"
    yield Check("terminal", True if is_utf8 else None, detail, remedy)


def _check_tools(machine: Machine) -> Iterator[Check]:
    for name, purpose in TOOLS.items():
        if found := machine.find_tool(name):
            yield Check(name, ok=True, detail=f"{found}: {purpose}")
            continue
        remedy = how_to_install(name, machine.platform_name(), f"install {name} if you want it")
        yield Check(name, ok=None, detail=f"not found; used for {purpose}", remedy=remedy)
