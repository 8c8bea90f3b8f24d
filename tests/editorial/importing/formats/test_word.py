"""Word documents."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from brief.editorial.importing.formats.word.reader import read_word
from brief.errors import ContentError
from tests.editorial.importing.manuscripts import blocks
from tests.editorial.importing.word import document, link, paragraph, run


def test_a_word_document_comes_in_blocks() -> None:
    body = (
        paragraph(run("Rotterdam wächst"), "Titel")
        + paragraph(run("Der ") + run("Hafen", "b") + run(" wächst, sagt die ") + link("Behörde"))
        + paragraph(run("Zahlen"), "berschrift2")
        + paragraph(run("13,8 Millionen ") + run("Container", "i"), item=True)
        + paragraph(run("2 * 3 Kräne <neu>"), item=True)
        + paragraph('<w:del w:id="1"><w:r><w:delText>Alt</w:delText></w:r></w:del>' + run("Neu."))
        + f"<w:tbl><w:tr><w:tc>{paragraph(run('Kai'))}</w:tc></w:tr></w:tbl>"
    )
    manuscript = read_word(document(body), "de.docx")
    assert blocks(manuscript) == [
        "heading 1: Rotterdam wächst",
        "paragraph 0: Der **Hafen** wächst, sagt die [Behörde](https://www.example.org/a)",
        "heading 2: Zahlen",
        "item 0: 13,8 Millionen *Container*",
        "item 0: 2 * 3 Kräne <neu>",
        "paragraph 0: Neu.",
    ]
    assert [(entry.text, entry.why) for entry in manuscript.left_out] == [("Kai", "a table")]


def without_text() -> bytes:
    """Return a package of the kind that spreadsheets are."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
SOUND = document(paragraph(run("Kai")))
BAD = {
    "entities that grow": document(paragraph("<w:r><w:t>&b;</w:t></w:r>"), ENTITIES),
    "entities in UTF-16": document("", more_xml=f"\ufeff{ENTITIES}<x/>".encode("utf-16")),
    "far too much XML": document("", more_xml=b"<x>" + b" " * (21 * 1024 * 1024) + b"</x>"),
    "no text": without_text(),
    "cut short": SOUND[: len(SOUND) // 2],
    "damaged inside": document("<w:p></w:r>"),
    "no package": b"PK\x03\x04",
}


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD.keys())
def test_a_document_that_cannot_be_trusted_is_refused(raw: bytes) -> None:
    with pytest.raises(ContentError) as refusal:
        read_word(raw, "de.docx")
    (finding,) = refusal.value.findings
    assert finding.code == "format-not-imported"
    assert finding.remedy


def test_nesting_without_end_is_refused_and_brings_nothing_down() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + paragraph(run("Kai")) + "</w:sdtContent></w:sdt>" * 3000
    with pytest.raises(ContentError):
        read_word(document(deep), "de.docx")


def test_a_picture_elsewhere_is_not_fetched() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="p" descr="Kai im Nebel"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:blipFill><a:blip r:link="link"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    manuscript = read_word(document(paragraph(drawing) + paragraph(run("Kai"))), "de.docx")
    assert blocks(manuscript) == ["paragraph 0: Kai"]
    assert [entry.why for entry in manuscript.left_out] == ["an image"]
