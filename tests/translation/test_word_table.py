"""The table in Word that translators fill: what word processors and people do to it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from brief.errors import ContentError
from brief.translation.collect import collect_units
from tests.translation.files import (
    ITALIAN,
    SLUG,
    bring_back,
    codes,
    export,
    only,
    texts_of,
    write_ferry,
)
from tests.translation.word_files import W, WordFile, parse

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project
    from tests.workspace import Workspace


@pytest.fixture
def ferry(workspace: Workspace) -> Project:
    """Return a project with the briefing in both languages."""
    return write_ferry(workspace, "de", "it")


@pytest.fixture
def document(ferry: Project) -> WordFile:
    """Return the exported document."""
    return WordFile(export(ferry, "docx"))


def test_a_new_language_has_every_text(workspace: Workspace) -> None:
    project = write_ferry(workspace, "de")
    result = bring_back(project, WordFile(export(project, "docx")).fill().data())
    assert result.is_new
    german, italian = (
        [unit.source for unit in collect_units(project, SLUG, *pair).units]
        for pair in (("de", "it"), ("it", "de"))
    )
    assert italian == german


def test_a_file_without_changes_writes_nothing(ferry: Project, document: WordFile) -> None:
    result = bring_back(ferry, document.data())
    assert not result.is_written
    assert result.findings == ()


def test_keys_are_locked_and_links_are_links(document: WordFile) -> None:
    locks = [lock.get(f"{W}val") for lock in document.root.iter(f"{W}lock")]
    assert locks == ["sdtContentLocked"] * 13
    assert len(list(document.row("points.quay").iter(f"{W}hyperlink"))) == 4
    shown = "".join(document.root.itertext())
    assert "**" not in shown
    assert "https://www.example.org/plan" not in shown


ITALIC = "<rPr><i/></rPr>"
TYPED = {
    f"<r>{ITALIC}<t>tra</t></r><r><rPr><i/><lang val='it'/></rPr><t>ghetto</t></r>": "*traghetto*",
    f"<r>{ITALIC}<t>Due</t></r><r><t> </t></r><r>{ITALIC}<t>vie</t></r>": "*Due vie*",
    f"<r><t>Il </t></r>|<r>{ITALIC}<t>battello</t></r>": "Il *battello*",
    f"<r>{ITALIC}<t>Via</t></r>||<r><t>subito</t></r>": "*Via* subito",
    "<del><r><delText>Il </delText></r></del><ins><r><t>Un </t></r></ins>"
    f"<r>{ITALIC}<t>battello</t></r>": "Un *battello*",
    "<r><rPr><u val='single'/><color val='FF0000'/></rPr><t>L’</t></r>"
    f"<r>{ITALIC}<t>altro</t></r><r><t>\u00a0?</t></r>": "L’*altro*\u00a0?",
}


@pytest.mark.parametrize(("typed", "expected"), TYPED.items())
def test_formatting_is_read_as_people_leave_it(
    ferry: Project, document: WordFile, typed: str, expected: str
) -> None:
    document.translate("title", *typed.split("|"))
    assert bring_back(ferry, document.data()).is_written
    assert texts_of(ferry).decode() == ITALIAN.replace("Il *traghetto* diventa elettrico", expected)


def test_lost_italics_are_a_missing_code(ferry: Project, document: WordFile) -> None:
    document.translate("title", "<r><t>Nuovo titolo</t></r>")
    result = bring_back(ferry, document.data())
    assert codes(result) == ["translation-codes"]
    assert "italics (code 1) is missing" in only(result.findings).message
    assert not result.is_written


def test_bold_that_the_source_lacks_is_told_in_words(ferry: Project, document: WordFile) -> None:
    document.translate("standfirst", "<r><rPr><b/></rPr><t>Parte da Nordkai.</t></r>")
    result = bring_back(ferry, document.data())
    assert "bold has no counterpart in the source" in only(result.findings).message
    place = only(result.findings).place
    assert place
    assert place.line == 3


def test_a_lost_link_is_a_missing_code(ferry: Project, document: WordFile) -> None:
    link = next(document.cell(document.row("points.quay"), 2).iter(f"{W}hyperlink"))
    link.tag = f"{W}smartTag"
    result = bring_back(ferry, document.data())
    assert codes(result) == ["translation-codes"]
    assert "the link to https://www.example.org/plan" in only(result.findings).message


def test_rows_may_be_moved_and_heads_repeated(ferry: Project, document: WordFile) -> None:
    rows = document.rows()
    document.table.append(rows[0])
    head = document.table.find(f"{W}tr")
    assert head is not None
    document.table.append(parse("<tr><tc><p/></tc><tc><p/></tc><tc><p/></tc></tr>"))
    rows[2].addnext(parse("<tr>" + "".join(
        f"<tc><p><r><t>{name}</t></r></p></tc>" for name in ("Key", "Source", "Translation")
    ) + "</tr>"))  # fmt: skip
    assert bring_back(ferry, document.data()).findings == ()


def test_a_deleted_row_and_an_edited_key_are_told(ferry: Project, document: WordFile) -> None:
    row = document.row("standfirst")
    document.table.remove(row)
    next(document.row("summary").iter(f"{W}t")).text = "sumary"
    result = bring_back(ferry, document.data())
    assert codes(result) == ["translation-unit"] * 3
    unknown = next(it for it in result.findings if "`sumary`" in it.message)
    assert unknown.place
    assert unknown.place.line == 3
    assert not result.is_written


def test_a_row_deleted_with_tracked_changes_is_lost(ferry: Project, document: WordFile) -> None:
    document.row("standfirst").insert(0, parse("<trPr><del/></trPr>"))
    result = bring_back(ferry, document.data())
    assert "`standfirst` is missing" in only(result.findings).message


def test_spaces_in_keys_do_no_harm(ferry: Project, document: WordFile) -> None:
    next(document.row("title").iter(f"{W}t")).text = " title\u200b\u00a0"
    assert bring_back(ferry, document.data()).findings == ()


def test_the_lines_above_the_table_name_the_briefing(ferry: Project, document: WordFile) -> None:
    result = bring_back(ferry, document.data(docProps_custom=None))
    assert result.path == "content/ferry/it.yaml"
    assert result.findings == ()


def test_long_lists_of_keys_survive_in_short_properties(document: WordFile) -> None:
    properties = document.parts["docProps/custom.xml"].decode()
    assert "brief.texts.2" in properties
    assert max(len(part) for part in properties.replace("<", ">").split(">")) < 256


@pytest.mark.parametrize(
    "declared", [b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a", b"", b"<a/>"]
)
def test_broken_parts_are_refused(ferry: Project, document: WordFile, declared: bytes) -> None:
    with pytest.raises(ContentError) as raised:
        bring_back(ferry, document.data(word_document=declared))
    assert raised.value.findings[0].code == "translation-file"


def test_a_document_that_is_huge_when_unpacked_is_refused(
    ferry: Project, document: WordFile
) -> None:
    with pytest.raises(ContentError, match="larger when unpacked"):
        bring_back(ferry, document.data(word_document=b" " * (21 * 1024 * 1024)))


def test_a_document_without_the_table_is_refused(ferry: Project, document: WordFile) -> None:
    body = document.table.getparent()
    assert body is not None
    body.remove(document.table)
    with pytest.raises(ContentError, match="no table"):
        bring_back(ferry, document.data())


@pytest.mark.parametrize("cut", [4, 900, -40])
def test_a_damaged_package_is_refused(ferry: Project, document: WordFile, cut: int) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        bring_back(ferry, document.data()[:cut])


def test_new_text_has_the_direction_and_language_of_the_translation(workspace: Workspace) -> None:
    project = write_ferry(workspace, "de")
    document = WordFile(export(project, "docx", ("de", "he")))
    cell = document.cell(document.row("title"), 2)
    assert next(cell.iter(f"{W}bidi"), None) is not None
    assert [it.get(f"{W}bidi") for it in cell.iter(f"{W}lang")] == ["he"]
    document = WordFile(export(project, "docx", ("de", "ja")))
    cell = document.cell(document.row("title"), 2)
    assert [it.get(f"{W}eastAsia") for it in cell.iter(f"{W}lang")] == ["ja"]


@pytest.mark.slow
def test_libreoffice_saves_the_same_texts(ferry: Project, tmp_path: Path) -> None:
    document = WordFile(export(ferry, "docx"))
    document.translate("keywords.1", "<r><t>tra­ghet‑to\u00a0blu</t></r>")
    (tmp_path / "a.docx").write_bytes(document.data())
    out, profile = tmp_path / "out", f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(out)]
    subprocess.run(
        [*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120
    )
    result = bring_back(ferry, (out / "a.docx").read_bytes())
    assert (codes(result), result.keys) == ([], ("keywords.1",))
    assert "tra­ghet‑to\u00a0blu" in texts_of(ferry).decode()
