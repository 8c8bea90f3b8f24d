"""The bundled layouts have every part of the contract with the press, also the optional ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.design.layout.layout import load_layout
from brief.press.job.page_contract import FOOTER, HEADLINE, NUMBER, VALUE, get_end_id
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["onepager", "parallel", "short", "briefing-chart"])
def test_a_bundled_layout_has_every_part(name: str, tmp_path: Path) -> None:
    layout = load_layout(Project(tmp_path), name)
    template = "".join(
        path.read_text("utf-8")
        for path in (layout.folder / "page.html", layout.folder.parent / "parts" / "parts.html")
    )
    ids = [FOOTER, *map(get_end_id, layout.data.regions)]
    assert [it for it in ids if f'id="{it}"' not in template] == []
    assert [it for it in (VALUE, NUMBER) if f'class="{it}' not in template] == []
    assert f"<{HEADLINE}" in template
