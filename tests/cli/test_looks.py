"""Each folder in tests/looks is one failure of a brand or layout: exactly its findings.

A folder holds the files that are wrong (brand.yaml, layout.yaml, page.html) and expected.txt, a
line for each finding: place, code, and a part of the remedy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.workspace import BRAND, PAGE

if TYPE_CHECKING:
    from tests.workspace import Workspace

LOOKS = Path(__file__).parent.parent / "looks"
NAMES = sorted(folder.name for folder in LOOKS.iterdir() if folder.is_dir())
LAYOUT = "regions: [main]\nmargins: {a4: {top: 9, sides: 9, bottom: 9}}\n"
SOUND = {
    "styles/brands/own/brand.yaml": BRAND,
    "layouts/own/layout.yaml": LAYOUT,
    "layouts/own/page.html": PAGE,
}


def findings(workspace: Workspace, name: str) -> list[dict[str, Any]]:
    """Return the findings of a project with that brand or layout."""
    workspace.briefing("tides", "en").write("brief.yaml", "brand: own\nlayout: own\n")
    for path, sound in SOUND.items():
        file = LOOKS / name / Path(path).name
        workspace.write(path, file.read_text("utf-8") if file.is_file() else sound)
    run = workspace.run("build", "--json")
    assert "Traceback" not in run.err
    return [dict(item) for item in run.json["findings"]]


def test_there_are_looks_for_every_failure() -> None:
    assert len(NAMES) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_errors_of_a_brand_or_layout_have_place_and_remedy(workspace: Workspace, name: str) -> None:
    expected = (LOOKS / name / "expected.txt").read_text("utf-8").splitlines()
    reported = findings(workspace, name)
    shown = [f"{item['path']}:{item['line']}:{item['col']} {item['code']}" for item in reported]
    assert shown == [line.partition(" | ")[0] for line in expected]
    for item, line in zip(reported, expected, strict=True):
        assert line.partition(" | ")[2] in item["remedy"]
        assert item["message"]
        assert str(workspace.root) not in item["message"] + item["remedy"], (
            "no path of this machine"
        )
        if item["line"]:
            text = (workspace.root / item["path"]).read_text("utf-8").splitlines()
            assert item["source"] == text[item["line"] - 1]
