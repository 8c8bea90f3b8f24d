"""Pages are skimmed as Python's own parser reads them, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.design.layout.html_scan import ScannedHtml, scan_html

PAGE = (
    '<!DOCTYPE html>\n<html lang="de"><head><title>Bier &amp; Brot</title></head>\n'
    '<body id="top"><p class="a" id="end-main">Käse &lt; Brot</p><img src="a.png" alt="">'
    '<footer id="footer">&copy; 2025</footer></body></html>\n'
)
# A comment is more than the quick way knows: it hands the whole page to the parser.
FOR_THE_PARSER = "<!-- -->"

TAGS = st.sampled_from(
    (
        *('<p id="one">', "</p>", "<br>", "<br/>", "<title>", "</title>", "<title id='x'>", "<b"),
        *('<a href="a?b&amp;id=&quot;" ID="&auml;">', '<p alt=" id=" id="two">', "<p id=three>"),
        *("<script>\"<p id='four'>\"</script>", "<style>p { a: b }</style>", "<!-- <p id='a'> -->"),
        *('<p hidden id="five">', "<p\nid='six'>", "<p id=''>", '<p id="">', "< p>", "</ p>"),
        *('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<p\tid="seven">', '<p id="a>b">'),
        *("<textarea><b id='eight'></textarea>", "<!DOCTYPE html>", "<?php ?>", "&amp", "&", ">"),
    )
)
PAGES = st.lists(TAGS | st.text("<>&;\"'/= aé\n\x00\u00a0", max_size=6), max_size=12).map("".join)


def test_ids_and_text_are_found() -> None:
    """The title of a page is not printed on it."""
    text = "\n\nKäse < Brot© 2025\n"
    assert scan_html(PAGE) == ScannedHtml(frozenset({"top", "end-main", "footer"}), text)


@given(PAGES)
def test_any_page_is_skimmed_as_the_parser_reads_it(page: str) -> None:
    """What the quick way does not know to the last character is left to the parser."""
    assert scan_html(page) == scan_html(FOR_THE_PARSER + page)


@pytest.mark.parametrize("hidden", ["title", "style", "script"])
def test_what_is_not_printed_is_no_text(hidden: str) -> None:
    """Neither the title nor code is looked for in the fonts."""
    assert scan_html(f"<{hidden}>漢</{hidden}><p>字</p>").text == "字"
