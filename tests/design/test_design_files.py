"""Errors in brands, layouts and style sheets are reported with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.design.brand.brand import load_brand
from brief.design.layout.layout import load_layout
from brief.errors import ContentError
from brief.project import Project, bundled_folder
from tests.workspace import BRAND

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

LAYOUT = "regions: [main]\nmargins:\n  a4: {top: 20, sides: 20, bottom: 20}\n"


def reported(project: Project, kind: str) -> list[str]:
    """Return the errors of the brand or layout `own`, as lines of place and message."""
    load = load_brand if kind == "brand" else load_layout
    with pytest.raises(ContentError) as problem:
        load(project, "own")
    for finding in problem.value.findings:
        assert finding.remedy or "as in" in finding.message, finding
    return [f"{finding.place}: {finding.message}" for finding in problem.value.findings]


@pytest.mark.parametrize("name", ["house", "plain"])
def test_the_bundled_brands_are_sound(name: str, tmp_path: Path) -> None:
    brand = load_brand(Project(tmp_path), name)
    assert brand.folder == bundled_folder("styles") / "brands" / name
    assert brand.data.font_families()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"#101010"', "ink", "3:17"),
        ('"#101010"', '"#111"', "3:17"),
        ("90, 0, 80, 40", "90, 0, 80", "4:37"),
        ("90, 0, 80, 40", "90, 0, 80, 140", "4:49"),
        ("90, 0, 80, 40", "90, 0, 80, much", "4:49"),
        ("publisher:", "publishr:", "1:1"),
        ("heading: [Lato]", "heading: []", "7:18"),
        ("heading: [Lato]", "heading: Lato", "7:18"),
        ("  rule:", "  ruler:", "6:3"),
    ],
)
def test_a_slip_in_a_brand_is_reported_with_its_place(
    workspace: Workspace, old: str, new: str, place: str
) -> None:
    workspace.write("styles/brands/own/brand.yaml", BRAND)
    workspace.change("styles/brands/own/brand.yaml", old, new)
    lines = reported(Project(workspace.root), "brand")
    assert any(line.startswith(f"styles/brands/own/brand.yaml:{place}: ") for line in lines), lines


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        ("{en: {sumary: x}}", "8:14", "sumary"),
        ("{en: {summary: '{x}'}}", "8:23", "braces"),
        ("{en: {by: By}}", "8:18", "{name}"),
        ("{xx: {summary: x}}", "8:9", "xx"),
    ],
)
def test_a_word_that_no_page_has_is_reported_with_its_place(
    workspace: Workspace, words: str, place: str, said: str
) -> None:
    workspace.write("styles/brands/own/brand.yaml", BRAND + f"words: {words}\n")
    (line,) = reported(Project(workspace.root), "brand")
    assert line.startswith(f"styles/brands/own/brand.yaml:{place}: ")
    assert said in line


def test_brand_texts_of_a_language_apply_to_its_regions(workspace: Workspace) -> None:
    workspace.write(
        "styles/brands/own/brand.yaml",
        BRAND
        + "imprint: {de: Hafenamt, de-AT: Hafenamt Wien}\n"
        + "words: {de: {summary: Kurz, points: Punkte}, de-CH: {summary: Kürzest}}\n",
    )
    brand = load_brand(Project(workspace.root), "own").data
    assert [brand.imprint_in(tag) for tag in ("de", "de-CH", "de-AT", "it")] == [
        *("Hafenamt", "Hafenamt", "Hafenamt Wien", ""),
    ]
    assert brand.words_in("de-CH") == {"summary": "Kürzest", "points": "Punkte"}
    assert brand.words_in("it") == {}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("top: 20", "top: wide", "3:13"),
        ("top: 20", "top: -1", "3:13"),
        ("top: 20", "top: 250", ""),
        ("a4:", "a6:", "3:3"),
        ("regions: [main]", "regions: []", "1:10"),
        ("regions: [main]", "regions: [The Main]", "1:11"),
        ("margins:", "margin:", "2:1"),
        ("bottom: 20", "botom: 20", "3:28"),
    ],
)
def test_a_slip_in_a_layout_is_reported_with_its_place(
    workspace: Workspace, old: str, new: str, place: str
) -> None:
    workspace.write("layouts/own/layout.yaml", LAYOUT)
    workspace.change("layouts/own/layout.yaml", old, new)
    lines = reported(Project(workspace.root), "layout")
    assert any(line.startswith(f"layouts/own/layout.yaml:{place}") for line in lines), lines


def own_look(workspace: Workspace, css: bytes = b"", page: bytes | None = None) -> None:
    """Give the project a brand and a layout `own`, with that style sheet and that template."""
    workspace.briefing("tides", "en", facts="brand: own\nlayout: own\n").brand().layout()
    workspace.write("styles/brands/own/brand.css", css)
    if page is not None:
        workspace.write("layouts/own/page.html", page)


def test_a_style_sheet_that_is_not_utf_8_is_reported(workspace: Workspace) -> None:
    own_look(workspace, css="/* Häfen */".encode("latin-1"))
    finding = workspace.run("build", "--json").finding("unreadable-file")
    assert finding["path"] == "styles/brands/own/brand.css"
    assert "UTF-8" in finding["message"]


def test_a_style_sheet_may_begin_with_a_byte_order_mark(workspace: Workspace) -> None:
    own_look(workspace, css=b"\xef\xbb\xbfh1 { display: none }")
    finding = workspace.run("build", "--json").finding("text-lost")
    assert "What the tide does" in finding["message"], "the first rule holds"


def test_a_style_sheet_that_links_elsewhere_is_refused(workspace: Workspace) -> None:
    own_look(workspace)
    secret = workspace.write("secret.css", "/* secret */")
    (workspace.root / "styles/brands/own/brand.css").unlink()
    (workspace.root / "styles/brands/own/brand.css").symlink_to(secret)
    finding = workspace.run("build", "--json").finding("unreadable-file")
    assert finding["path"] == "styles/brands/own/brand.css"


def test_a_slip_in_a_style_sheet_is_a_warning(workspace: Workspace) -> None:
    own_look(workspace, css=b"p { colour: red }")
    run = workspace.run("build", "--json")
    assert run.code == 0
    finding = run.finding("style-sheet")
    assert finding["severity"] == "warning"
    assert "colour" in finding["message"]


@pytest.mark.parametrize(
    ("page", "line", "said"),
    [
        (b"<p>\n{{ page.titel }}", 2, "titel"),
        (b"<p>\n\n{% if %}", 3, "xpression"),
        (b"{{ page.title", 1, "end of"),
        (b"{{ 1 / 0 }}", 1, "division by zero"),
        (b"{{ page.points[99] }}", 1, ""),
        (b"{{ nothing }}", 1, "nothing"),
        (b"{% include 'missing.html' %}", 1, "missing.html"),
        (b"H\xe4fen", 0, "UTF-8"),
        (b"", 0, "end-main"),
        (b'<p id="end-main"></p>', 0, "footer"),
    ],
)
def test_a_slip_in_a_template_is_reported_with_its_line(
    workspace: Workspace, page: bytes, line: int, said: str
) -> None:
    own_look(workspace, page=page)
    run = workspace.run("build", "--json")
    assert run.code == 1
    findings = [item for item in run.json["findings"] if item["code"] == "template"]
    assert findings[0]["path"] == "layouts/own/page.html"
    assert findings[0]["line"] == line
    assert said in findings[0]["message"]
    assert findings[0]["remedy"]


@pytest.mark.parametrize(
    ("opened", "closing"),
    [
        (b"{% if page.title %}<p>", "{% endif %}"),
        (b"{% if page.title %}{% else %}<p>", "{% endif %}"),
        (b"{% for point in page.points %}<p>", "{% endfor %}"),
    ],
)
def test_an_open_block_is_reported_with_its_end_tag(
    workspace: Workspace, opened: bytes, closing: str
) -> None:
    own_look(workspace, page=opened)
    assert f"write {closing} " in workspace.run("build", "--json").finding("template")["remedy"]


def test_a_layout_without_a_template_says_so(workspace: Workspace) -> None:
    own_look(workspace)
    (workspace.root / "layouts/own/page.html").unlink()
    finding = workspace.run("build", "--json").finding("template")
    assert "page.html" in finding["message"]
