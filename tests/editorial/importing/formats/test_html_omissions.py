"""Struck out, hidden, notes and comments: what a page's text is without, and what is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.editorial.importing.formats.html import read_html
from brief.editorial.importing.formats.to_markdown import to_prose

if TYPE_CHECKING:
    from brief.editorial.importing.document import Manuscript

CSS = (
    "<style>.s{text-decoration:line-through} p.h,li.h{mso-hide:all} .b{font-weight:700}"
    " .i{font-style:italic} @media print{.m{display:none}}</style>"
)


def prose(page: Manuscript) -> list[str]:
    """Return the blocks of a page as content files have them."""
    return [to_prose(block.spans)[0] for block in page.blocks]


def listed(page: Manuscript) -> list[tuple[str, str]]:
    """Return what is left out, and why."""
    return [(entry.text, entry.why) for entry in page.left_out]


@pytest.mark.parametrize(
    "struck",
    [
        "<s>29</s>",
        "<del>29</del>",
        "<strike>29</strike>",
        '<span style="text-decoration: line-through red">29</span>',
        '<span style="text-decoration-line:line-through">29</span>',
        f'{CSS}<span class="s">29</span>',
    ],
)
def test_what_is_struck_out_is_listed(struck: str) -> None:
    page = read_html(f"<p>Die Miete steigt um {struck} 31 %.</p>", "de.html")
    assert prose(page) == ["Die Miete steigt um 31 %."]
    assert listed(page) == [("29", "it is struck out")]


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'style="display: none !important"',
        'style="visibility:hidden"',
        'style="mso-hide:all"',
        'style="font-size:0"',
        'style="font-size:0.0pt"',
        'style="opacity:0"',
        'style="max-height:0px;overflow:hidden"',
        'style="color:#FFFFFF"',
    ],
)
def test_what_is_not_shown_is_listed(attribute: str) -> None:
    page = read_html(f"<p>Der Hafen <span {attribute}>intern</span> wächst.</p>", "de.html")
    assert prose(page) == ["Der Hafen wächst."]
    assert listed(page) == [("intern", "it is not shown on the page")]


def test_white_on_a_background_and_rules_for_print_hide_nothing() -> None:
    page = read_html(
        f'{CSS}<p style="background:navy">Der <span style="color:white">Hafen</span></p>'
        '<p class="m">Der Kai</p><p class="h">intern</p>',
        "de.html",
    )
    assert prose(page) == ["Der Hafen", "Der Kai"]


def test_ornaments_are_left_out_and_text_for_eyes_only_stays() -> None:
    page = read_html('<p>Kai <i aria-hidden="true">→</i> <b aria-hidden="true">29</b></p>', "x")
    assert prose(page) == ["Kai **29**"]


def test_styles_of_programs_are_bold_and_italic() -> None:
    page = read_html(
        f'{CSS}<b style="font-weight:normal"><p><span class="b">Kai.</span> Er '
        '<span class="i">wird</span> <span style="font-weight:bold;font-style:italic">lang'
        '</span></p></b><h2><span class="b">Tor</span></h2>',
        "de.html",
    )
    assert prose(page) == ["**Kai.** Er *wird* ***lang***", "Tor"]


NOTES = {
    "numbers": '<sup><a href="#n1" id="r1">1</a></sup>|<ol><li id="n1">'
    'Amt <a href="#r1">↑</a></li></ol>',
    "pandoc": '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>|<section '
    'class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Amt<a href="#fnref1" '
    'role="doc-backlink">↩︎</a></p></li></ol></section>',
    "Word": '<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>|<div '
    "style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p "
    'class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a>Amt</p></div></div>',
    "LibreOffice": '<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a>|<div '
    'id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a>Amt</p></div>',
    "Google Docs": '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>|<hr><div><p><a '
    'href="#ftnt_ref1" id="ftnt1">[1]</a><span> Amt</span></p></div>',
    "Wikipedia": '<sup class="reference" id="cite_ref-1"><a href="#cite_note-1"><span>[</span>1'
    '<span>]</span></a></sup>|<ol class="references"><li id="cite_note-1"><span><a '
    'href="#cite_ref-1">↑</a></span> <span>Amt</span></li></ol>',
    "GitHub": '<sup><a href="#user-content-fn-1" id="ref" data-footnote-ref>1</a></sup>|<section '
    'data-footnotes><ol><li id="user-content-fn-1"><p>Amt <a href="#ref" '
    "data-footnote-backref>↩</a></p></li></ol></section>",
    "EPUB": '<a epub:type="noteref" href="#n">1</a>|<aside epub:type="footnote" id="n">Amt</aside>',
    "in the margin": '<label></label>|<p><span class="sidenote">Amt</span></p>',
    "unlinked": "<sup>1</sup>|",
}


@pytest.mark.parametrize("dialect", NOTES)
def test_notes_are_listed_without_their_marks(dialect: str) -> None:
    mark, _, note = NOTES[dialect].partition("|")
    page = read_html(f"<h1>Hafen</h1><p>Es kamen 29 Schiffe{mark}.</p><p>Kai.</p>{note}", "de.html")
    assert prose(page) == ["Hafen", "Es kamen 29 Schiffe.", "Kai."]
    if note:
        assert any("Amt" in text and why == "a footnote" for text, why in listed(page))


def test_a_link_to_a_numbered_heading_is_text() -> None:
    page = read_html('<p>Siehe <a href="#z">2</a>.</p><h2 id="z">2 Zahlen</h2><p>Kai.</p>', "x")
    assert prose(page) == ["Siehe 2.", "2 Zahlen", "Kai."]


COMMENTS = {
    "Google Docs": '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>|<div '
    'style="border:1px solid"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>'
    "<span>Sicher?</span></p></div>",
    "Word": '<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a>'
    "</span>|<div style='mso-element:comment-list'><div id=\"_com_1\"><p class=MsoCommentText><a "
    'class=msocomoff href="#_msoanchor_1">[A1]</a>Sicher?</p></div></div>',
    "in the source": "<!-- Sicher? Bitte prüfen -->|",
}


@pytest.mark.parametrize("program", COMMENTS)
def test_comments_are_listed(program: str) -> None:
    mark, _, comment = COMMENTS[program].partition("|")
    page = read_html(f"<p>Der Hafen{mark} wächst.</p>{comment}", "de.html")
    assert prose(page) == ["Der Hafen wächst."]
    assert any("Sicher?" in text and why == "a comment" for text, why in listed(page))


def test_a_prompt_that_was_not_filled_in_is_no_text() -> None:
    page = read_html('<p>Kai <span class="MsoPlaceholderText">Click here</span></p>', "x")
    assert prose(page) == ["Kai"]


WORDS = st.integers(0, 99_999).map("w{}".format)
ELEMENTS = st.sampled_from(
    [
        *("p", "li", "ul", "h1", "div", "b", "s", "sup", "q", "span", "table|", "tr", "td", "a"),
        *("blockquote", "pre", "form", "nav", "noscript", "ruby", "rt", "select", "details"),
        *("div|hidden", 'section|class="footnotes"', 'a|href="#x"', 'span|class="sidenote"'),
    ]
)


@st.composite
def trees(draw: st.DrawFn) -> str:
    """Return HTML with words in random elements."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        names = [name.partition("|") for name in draw(st.lists(ELEMENTS, max_size=4))]
        begin = "".join(f"<{tag} {more}>" for tag, _, more in names)
        end = "".join(f"</{tag}>" for tag, _, _ in reversed(names))
        parts.append(f"{begin}{draw(WORDS)} {draw(WORDS)}{end if draw(st.booleans()) else ''}")
    return " ".join(parts)


@settings(max_examples=150)
@given(trees())
def test_no_text_is_lost_without_a_word(markup: str) -> None:
    import re

    page = read_html(markup, "de.html")
    found = " ".join([block.text for block in page.blocks] + [text for text, _ in listed(page)])
    around = [why for text, why in listed(page) if not text]
    words = set(re.findall(r"w[0-9]+", re.sub("<[^>]*>", " ", markup)))
    assert around or words <= set(re.findall(r"w[0-9]+", found))


def test_caption_of_a_picture_is_listed_and_that_of_a_quotation_is_text() -> None:
    page = read_html(
        "<figure><img src=a alt=Kai><figcaption>Der Kai. Foto: Berg</figcaption></figure>"
        "<p>Er wächst.</p>"
        "<figure><blockquote>Ja.</blockquote><figcaption>Ada</figcaption></figure>",
        "page.html",
    )
    assert prose(page) == ["Er wächst.", '"Ja."', "Ada"]
    assert listed(page) == [("Kai", "an image"), ("Der Kai. Foto: Berg", "a caption")]


def test_elements_that_end_where_they_begin_in_xhtml() -> None:
    page = read_html(
        '<?xml version="1.0"?><html><body><script src="a"/><p><a id="p1"/>Er wächst.</p>'
        "<div/><p>Er altert.</p></body></html>",
        "page.xhtml",
    )
    assert prose(page) == ["Er wächst.", "Er altert."]


def test_head_of_the_clipboard_is_no_text() -> None:
    head = "Version:1.0\r\nStartHTML:00000097\r\nEndHTML:00000180\r\n"
    assert prose(read_html(f"{head}<html><p>Er wächst.</p></html>", "page.html")) == ["Er wächst."]


def test_roles_of_lists_and_headings() -> None:
    page = read_html(
        '<div role="heading" aria-level="1">Hafen</div><div role="list"><div role="listitem">Kai'
        '</div><div role="listitem">Kran</div></div>',
        "page.html",
    )
    assert [(block.kind, block.text) for block in page.blocks] == [
        ("heading", "Hafen"),
        ("item", "Kai"),
        ("item", "Kran"),
    ]
