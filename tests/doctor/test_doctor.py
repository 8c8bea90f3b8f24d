"""`brief doctor` on machines that lack one thing or another."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief.doctor.checks import run_checks
from brief.doctor.environment import Check, Machine
from brief.doctor.install_hints import COMMANDS, how_to_install, this_platform
from brief.errors import SetupError
from brief.press.weasyprint_patches import PATCHED_VERSION

if TYPE_CHECKING:
    from tests.workspace import Workspace


class Whole(Machine):
    """A machine that has all it needs, and is the same everywhere."""

    def python_version(self) -> tuple[int, int, int]:
        return (3, 13, 1)

    def platform_name(self) -> str:
        return "debian"

    def package_version(self, name: str) -> str | None:
        return f"1.{len(name)}"

    def load_engine(self) -> None:
        return None

    def patch_status(self) -> str:
        return "active"

    def library_version(self, name: str) -> str:
        return f"{len(name)}.0"

    def find_tool(self, name: str) -> str | None:
        return f"/usr/bin/{name}"

    def has_family(self, family: str, own: Path) -> bool:
        return bool(family) and own.name == "fonts"

    def cache_path(self) -> Path:
        return Path("cache/brief")

    def terminal_encoding(self) -> str:
        return "utf-8"


def found(machine: Machine, start: Path) -> dict[str, Check]:
    checks = list(run_checks(machine, start))
    by_name = {check.name: check for check in checks}
    assert len(by_name) == len(checks)
    return by_name


@pytest.fixture
def root(workspace: Workspace) -> Path:
    assert workspace.briefing("tides", "de", "it").run("schema").code == 0
    return workspace.root


def test_a_whole_machine_lacks_nothing(root: Path) -> None:
    checks = found(Whole(), root)
    assert {check.name: check.detail for check in checks.values() if check.ok is not True} == {}
    assert not any(check.remedy for check in checks.values())
    assert checks["project"].detail == f"{root} with 1 briefing in de, it"


@pytest.mark.parametrize(
    ("status", "reason", "remedy"),
    [
        ("switched off", "BRIEF_TUNING=off is set", "unset BRIEF_TUNING"),
        (
            "other version",
            f"they are for WeasyPrint {PATCHED_VERSION}, and 1.10 is installed",
            f"for faster builds: pip install weasyprint=={PATCHED_VERSION}",
        ),
    ],
)
def test_missing_patches_of_weasyprint_are_reported_with_their_cost(
    root: Path, status: str, reason: str, remedy: str
) -> None:
    class Unpatched(Whole):
        def patch_status(self) -> str:
            return status

    check = found(Unpatched(), root)["WeasyPrint patches"]
    detail = f"not active: {reason}; builds take about a third longer"
    assert (check.ok, check.detail, check.remedy) == (None, detail, remedy)


def test_this_machine_can_make_pages(root: Path) -> None:
    checks = found(Machine(), root)
    assert [check for check in checks.values() if check.ok is False] == []
    assert checks["Pango"].detail.startswith("1.")
    assert checks["HarfBuzz"].detail[0].isdigit()
    assert checks["Fontconfig"].detail.count(".") == 2


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("debian", "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("fedora", "dnf install pango harfbuzz"),
        ("alpine", "apk add pango harfbuzz-subset"),
        ("arch", "pacman -S pango harfbuzz"),
        ("macos", "brew install pango"),
        ("windows", "in an MSYS2 shell: pacman -S mingw-w64-ucrt-x86_64-pango"),
    ],
)
def test_without_pango_the_platform_s_own_command_is_named(
    root: Path, platform: str, command: str
) -> None:
    class Bare(Whole):
        def platform_name(self) -> str:
            return platform

        def library_version(self, name: str) -> str:
            msg = f"{name}: no such file"
            raise OSError(msg)

        def load_engine(self) -> None:
            msg = "pages cannot be set: the text library Pango is not installed"
            raise SetupError(msg)

    checks = found(Bare(), root)
    for name in ("Pango", "HarfBuzz", "Fontconfig", "page setting"):
        assert checks[name].ok is False
        assert checks[name].remedy == command
    assert checks["project"].ok, "what comes after is looked at all the same"


def test_an_unknown_platform_is_told_of_all() -> None:
    said = how_to_install("pango", "", "install Pango")
    assert said.startswith("install Pango (")
    assert all(command.partition(" ")[0] in said for command in COMMANDS.values())
    assert how_to_install("fonts-noto-core", "arch", "ask the author") == "ask the author"


@pytest.mark.parametrize(
    ("system", "release", "platform"),
    [
        ("linux", 'ID=ubuntu\nID_LIKE="debian"\n', "debian"),
        ("linux", 'NAME="Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ("linux", "ID=fedora\n", "fedora"),
        ("linux", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("linux", "ID=alpine\n", "alpine"),
        ("linux", "ID=manjaro\nID_LIKE=arch\n", "arch"),
        ("linux", 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', "suse"),
        ("linux", "ID=plan9\nnonsense\n", ""),
        ("linux", None, ""),
        ("darwin", None, "macos"),
        ("win32", None, "windows"),
    ],
)
def test_the_platform_is_told_from_what_the_system_says(
    tmp_path: Path, system: str, release: str | None, platform: str
) -> None:
    file = tmp_path / "os-release"
    if release is not None:
        file.write_text(release)
    assert this_platform(system, file) == platform


def test_an_old_python_and_a_missing_package_are_told(root: Path) -> None:
    class Old(Whole):
        def python_version(self) -> tuple[int, int, int]:
            return (3, 9, 2)

        def package_version(self, name: str) -> str | None:
            return None if name == "pikepdf" else "1"

    checks = found(Old(), root)
    assert checks["Python"].ok is False
    assert "3.11 or newer" in checks["Python"].remedy
    assert checks["pikepdf"].remedy == "pip install pikepdf"


def test_what_is_not_needed_here_is_optional(root: Path) -> None:
    class Poor(Whole):
        def find_tool(self, name: str) -> str | None:
            return "" if name else None

        def terminal_encoding(self) -> str:
            return "ANSI_X3.4-1968"

    checks = found(Poor(), root)
    assert [check.ok for check in checks.values()].count(False) == 0
    assert checks["pdftoppm"].remedy == "apt-get install poppler-utils"
    assert "LC_ALL" in checks["terminal"].remedy


def test_fonts_are_needed_for_the_project_s_languages_and_optional_for_others(root: Path) -> None:
    class Fontless(Whole):
        def has_family(self, family: str, own: Path) -> bool:
            return "Hebrew" not in family and family != "Fira Sans" and own.name == "fonts"

    checks = found(Fontless(), root)
    assert checks["font Fira Sans"].ok is False
    assert "fontpkg-fira-sans" in checks["font Fira Sans"].remedy
    assert checks["font Noto Sans Hebrew"].ok is None
    assert checks["font Noto Sans Hebrew"].remedy == "apt-get install fonts-noto-core"
    text = (root / "content/tides/de.yaml").read_text()
    (root / "content/tides/he.yaml").write_text(text)
    assert found(Fontless(), root)["font Noto Sans Hebrew"].ok is False


def test_whatever_a_broken_machine_answers_the_rest_is_looked_at(root: Path) -> None:
    class Broken(Whole):
        def python_version(self) -> tuple[int, int, int]:
            raise ZeroDivisionError

        def package_version(self, name: str) -> str | None:
            raise ModuleNotFoundError(name, name="importlib_metadata.core")

        def cache_path(self) -> Path:
            msg = "there is no folder to keep fonts in"
            raise SetupError(msg, "name one that can be written in XDG_CACHE_HOME")

        def terminal_encoding(self) -> str:
            raise RuntimeError

    checks = found(Broken(), root)
    assert {name for name, check in checks.items() if check.ok is False} == {
        "Python", "packages", "cache", "terminal",
    }  # fmt: skip
    assert "importlib_metadata cannot be loaded" in checks["packages"].detail
    assert "XDG_CACHE_HOME" in checks["cache"].remedy


def test_without_a_project_the_way_to_one_is_named(tmp_path: Path) -> None:
    checks = found(Whole(), tmp_path)
    assert checks["project"].ok is None
    assert "brief init" in checks["project"].remedy
    assert "42 of 42 languages" in checks["fonts"].detail


def test_a_project_s_own_troubles_are_told_with_their_place(workspace: Workspace) -> None:
    workspace.briefing("tides", "de").write("brief.yaml", "papr: a4\nbrand: nobody\n")
    project = [check for check in run_checks(Whole(), workspace.root) if check.name == "project"]
    assert [check.ok for check in project] == [True, False]
    assert "brief.yaml:1:1" in project[1].detail
    workspace.write("brief.yaml", "brand: nobody\n")
    project = [check for check in run_checks(Whole(), workspace.root) if check.name == "project"]
    assert "nobody" in project[1].detail


def test_schemas_of_another_brief_are_told(root: Path) -> None:
    path = root / "schemas" / "edition.schema.json"
    path.write_text("{}")
    check = found(Whole(), root)["schemas"]
    assert (check.ok, check.remedy) == (None, "brief schema")
    assert "edition.schema.json" in check.detail


def test_the_packages_are_those_that_brief_depends_on(checkout: Path) -> None:
    declared = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]["dependencies"]
    found = Machine().required_packages()
    assert "weasyprint" in found
    assert "fontpkg-spectral" in found
    assert len(found) == len(declared)
    assert all(Machine().package_version(name) for name in found)


def test_the_command_reports_to_people_and_to_machines(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "de").run("doctor", "--json")
    told = json.loads(run.out)
    assert run.code == 0, run.err
    assert told["ok"] is True
    statuses = {check["name"]: check["status"] for check in told["checks"]}
    assert statuses["Pango"] == "ok"
    assert statuses["schemas"] == "optional"
    assert "✓ Pango" in run.err
    assert "– schemas" in run.err


def test_what_is_missing_is_exit_code_1(workspace: Workspace) -> None:
    workspace.write("brief.yaml", "papr: a4\n")
    run = workspace.run("doctor", "--json")
    assert run.code == 1
    assert run.json["ok"] is False
