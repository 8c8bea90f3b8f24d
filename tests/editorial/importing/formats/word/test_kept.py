"""Words that are in odd places of a Word document are kept."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.word.reader import read_word
from tests.editorial.importing.manuscripts import blocks, left_out, texts
from tests.editorial.importing.word import (
    LINKS,
    complex_field,
    control,
    document,
    link,
    paragraph,
    relationships,
    run,
    table,
    text_box,
)

INNER = run("29 Kräne")
WORDS = ("Hafen", "Kai", "Tor")
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>こう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>港</w:t></w:r>"
    "</w:rubyBase></w:ruby></w:r>"
)
CHOICE = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="Kai"/><w:listEntry w:val="Tor"/></w:ddList></w:ffData></w:fldChar></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    "inside",
    [
        f'<w:fldSimple w:instr=" DOCPROPERTY Zahl ">{INNER}</w:fldSimple>',
        complex_field(" REF zahl ", INNER),
        complex_field(" IF 1 = 1 ", complex_field(" DOCPROPERTY Zahl ", INNER)),
        f'<w:bdo w:val="ltr">{INNER}</w:bdo>',
        f'<w:dir w:val="ltr">{INNER}</w:dir>',
        f'<w:smartTag w:element="x">{INNER}</w:smartTag>',
        f'<w:customXml w:element="x">{INNER}</w:customXml>',
        f'<w:ins w:id="1">{INNER}</w:ins>',
        f'<w:moveTo w:id="1">{INNER}</w:moveTo>',
        control("<w:dropDownList/>", INNER),
        control('<w:showingPlcHdr w:val="0"/>', INNER),
        f'<w:hyperlink w:anchor="x">{INNER}</w:hyperlink>',
        f"<w:unheardOf>{INNER}</w:unheardOf>",
        f"<mc:AlternateContent><mc:Choice Requires='x'>{INNER}</mc:Choice></mc:AlternateContent>",
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{INNER}',  # a field without an end
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{INNER}',
    ],
)
def test_words_inside_of_something_are_kept(inside: str) -> None:
    body = paragraph(run("Es sind ") + inside + run("."))
    manuscript = read_word(document(body), "de.docx")
    assert texts(manuscript) == ["Es sind 29 Kräne."]
    assert left_out(manuscript) == []


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<w:r><w:t>Kai</w:t><w:cr/><w:t>Tor</w:t></w:r>", "Kai Tor"),
        ("<w:r><w:t>Kai\n    Tor</w:t></w:r>", "Kai Tor"),
        ("<w:r><w:t>Kai</w:t><w:tab/><w:t>Tor</w:t></w:r>", "Kai Tor"),
        ("<w:r><w:t>Kai</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>", "Kai‑3"),
        ("<w:r><w:t>Kai</w:t><w:softHyphen/><w:t>t\u00ador</w:t></w:r>", "Kaitor"),
        ('<w:r><w:t>3 </w:t><w:sym w:font="Symbol" w:char="F06D"/><w:t>m</w:t></w:r>', "3 μm"),
        ('<w:r><w:t>a </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> b</w:t></w:r>', "a ≥ b"),
        (run("3 ") + run("m", '<w:rFonts w:ascii="Symbol"/>') + run("m"), "3 μm"),
        (RUBY, "港"),
        (CHOICE, "Tor"),
    ],
)
def test_signs_are_kept(inside: str, shown: str) -> None:
    assert texts(read_word(document(paragraph(run("x ") + inside)), "de.docx")) == [f"x {shown}"]


def test_a_link_by_field_is_a_link() -> None:
    field = complex_field(' HYPERLINK "https://www.example.org/b" ', run("Hafen"))
    code = " HYPERLINK &quot;https://www.example.org/c&quot; "
    simple = f'<w:fldSimple w:instr="{code}">{run("Kai")}</w:fldSimple>'
    body = paragraph(f"{field}{run(', ')}{simple}{run(', ')}{link('Tor')}")
    (block,) = blocks(read_word(document(body), "de.docx"))
    linked = [
        f"[{word}](https://www.example.org/{n})" for word, n in zip(WORDS, "bca", strict=True)
    ]
    assert block == f"paragraph 0: {', '.join(linked)}"


def test_a_text_box_comes_once_after_its_paragraph() -> None:
    box = text_box(paragraph(run("Im Kasten.")), paragraph(run("Zweitens."), item=True))
    body = paragraph(run("Vor dem Kasten.") + box) + paragraph(run("Danach."))
    manuscript = read_word(document(body), "de.docx")
    assert texts(manuscript) == ["Vor dem Kasten.", "Im Kasten.", "Zweitens.", "Danach."]
    assert left_out(manuscript) == []


def test_a_text_box_of_an_old_word_is_read() -> None:
    box = f"<w:txbxContent>{paragraph(run('Im Kasten.'))}</w:txbxContent>"
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(read_word(document(paragraph(old)), "de.docx")) == ["Im Kasten."]


@pytest.mark.parametrize(
    "inside",
    [
        table((paragraph(run("Kai"), item=True) + paragraph(run("Tor"), item=True),)),
        table((paragraph(run("Kai"), item=True),), (paragraph(run("Tor"), item=True),)),
        control(
            "",
            table((table((paragraph(run("Kai"), item=True),)) + paragraph(run("Tor"), item=True),)),
        ),
    ],
)
def test_a_table_of_one_column_is_text(inside: str) -> None:
    manuscript = read_word(document(inside), "de.docx")
    assert blocks(manuscript) == ["item 0: Kai", "item 0: Tor"]
    assert manuscript.findings == []


def test_a_table_that_places_text_is_read_cell_by_cell_with_a_warning() -> None:
    left = paragraph(run("Der Kai ist neu.")) + paragraph(run("Zwei Kräne"), item=True)
    body = paragraph(run("Hamm"), "Titel") + table((left, paragraph(run("Hafenamt"))))
    manuscript = read_word(document(body), "de.docx")
    assert texts(manuscript) == ["Hamm", "Der Kai ist neu.", "Zwei Kräne", "Hafenamt"]
    assert [finding.code for finding in manuscript.findings] == ["text-in-table"]


def test_a_table_of_data_is_left_out_unless_there_is_nothing_else() -> None:
    data = table(
        (paragraph(run("Kai")), paragraph(run("3"))), (paragraph(run("Tor")), paragraph(""))
    )
    body = paragraph(run("Der Kai ist neu.")) + paragraph(run("Das Tor auch."))
    manuscript = read_word(document(body + data), "de.docx")
    assert texts(manuscript) == ["Der Kai ist neu.", "Das Tor auch."]
    assert left_out(manuscript) == [("Kai 3 Tor", "a table")]
    alone = read_word(document(data), "de.docx")
    assert texts(alone) == ["Kai", "3", "Tor"]
    assert [finding.code for finding in alone.findings] == ["text-in-table"]


PAGE = "<html><body><p>Der Kai ist <b>neu</b>.</p><ul><li>Zwei Kräne</li></ul></body></html>"
MAIL = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{PAGE}"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", PAGE), ("a.mht", MAIL), ("a.txt", "Der Kai ist neu.\n\n- Zwei Kräne\n")],
)
def test_a_file_inside_the_document_is_text(name: str, content: str) -> None:
    links = relationships({**LINKS, "piece": ("aFChunk", f"/{name}")})
    files = {"word/_rels/document.xml.rels": links, name: content}
    manuscript = read_word(document('<w:altChunk r:id="piece"/>', files=files), "de.docx")
    assert texts(manuscript) == ["Der Kai ist neu.", "Zwei Kräne"]
