"""Translations come into the language file, and nothing else of it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.briefing import read_briefing, read_settings
from brief.translation.collect import collect_units
from tests.translation.files import (
    FORMATS,
    ITALIAN,
    SLUG,
    Document,
    bring_back,
    codes,
    export,
    only,
    texts_of,
    write_ferry,
)

if TYPE_CHECKING:
    from tests.workspace import Workspace

pytestmark = pytest.mark.parametrize("format_", FORMATS)


def test_a_new_language_has_every_text(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de")
    result = bring_back(project, Document(export(project, format_)).fill().data())
    assert result.is_written
    assert result.is_new
    german, italian = (
        [unit.source for unit in collect_units(project, SLUG, *pair).units]
        for pair in (("de", "it"), ("it", "de"))
    )
    assert len(german) == 13
    assert italian == german


def test_a_file_without_changes_writes_nothing(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    result = bring_back(project, export(project, format_))
    assert not result.is_written
    assert result.findings == ()
    assert texts_of(project) == ITALIAN.encode()


def test_a_changed_text_changes_one_line(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    target = document.find(document.unit("points.quay"), "target")
    assert target[0].tail is not None
    target[0].tail = target[0].tail.replace("Altro", "Di più")
    result = bring_back(project, document.data())
    assert result.keys == ("points.quay",)
    assert texts_of(project).decode() == ITALIAN.replace("Altro", "Di più")


def test_codes_may_change_places(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    target = document.find(document.unit("points.quay"), "target")
    bold, plan, here = target
    bold.tail, plan.tail, here.tail = " Leggi ", ".", " o "
    target[:] = [bold, here, plan]
    assert bring_back(project, document.data()).is_written
    line = '"**Banchina.** Leggi [qui](https://www.example.org/b) o [piano](https://www.example.org/plan)."'
    assert line in texts_of(project).decode()


def test_a_text_that_was_added_later_is_put_where_the_source_has_it(
    workspace: Workspace, format_: str
) -> None:
    project = write_ferry(workspace, "de", "it")
    workspace.change(f"content/{SLUG}/de.yaml", "summary: >-", "why: Es wird still.\nsummary: >-")
    document = Document(export(project, format_))
    document.translate(document.unit("why"), lambda _: "Sarà silenzioso.")
    result = bring_back(project, document.data())
    assert result.keys == ("why",)
    before, after = ITALIAN.splitlines(), texts_of(project).decode().splitlines()
    assert [line for line in after if line not in before] == ["why: Sarà silenzioso."]
    assert [line for line in before if line not in after] == []


def test_signs_of_markdown_are_text(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    document.translate(document.unit("next.vote"), lambda _: "un *voto* [sì], a_b_c & <d>")
    assert bring_back(project, document.data()).is_written
    briefing = read_briefing(project, read_settings(project), SLUG, ("it",))
    document = Document(export(project, format_, ("it", "de")))
    assert document.find(document.unit("next.vote"), "source").xpath("string()") == (
        "un *voto* [sì], a_b_c & <d>"
    )
    assert briefing.editions["it"].next["vote"].startswith("un \\*voto\\*")


def test_an_edited_source_leaves_its_text_alone(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    document.translate(document.unit("standfirst"), lambda _: "Salpa da Nordkai.")
    document.translate(document.unit("next.vote"), lambda _: "voto")
    workspace.change(f"content/{SLUG}/de.yaml", "Sie fährt ab", "Sie startet am")
    result = bring_back(project, document.data())
    assert result.keys == ("next.vote",)
    found = only(result.findings)
    assert found.code == "translation-left"
    assert "standfirst" in found.message
    assert "Salpa" in found.message
    assert texts_of(project).decode() == ITALIAN.replace("votazione", "voto")


def test_a_translation_edited_meanwhile_stays(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    document.translate(document.unit("next.vote"), lambda _: "voto")
    workspace.change(f"content/{SLUG}/it.yaml", "votazione", "referendum")
    result = bring_back(project, document.data())
    assert codes(result) == ["translation-left"]
    assert not result.is_written
    assert b"vote: referendum" in texts_of(project)


def test_a_text_removed_since_the_export_is_left_out(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de")
    document = Document(export(project, format_)).fill()
    workspace.change(f"content/{SLUG}/de.yaml", "standfirst: Sie fährt ab Nordkai.\n", "")
    result = bring_back(project, document.data())
    assert codes(result)[0] == "translation-left"
    assert result.is_written
    assert b"standfirst" not in texts_of(project)


def test_a_number_that_differs_is_reported_with_both_texts(
    workspace: Workspace, format_: str
) -> None:
    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    target = document.find(document.unit("points.tax"), "target")
    assert target.text is not None
    target.text = target.text.replace("5", "50")
    result = bring_back(project, document.data())
    assert result.is_written
    assert result.findings
    assert all("50" in found.message or "5" in found.message for found in result.findings)


def test_what_is_right_can_be_taken_alone(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de")
    document = Document(export(project, format_))
    document.translate(document.unit("title"))
    whole = bring_back(project, document.data())
    assert not whole.is_written
    names = 1 if format_ == "xliff1" else 0  # has copies in new targets: those of names count
    assert codes(whole) == ["translation-unit"] * (12 - names)
    part = bring_back(project, document.data(), partly=True)
    assert part.is_written
    assert part.keys == ("title", "quote.by")[: 1 + names]
    assert b"<standfirst>" in texts_of(project)


def test_another_program_that_saves_meanwhile_wins(
    workspace: Workspace, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from brief.editorial.editing.errors import ChangedMeanwhileError
    from brief.translation.returning import importer

    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    document.translate(document.unit("next.vote"), lambda _: "voto")
    compare = importer._compare

    def save_meanwhile(*arguments: object) -> object:
        workspace.change(f"content/{SLUG}/it.yaml", "quota\n", "parte\n")
        return compare(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(importer, "_compare", save_meanwhile)
    with pytest.raises(ChangedMeanwhileError):
        bring_back(project, document.data())
    assert texts_of(project).decode() == ITALIAN.replace("quota\n", "parte\n")
