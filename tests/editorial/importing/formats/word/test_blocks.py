"""Headings, lists and paragraphs of Word documents, by style, by number, by sign and by look."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.word.reader import read_word
from tests.editorial.importing.manuscripts import blocks, left_out
from tests.editorial.importing.word import NUMBERING, document, link, paragraph, run, text_box

LISTS = """\
<w:style w:type="paragraph" w:styleId="Tiefer"><w:name w:val="Tiefer"/><w:basedOn w:val="Strich"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Presse"><w:name w:val="Pressetitel"/>
<w:basedOn w:val="Titel"/></w:style>
<w:style w:type="paragraph" w:styleId="Datum"><w:name w:val="Datum"/><w:basedOn w:val="Titel"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Strich"><w:name w:val="Strichliste"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Eng"><w:name w:val="Eng"/><w:basedOn w:val="Strich"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Ohne"><w:name w:val="Ohne"/><w:basedOn w:val="Strich"/>
<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="List Number 2"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="paragraph" w:styleId="Haus"><w:name w:val="Haus"/><w:basedOn w:val="berschrift2"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Stufe"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/>
</w:pPr></w:style>
<w:style w:type="numbering" w:styleId="Form"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
</w:style>"""
NUMBERS = """\
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Form"/></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val=""/>
</w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>"""


def numbered(number: int, level: int = 0) -> str:
    """Return the properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_a_document_comes_in_blocks() -> None:
    body = (
        paragraph(run("Rotterdam wächst"), "Titel")
        + paragraph(run("Der ") + run("Hafen", "b") + run(" wächst, sagt die ") + link("Behörde"))
        + paragraph(run("Zahlen"), "berschrift2")
        + paragraph(run("13,8 Millionen ") + run("Container", "i"), item=True)
        + paragraph(run("2 * 3 Kräne <neu>"), item=True)
    )
    manuscript = read_word(document(body), "de.docx")
    assert blocks(manuscript) == [
        "heading 1: Rotterdam wächst",
        "paragraph 0: Der **Hafen** wächst, sagt die [Behörde](https://www.example.org/a)",
        "heading 2: Zahlen",
        "item 0: 13,8 Millionen *Container*",
        "item 0: 2 * 3 Kräne <neu>",
    ]
    assert left_out(manuscript) == []
    assert manuscript.findings == []


@pytest.mark.parametrize(
    ("style", "look", "kind"),
    [
        ("Strich", "", "item 0"),
        ("Eng", "", "item 0"),
        ("Tiefer", "", "item 0"),
        ("Ohne", "", "paragraph 0"),
        ("Strich", numbered(0), "paragraph 0"),
        ("Ohne", numbered(1, 3), "item 0"),
        ("Num", "", "item 0"),
        ("ListBullet2", "", "item 0"),  # no such style in this document
        ("A", "", "paragraph 0"),
        ("Haus", "", "heading 2"),
        ("Heading3", "", "heading 3"),
        ("Stufe", "", "heading 3"),
        ("Presse", "", "heading 1"),
        ("Datum", "", "paragraph 0"),
        ("Stufe", '<w:outlineLvl w:val="9"/>', "paragraph 0"),
        ("", '<w:outlineLvl w:val="0"/>', "heading 1"),
        ("", numbered(2), "item 0"),
        ("", numbered(3), "paragraph 0"),
        ("", numbered(77), "item 0"),
    ],
)
def test_styles_and_numbers_make_lists_and_headings(style: str, look: str, kind: str) -> None:
    body = paragraph(run("Kräne"), style, look=look)
    manuscript = read_word(document(body, styles=LISTS, numbering=NUMBERS), "de.docx")
    assert blocks(manuscript) == [f"{kind}: Kräne"]


SYMBOL = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'


@pytest.mark.parametrize(
    "mark",
    [
        "<w:t>•</w:t><w:tab/>",
        "<w:t>\uf0b7</w:t><w:tab/>",
        '<w:t xml:space="preserve">\uf0a7 </w:t>',
        '<w:sym w:font="Wingdings" w:char="F0D8"/><w:tab/>',
        '<w:sym w:font="Wingdings 3" w:char="F07D"/><w:tab/>',
        f'{SYMBOL}<w:t xml:space="preserve">ü </w:t>',
        "<w:t>o</w:t><w:tab/>",
        "<w:t>Ø</w:t><w:tab/>",
        "<w:t>❖</w:t><w:tab/>",
        "<w:t>-</w:t><w:tab/>",
    ],
)
def test_typed_bullets_make_lists(mark: str) -> None:
    body = paragraph(f"<w:r>{mark}</w:r>{run('Neue Kräne')}")
    assert blocks(read_word(document(body), "de.docx")) == ["item 0: Neue Kräne"]


def test_typed_numbers_make_lists_where_they_count_up() -> None:
    lines = [
        "Zwei Sätze.",
        "1. Kai",
        "2. Kran",
        "a) Lager",
        "b) Gleis",
        "c) Tor",
    ]
    body = "".join(paragraph(run(line)) for line in lines)
    assert blocks(read_word(document(body), "de.docx")) == [
        "paragraph 0: Zwei Sätze.",
        "item 0: Kai",
        "item 0: Kran",
        "item 0: Lager",
        "item 0: Gleis",
        "item 0: Tor",
    ]


DROPPED = '<w:framePr w:dropCap="{}" w:lines="3"/>'
LOWERED = '<w:position w:val="-4"/><w:sz w:val="90"/>'


@pytest.mark.parametrize(
    "beginning",
    [
        paragraph(run("D", LOWERED), look=DROPPED.format("drop"))
        + paragraph(run("er Kai ist neu.")),
        paragraph(run("D"), look=DROPPED.format("margin"))
        + paragraph("")
        + paragraph(run("er Kai ist neu.")),
        paragraph(text_box(paragraph(run("D"))) + run("er Kai ist neu.")),
        paragraph(text_box(paragraph(run("D")))) + paragraph(run("er Kai ist neu.")),
        # Word's style separator, and a paragraph whose end is deleted.
        paragraph(run("Der Kai"), look="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
        + paragraph(run(" ist neu.")),
        paragraph(run("Der Kai"), look='<w:rPr><w:del w:id="1"/></w:rPr>')
        + paragraph(run(" ist neu.")),
    ],
)
def test_a_paragraph_in_two_parts_is_one(beginning: str) -> None:
    body = beginning + paragraph(run("Kräne"), item=True)
    manuscript = read_word(document(body), "de.docx")
    assert blocks(manuscript) == ["paragraph 0: Der Kai ist neu.", "item 0: Kräne"]


def test_an_initial_without_a_paragraph_is_kept() -> None:
    body = paragraph(run("D"), look=DROPPED.format("drop"))
    assert blocks(read_word(document(body), "de.docx")) == ["paragraph 0: D"]


LARGE, USUAL = '<w:sz w:val="40"/>', '<w:sz w:val="22"/>'


@pytest.mark.parametrize(
    ("first", "look", "kind"),
    [
        ("Neuer Kai in Hamm", "<w:b/>", "heading 1"),
        ("Neuer Kai in Hamm", LARGE, "heading 1"),
        ("Neuer Kai in Hamm", USUAL, "paragraph 0"),
        ("Ein neuer Kai wurde gebaut.", LARGE, "paragraph 0"),
    ],
)
def test_a_first_line_that_stands_out_is_the_title(first: str, look: str, kind: str) -> None:
    others = [paragraph(run(f"Der Kai ist {n} m lang.", USUAL)) for n in (100, 200, 300)]
    manuscript = read_word(document(paragraph(run(first, look)) + "".join(others)), "de.docx")
    assert blocks(manuscript)[0].startswith(f"{kind}: ")


def test_empty_lines_and_page_ends_divide_a_paragraph() -> None:
    empty = "<w:r><w:br/><w:br/></w:r>"
    page, line = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:br/></w:r>"
    lines = run("Kai drei,") + line + run("neu.")
    body = paragraph(run("Kai eins.") + empty + run("Kai zwei.") + page + lines)
    assert blocks(read_word(document(body), "de.docx")) == [
        "paragraph 0: Kai eins.",
        "paragraph 0: Kai zwei.",
        "paragraph 0: Kai drei, neu.",
    ]


def test_the_headline_is_the_largest_of_several_lines() -> None:
    lines = [("MITTEILUNG", LARGE), ("Der neue Kai in Hamm ist fertig", LARGE), ("Hamm", "<w:b/>")]
    body = [paragraph(run(f"Der Kai ist {n} m lang.", USUAL)) for n in (100, 200, 300)]
    written = "".join(paragraph(run(text, look)) for text, look in lines)
    assert blocks(read_word(document(written + "".join(body)), "de.docx"))[:3] == [
        "paragraph 0: MITTEILUNG",
        "heading 1: Der neue Kai in Hamm ist fertig",
        "paragraph 0: **Hamm**",
    ]


def test_paragraphs_in_a_style_for_authors_are_the_byline() -> None:
    names = [paragraph(run(name), "Author") for name in ("Ada Berg", "Jo Stein")]
    body = names[0] + names[1] + paragraph(run("Der Kai ist neu."))
    manuscript = read_word(document(body), "de.docx")
    assert blocks(manuscript) == ["paragraph 0: Der Kai ist neu."]
    assert manuscript.byline == "Ada Berg, Jo Stein"


@pytest.mark.parametrize("style", ["", "ListContinue"])
def test_the_rest_of_an_entry_belongs_to_it(style: str) -> None:
    blank = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val=" "/></w:lvl></w:abstractNum>'
        '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>'
    )
    rest = paragraph(run("Er ist neu."), style, look="" if style else numbered(8))
    body = (
        rest + paragraph(run("Ein Kai."), item=True) + rest + paragraph(run("Ein Tor."), item=True)
    )
    assert blocks(read_word(document(body, numbering=NUMBERING + blank), "de.docx")) == [
        "paragraph 0: Er ist neu.",
        "item 0: Ein Kai. Er ist neu.",
        "item 0: Ein Tor.",
    ]
