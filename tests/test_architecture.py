"""Imports run one way, in every package; heavy libraries have one door each; files stay small."""

from __future__ import annotations

import re
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.import_doors import DISTRIBUTIONS, DOORS
from tests.import_order import INDEPENDENT, ORDER
from tests.imports import (
    cycle,
    forced_doors,
    import_graph,
    ways_back,
    wide_folders,
    without_place,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.imports import Graph

MAX_LINES = 300
MAX_ENTRIES = 14
MAX_PARTS = 16
"""Entries of the top folder, whose parts the picture in docs/architecture.md shows."""


@pytest.fixture(scope="module")
def graph(checkout: Path) -> Graph:
    return import_graph(checkout / "brief")


def test_every_module_on_disk_is_seen(checkout: Path, graph: Graph) -> None:
    files = list((checkout / "brief").rglob("*.py"))
    assert len(graph) == len(files) > 20
    folders = {path.parent for path in files}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
    assert "brief.findings" in graph["brief.errors"], "imports for types only are seen"


def test_every_part_has_a_place(graph: Graph) -> None:
    assert without_place(graph, ORDER) == []


def test_imports_run_one_way(graph: Graph) -> None:
    assert ways_back(graph, ORDER, INDEPENDENT) == []


def test_no_modules_import_each_other(graph: Graph) -> None:
    # `brief` itself loads its public names lazily (tests/test_api.py), so that all may import it.
    assert cycle({**graph, "brief": set()}) == []


def test_heavy_libraries_have_one_door(graph: Graph) -> None:
    assert forced_doors(graph, DOORS) == []
    assert "weasyprint" in graph["brief.press.engine.engine"]


def test_every_library_is_a_declared_dependency(checkout: Path, graph: Graph) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lines = [*project["dependencies"], *(line for extra in extras for line in extra)]
    declared = {re.split(r"[^\w-]", line)[0] for line in lines}
    libraries = set().union(*graph.values()) - graph.keys() - sys.stdlib_module_names
    assert {DISTRIBUTIONS.get(name, name) for name in libraries} - declared == set()


def test_files_stay_small(checkout: Path) -> None:
    sources = [*(checkout / "brief").rglob("*.py"), *(checkout / "tests").rglob("*.py")]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    assert [f"{path}: {lines}" for path, lines in lengths.items() if lines > MAX_LINES] == []


def test_folders_stay_small(checkout: Path) -> None:
    wide = wide_folders(checkout / "brief", MAX_ENTRIES)
    assert wide.pop("brief", 0) <= MAX_PARTS
    assert wide == {}


PLANTED = {
    "__init__.py": "",
    "errors.py": "",
    "editorial/__init__.py": "",
    "editorial/models.py": "def late() -> None:\n    from brief.press import engine\n",
    "editorial/words.py": "if TYPE_CHECKING:\n    from brief.editorial.figures import Figure\n",
    "editorial/figures.py": "from . import words\nfrom .. import errors\n",
    "press/__init__.py": "",
    "press/engine.py": "import weasyprint.text\n",
    "press/fonts.py": "import_module('weasyprint')\n",
    "press/job/__init__.py": "",
    "press/job/model.py": "from brief.press import fonts\n",
    "press/job/urls.py": "import brief.editorial.words\n",
    "cli/__init__.py": "import typer\n",
}
PLANTED_ORDER = {
    "brief": ("errors", "editorial", "press", "cli"),
    "brief.press": ("job", "engine fonts"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, source in PLANTED.items():
        path = tmp_path / "brief" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return tmp_path / "brief"


@pytest.fixture
def planted(folder: Path) -> Graph:
    return import_graph(folder)


def test_planted_ways_back_are_found(planted: Graph) -> None:
    assert ways_back(planted, PLANTED_ORDER, INDEPENDENT) == [
        "brief.editorial.models imports brief.press.engine",
        "brief.press.job.model imports brief.press.fonts",
        "brief.press.job.urls imports brief.editorial.words",
    ]


def test_a_planted_ring_is_found(planted: Graph) -> None:
    assert set(cycle(planted)) == {"brief.editorial.figures", "brief.editorial.words"}
    assert "brief.errors" in planted["brief.editorial.figures"]


def test_a_planted_second_door_is_found(planted: Graph) -> None:
    doors = {"weasyprint": r"brief\.press\.engine"}
    assert forced_doors(planted, doors) == ["brief.press.fonts imports weasyprint"]


def test_a_part_without_a_place_is_found(planted: Graph) -> None:
    order = {"brief": ("errors helpers", "editorial", "press")}
    assert without_place(planted, order) == [
        "brief.press has no list",
        "brief.cli has no place",
        "brief.helpers does not exist",
    ]


def test_a_planted_wide_folder_is_found(folder: Path) -> None:
    assert wide_folders(folder, MAX_ENTRIES) == {}
    for number in range(MAX_ENTRIES):
        (folder / "press" / f"part_{number}.py").touch()
    assert wide_folders(folder, MAX_ENTRIES) == {"brief/press": MAX_ENTRIES + 3}
