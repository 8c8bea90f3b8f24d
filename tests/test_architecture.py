"""Imports run one way, in every package; heavy libraries have one door each; files stay small."""

from __future__ import annotations

import re
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

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

ORDER = {
    "brief": (
        "errors findings language_tags project storage",
        "editorial",
        "press",
        "design",
        "prepress",
        "build",
        "delivery scaffold",
        "doctor",
        "cli",
        "__main__",
    ),
    "brief.delivery": (
        "folder private_database tokens",
        "subscribers transport",
        "message journal",
        "inbox",
        "sending",
    ),
    "brief.delivery.transport": (
        "reply envelope folder_name",
        "transport_error verdict",
        "secrets tls login",
        "connection imap_connection",
        "content",
        "smtp imap",
    ),
    "brief.delivery.inbox": (
        "contracts returned headers",
        "reports",
        "reader memory",
        "poll",
        "opening web",
    ),
    "brief.delivery.subscribers": (
        "model",
        "address values reasons schema rows",
        "store export",
        "reading",
        "importer undo person erasure",
    ),
    "brief.delivery.message": (
        "model view headers mime style plain_text remote_loads verification",
        "links pictures signer templates",
        "edition",
        "composer",
    ),
    "brief.delivery.sending": (
        "ports pace",
        "doors",
        "planning",
        "delivering dispatcher witness run",
        "campaign dry_run proof",
    ),
    "brief.editorial": (
        "locale prose",
        "yaml",
        "numbers fields",
        "models",
        "key_figures schema",
        "agreement",
        "briefing",
        "citations importing",
    ),
    "brief.editorial.importing": (
        "document language_detection",
        "formats",
        "structure",
        "figures",
        "round_trip_check file_writer",
        "request",
        "importer",
    ),
    "brief.editorial.numbers": ("quantity", "text", "lexicon", "readers", "comparison"),
    "brief.editorial.numbers.readers": (
        "token_stream units names",
        "spelled numerals quantity_factory ordinals",
        "time",
        "amounts compounds",
        "reader",
    ),
    "brief.press": (
        "job fonts weasyprint_patches weasyprint_types",
        "pdf",
        "engine",
        "copyfit colour",
        "preflight prediction personal",
        "cache print_group",
        "execution",
    ),
    "brief.press.execution": ("forkserver local forkserver_preload", "cluster"),
    "brief.press.personal": (
        "bidi font",
        "shaping font_objects place",
        "name_line update",
        "template",
    ),
    "brief.press.preflight": (
        "pdf",
        "rules",
        "context",
        "checks",
        "engine_warnings page_checks text_checks",
        "inspect",
    ),
    "brief.design": (
        "build_cache qr lookup citation",
        "text",
        "brand",
        "view bilingual_page",
        "layout",
        "page presentation",
        "stylesheets",
    ),
    "brief.cli": (
        "options usage_errors sarif formats terminal crash_report watch help",
        "commands delivery",
        "app",
    ),
}
"""For each package with packages in it, its parts in the order of imports.

A part imports only from those on earlier lines, and from others on its own line; no modules import
each other. The package's own module, `__init__`, may import any of its parts, and the parts it.
"""

INDEPENDENT = {
    "brief.press": ("brief.editorial", "brief.design"),  # the press knows no YAML and no brand
}
"""What a package never imports, whatever the order says."""

# The libraries with one door, and the modules that may open it.
DOORS = {
    "dask": r"brief\.press\.execution\.cluster\.dask_client",
    "distributed": r"brief\.press\.execution\.cluster\.(dask_client|worker_tasks)",
    "typer": r"brief\.cli(\..+)?",
    "weasyprint": r"brief\.press\.(engine\.(drawing|engine|release)|weasyprint_patches(\..+)?)",
}

# Where the name of an import is not the name of its distribution.
DISTRIBUTIONS = {
    "css_inline": "css-inline",
    "dkim": "dkimpy",
    "dns": "dnspython",
    "email_validator": "email-validator",
    "fontTools": "fonttools",
    "markdown_it": "markdown-it-py",
    "PIL": "pillow",
    "pydantic_core": "pydantic",
    "yaml": "pyyaml",
}


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
    assert wide_folders(checkout / "brief", MAX_ENTRIES) == {}


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
