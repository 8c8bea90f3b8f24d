"""Ids and visible text of a page's HTML."""

from __future__ import annotations

from time import perf_counter

import pytest

from brief.design.layout.html_scan import ScannedHtml, scan_html

PAGE = (
    '<!DOCTYPE html>\n<html lang="de"><head><title>Bier &amp; Brot</title></head>\n'
    '<body id="top"><p class="a" id="end-main">Käse &lt; Brot</p><img src="a.png" alt="">'
    '<footer id="footer">&copy; 2025</footer></body></html>\n'
)


def test_ids_and_text_are_found() -> None:
    """The title of a page is not printed on it."""
    text = "\n\nKäse < Brot© 2025\n"
    assert scan_html(PAGE) == ScannedHtml(frozenset({"top", "end-main", "footer"}), text)


@pytest.mark.parametrize(
    ("markup", "ids", "text"),
    [
        ('<p alt=" id=" id="two">a</p>', {"two"}, "a"),
        ("<p\nID = three>a<br/>b</p>", {"three"}, "ab"),
        ("<p id='a>b' hidden>a", {"a>b"}, "a"),
        ('<a href="?b&amp;id=&quot;" id="&auml;">1 &lt; 2</a>', {"ä"}, "1 < 2"),
        ('<p id="">a</p><p data-id="x">b</p>', set(), "ab"),
        ("a<!-- <p id='a'> -->b", set(), "ab"),
        ("<script>\"<p id='four'>\"</script>a", set(), "a"),
        ("<title id='x'>a", set(), ""),
        ("1 < 2 > 0 &amp", set(), "1 < 2 > 0 &"),
    ],
)
def test_unusual_markup_is_read(markup: str, ids: set[str], text: str) -> None:
    assert scan_html(markup) == ScannedHtml(frozenset(ids), text)


@pytest.mark.parametrize("piece", ['<a "', "<title>", "<!--", "<p id=", "< ", "<a '\""])
def test_damaged_pages_take_linear_time(piece: str) -> None:
    start = perf_counter()
    scan_html(piece * 50_000)
    assert perf_counter() - start < 5


@pytest.mark.parametrize("hidden", ["title", "style", "script"])
def test_hidden_elements_are_not_text(hidden: str) -> None:
    assert scan_html(f"<{hidden}>漢</{hidden}><p>字</p>").text == "字"
