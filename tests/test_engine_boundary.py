"""Only a few modules see WeasyPrint's boxes; all others read the page model."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOMS = re.compile(
    r"press/(engine/.*|weasyprint_patches/.*|weasyprint_types\.py"
    r"|pdf/(structure_tree|writer)\.py)"
)
"""The modules that may read boxes."""
TYPES = "brief.press.weasyprint_types"
PRIVATE = {"_page_box", "_box", "all_children", "element_tag"}
"""Attributes of WeasyPrint's pages and boxes."""


def find_violations(source: str) -> Iterator[str]:
    """Yield what a module does that only the rooms may do."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=name) if name in PRIVATE:
                yield f"{node.lineno}: .{name}"
            case ast.Compare() if any(map(is_class_name, [node.left, *node.comparators])):
                yield f"{node.lineno}: type(…).__name__ compared"
            case ast.ImportFrom(module=module) if module == TYPES:
                yield f"{node.lineno}: imports {TYPES}"


def is_class_name(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(attr="__name__", value=ast.Call(func=ast.Name(id="type"))):
            return True
    return False


def test_only_the_rooms_read_boxes(checkout: Path) -> None:
    package = checkout / "brief"
    inside, found = 0, []
    for path in (package / "press").rglob("*.py"):
        name = path.relative_to(package).as_posix()
        violations = list(find_violations(path.read_text(encoding="utf-8")))
        if ROOMS.fullmatch(name):
            inside += bool(violations)
        else:
            found += [f"{name}:{it}" for it in violations]
    assert found == []
    assert inside >= 4, "the rule sees what the rooms do"


@pytest.mark.parametrize(
    "planted",
    [
        "page._page_box.height",
        "child = box._box",
        "for child in box.all_children(): pass",
        "box.element_tag == 'li'",
        "if type(box).__name__ == 'LineBox': pass",
        "type(box).__name__ in {'LineBox'}",
        f"from {TYPES} import WeasyBox",
    ],
)
def test_the_rule_finds_a_violation(planted: str) -> None:
    assert len(list(find_violations(planted))) == 1
