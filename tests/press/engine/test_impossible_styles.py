"""A page that cannot be laid out is blamed on the declaration that is the cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.engine.impossible_styles import find_impossible_style
from brief.press.job.model import Stylesheet

if TYPE_CHECKING:
    from tests.workspace import Workspace


@pytest.mark.parametrize(
    "declaration",
    [
        "font-size: 1e30pt",
        "margin: 0 1e308px",
        "width: calc(1px / 0)",
        "width: calc(infinity * 1px)",
        "font-size: 0",
        "line-height: 0.0",
        "border: 1000000px solid red",
        "display: none",
        "page-break-before: always",
    ],
)
def test_the_declaration_is_found(declaration: str) -> None:
    css = f"p {{ margin: 1px }}\nh1, body {{\n  {declaration}; color: red }}\n"
    place = find_impossible_style([Stylesheet("x", css, "brand.css")])
    assert place
    assert (str(place), place.length) == ("brand.css:3:3", len(declaration))


@pytest.mark.parametrize(
    "css",
    [
        "p { color: #1000000; z-index: 99999999; margin: 0 auto; line-height: 1.25 }",
        ".body, p { display: none } h1 { width: calc(100% / 3) }",
        'h1::before { content: "1e30" } p { background: url(a1000000.png) }',
        "/* p { margin: 1e9px } */ b { font-size: 0.9em }",
    ],
)
def test_what_a_page_can_have_is_not_found(css: str) -> None:
    assert find_impossible_style([Stylesheet("x", css, "brand.css")]) is None
    assert find_impossible_style([Stylesheet("x", "p { margin: 1e9px }")]) is None


def test_the_page_that_fails_says_so(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(css="p {\n  margin: 1e308px;\n}")
    finding = workspace.run("build", "--brand", "own", "--json").finding("engine")
    assert finding["path"] == "styles/brands/own/brand.css"
    assert (finding["line"], finding["col"]) == (2, 3)
    assert "this declaration" in finding["remedy"]
