"""Layouts take colours and fonts from the brand, lay out quickly, and read both ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import tinycss2
from tinycss2.color4 import parse_color

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLOUR_FUNCTIONS = {
    *("color", "device-cmyk", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "rgb", "rgba"),
}
NO_COLOURS = {"currentcolor", "transparent"}

# What `font` may say besides the family; a family is a custom property.
FONT_WORDS = {"inherit", "initial", "unset", "normal", "italic", "bold", "small-caps"}

SIDES = {"left", "right"}
PHYSICAL = re.compile(r"(margin|padding|border)-(left|right)(-.+)?|left|right")
TURNING = {"text-align", "float", "clear"}
FOUR_SIDED = {"margin", "padding", "inset", "border-width", "border-style", "border-color"}

MARKUP_COLOURS = re.compile(
    r"""\b(?:fill|stroke|color|bgcolor|stop-color|flood-color)\s*=\s*["']?+(?!currentColor|none|\{\{)"""
)
INLINE_STYLE = re.compile(r"<style\b|\sstyle\s*=(?![\"']--)|<font\b", re.IGNORECASE)
"""What styles a page outside of a sheet; a custom property only passes a value to one."""

Tokens = list[object]


def declarations(nodes: Iterable[object], *, page: bool = False) -> Iterator[tuple[object, bool]]:
    """Yield every declaration and @font-face of a sheet, and whether it stands in @page.

    A page box has no writing direction of its own, so there left and right are what they say.
    """
    for node in nodes:
        kind = getattr(node, "type", "")
        if kind == "declaration" or (kind == "at-rule" and node.lower_at_keyword == "font-face"):  # type: ignore[attr-defined]
            yield node, page
        if kind in {"qualified-rule", "at-rule"} and node.content is not None:  # type: ignore[attr-defined]
            in_page = page or getattr(node, "lower_at_keyword", "") == "page"
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True)  # type: ignore[attr-defined]
            yield from declarations(inner, page=in_page)


def flat(tokens: Iterable[object]) -> Iterator[object]:
    """Yield the tokens of a value, with those inside functions and brackets."""
    for token in tokens:
        yield token
        yield from flat(getattr(token, "arguments", None) or getattr(token, "content", None) or ())


def names_colour(token: object) -> bool:
    """Tell whether a token is a colour of its own: a word, a hex number or a function."""
    kind = getattr(token, "type", "")
    if kind == "function":
        return token.lower_name in COLOUR_FUNCTIONS  # type: ignore[attr-defined]
    if kind == "ident" and token.lower_value in NO_COLOURS:  # type: ignore[attr-defined]
        return False
    return kind in {"ident", "hash"} and parse_color(token) is not None


def names_font(name: str, tokens: Iterable[object]) -> bool:
    """Tell whether a `font` or `font-family` says a family that is no custom property."""
    if name not in {"font", "font-family"}:
        return False
    kinds = [(getattr(token, "type", ""), token) for token in tokens]
    return any(
        kind == "string" or (kind == "ident" and token.lower_value not in FONT_WORDS)  # type: ignore[attr-defined]
        for kind, token in kinds
    )


def is_physical(name: str, words: list[str], values: int) -> bool:
    """Tell whether a declaration means left and right instead of start and end."""
    uneven = name in FOUR_SIDED and values == 4 and words[1] != words[3]
    return bool(PHYSICAL.fullmatch(name)) or (name in TURNING and bool(SIDES & {*words})) or uneven


def problems_of_declaration(node: object, *, page: bool, brand_free: bool) -> Iterator[str]:
    """Yield what is wrong with one declaration; `brand_free` sheets may name colours, fonts."""
    if getattr(node, "type", "") == "at-rule":
        if not brand_free:
            yield "@font-face"
        return
    name: str = node.lower_name  # type: ignore[attr-defined]
    tokens: Tokens = [
        token
        for token in node.value  # type: ignore[attr-defined]
        if token.type not in {"whitespace", "comment"}
    ]
    words = [token.serialize().lower() for token in tokens]  # type: ignore[attr-defined]
    if not brand_free:
        if any(names_colour(token) for token in flat(tokens)):
            yield "colour"
        if names_font(name, tokens):
            yield "font"
    if name.startswith("flex") or (name == "display" and any("flex" in word for word in words)):
        yield "flex"
    if not page and is_physical(name, words, len(tokens)):
        yield "left or right"


def problems_of_sheet(text: str, *, brand_free: bool = False) -> list[str]:
    """Return what is wrong with a sheet, as `line: problem`."""
    sheet = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return [
        f"{node.source_line}: {problem}"  # type: ignore[attr-defined]
        for node, page in declarations(sheet)
        for problem in problems_of_declaration(node, page=page, brand_free=brand_free)
    ]


def problems_of_template(text: str) -> list[str]:
    """Return what is wrong with a template, as `line: problem`."""
    checks = {"colour": MARKUP_COLOURS, "inline style": INLINE_STYLE}
    return [
        f"{number}: {problem}"
        for number, line in enumerate(text.splitlines(), 1)
        for problem, pattern in checks.items()
        if pattern.search(line)
    ]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_layouts_leave_colours_and_fonts_to_the_brand(checkout: Path) -> None:
    folder = checkout / "layouts"
    sheets = {path: problems_of_sheet(read(path)) for path in folder.rglob("*.css")}
    pages = {
        path: problems_of_template(read(path))
        for path in folder.rglob("*")
        if path.suffix in {".html", ".j2", ".jinja", ".svg", ".xml"}
    }
    assert sheets, "no sheet was seen"
    assert pages, "no template was seen"
    assert {str(path): found for path, found in {**sheets, **pages}.items() if found} == {}


def test_shared_sheets_and_brands_are_quick_and_read_both_ways(checkout: Path) -> None:
    sheets = {
        path: problems_of_sheet(read(path), brand_free=True)
        for path in (checkout / "styles").rglob("*.css")
    }
    assert sheets, "no sheet was seen"
    assert {str(path): found for path, found in sheets.items() if found} == {}


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { color: #abc }", ["colour"]),
        ("a { color: RebeccaPurple }", ["colour"]),
        ("a { border: 1pt solid rgb(0 0 0) }", ["colour"]),
        ("a { color: device-cmyk(0 0 0 1) }", ["colour"]),
        ("a { --tint: color-mix(in srgb, var(--ink), white) }", ["colour"]),
        ("@media print { a { b { color: red } } }", ["colour"]),
        ("@page { @top-left { color: red } }", ["colour"]),
        ("a { color: var(--ink) } /* red */ #fade { color: currentColor }", []),
        ("a { font-family: 'Fira Sans' }", ["font"]),
        ("a { font-family: var(--font-text), serif }", ["font"]),
        ("a { font: italic 9pt/1.2 Lato }", ["font"]),
        ("a { font: italic 9pt/1.2 var(--font-text) }", []),
        ("@font-face { src: url(x.otf) }", ["@font-face"]),
        ("a { display: flex }", ["flex"]),
        ("a { display: inline flex }", ["flex"]),
        ("a { flex-wrap: wrap }", ["flex"]),
        ("a { margin-left: 1mm }", ["left or right"]),
        ("a { padding: 1mm 2mm 1mm 3mm }", ["left or right"]),
        ("a { border-right-width: 1pt }", ["left or right"]),
        ("a { text-align: right }", ["left or right"]),
        ("a { left: 0 }", ["left or right"]),
        ("a { margin: 1mm 2mm 3mm 2mm; float: inline-start }", []),
        ("@page { margin-left: 1mm }", []),
    ],
)
def test_planted_rules_are_found(css: str, found: list[str]) -> None:
    assert problems_of_sheet(css) == [f"1: {problem}" for problem in found]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<path fill="#8c1c2b"/>', ["colour"]),
        ("<p style='margin: 0'>", ["inline style"]),
        ("<style>p { margin: 0 }</style>", ["inline style"]),
        ('<img style="--focus: 70% 30%">', []),
        ('<path fill="currentColor" stroke="none"/><a href="#end">', []),
    ],
)
def test_planted_markup_is_found(markup: str, found: list[str]) -> None:
    assert problems_of_template(markup) == [f"1: {problem}" for problem in found]
