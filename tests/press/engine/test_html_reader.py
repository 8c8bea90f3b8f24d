"""A page parsed by expat has the tree that the HTML standard defines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import tinyhtml5
from hypothesis import given
from hypothesis import strategies as st

from brief.press.engine.html_reader import (
    BLOCKS,
    FORMATTING,
    MAX_DEPTH,
    ONLY_INSIDE,
    PHRASES,
    VOID,
    parse_plain_page,
)
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.workspace import Workspace

BEFORE = '<!doctype html>\n<html lang="de">\n<head>\n<title>A &amp; B</title>\n</head>\n<body>'
NAMES = sorted(BLOCKS | FORMATTING | PHRASES | ONLY_INSIDE.keys())
OTHERS = [
    "tfoot",
    "caption",
    "svg",
    "pre",
    "select",
    "button",
    "font",
    "nobr",
    "dd",
    "style",
    "template",
]


def parse_with_tinyhtml5(page: str) -> Element:
    tree: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return tree


def describe(element: Element) -> object:
    """Return the content of an element, to compare."""
    return (
        element.tag,
        list(element.attrib.items()),
        element.text,
        element.tail,
        [describe(child) for child in element],
    )


texts = st.text(
    st.one_of(st.sampled_from(" \n\t&;<>\"'lt"), st.characters(exclude_categories=["Cs"])),
    max_size=8,
)
FEW_TEXTS = ["&amp;", "&lt;", "&#39;", "&nbsp;", "&amp", "&#x80;", "&#128;", "&;", "]]>", "/>"]
written_texts = st.one_of(
    texts, st.sampled_from([*FEW_TEXTS, "a & b", " \n ", "\r\n", "\x0c", "\x85"])
)
attributes = st.sampled_from(
    ["", ' class="a b"', ' id=""', ' lang="de"\n title="&quot;&amp;"', ' title=" xmlns=%22"']
)
SPECIAL = [
    "a='b'",
    "a",
    "xmlns='x'",
    "xmlns:a='x'",
    "xml:lang='de'",
    "a:b='c'",
    "A='b'",
    "/",
    "x='&copy'",
    "class=a",
]
strange = st.sampled_from(
    [*(f" {it}" for it in SPECIAL), ' a="1" a="2"', ' t="1\n2"', " t='1\t2'", "/"]
)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, said, inner: f"<{name}{said}>{''.join(inner)}</{name}>",
        st.sampled_from(NAMES),
        attributes,
        st.lists(children, max_size=4),
    )


def table(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cell = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["td", "th"]), children)
    rows = st.lists(cell, max_size=2).map(lambda cells: f"<tr> {''.join(cells)}</tr>\n")
    return st.builds(
        "<table>\n<thead>{}</thead> <tbody> {}{}</tbody></table>".format, rows, rows, rows
    )


nested = st.recursive(
    st.one_of(written_texts, st.sampled_from([f"<{name}>" for name in VOID])),
    lambda children: st.one_of(element(children), table(children)),
    max_leaves=12,
)
tags = st.builds(
    lambda close, name, said: f"<{close}{name}{said}>",
    st.sampled_from(["", "", "/"]),
    st.sampled_from([*NAMES, *VOID, *OTHERS, "body", "html", "head", "title", "P"]),
    st.one_of(attributes, strange),
)
soup = st.lists(st.one_of(tags, written_texts, nested), max_size=8).map("".join)


def assert_same_tree(page: str) -> None:
    ours = parse_plain_page(page)
    assert ours is None or describe(ours) == describe(parse_with_tinyhtml5(page))


@given(st.lists(nested, max_size=5).map("".join), st.sampled_from(["", "\n", " \n"]))
def test_nested_elements_give_the_same_tree(body: str, after: str) -> None:
    assert_same_tree(f"{BEFORE}{body}{after}</body>{after}</html>{after}")


@given(soup)
def test_other_markup_is_refused_or_gives_the_same_tree(body: str) -> None:
    assert_same_tree(f"{BEFORE}{body}</body></html>")


@given(soup, soup, soup)
def test_markup_outside_the_body_is_refused_or_gives_the_same_tree(
    start: str, head: str, end: str
) -> None:
    assert_same_tree(
        f"<!doctype html>{start}<html><head>{head}</head>{start}<body>a</body>{end}</html>{end}"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<div>b</div></p>",
        "<p><span><p>b</p></span></p>",
        "<a><b><a>b</a></b></a>",
        "<h1><h2>a</h2></h1>",
        "<ul><li><div><li>a</li></div></li></ul>",
        "<table>a</table>",
        "<table><tr><td>a</td></tr></table>",
        "<table><tbody><tr><td>a</td> b</tr></tbody></table>",
        "<table><tbody><tr><td>a</td></tr><p>b</p></tbody></table>",
        "<p>a",
        "<!-- a -->",
        "&copy;",
        "<em>a</strong></em>",
        '<p title="a\nb">c</p>',
        '<p xmlns="urn:x">a</p>',
        "<p xmlns:a = 'urn:x'>a</p>",
        "<p A='b'>a</p>",
        "<div/>",
        "&#128;",
        "<div>" * MAX_DEPTH + "</div>" * MAX_DEPTH,
    ],
)
def test_markup_that_html_repairs_is_refused(body: str) -> None:
    assert parse_plain_page(f"{BEFORE}{body}</body></html>") is None


FULL = """\
comparison:
  title: Two ports
  columns: [North port, South port]
  rows: [{label: Spoil, cells: [little, much]}, {label: Wait, cells: [short, long]}]
quote: {text: We wait for the water., by: The pilot}
next: {vote: The council votes.}
"""


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    """Return a briefing whose pages have charts and each optional element of text."""
    facts = "next: [{id: vote, date: 2025-04-17}]\ncontact: harbour@example.org\n"
    made = workspace.briefing("tides", "de", "en", facts=facts)
    for tag in ("de", "en"):
        path = made.root / f"content/tides/{tag}.yaml"
        path.write_text(path.read_text("utf-8") + FULL, "utf-8")
    made.change(
        "content/tides/briefing.yaml", "value: 3.9", "value: 3.9, series: {2023: 3.1, 2024: 3.9}"
    )
    made.change("content/tides/briefing.yaml", "value: 45e6, unit: EUR", "value: 45, unit: percent")
    return made


@pytest.mark.parametrize("layout", ["onepager", "parallel"])
def test_pages_of_the_layouts_are_plain(full: Workspace, layout: str) -> None:
    full.write("brief.yaml", "languages: [de, en]\n")
    pages = [edition.html for edition in make_order(full, "tides", layout).editions]
    assert pages
    for page in pages:
        assert "<table>" in page
        assert "data:image/svg+xml" in page
        ours = parse_plain_page(page)
        assert ours is not None
        assert describe(ours) == describe(parse_with_tinyhtml5(page))


def test_spaces_after_the_body_belong_to_it() -> None:
    tree = parse_plain_page("<!doctype html><html><head></head><body><p>a</p> </body>\n</html>\n")
    assert tree is not None
    assert [part.tail for part in tree.iter("p")] == [" \n\n"]
    assert all(first is not second for first, second in pairwise(tree.iter()))
