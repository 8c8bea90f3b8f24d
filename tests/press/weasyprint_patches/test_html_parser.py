"""A page read tag by tag is the page that the HTML standard reads."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import tinyhtml5
from hypothesis import given
from hypothesis import strategies as st

from brief.press.weasyprint_patches.html_parser import BLOCKS, FORMATTING, PHRASES, VOID, read_plain
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.making import Making

BEFORE = '<!doctype html>\n<html lang="de">\n<head>\n<title>A &amp; B</title>\n</head>\n<body>'
NAMES = sorted(BLOCKS | FORMATTING | PHRASES | {"li"})
OTHERS = [
    "table",
    "td",
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


def standard(page: str) -> Element:
    tree: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return tree


def told(element: Element) -> object:
    """Return all that an element says."""
    return (
        element.tag,
        list(element.attrib.items()),
        element.text,
        element.tail,
        [told(child) for child in element],
    )


texts = st.text(
    st.one_of(st.sampled_from(" \n\t&;<>\"'lt"), st.characters(exclude_categories=["Cs"])),
    max_size=8,
)
written_texts = st.one_of(
    texts,
    st.sampled_from(["&amp;", "&lt;", "&#39;", "&nbsp;", "&amp", "&#x80;", "&;", "a & b", " \n "]),
)
attributes = st.sampled_from(["", ' class="a b"', ' id=""', ' lang="de"\n title="&quot;&amp;"'])
strange = st.sampled_from([" a='b'", " a", ' a="1" a="2"', ' A="b"', "/", ' x="&copy"', " class=a"])


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, said, inner: f"<{name}{said}>{''.join(inner)}</{name}>",
        st.sampled_from(NAMES),
        attributes,
        st.lists(children, max_size=4),
    )


nested = st.recursive(
    st.one_of(written_texts, st.sampled_from([f"<{name}>" for name in VOID])),
    element,
    max_leaves=12,
)
tags = st.builds(
    lambda close, name, said: f"<{close}{name}{said}>",
    st.sampled_from(["", "", "/"]),
    st.sampled_from([*NAMES, *VOID, *OTHERS, "body", "html", "head", "title", "P"]),
    st.one_of(attributes, strange),
)
soup = st.lists(st.one_of(tags, written_texts, nested), max_size=8).map("".join)


def assert_read_alike(page: str) -> None:
    ours = read_plain(page)
    assert ours is None or told(ours) == told(standard(page))


@given(st.lists(nested, max_size=5).map("".join), st.sampled_from(["", "\n", " \n"]))
def test_nested_elements_are_read_as_the_standard_reads_them(body: str, after: str) -> None:
    assert_read_alike(f"{BEFORE}{body}{after}</body>{after}</html>{after}")


@given(soup)
def test_what_is_not_nested_is_left_to_the_standard_or_read_alike(body: str) -> None:
    assert_read_alike(f"{BEFORE}{body}</body></html>")


@given(soup, soup, soup)
def test_what_stands_outside_the_body_is_left_to_the_standard_or_read_alike(
    start: str, head: str, end: str
) -> None:
    assert_read_alike(
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
        "<p>a",
        "<!-- a -->",
        "&copy;",
        "<em>a</strong></em>",
    ],
)
def test_what_the_standard_mends_is_left_to_it(body: str) -> None:
    assert read_plain(f"{BEFORE}{body}</body></html>") is None


@pytest.mark.parametrize("layout", ["onepager", "parallel"])
def test_our_own_pages_are_plain(making: Making, layout: str) -> None:
    making.write("brief.yaml", "languages: [de, en]\n")
    making.briefing("tides", "de", "en")
    pages = [edition.html for edition in make_order(making, "tides", layout).editions]
    assert pages
    for page in pages:
        ours = read_plain(page)
        assert ours is not None
        assert told(ours) == told(standard(page))


def test_spaces_after_the_body_belong_to_it() -> None:
    tree = read_plain("<!doctype html><html><head></head><body><p>a</p> </body>\n</html>\n")
    assert tree is not None
    assert [part.tail for part in tree.iter("p")] == [" \n\n"]
    assert all(first is not second for first, second in pairwise(tree.iter()))
