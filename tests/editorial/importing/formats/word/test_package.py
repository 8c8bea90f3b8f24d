"""Packages of all makers are read; damaged, huge and hostile ones are refused in words."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.importing.document import Manuscript
from brief.editorial.importing.formats.word.parts.xml_tree import MAX_DEPTH, MAX_ELEMENTS
from brief.editorial.importing.formats.word.reader import MAX_CHARACTERS, MAX_PARAGRAPHS, read_word
from brief.errors import ContentError
from tests.editorial.importing.manuscripts import blocks, texts
from tests.editorial.importing.word import (
    DECLARED,
    MAIN,
    OFFICE,
    PACKAGE,
    control,
    document,
    link,
    paragraph,
    relationships,
    run,
    text_box,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.findings import Finding

    Parts = Mapping[str, str | bytes | None]

BODY = paragraph(run("Neuer Kai"), "Titel") + paragraph(run("Kräne"), item=True)
READ = ["heading 1: Neuer Kai", "item 0: Kräne"]
BARE = f"<w:document {DECLARED}><w:body>{BODY}</w:body></w:document>"


def root_links(target: str) -> dict[str, str | bytes | None]:
    """Return the relationships of a package whose text is at a target."""
    return {"_rels/.rels": relationships({"r": ("officeDocument", target)})}


@pytest.mark.parametrize(
    "raw",
    [
        document(BODY, main="word/document2.xml"),
        document(BODY, main="doc/main part.xml", files=root_links("/doc/main%20part.xml")),
        document(BODY, files=root_links("word/document.xml")),
        document(BODY, files=root_links("./Word/../word/Document.xml")),
        document(BODY, files=root_links("\\word\\document.xml")),
        document(BODY, files={"_rels/.rels": None}),
        document(BODY, strict=True),
        document(BODY, files={"[Content_Types].xml": None}),
        document(BODY, files={"word/document.xml": BARE.encode("utf-16")}),
        document(
            BODY, files={"word/styles.xml": None, "styles/styles.xml": f"<w:styles {DECLARED}/>"}
        ).replace(b"Titel", b"Title"),
    ],
)
def test_the_text_is_found_wherever_it_is(raw: bytes) -> None:
    assert blocks(read_word(raw, "de.docx"))[-1] == READ[1]


def test_a_strict_document_is_read_as_any_other() -> None:
    body = BODY + paragraph(link("Hafen") + text_box(paragraph(run("Im Kasten."))))
    strict, usual = document(body, strict=True), document(body)
    assert blocks(read_word(strict, "de.docx")) == blocks(read_word(usual, "de.docx"))


def test_a_document_without_styles_and_lists_is_read() -> None:
    body = paragraph(run("Neuer Kai"), "Title") + paragraph(run("Kräne"), "ListBullet")
    none: Parts = {f"word/{name}.xml": None for name in ("styles", "numbering")}
    for files in (none, {**none, "word/_rels/document.xml.rels": None}):
        assert blocks(read_word(document(body, files=files), "de.docx")) == READ


def packed(*members: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file with members; one name may come twice."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", kind) as package:
        for name, inside in members:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = kind
            package.writestr(entry, inside)
    return content.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
STYLED: dict[str, str | bytes | None] = {
    "word/styles.xml": f"\ufeff{ENTITIES}<w:styles {DECLARED}/>".encode("utf-16-le")
}
MAIN_PART = ("word/document.xml", BARE.encode())
SOUND = document(BODY)
DEEP = 3_000
BAD = {
    "entities that grow": (
        document(paragraph("<w:r><w:t>&b;</w:t></w:r>"), ENTITIES),
        "document type",
    ),
    "entities in UTF-16": (document("", files=STYLED), "document type"),
    "an entity that is not defined": (document(paragraph(run("x")), "<!-- -->&b;"), "line 1"),
    "far too much XML": (
        document("", files={"word/more.xml": b" " * (21 * 1024 * 1024)}),
        "larger when unpacked",
    ),
    "no text": (packed(("xl/workbook.xml", b"<workbook/>")), "no Word text"),
    "another root": (packed(("word/document.xml", b"<html/>")), "no Word text"),
    "cut short": (SOUND[: len(SOUND) // 2], "damaged"),
    "damaged inside": (document("<w:p></w:r>"), "word/document.xml is damaged at line 2"),
    "damaged styles": (document(BODY, files={"word/styles.xml": "<w:s"}), "word/styles.xml"),
    "empty part": (document(BODY, files={"word/styles.xml": ""}), "word/styles.xml"),
    "an unknown encoding": (
        document(BODY, files={"word/document.xml": "<?xml version='1.0' encoding='x-y'?><a/>"}),
        "word/document.xml",
    ),
    "no package": (b"PK\x03\x04", "damaged"),
    "twice the same": (packed(MAIN_PART, ("Word/Document.xml", b"<x/>")), "two parts"),
    "out of the package": (packed(MAIN_PART, ("../../etc/x", b"")), "leads to other folders"),
    "packed otherwise": (packed(MAIN_PART, kind=zipfile.ZIP_LZMA), "packed in a way"),
    "nested without end": (
        document("<w:sdt><w:sdtContent>" * DEEP + "</w:sdtContent></w:sdt>" * DEEP),
        "levels deep",
    ),
    "without end": (document("<w:p/>" * (MAX_ELEMENTS + 1)), "elements"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("raw", "why"), BAD.values(), ids=BAD.keys())
def test_a_document_that_cannot_be_trusted_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(ContentError) as refusal:
        read_word(raw, "de.docx")
    (finding,) = refusal.value.findings
    assert finding.code == "format-not-imported"
    assert why in finding.message
    assert finding.remedy


def test_nesting_up_to_the_limit_is_read() -> None:
    depth = (MAX_DEPTH - 8) // 2
    body = paragraph(run("Kai"))
    for _ in range(depth):
        body = control("", body)
    assert texts(read_word(document(body), "de.docx")) == ["Kai"]


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("Kai " * (MAX_CHARACTERS // 4 + 1))),
        "<w:p><w:r><w:t>K</w:t></w:r></w:p>" * (MAX_PARAGRAPHS + 1),
    ],
)
def test_a_very_long_text_is_refused_as_too_long(body: str) -> None:
    with pytest.raises(ContentError) as refusal:
        read_word(document(body), "de.docx")
    assert [finding.code for finding in refusal.value.findings] == ["too-long"]


def test_what_is_elsewhere_is_not_fetched() -> None:
    links = relationships(
        {"a": ("styles", "https://www.example.org/s"), "b": ("footnotes", "../../../etc/passwd")}
    )
    raw = document(BODY, files={"word/_rels/document.xml.rels": links})
    assert texts(read_word(raw, "de.docx")) == ["Neuer Kai", "Kräne"]


RICH = (
    paragraph(run("Neuer Kai"), "Titel")
    + paragraph(text_box(paragraph(run("Kasten"))) + link("Hafen"))
    + control("<w:showingPlcHdr/>", paragraph(run("Prompt")))
    + paragraph(run("Kräne", "<w:strike/>"), item=True)
)
CHOICES = [
    *("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:pPr", "w:rPr"),
    *("w:fldChar", "w:ins", "w:del", "mc:Choice", "mc:AlternateContent", "w:txbxContent", "w:sym"),
    *("w:numPr", "w:val", "w:pict", "w:drawing", "w:ruby", "w:framePr", "m:oMath", "w:altChunk"),
]


@given(
    st.lists(
        st.tuples(st.sampled_from(CHOICES), st.sampled_from([*CHOICES, "", "<", "&", '"', "0"])),
        max_size=4,
    ),
    st.sampled_from([("", ""), (MAIN, "x"), (OFFICE, ""), (PACKAGE, "y"), ("</w:p>", "")]),
)
def test_any_change_to_a_document_is_an_import_or_an_error_in_words(
    changes: list[tuple[str, str]], last: tuple[str, str]
) -> None:
    xml = f"<w:document {DECLARED}><w:body>{RICH}</w:body></w:document>"
    for old, new in [*changes, last]:
        xml = xml.replace(old, new) if old else xml
    raw = document("", files={"word/document.xml": xml})
    findings: tuple[Finding, ...] = ()
    try:
        manuscript = read_word(raw, "de.docx")
    except ContentError as refusal:
        manuscript, findings = Manuscript("de.docx"), tuple(refusal.findings)
    assert all(finding.place and finding.remedy for finding in findings)
    listed = "".join(entry.text for entry in manuscript.left_out)
    whole = "".join(("".join(texts(manuscript)) + listed).split())
    # No word is lost, wherever it ends up.
    kept = [word for word in ("Kasten", "Hafen", "Kräne") if f">{word}</w:t>" in xml]
    assert findings or all(word in whole for word in kept)
