"""Draws the packages of brief, and which imports which: docs/images/architecture.svg.

`python -m tests.architecture_picture` writes it again after a change of the imports.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from tests.imports import import_graph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.imports import Graph

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURE = CHECKOUT / "docs" / "images" / "architecture.svg"
BASE = "base"
BASE_PARTS = ("errors", "findings", "language_tags", "project", "storage")
WIDTH, LINE, PADDING = 760, 16, 10


class Box(NamedTuple):
    """Where a package is drawn, in pixels, and what it does."""

    left: int
    top: int
    width: int
    purpose: str


BOXES = {
    "cli": Box(230, 10, 300, "one module per command"),
    "translation": Box(20, 100, 220, "XLIFF out, translations in"),
    "doctor": Box(20, 190, 200, "what this machine lacks"),
    "preview": Box(280, 100, 220, "the pages in a browser"),
    "delivery": Box(540, 100, 200, "mail: who got what"),
    "build": Box(250, 190, 260, "what has changed; make it; remember it"),
    "scaffold": Box(540, 190, 200, "init, new, schemas"),
    "prepress": Box(240, 280, 250, "briefing + brand → a press job"),
    "design": Box(230, 365, 300, "brand, layout, typography → HTML"),
    "editorial": Box(20, 475, 340, "YAML → models; do the languages agree?"),
    "press": Box(400, 475, 340, "HTML, CSS, fonts → PDF and findings"),
    BASE: Box(160, 620, 440, "files, places and findings, for all others"),
}


def part(module: str) -> str:
    """Return the box that a module is drawn in, or "" for the package's own module."""
    name = [*module.split("."), ""][1]
    if name in BASE_PARTS:
        return BASE
    return "" if name.startswith("_") else name


def find_imports(graph: Graph) -> dict[str, set[str]]:
    """Return which box imports which, directly or through another one."""
    found: dict[str, set[str]] = {name: set() for name in BOXES}
    for module, targets in graph.items():
        for target in targets & graph.keys():
            ours, theirs = part(module), part(target)
            if ours in found and theirs in found and ours != theirs:
                found[ours].add(theirs)
    return found


def reduce_imports(imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return the imports without those that follow from others (transitive reduction)."""

    def reach(name: str) -> set[str]:
        return set().union(*({target} | reach(target) for target in imports[name]))

    return {
        name: {
            target
            for target in targets
            if not any(target in reach(other) for other in targets - {target})
        }
        for name, targets in imports.items()
    }


def list_parts(graph: Graph, box: str) -> list[str]:
    """Return the packages in a box; for the base, its modules and packages."""
    if box == BASE:
        return list(BASE_PARTS)
    names = {module.split(".")[2] for module in graph if module.startswith(f"brief.{box}.")}
    return sorted(
        name for name in names if any(m.startswith(f"brief.{box}.{name}.") for m in graph)
    )


def draw_picture(graph: Graph) -> str:
    """Return the picture as SVG."""
    parts = {name: wrap(list_parts(graph, name), BOXES[name].width) for name in BOXES}
    heights = {name: 2 * PADDING + LINE * (2 + len(lines)) for name, lines in parts.items()}
    bottom = max(box.top + heights[name] for name, box in BOXES.items()) + 10
    drawn = [
        line
        for name, targets in reduce_imports(find_imports(graph)).items()
        for target in sorted(targets)
        for line in [draw_arrow(name, target, heights)]
    ]
    for name, box in BOXES.items():
        middle = box.left + box.width / 2
        drawn.append(
            f'<rect x="{box.left}" y="{box.top}" width="{box.width}" height="{heights[name]}" '
            'rx="4"/>'
        )
        lines = [
            ("name", name),
            ("purpose", box.purpose),
            *(("part", text) for text in parts[name]),
        ]
        for number, (kind, text) in enumerate(lines):
            baseline = box.top + PADDING + LINE * number + 12
            drawn.append(
                f'<text class="{kind}" x="{middle:g}" y="{baseline}">{escape(text)}</text>'
            )
    body = "\n".join(drawn)
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom}" role="img">
<title>The packages of brief; an arrow leads from a package to one that it imports</title>
<style>
text {{ font: 12px "Fira Sans", sans-serif; fill: #1a1a1a; text-anchor: middle }}
.name {{ font-weight: 600; font-size: 14px }}
.part {{ fill: #555 }}
rect {{ fill: #fff; stroke: #555 }}
line {{ stroke: #888; stroke-width: 1.5; marker-end: url(#head) }}
#head path {{ fill: #888 }}
@media (prefers-color-scheme: dark) {{
  text {{ fill: #eee }} .part {{ fill: #bbb }} rect {{ fill: #1b1f24; stroke: #999 }}
}}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"
orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
{body}
</svg>
"""


def wrap(names: list[str], width: int) -> list[str]:
    """Return the names in lines that fit a box of that width."""
    lines: list[str] = []
    for name in names:
        joined = f"{lines[-1]} · {name}" if lines else name
        if lines and len(joined) * 6.2 < width - 2 * PADDING:
            lines[-1] = joined
        else:
            lines.append(name)
    return lines


def draw_arrow(source: str, target: str, heights: Mapping[str, int]) -> str:
    """Return the arrow from the lower edge of a box to the upper edge of another."""
    start, end = BOXES[source], BOXES[target]
    low, high = max(start.left, end.left), min(start.left + start.width, end.left + end.width)
    shared = (low + high) / 2
    first, last = (
        (shared, shared)
        if low + 40 < high
        else (
            min(max(end.left + end.width / 2, start.left + 30), start.left + start.width - 30),
            min(max(start.left + start.width / 2, end.left + 30), end.left + end.width - 30),
        )
    )
    upper, lower = start.top + heights[source], end.top - 1
    return f'<line x1="{first:g}" y1="{upper}" x2="{last:g}" y2="{lower}"/>'


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(draw_picture(import_graph(CHECKOUT / "brief")), "utf-8")


if __name__ == "__main__":
    main()
