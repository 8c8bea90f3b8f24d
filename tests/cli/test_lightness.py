"""How little brief loads for what takes no work."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

# Typer, and what it loads by itself.
FRAME = {"annotated_doc", "shellingham", "typer", "typing_extensions"}
# What Typer takes to read the options of a command.
OPTIONS = {"annotated_types", "pydantic", "pydantic_core", "typing_inspection"}

LISTING = """
import sys
from brief.cli import main
sys.argv = ["brief", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
for name, module in list(sys.modules.items()):
    if "site-packages" in (getattr(module, "__file__", None) or "") or name.startswith("brief"):
        print("LOADED", name)
"""


def loaded(checkout: Path, folder: Path, *arguments: str) -> set[str]:
    """Return the modules of brief, and the other libraries by their top names, that are loaded."""
    run = subprocess.run(
        [sys.executable, "-c", LISTING, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(checkout), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    names = [
        line.removeprefix("LOADED ")
        for line in run.stdout.splitlines()
        if line.startswith("LOADED ")
    ]
    ours = {name for name in names if name.split(".")[0] == "brief"}
    others = {name.split(".")[0] for name in names} - {"brief"}
    return ours | {name for name in others if not name.startswith("_")}


@pytest.mark.parametrize("command", [(), ("build",), ("check",), ("list",), ("import",)])
def test_help_loads_the_frame_alone(
    checkout: Path, workspace: Workspace, command: tuple[str, ...]
) -> None:
    found = loaded(checkout, workspace.root, *command, "--help")

    libraries = {name for name in found if name.split(".")[0] != "brief"}
    assert "typer" in libraries
    assert libraries - FRAME <= (OPTIONS if command else set())
    parts = {name.split(".")[1] for name in found if name.startswith("brief.")}
    assert parts <= {"cli", "errors", "findings", "project"}


def test_a_build_of_nothing_loads_nothing_that_makes_pages(
    checkout: Path, workspace: Workspace
) -> None:
    workspace.briefing("tides", "en")
    first = loaded(checkout, workspace.root, "build", "--jobs", "1")
    assert {"weasyprint", "yaml", "brief.editorial.models.content"} <= first

    second = loaded(checkout, workspace.root, "build")

    assert {name for name in second if name.split(".")[0] != "brief"} <= FRAME | OPTIONS
    assert {name for name in second if name.startswith(("brief.design", "brief.press"))} <= {
        "brief.press",
        "brief.press.job",
        "brief.press.job.profile",
    }
    assert {name for name in second if name.startswith("brief.editorial.")} <= {
        "brief.editorial.models",
        "brief.editorial.models.folders",
    }
