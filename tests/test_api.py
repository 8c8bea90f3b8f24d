"""The public Python interface, used as a stranger would use it."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import brief

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace


def test_every_public_name_exists() -> None:
    assert all(getattr(brief, name) is not None for name in brief.__all__)
    assert dir(brief) == sorted(brief.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(brief, "nothing")  # noqa: B009 - mypy would refuse it


@pytest.mark.parametrize("before", ["", "import brief.build; ", "from brief.build import Report; "])
def test_build_can_be_called_whatever_was_imported_before(before: str) -> None:
    code = f"{before}from brief import build; import brief.build as b; assert callable(build) and b"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_brief_loads_no_other_module_of_it() -> None:
    code = "import brief, sys; print([name for name in sys.modules if name.startswith('brief.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_briefing_is_read(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    from_path = brief.read(workspace.root, "tides")
    from_project = brief.read(brief.find_project(workspace.root), "tides")
    assert isinstance(from_path, brief.Briefing)
    assert list(from_path.editions) == list(from_project.editions) == ["de", "it"]
    with pytest.raises(brief.UsageError):
        brief.read(str(workspace.root), "harbour")


def test_errors_in_content_are_findings(workspace: Workspace) -> None:
    workspace.briefing("tides", "de").write("content/tides/de.yaml", "titel: x\n")
    with pytest.raises(brief.ContentError) as caught:
        brief.read(workspace.root, "tides")
    assert "unknown-key" in {finding.code for finding in caught.value.findings}
    assert all(isinstance(finding, brief.Finding) for finding in caught.value.findings)
    assert issubclass(brief.ContentError, brief.BriefError)


def test_a_pdf_is_built_and_checked(workspace: Workspace) -> None:
    workspace.briefing("tides", "de")
    seen: list[str] = []
    report = brief.build(
        brief.find_project(workspace.root),
        brief.Request(jobs=1),
        lambda slug, _done, _total: seen.append(slug),
    )
    assert isinstance(report, brief.Report)
    (result,) = report.results
    assert (result.slug, result.language, result.pages) == ("tides", "de", 1)
    assert "tides" in seen
    assert result.path
    assert brief.check(result.path) == brief.check(str(result.path))
    assert [found.code for found in brief.check(result.path.read_bytes())] == [
        found.code for found in brief.check(result.path)
    ]
    assert {found.code for found in brief.check(b"no PDF")} == {"pdf-damaged"}


def test_the_example_of_the_documentation_works(
    workspace: Workspace, checkout: Path, tmp_path: Path
) -> None:
    text = (checkout / "docs/api.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    workspace.briefing("harbour", "de")
    (tmp_path / "briefings").symlink_to(workspace.root)
    run = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("harbour {'de': ")
    assert run.stdout.endswith("harbour.de.pdf 1 page, 0 errors\n")
