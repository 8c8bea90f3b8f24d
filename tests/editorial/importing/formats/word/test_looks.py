"""What a look says about a text: struck out, hidden, raised, in capitals."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.word.html_writer import write_html
from brief.editorial.importing.formats.word.paragraphs import Paragraph, Piece
from brief.editorial.importing.formats.word.reader import read_word
from tests.editorial.importing.manuscripts import blocks, left_out, texts
from tests.editorial.importing.word import document, paragraph, run

STYLES = """\
<w:style w:type="character" w:styleId="Weg"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="AuchWeg"><w:basedOn w:val="Weg"/></w:style>
<w:style w:type="character" w:styleId="Intern"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Alt"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Notiz"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Sichtbar"><w:basedOn w:val="Notiz"/><w:rPr>
<w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kapitale"><w:rPr><w:caps/></w:rPr></w:style>"""
STRUCK, HIDDEN = "struck out", "hidden text"


def styled(name: str) -> str:
    """Return the reference of a run to its style."""
    return f'<w:rStyle w:val="{name}"/>'


@pytest.mark.parametrize(
    ("style", "look", "why"),
    [
        ("", "<w:strike/>", STRUCK),
        ("", "<w:dstrike/>", STRUCK),
        ("", '<w:strike w:val="true"/>', STRUCK),
        ("", styled("Weg"), STRUCK),
        ("", styled("AuchWeg"), STRUCK),
        ("Alt", "", STRUCK),
        ("", '<w:strike w:val="0"/>', ""),
        ("", styled("Weg") + '<w:strike w:val="off"/>', ""),
        ("Alt", '<w:strike w:val="false"/>', ""),
        ("Alt", styled("Weg"), ""),  # ECMA-376-1, 17.7.3: two styles turn a toggle over twice
        ("", "<w:vanish/>", HIDDEN),
        ("", "<w:specVanish/>", HIDDEN),
        ("", "<w:webHidden/>", HIDDEN),
        ("", styled("Intern"), HIDDEN),
        ("Notiz", "", HIDDEN),
        ("Sichtbar", "", ""),
        ("", '<w:vanish w:val="0"/>', ""),
        ("Notiz", '<w:vanish w:val="0"/>', ""),
    ],
)
def test_struck_and_hidden_text_is_left_out_and_listed(style: str, look: str, why: str) -> None:
    body = paragraph(run("Der Kai ist neu.")) + paragraph(run("Bis zu 40 Kräne", look), style)
    manuscript = read_word(document(body, styles=STYLES), "de.docx")
    assert left_out(manuscript) == ([("Bis zu 40 Kräne", why)] if why else [])
    assert texts(manuscript) == ["Der Kai ist neu.", *([] if why else ["Bis zu 40 Kräne"])]


def test_text_hidden_by_default_is_left_out() -> None:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    )
    body = paragraph(run("Intern.") + run("Der Kai.", '<w:vanish w:val="0"/>'))
    manuscript = read_word(document(body, styles=defaults), "de.docx")
    assert texts(manuscript) == ["Der Kai."]
    assert left_out(manuscript) == [("Intern.", HIDDEN)]


def test_neighbours_with_one_reason_are_one_entry() -> None:
    body = paragraph(
        run("Es sind ")
        + run("zwölf ", "<w:strike/>")
        + run("Kräne ", "<w:b/><w:strike/>")
        + run("zwei Kräne")
        + run(" und ein Tor", "<w:strike/>")
        + run(".")
    )
    manuscript = read_word(document(body), "de.docx")
    assert texts(manuscript) == ["Es sind zwei Kräne."]
    assert left_out(manuscript) == [("zwölf Kräne", STRUCK), ("und ein Tor", STRUCK)]


@pytest.mark.parametrize(
    ("look", "style", "shown"),
    [
        ("<w:caps/>", "", "DIE EU WÄCHST"),
        ('<w:caps w:val="0"/>', "", "die eu wächst"),
        ("<w:smallCaps/>", "", "DIE EU WÄCHST"),
        ("", "Kapitale", "DIE EU WÄCHST"),
    ],
)
def test_capitals_stay(look: str, style: str, shown: str) -> None:
    body = paragraph(run("die e", look) + run("u wächst", look), style)
    assert texts(read_word(document(body, styles=STYLES), "de.docx")) == [shown]


def test_capitals_of_a_style_are_a_look_where_the_text_has_its_own() -> None:
    body = paragraph(run("Die EU ") + run("wächst"), "Kapitale") + paragraph(
        run("Der Kai", "<w:smallCaps/>")
    )
    assert texts(read_word(document(body, styles=STYLES), "de.docx")) == [
        "Die EU wächst",
        "Der Kai",
    ]


def test_capitals_know_turkish() -> None:
    body = paragraph(run("istanbul", '<w:caps/><w:lang w:val="tr-TR"/>'))
    assert texts(read_word(document(body), "tr.docx")) == ["İSTANBUL"]


def test_raised_and_lowered_text_is_written_as_such() -> None:
    pieces = [Piece("10"), Piece("1", raised="sup"), Piece("2", raised="sup"), Piece(" m<")]
    paragraphs = [
        Paragraph("paragraph", 0, pieces),
        Paragraph("item", 0, [Piece("2", raised="sub")]),
    ]
    assert write_html(paragraphs) == "<p>10<sup>12</sup> m&lt;</p>\n<ul><li><sub>2</sub></li></ul>"


@pytest.mark.parametrize(
    ("look", "text", "shown"),
    [
        ('<w:vertAlign w:val="superscript"/>', "6", "10⁶"),
        ('<w:vertAlign w:val="subscript"/>', "6", "10₆"),
        ('<w:vertAlign w:val="baseline"/>', "6", "106"),
        ('<w:position w:val="6"/>', "6", "10⁶"),
        ('<w:position w:val="-4"/>', "2", "10₂"),
        ('<w:position w:val="1"/>', "6", "106"),
        ('<w:rStyle w:val="Hoch"/>', "6", "10⁶"),
        ('<w:rStyle w:val="Hoch"/><w:vertAlign w:val="baseline"/>', "6", "106"),
    ],
)
def test_raised_and_lowered_figures_stay_so(look: str, text: str, shown: str) -> None:
    raised = (
        '<w:style w:type="character" w:styleId="Hoch"><w:rPr><w:vertAlign w:val="superscript"/>'
        "</w:rPr></w:style>"
    )
    body = paragraph(run("Es sind 10") + run(text, look) + run(" t."))
    assert texts(read_word(document(body, styles=raised), "de.docx")) == [f"Es sind {shown} t."]


def test_a_paragraph_that_is_raised_as_a_whole_is_read_as_any_other() -> None:
    body = paragraph(run("Es sind 20 t.", '<w:position w:val="6"/>'))
    assert texts(read_word(document(body), "de.docx")) == ["Es sind 20 t."]


def test_right_to_left_text_has_its_own_bold() -> None:
    body = paragraph(
        run("ميناء ", "<w:b/><w:rtl/>") + run("جديد", "<w:bCs/><w:rtl/>") + run(" x", "<w:bCs/>")
    )
    assert blocks(read_word(document(body), "ar.docx")) == ["paragraph 0: ميناء **جديد** x"]
