"""What is not text of a Word document is left out and listed."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.word.reader import read_word
from brief.errors import ContentError
from tests.editorial.importing.manuscripts import left_out, texts
from tests.editorial.importing.word import (
    DECLARED,
    complex_field,
    control,
    document,
    paragraph,
    run,
    table,
    text_box,
)

TEXT = "Es sind zwei Kräne."
PROMPT = "a prompt of the template, not written over"
DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{}"/><a:graphic>{}</a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
PROMPT_STYLE = (
    '<w:style w:type="character" w:styleId="Prompt"><w:name w:val="Placeholder Text"/></w:style>'
)
MARK = (
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    '<w:r><w:commentReference w:id="1"/></w:r>'
)


def graphic(kind: str, inside: str) -> str:
    """Return a graphic of a kind."""
    address = f"http://schemas.openxmlformats.org/drawingml/2006/{kind}"
    return f'<a:graphicData uri="{address}"><x:{inside} xmlns:x="{address}"/></a:graphicData>'


@pytest.mark.parametrize(
    ("inside", "listed"),
    [
        ("<m:oMath><m:r><m:t>3,5 %</m:t></m:r></m:oMath>", ("3,5 %", "a formula")),
        (complex_field(r" EQ \f(1;2) ", ""), (r"\f(1;2)", "a formula")),
        (
            '<w:del w:id="1"><w:r><w:delText>Alt</w:delText></w:r></w:del>',
            ("Alt", "deleted while changes were tracked"),
        ),
        (
            f'<w:moveFrom w:id="1">{run("Alt")}</w:moveFrom>',
            ("Alt", "deleted while changes were tracked"),
        ),
        (control("<w:showingPlcHdr/>", run("Hier tippen")), ("Hier tippen", PROMPT)),
        (run("Hier tippen", '<w:rStyle w:val="Prompt"/>'), ("Hier tippen", PROMPT)),
        (complex_field(" MACROBUTTON NoMacro [Hier tippen] ", ""), ("[Hier tippen]", PROMPT)),
        (complex_field(" MERGEFIELD Name ", run("«Na") + run("me»")), ("«Name»", PROMPT)),
        (DRAWING.format("Kai im Nebel", graphic("picture", "pic")), ("Kai im Nebel", "an image")),
        (DRAWING.format("", graphic("picture", "pic")), ("", "an image")),
        (
            DRAWING.format("Schiffe", graphic("chart", 'chart r:id="diagram"')),
            ("Schiffe – je Jahr", "a chart"),
        ),
        (DRAWING.format("Ablauf", graphic("diagram", "relIds")), ("Ablauf", "a SmartArt drawing")),
        (
            '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
            ("Excel.Sheet.12", "an embedded object"),
        ),
        (
            '<w:r><w:pict><v:shape><v:imagedata o:title="Kai"/></v:shape></w:pict></w:r>',
            ("Kai", "an image"),
        ),
        (
            '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>',
            ("*", "the mark of a note"),
        ),
        (complex_field(r" NOTEREF _Ref1 \f \h ", run("2")), ("2", "the mark of a note")),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>こう</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>",
            ("こう", "the reading above a word"),
        ),
        (
            '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>',
            ("", "a sign of the font Webdings, U+F021"),
        ),
        (
            "<w:r><w:unheardOf><w:t>Rest</w:t></w:unheardOf></w:r>",
            ("Rest", "it is in a part of the document that is not read"),
        ),
    ],
)
def test_it_is_left_out_and_listed(inside: str, listed: tuple[str, str]) -> None:
    chart = f"<c:chart {DECLARED} xmlns:c='x'><a:t>je Jahr</a:t></c:chart>"
    body = paragraph(run("Es sind ") + inside + run("zwei Kräne."))
    raw = document(body, styles=PROMPT_STYLE, files={"word/charts/chart1.xml": chart})
    manuscript = read_word(raw, "de.docx")
    assert texts(manuscript) == [TEXT]
    assert left_out(manuscript) == [listed]


@pytest.mark.parametrize(
    ("block", "listed"),
    [
        (
            control("<w:showingPlcHdr/>", paragraph(run("Titel hier"), "Titel")),
            [("Titel hier", PROMPT)],
        ),
        (
            control(
                '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
                paragraph(run("Inhalt")),
            ),
            [("Inhalt", "a table of contents")],
        ),
        (
            paragraph(complex_field(r' TOC \o "1-3" ', "").rpartition("<w:r>")[0] + run("Kai 1"))
            + paragraph(run("Tor 2"))
            + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
            [("Kai 1 Tor 2", "a table of contents")],
        ),
        (paragraph(run("Kai 1"), "TOC1"), [("Kai 1", "a table of contents")]),
        (paragraph(run("Abb. 1: Kai"), "Caption"), [("Abb. 1: Kai", "a caption")]),
        (
            paragraph(complex_field(" ADDIN ZOTERO_BIBL ", run("Bär, 2020"))),
            [("Bär, 2020", "a list of sources")],
        ),
        (
            "<m:oMathPara><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></m:oMathPara>",
            [("E=mc", "a formula")],
        ),
        (
            '<w:altChunk r:id="piece"/>',
            [
                (
                    "word/piece.html",
                    "a file inside the document: Word makes it text when it saves the document",
                )
            ],
        ),
        (
            table((paragraph(run("Neu")),)).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>"),
            [("Neu", "hidden text")],
        ),
        (
            paragraph(
                text_box(paragraph(run("Intern"))).replace(
                    "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1
                )
            ),
            [("Intern", "hidden text")],
        ),
    ],
)
def test_whole_blocks_are_left_out_and_listed(block: str, listed: list[tuple[str, str]]) -> None:
    manuscript = read_word(document(block + paragraph(run(TEXT))), "de.docx")
    assert texts(manuscript) == [TEXT]
    assert left_out(manuscript) == listed


def test_notes_comments_and_headers_are_listed() -> None:
    note = "<w:footnote w:type='separator'><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>"
    note += f"<w:footnote w:id='2'>{paragraph(run('Hafenblatt 2024'))}</w:footnote>"
    remark = f"<w:comment>{paragraph(run('Stimmt das?'))}</w:comment>"
    files: dict[str, str | bytes | None] = {
        "word/footnotes.xml": f"<w:footnotes {DECLARED}>{note}</w:footnotes>",
        "word/comments.xml": f"<w:comments {DECLARED}>{remark}</w:comments>",
        "word/header1.xml": f"<w:hdr {DECLARED}>{paragraph(run('Vertraulich'))}</w:hdr>",
    }
    body = paragraph(run("Es sind zwei Kräne") + MARK + run("."))
    manuscript = read_word(document(body, files=files), "de.docx")
    assert texts(manuscript) == [TEXT]
    assert left_out(manuscript) == [
        ("Hafenblatt 2024", "a footnote"),
        ("Stimmt das?", "a comment"),
        ("Vertraulich", "a header of the pages"),
    ]


def test_tracked_changes_are_counted_in_a_warning() -> None:
    body = paragraph(
        f'<w:ins w:id="1">{run("Neu. ")}</w:ins><w:del w:id="2">{run("Alt.")}</w:del>'
        f'<w:ins w:id="3">{run("Auch neu.")}</w:ins>'
    )
    manuscript = read_word(document(body), "de.docx")
    assert texts(manuscript) == ["Neu. Auch neu."]
    (finding,) = manuscript.findings
    assert finding.code == "tracked-changes"
    assert finding.message.endswith("2 insertions are kept, 1 deletion is left out")


def test_another_version_of_a_drawing_is_listed() -> None:
    box = text_box(paragraph(run("Im Kasten.")))
    old = box.replace(
        "Im Kasten.</w:t></w:r></w:p></w:txbxContent></v:textbox>",
        "Anders.</w:t></w:r></w:p></w:txbxContent></v:textbox>",
    )
    manuscript = read_word(document(paragraph(old)), "de.docx")
    assert texts(manuscript) == ["Im Kasten."]
    assert left_out(manuscript) == [("Anders.", "another version of a drawing")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "has no text"),
        (paragraph(run("Intern", "<w:vanish/>")), "not imported: hidden text"),
        ('<w:altChunk r:id="piece"/>', "a file inside the document"),
    ],
)
def test_a_document_without_text_is_refused_with_the_reason(body: str, reason: str) -> None:
    with pytest.raises(ContentError) as refusal:
        read_word(document(body), "de.docx")
    (finding,) = refusal.value.findings
    assert finding.code == "too-little-text"
    assert reason in finding.message


def test_a_prompt_around_a_cell_is_left_out() -> None:
    prompt = control("<w:showingPlcHdr/>", f"<w:tc>{paragraph(run('Hier tippen'))}</w:tc>")
    cell = f"<w:tc>{paragraph(run(TEXT))}</w:tc>"
    body = f"<w:tbl><w:tr>{prompt}</w:tr><w:tr>{cell}</w:tr></w:tbl>"
    manuscript = read_word(document(body), "de.docx")
    assert texts(manuscript) == [TEXT]
    assert left_out(manuscript) == [("Hier tippen", PROMPT)]
