"""The leading figure keeps clear of its label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.workspace import TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

SERIES = "{2023: 9100, 2024: 12300, 2025: 18400}"


def char_boxes(path: Path, text: str) -> list[tuple[float, float, float, float]]:
    """Return the inked boxes of the characters of a text where it is largest, in points."""
    with pypdfium2.PdfDocument(path) as document:
        reader = document[0].get_textpage()
        starts = [it.start() for it in re.finditer(re.escape(text), reader.get_text_range())]
        found = [[reader.get_charbox(at + n) for n in range(len(text))] for at in starts]
    return max(found, key=lambda boxes: boxes[0][3] - boxes[0][1])


@pytest.mark.parametrize(("tag", "label"), [("en", "ships a year"), ("ja", "入港する船の数")])
def test_its_comma_is_above_the_label(workspace: Workspace, tag: str, label: str) -> None:
    figure = f"  - {{id: ships, value: 18400, additional: yes, lead: yes, series: {SERIES}}}"
    workspace.briefing("tides", "en")
    workspace.change("content/tides/briefing.yaml", "key_figures:", f"key_figures:\n{figure}")
    text = TEXTS["en"].replace("key_figures:", f"key_figures:\n  ships: {label}")
    (workspace.root / "content" / "tides" / "en.yaml").unlink()
    workspace.write(f"content/tides/{tag}.yaml", text)
    run = workspace.run("build", "--brand", "plain")
    assert run.code == 0, run.err
    number, name = (char_boxes(workspace.pdf(f"{tag}.plain"), it) for it in ("18,400", label))
    assert min(bottom for _, bottom, _, _ in number) > max(top for *_, top in name)
