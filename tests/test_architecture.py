"""Imports run one way, heavy libraries have one door each, files stay small."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LONGEST_FILE = 300

# Each part imports only from the lines above its own; those of the first may import each other.
LAYERS = (
    {"__init__", "errors", "findings", "project", "storage"},
    {"editorial"},
    {"design"},
    {"press"},
    {"output", "report", "sourcekey"},
    {"ledger"},
    {"standing"},
    {"assignment"},
    {"making"},
    {"build"},
    {"delivery", "preview", "starting"},
    {"cli"},
    {"__main__"},
)

# The libraries with one door, and the modules that may open it.
DOORS = {
    "dask": r"brief\.press\.switchboard",
    "distributed": r"brief\.press\.(switchboard|remote)",
    "typer": r"brief\.cli(\..+)?",
    "weasyprint": r"brief\.press\.(engine|tuning(\..+)?)",
}

# Where the name of an import is not the name of its distribution.
DISTRIBUTIONS = {
    "fontTools": "fonttools",
    "markdown_it": "markdown-it-py",
    "PIL": "pillow",
    "pydantic_core": "pydantic",
    "yaml": "pyyaml",
}

Graph = dict[str, set[str]]


def modules(package: Path) -> dict[str, Path]:
    """Return every module of the package on disk by its full name; a folder has its __init__'s."""
    found = {}
    for path in package.rglob("*.py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(tree: ast.AST, module: str, *, is_package: bool) -> Iterator[str]:
    """Yield what a module imports, wherever in it: in functions, for types only, by importlib."""
    folder = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=source, names=names, level=level):
                above = folder[: len(folder) - level + 1] if level else []
                base = ".".join([*above, *([source] if source else [])])
                yield from (f"{base}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


def home(name: str, known: Mapping[str, Path]) -> str:
    """Return the module that a name is found in: itself, or the one of that class or function."""
    while name not in known and "." in name:
        name = name.rpartition(".")[0]
    return name


def import_graph(package: Path) -> Graph:
    """Return what each module imports: modules of the package, and other libraries by top name."""
    known = modules(package)
    graph: Graph = {}
    for module, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"), path)
        graph[module] = set()
        for name in imported(tree, module, is_package=path.name == "__init__.py"):
            if name.split(".")[0] != package.name:
                graph[module].add(name.split(".")[0])
                continue
            graph[module].add(home(name, known))
        graph[module].discard(module)
    return graph


def part(module: str) -> str:
    """Return the part of the house that a module belongs to."""
    return [*module.split("."), "__init__"][1]


def layer(module: str) -> int:
    """Return the number of a module's layer; a part without one is an error."""
    for number, parts in enumerate(LAYERS):
        if part(module) in parts:
            return number
    msg = f"{module} has no place in LAYERS"
    raise LookupError(msg)


def inside(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the imports from one module of the package to another."""
    for module, targets in graph.items():
        yield from ((module, target) for target in sorted(targets & graph.keys()))


def ways_back(graph: Graph) -> list[str]:
    """Return the imports that run against the layers, or between neighbours in one."""
    wrong = []
    for module, target in inside(graph):
        ours, theirs = layer(module), layer(target)
        siblings = ours == theirs and (part(module) == part(target) or ours == 0)
        if theirs > ours or (ours == theirs and not siblings):
            wrong.append(f"{module} imports {target}")
    return wrong


def cycle(graph: Graph) -> list[str]:
    """Return modules that import each other in a ring, or nothing."""
    own = {module: targets & graph.keys() for module, targets in graph.items()}
    try:
        TopologicalSorter(own).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring
    return []


def forced_doors(graph: Graph, doors: Mapping[str, str]) -> list[str]:
    """Return the imports of a library by a module that may not."""
    return [
        f"{module} imports {library}"
        for module, targets in graph.items()
        for library, allowed in doors.items()
        if library in targets and not re.fullmatch(allowed, module)
    ]


@pytest.fixture(scope="module")
def graph(checkout: Path) -> Graph:
    return import_graph(checkout / "brief")


def test_every_module_on_disk_is_seen(checkout: Path, graph: Graph) -> None:
    files = list((checkout / "brief").rglob("*.py"))
    assert len(graph) == len(files) > 20
    folders = {path.parent for path in files}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
    assert "brief.findings" in graph["brief.errors"], "imports for types only are seen"


def test_imports_run_one_way(graph: Graph) -> None:
    assert ways_back(graph) == []


def test_no_modules_import_each_other(graph: Graph) -> None:
    assert cycle(graph) == []


def test_heavy_libraries_have_one_door(graph: Graph) -> None:
    assert forced_doors(graph, DOORS) == []
    assert "weasyprint" in graph["brief.press.engine"]


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
    assert [f"{path}: {lines}" for path, lines in lengths.items() if lines > LONGEST_FILE] == []


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
    "delivery/__init__.py": "import brief.preview\n",
    "preview/__init__.py": "",
    "cli/__init__.py": "import typer\n",
}


@pytest.fixture
def planted(tmp_path: Path) -> Graph:
    for name, source in PLANTED.items():
        path = tmp_path / "brief" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return import_graph(tmp_path / "brief")


def test_planted_ways_back_are_found(planted: Graph) -> None:
    assert sorted(ways_back(planted)) == [
        "brief.delivery imports brief.preview",
        "brief.editorial.models imports brief.press.engine",
    ]


def test_a_planted_ring_is_found(planted: Graph) -> None:
    assert set(cycle(planted)) == {"brief.editorial.figures", "brief.editorial.words"}
    assert "brief.errors" in planted["brief.editorial.figures"]


def test_a_planted_second_door_is_found(planted: Graph) -> None:
    assert forced_doors(planted, DOORS) == ["brief.press.fonts imports weasyprint"]


def test_a_part_without_a_layer_is_found(planted: Graph) -> None:
    with pytest.raises(LookupError, match="helpers has no place"):
        ways_back({**planted, "brief.helpers": {"brief"}})
