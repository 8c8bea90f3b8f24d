"""The documentation is true: named files exist, links lead somewhere, pictures are current."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.architecture_picture import PICTURE, draw_picture, find_imports, part, reduce_imports
from tests.imports import import_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATHS = re.compile(r"`((?:[\w-]+/)*[\w-]+(?:/|\.(?:py|yaml|md|svg|html|css)))`")
LINKS = re.compile(r"\]\((?!https?:|mailto:)([\w./-]+)")


def pages(checkout: Path) -> Iterator[Path]:
    yield from (checkout / name for name in ("README.md", "CONTRIBUTING.md"))
    yield from sorted((checkout / "docs").glob("*.md"))


def test_links_between_pages_lead_somewhere(checkout: Path) -> None:
    found = [(page, link) for page in pages(checkout) for link in LINKS.findall(page.read_text())]
    assert len(found) > 20
    assert [(page.name, link) for page, link in found if not (page.parent / link).exists()] == []


def test_files_that_the_architecture_names_exist(checkout: Path) -> None:
    named = PATHS.findall((checkout / "docs" / "architecture.md").read_text("utf-8"))
    assert len(named) > 50
    tops = {path.name for path in (checkout / "brief").iterdir()}
    ours = [name for name in named if name.split("/")[0] in tops]
    assert len(ours) > 40
    assert [name for name in ours if not (checkout / "brief" / name).exists()] == []


def test_files_that_contributing_names_exist(checkout: Path) -> None:
    text = (checkout / "CONTRIBUTING.md").read_text("utf-8")
    named = [name for name in PATHS.findall(text) if name.startswith(("brief/", "tests/"))]
    assert len(named) > 8
    assert [name for name in named if not (checkout / name).exists()] == []


def test_the_picture_of_the_architecture_is_current(checkout: Path) -> None:
    graph = import_graph(checkout / "brief")
    assert {part(module) for module in graph} - {""} == set(find_imports(graph))
    assert PICTURE.read_text("utf-8") == draw_picture(graph)


def test_imports_that_follow_from_others_are_not_drawn() -> None:
    imports = {"a": {"b", "c"}, "b": {"c"}, "c": set[str]()}
    assert reduce_imports(imports) == {"a": {"b"}, "b": {"c"}, "c": set()}
