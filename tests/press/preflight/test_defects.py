"""Every planted defect is found by its own code, and by no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.locale.language_detection import find_other_language
from brief.findings import Severity
from brief.press.pdf.reader import PdfReader
from brief.press.preflight import inspect_built, inspect_file
from brief.press.preflight.rules import RULES
from tests.press.preflight.defects import DEFECTS
from tests.press.preflight.planting import Defect, planted

if TYPE_CHECKING:
    from brief.findings import Finding
    from tests.workspace import Workspace

FOUND_ELSEWHERE = {
    "pdf-damaged",
    "pdf-too-large",
    "pdf-encrypted",
    "claim-missing",
    "watermark-only",
}


def inspect_bytes(pdf: bytes) -> list[Finding]:
    with PdfReader(pdf) as opened:
        return inspect_built(opened)


def test_a_sound_file_has_no_finding(sound: bytes) -> None:
    assert inspect_file(sound, "sound.pdf") == []
    assert inspect_bytes(sound) == []


def test_a_sound_sheet_for_the_press_has_no_finding(press: bytes) -> None:
    assert inspect_file(press, "press.pdf") == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_is_found(defect: Defect, sound: bytes, press: bytes) -> None:
    broken = planted(press if defect.press else sound, defect)
    found = inspect_file(broken, "broken.pdf", find_other_language)
    assert {finding.code for finding in found} == {defect.code, *defect.also}
    assert {str(it.severity) for it in found if it.code == defect.code} == {defect.severity}
    for finding in found:
        assert finding.place
        assert finding.place.path == "broken.pdf"
        assert finding.message
        assert finding.remedy


def test_every_rule_has_its_defect() -> None:
    assert len(DEFECTS) > 40
    found = {defect.code for defect in DEFECTS if not defect.code.startswith("pdfx-")}
    general = {code for code in RULES if not code.startswith("pdfx-")}
    assert found | FOUND_ELSEWHERE == general


def test_a_faint_watermark_is_noted_where_it_is_all_that_says_so(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="status: draft\n")
    assert workspace.run("build").code == 0
    assert inspect_bytes(workspace.pdf("en").read_bytes()) == []  # the head says it too
    workspace.layout(markup='<p class="watermark">{{ page.watermark }}</p>')
    assert workspace.run("build", "--layout", "own").code == 0
    (finding,) = inspect_bytes(workspace.pdf("en.own").read_bytes())
    assert (finding.code, finding.severity) == ("watermark-only", Severity.NOTE)
    assert "“Draft”" in finding.message
    workspace.change("content/tides/en.yaml", "kicker: Ports", "kicker: Ports (draft)")
    assert workspace.run("build").code == 0
    assert inspect_bytes(workspace.pdf("en").read_bytes()) == []
