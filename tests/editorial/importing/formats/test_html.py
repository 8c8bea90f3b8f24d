"""Import of HTML pages: text, metadata, and the parts that are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.editorial.importing.formats.html import read_html
from brief.editorial.importing.formats.to_markdown import to_prose

if TYPE_CHECKING:
    from brief.editorial.importing.document import Manuscript

PAGE = """\
<!DOCTYPE html>
<html lang="de"><head>
<title>Hafen | Hafenblatt</title>
<meta property="og:site_name" content="Hafenblatt">
<meta name="author" content="Redaktion Verkehr">
<meta property="article:published_time" content="2025-03-04T08:00:00+01:00">
<link rel="canonical" href="https://www.example.org/hafen">
<style>p { color: red }</style><script>document.write("Kai")</script>
</head><body>
<header><a href="/">Startseite</a></header>
<nav><ul><li>Politik</li></ul></nav>
<div id="cookie-banner">Wir verwenden Cookies.</div>
<main>
  <h1>Rotterdam wächst</h1>
  <div class="share-buttons"><a href="#">Teilen</a></div>
  <p>Der <b>Hafen </b>von <em>Rotterdam</em> wächst,
     sagt die <a href="https://www.example.org/b">Stadt</a>.<sup><a href="#fn1">[1]</a></sup></p>
  <h2>Zahlen</h2>
  <ul>
    <li><p>13,8 Millionen Container</p><p>im Jahr 2024</p></li>
    <li>Ziele:<ul><li>mehr Bahn</li></ul></li>
  </ul>
  <p>• Kai<br>• Kran<br>und Schleuse</p>
  <p hidden>Unsichtbar</p>
  <figure><img src="kai.jpg" alt="Kai im Nebel"></figure>
  <table><tr><td>Kai</td><td>3</td></tr></table>
</main>
<footer><p>Impressum</p><p>© 2025 Hafenblatt</p></footer>
</body></html>
"""


@pytest.fixture(scope="module")
def page() -> Manuscript:
    return read_html(PAGE, "de.html")


def test_the_text_of_a_page_comes_in_blocks(page: Manuscript) -> None:
    assert [f"{block.kind} {block.level}: {to_prose(block.spans)[0]}" for block in page.blocks] == [
        "heading 1: Rotterdam wächst",
        "paragraph 0: Der **Hafen** von *Rotterdam* wächst, sagt die [Stadt](https://www.example.org/b).",
        "heading 2: Zahlen",
        "item 0: 13,8 Millionen Container im Jahr 2024",
        "item 0: Ziele:",
        "item 0: mehr Bahn",
        "item 0: Kai",
        "item 0: Kran und Schleuse",
    ]


def test_a_page_names_its_source(page: Manuscript) -> None:
    assert page.publication == "Hafenblatt"
    assert page.author == "Redaktion Verkehr"
    assert page.url == "https://www.example.org/hafen"
    assert str(page.published) == "2025-03-04"
    assert [rights.text for rights in page.rights] == ["© 2025 Hafenblatt"]


def test_parts_left_out_are_listed_except_scripts(page: Manuscript) -> None:
    assert [(entry.text, entry.why) for entry in page.left_out] == [
        ("", "9 words around the page’s article"),
        ("Teilen", "buttons to share the page"),
        ("[1]", "the mark of a footnote"),
        ("Unsichtbar", "it is not shown on the page"),
        ("Kai im Nebel", "an image"),
        ("Kai 3", "a table"),
    ]


def test_without_an_article_the_page_is_read_but_for_its_furniture() -> None:
    page = read_html(PAGE.replace("main>", "section>"), "de.html")
    assert page.blocks[0].text == "Rotterdam wächst"
    assert len(page.blocks) == 8
    assert {entry.why for entry in page.left_out} >= {
        "the page’s head",
        "the page’s navigation",
        "a cookie notice",
        "the page’s foot",
    }
    assert [rights.holder for rights in page.rights] == ["Hafenblatt"]


@pytest.mark.parametrize(
    ("address", "day"), [("javascript:alert(1)", "gestern"), ("//kai", "2025-99-99"), ("", "")]
)
def test_invalid_metadata_is_ignored(address: str, day: str) -> None:
    page = read_html(
        f'<meta name="date" content="{day}"><link rel="canonical" href="{address}"><p>Kai.',
        "de.html",
    )
    assert (page.url, page.published) == ("", None)


def test_links_to_anything_but_the_web_and_mail_are_text() -> None:
    page = read_html('<p><a href="javascript:x">Kai</a> <a href="/kran">Kran</a>', "de.html")
    assert to_prose(page.blocks[0].spans) == ("Kai Kran", True)


def test_deep_nesting_is_read() -> None:
    page = read_html("<div>" * 3000 + "<p>Kai" + "</div>" * 3000, "de.html")
    assert page.blocks[0].text.startswith("Kai")


@pytest.mark.parametrize(
    "pointer",
    [
        '<ul><li>Lire aussi : <a href="https://example.org/x">autre article</a></ul>',
        '<p>Lire aussi <a href="/x">autre article</a></p>',
        '<p><a href="/x">Lire aussi : autre article</a></p>',
        '<h3>Lire aussi</h3><ul><li><a href="/x">Un article</a><li><a>Autre article</a></ul>',
        '<p>Lire aussi :</p><p><a href="/x">autre article</a></p>',
    ],
)
def test_a_pointer_to_other_pages_is_left_out_with_their_titles(pointer: str) -> None:
    page = read_html(f"<h1>Port</h1><ul><li>Quai.</ul>{pointer}<p>Le port grandit.</p>", "x.html")
    assert [block.text for block in page.blocks] == ["Port", "Quai.", "Le port grandit."]
    assert "article" in " ".join(left.text for left in page.left_out)
    assert all(left.why == "left over from a web page" for left in page.left_out)


TAGS = st.sampled_from(
    "p li ul ol h1 div b i a table br sup pre footer nav article script img main".split()  # noqa: SIM905 - a list of one-word strings reads best so
)
PIECES = st.one_of(
    st.builds("<{}>".format, TAGS), st.builds("</{}>".format, TAGS), st.text("ab •-📌\n©2025&<\"'")
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_markup_is_read_to_an_end(markup: str) -> None:
    page = read_html(markup, "de.html")
    assert all(block.text == block.text.strip() != "" for block in page.blocks)
