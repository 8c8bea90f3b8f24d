"""Texts to translate as a table in a Word document (ECMA-376, Office Open XML).

Bold, italics and links are formatting, as translators know it. What tells the texts of the file
apart is in its document properties, which Word and LibreOffice keep; the first lines say it again.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from brief.editorial.locale.locales import get_direction
from brief.translation.formats.word_parts import (
    PARTS,
    STYLES,
    make_properties,
    make_relationships,
    word,
)
from brief.translation.unit import Close, Open, State, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.translation.unit import Parts, TranslationFile, Unit

KEY, SOURCE, TARGET, NOTE = COLUMNS = ("Key", "Source", "Translation", "Note")
"""The heads of the columns."""
IDENTITY = "Briefing {slug}, from {source} to {target}"
"""The line of the document by which it is known if its properties are lost."""
HOW_TO = (
    "Write the translation into the third column. Keep the keys as they are, and keep every row.",
    "What is bold, italic or a link in the source is so in the translation, around the same words.",
    "Everything else about the looks of the text is ignored.",
)
_WIDTHS = (2000, 4900, 4900, 2770)  # twentieths of a point, on A4 across
_GREY, _PALE = "E7E6E6", "F7F7F7"
_EAST_ASIAN = frozenset(
    {"ja", "ko", "zh"}
)  # their language has an attribute of its own (17.3.2.20)
_MEMBERS_DAY = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file


def write(file: TranslationFile) -> bytes:
    """Return the texts as a Word document (.docx)."""
    links: dict[str, str] = {}
    document = _make_document(file, links)
    parts = {
        **PARTS,
        "word/styles.xml": STYLES,
        "word/document.xml": etree.tostring(document, encoding="UTF-8", xml_declaration=True),
        "word/_rels/document.xml.rels": make_relationships(links),
        "docProps/custom.xml": make_properties(_describe(file)),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _MEMBERS_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _describe(file: TranslationFile) -> dict[str, str]:
    """Return the properties by which a returned file is known."""
    texts = (f"{unit.key}={unit.target_digest}" for unit in file.units)
    return {
        "project": file.project,
        "briefing": file.slug,
        "source": file.source_language,
        "target": file.target_language,
        "texts": " ".join(texts),
    }


def _make_document(file: TranslationFile, links: dict[str, str]) -> etree._Element:
    table = word("tbl", _make_table_properties(), word("tblGrid", *map(_make_column, _WIDTHS)))
    table.append(_make_head())
    for unit in file.units:
        table.append(_make_row(unit, file, links))
    title, *context = file.context or (file.slug,)
    identity = IDENTITY.format(
        slug=file.slug, source=file.source_language, target=file.target_language
    )
    page = word("sectPr", word("pgSz", w="16838", h="11906", orient="landscape"))
    sides = dict.fromkeys(("top", "right", "bottom", "left"), "1134")
    page.append(word("pgMar", **sides, header="567", footer="567", gutter="0"))
    return word(
        "document",
        word(
            "body",
            _make_paragraph([_make_run(title, bold=True)]),
            *(_make_paragraph([_make_run(line)]) for line in (*context, identity, *HOW_TO)),
            table,
            _make_paragraph([]),
            page,
        ),
    )


def _make_table_properties() -> etree._Element:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (word(edge, val="single", sz="4", space="0", color="A6A6A6") for edge in edges)
    return word(
        "tblPr",
        word("tblW", w=str(sum(_WIDTHS)), type="dxa"),
        word("tblBorders", *lines),
        word("tblLayout", type="fixed"),
    )


def _make_column(width: int) -> etree._Element:
    return word("gridCol", w=str(width))


def _make_head() -> etree._Element:
    cells = (
        _make_cell(number, [_make_paragraph([_make_run(name, bold=True)])], _GREY)
        for number, name in enumerate(COLUMNS)
    )
    return word("tr", word("trPr", word("cantSplit"), word("tblHeader")), *cells)


def _make_row(unit: Unit, file: TranslationFile, links: dict[str, str]) -> etree._Element:
    notes = [_make_paragraph([_make_run(note)]) for note in _list_notes(unit)]
    return word(
        "tr",
        word("trPr", word("cantSplit")),
        _make_cell(0, [_make_paragraph([_make_locked(unit.key)])], _GREY),
        _make_cell(1, [_make_text(unit.source, file.source_language, links)], _PALE),
        _make_cell(2, [_make_text(unit.target or (), file.target_language, links)], ""),
        _make_cell(3, notes or [_make_paragraph([])], _PALE),
    )


def _make_cell(number: int, content: list[etree._Element], colour: str) -> etree._Element:
    properties = word("tcPr", word("tcW", w=str(_WIDTHS[number]), type="dxa"))
    if colour:
        properties.append(word("shd", val="clear", color="auto", fill=colour))
    return word("tc", properties, *content)


def _make_locked(text: str) -> etree._Element:
    """Return a content control whose text Word keeps from being edited."""
    properties = word("sdtPr", word("lock", val="sdtContentLocked"), word("text"))
    return word("sdt", properties, word("sdtContent", _make_run(text)))


def _make_paragraph(
    content: list[etree._Element], language: str = "", *, rtl: bool = False
) -> etree._Element:
    """Return a paragraph with a language and direction, which new text in it has, too."""
    properties = word("pPr")
    if rtl:
        properties.append(word("bidi"))
    if language:
        properties.append(word("rPr", *_list_looks(language=language, rtl=rtl)))
    return word("p", properties, *content)


def _make_text(parts: Parts, language: str, links: dict[str, str]) -> etree._Element:
    """Return a text with its codes as a paragraph; `links` maps addresses to ids, and grows."""
    rtl = get_direction(language) == "rtl"
    open_elements = [_make_paragraph([], language, rtl=rtl)]
    styles: list[str] = []
    for part in parts:
        if isinstance(part, Open) and part.code.kind == "link":
            name = links.setdefault(part.code.href, f"rLink{len(links) + 1}")
            open_elements.append(word("hyperlink", id=name))
            open_elements[-2].append(open_elements[-1])
        elif isinstance(part, Close) and part.code.kind == "link":
            open_elements.pop()
        elif isinstance(part, Open):
            styles.append(part.code.kind)
        elif isinstance(part, Close):
            styles.remove(part.code.kind)
        else:
            looks = _list_looks(
                style="Hyperlink" if len(open_elements) > 1 else "",
                bold="strong" in styles,
                italic="emphasis" in styles,
                language=language,
                rtl=rtl,
            )
            open_elements[-1].append(_make_run(part, looks=looks))
    return open_elements[0]


def _make_run(
    text: str, *, bold: bool = False, looks: list[etree._Element] | None = None
) -> etree._Element:
    content = word("t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return word("r", word("rPr", *(_list_looks(bold=bold) if looks is None else looks)), content)


def _list_looks(
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    language: str = "",
    rtl: bool = False,
) -> list[etree._Element]:
    """Return the properties of a run in the order of the schema (ECMA-376-1, 17.3.2)."""
    looks = [word("rStyle", val=style)] if style else []
    looks += [word("b"), word("bCs")] if bold else []
    looks += [word("i"), word("iCs")] if italic else []
    looks += [word("rtl")] if rtl else []
    if language:
        is_east_asian = language.partition("-")[0] in _EAST_ASIAN
        script = "bidi" if rtl else "eastAsia" if is_east_asian else "val"
        looks.append(word("lang", **{script: language}))
    return looks


def _list_notes(unit: Unit) -> Iterator[str]:
    """Yield what a translator should know about a text."""
    if unit.note:
        yield unit.note
    if unit.state is State.CHANGED and unit.earlier:
        yield f"changed; the source was: {plain(unit.earlier[0])}"
    elif unit.state is State.REVIEW:
        yield "translated by a program: check it"
    for mark in unit.marks:
        if mark.kind == "term" and mark.target:
            term = plain(unit.source)[mark.start : mark.end]
            yield f"glossary: {term} = {mark.target}"
    for proposal in unit.proposals:
        yield f"{proposal.match} % ({proposal.origin}): {plain(proposal.target)}"
