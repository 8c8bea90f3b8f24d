"""The imports of a package as a graph, and what is wrong with them."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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


def inside(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the imports from one module of the package to another."""
    for module, targets in graph.items():
        yield from ((module, target) for target in sorted(targets & graph.keys()))


def packages(graph: Graph) -> set[str]:
    """Return the packages that have packages in them."""
    folders = {module.rpartition(".")[0] for module in graph} - {""}
    return {folder.rpartition(".")[0] for folder in folders} - {""}


def places(order: Mapping[str, tuple[str, ...]], package: str) -> dict[str, int]:
    """Return the number of the line on which each part of a package is."""
    return {name: number for number, line in enumerate(order[package]) for name in line.split()}


def without_place(graph: Graph, order: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the parts that are in no list, and the packages without one."""
    missing = [f"{package} has no list" for package in sorted(packages(graph) - order.keys())]
    for package in order:
        depth = package.count(".") + 1
        below = (module for module in graph if module.startswith(f"{package}."))
        parts = {module.split(".")[depth] for module in below}
        listed = places(order, package).keys()
        missing += [f"{package}.{name} has no place" for name in sorted(parts - listed)]
        missing += [f"{package}.{name} does not exist" for name in sorted(listed - parts)]
    return missing


def ways_back(
    graph: Graph,
    order: Mapping[str, tuple[str, ...]],
    independent: Mapping[str, tuple[str, ...]],
) -> list[str]:
    """Return the imports that run against the order of a package, or that are never allowed."""
    wrong = []
    for module, target in inside(graph):
        ours, theirs = module.split("."), target.split(".")
        common = next(
            (at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other),
            min(len(ours), len(theirs)),
        )
        package = ".".join(ours[:common])
        if package in order and common < min(len(ours), len(theirs)):
            lines = places(order, package)
            if lines[theirs[common]] > lines[ours[common]]:
                wrong.append(f"{module} imports {target}")
    for package, never in independent.items():
        wrong += [
            f"{module} imports {target}"
            for module, target in inside(graph)
            if f"{module}.".startswith(f"{package}.")
            and any(f"{target}.".startswith(f"{other}.") for other in never)
        ]
    return sorted(set(wrong))


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


def wide_folders(package: Path, limit: int) -> dict[str, int]:
    """Return the folders of code with too many entries, and how many they have.

    `__init__.py` and `py.typed` do not count.
    """
    found = {}
    for folder in {path.parent for path in package.rglob("*.py")}:
        names = [path.name for path in folder.iterdir()]
        entries = [name for name in names if not name.startswith((".", "__", "py.typed"))]
        if len(entries) > limit:
            found[folder.relative_to(package.parent).as_posix()] = len(entries)
    return found
