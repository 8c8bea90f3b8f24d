"""veraPDF finds personal copies as archivable and accessible as the PDF they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.design.brand.brand import load_brand
from brief.prepress.personal_style import make_personal_style
from brief.press.personal.template import open_personal_template
from brief.press.preflight.inspect import inspect_file
from brief.project import Project
from tests.languages import write_briefing
from tests.test_standards import vera
from tests.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

NAMES = ("A. Reader", "محمد الفاتح", "张伟", "אברהם", "Nguyễn Ấn")
EDITIONS = ("de", "it", "ar", "ja", "hi")


@pytest.fixture(scope="module")
def editions(tides: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return PDFs of both layouts, in several scripts."""
    found = {"de": tides.pdf("de"), "it": tides.pdf("it")}
    for tag in ("ar", "ja", "hi"):
        made = Workspace(tmp_path_factory.mktemp(tag))
        write_briefing(made, tag, 1200)
        run = made.run("build", "--lang", tag)
        assert made.pdf(tag).exists(), run.err
        found[tag] = made.pdf(tag)
    run = tides.run("build", "--lang", "de+it", "--out", "shared")
    assert run.code == 0, run.err
    found["de+it"] = tides.root / "shared" / "tides.de+it.pdf"
    return found


@pytest.fixture(scope="module")
def copies(editions: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("copies")
    brand = load_brand(Project(folder), "house")
    paths = []
    for tag, path in editions.items():
        style = make_personal_style(brand, tag.split("+", maxsplit=1)[0])
        template = open_personal_template(path.read_bytes(), style)
        for number, name in enumerate(NAMES):
            copy = folder / f"{tag}-{number}.pdf"
            copy.write_bytes(template.make_copy(name))
            paths.append(copy)
    return paths


def test_verapdf_finds_copies_archivable_and_accessible(copies: list[Path]) -> None:
    lines = vera("ua1,3a", copies)
    assert [line for line in lines if not line.startswith("PASS")] == []
    assert len(lines) == 2 * len(copies) == 2 * len(NAMES) * (len(EDITIONS) + 1)


def test_the_preflight_finds_nothing(copies: list[Path]) -> None:
    findings = {path.name: inspect_file(path, path.name) for path in copies}
    assert {name: found for name, found in findings.items() if found} == {}
