"""What prints the pages, by name and version: enough to know that two machines print the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest

from brief.storage import toolchain
from brief.storage.toolchain import PRINTING_PACKAGES, TRANSPORT_PACKAGES, toolchain_parts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

HARMLESS = {
    "annotated-types",
    "pycparser",  # reads C declarations once, when cffi's modules are built
    "pydantic-core",  # pinned by pydantic
    "setuptools",
    "typing-extensions",
    "typing-inspection",
    "webencodings",
}
"""What is loaded, too, and makes no difference to a page."""


def parts_in(folder: Path) -> dict[str, str]:
    """Return the parts as the brief in that folder tells them."""
    code = (
        "import json; from brief.storage.toolchain import *; print(json.dumps(toolchain_parts()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, cwd=folder
    )
    found: dict[str, str] = json.loads(run.stdout)
    return found


@pytest.fixture
def elsewhere(tmp_path: Path, checkout: Path) -> Path:
    """Return a folder with a copy of brief."""
    shutil.copytree(checkout / "brief", tmp_path / "brief")
    return tmp_path


def test_it_does_not_matter_where_brief_lies(elsewhere: Path) -> None:
    assert parts_in(elsewhere) == toolchain_parts()


@pytest.mark.parametrize("name", ["press/job/model.py", "editorial/locale/catalogue/de.yaml"])
def test_a_changed_line_of_brief_is_another_part(elsewhere: Path, name: str) -> None:
    file = elsewhere / "brief" / name
    file.write_text(file.read_text("utf-8") + "\n# changed\n", "utf-8")
    theirs, ours = parts_in(elsewhere), toolchain_parts()
    assert {name for name in ours if ours[name] != theirs[name]} == {"brief"}


def test_the_parts_are_the_versions_that_are_installed() -> None:
    parts = toolchain_parts()
    for name in ("weasyprint", "pydyf", "libpango-1.0", "libharfbuzz"):
        assert parts[name][0].isdigit(), (name, parts[name])
    assert parts["Python"] == f"cpython {sys.version_info.major}.{sys.version_info.minor}"
    assert parts["libharfbuzz-subset"].count(".so") == 0


@pytest.mark.slow
def test_all_that_printing_loads_is_a_part(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand()
    code = """\
import sys
from pathlib import Path
from brief.build import Request, build
from brief.project import Project
for profile in ("screen", "office", "press"):
    build(Project(Path(sys.argv[1])), Request(profiles=(profile,), fresh=True, jobs=1), print)
print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
"""
    run = subprocess.run(
        [sys.executable, "-c", code, str(workspace.root)],
        capture_output=True,
        text=True,
        check=True,
    )
    owners = packages_distributions()
    loaded = {
        owner.lower().replace("_", "-")
        for module in run.stderr.splitlines()[-1].split()
        for owner in owners.get(module, ())
    }
    assert "weasyprint" in loaded
    clients = {"jinja2", "markupsafe", "pyyaml", "markdown-it-py", "mdurl", "pebble", "segno"}
    fonts = {owner for owner in loaded if owner.startswith("fontpkg-")}
    unlisted = loaded - {*PRINTING_PACKAGES, *TRANSPORT_PACKAGES} - HARMLESS - clients - fonts
    assert unlisted - {"briefpress"} == set()


def test_a_library_is_told_from_those_whose_names_begin_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("libharfbuzz.so.0.60000.0", "libharfbuzz-icu.so.0.60000.0", "libharfbuzz.a"):
        (tmp_path / name).touch()
    monkeypatch.setattr(toolchain, "LIBRARY_FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(toolchain, "TEXT_LIBRARIES", ("libharfbuzz", "libharfbuzz-subset"))
    assert toolchain._list_library_files() == {"libharfbuzz.so.0.60000.0"}
    parts = toolchain.toolchain_parts.__wrapped__()
    assert (parts["libharfbuzz"], parts["libharfbuzz-subset"]) == ("0.60000.0", "")
