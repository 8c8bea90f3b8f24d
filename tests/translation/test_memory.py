"""Earlier translations: as a file for translation tools, and as proposals in exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from brief.project import Project
from brief.translation.collect import collect_units
from brief.translation.formats.registry import find_format
from brief.translation.inline import write_prose
from brief.translation.whole_project.memory import Memory, add_proposals

if TYPE_CHECKING:
    from brief.translation.unit import TranslationFile, Unit
    from tests.workspace import Workspace

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def tide(workspace: Workspace) -> Workspace:
    """Return a project with two briefings, of which one is agreed in German and Italian."""
    workspace.briefing("tides", "de", "it")
    workspace.change(
        "content/tides/de.yaml", "zweimal geht es.", "*zweimal* [geht](https://a.example) es."
    )
    workspace.change(
        "content/tides/it.yaml", "due volte se ne va.", "*due volte* [se ne va](https://a.example)."
    )
    assert workspace.run("agree", "tides").code == 0
    workspace.briefing("later", "de")
    workspace.change("content/later/de.yaml", "Was die Tide", "Was eine Tide")
    return workspace


def with_proposals(workspace: Workspace, slug: str = "later") -> TranslationFile:
    project = Project(workspace.root)
    return add_proposals(collect_units(project, slug, "de", "it"), Memory(project, "de", "it"))


def propose(workspace: Workspace) -> dict[str, Unit]:
    return {unit.key: unit for unit in with_proposals(workspace).units}


def test_a_memory_has_all_agreed_texts_once(tide: Workspace) -> None:
    run = tide.run("translate", "memory", "--out", "m.tmx")
    assert (run.code, run.err) == (0, "wrote m.tmx: 8 texts in de, it\n")
    tide.briefing("again", "de", "it")
    tide.run("agree", "again")
    run = tide.run("translate", "memory", "--out", "m.tmx", "--json")
    assert (run.code, run.json["texts"]) == (0, 9)
    root = etree.parse(tide.root / "m.tmx").getroot()
    assert root.get("version") == "1.4"
    assert len(list(root.iter("tu"))) == 9
    assert [tuv.get(LANG) for tuv in next(root.iter("tu"))[1:]] == ["de", "it"]


def test_codes_of_both_languages_are_paired(tide: Workspace) -> None:
    tide.run("translate", "memory", "--out", "m.tmx")
    root = etree.parse(tide.root / "m.tmx").getroot()
    unit = next(unit for unit in root.iter("tu") if unit[0].text == "tides: standfirst")
    found = [
        [
            (it.tag, it.get("i"), it.get("x"), it.get("type"), it.text)
            for it in tuv.iter("bpt", "ept")
        ]
        for tuv in unit.iter("tuv")
    ]
    assert found[0] == found[1] == [
        ("bpt", "1", "1", "italic", "*"), ("ept", "1", None, None, "*"),
        ("bpt", "2", "2", "link", "["), ("ept", "2", None, None, "](https://a.example)"),
    ]  # fmt: skip


def test_translate_toolkit_finds_translations_in_a_memory(tide: Workspace) -> None:
    tide.run("translate", "memory", "--out", "m.tmx")
    data = (tide.root / "m.tmx").read_bytes()
    memory = tmxfile.parsestring(data, "de", "it")  # type: ignore[no-untyped-call]
    assert memory.translate("Häfen", "de", "it") == "Porti"


def test_another_file_is_not_overwritten(tide: Workspace) -> None:
    path = tide.write("m.tmx", "<tmx/>")
    run = tide.run("translate", "memory", "--out", "m.tmx", "--json")
    assert (run.code, run.codes()) == (1, {"translation-exists"})
    assert path.read_text("utf-8") == "<tmx/>"


def test_without_agreement_nothing_is_written(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    run = workspace.run("translate", "memory")
    assert run.code == 0
    assert "nothing is agreed yet" in run.err
    assert not (workspace.root / "memory.tmx").exists()


def test_a_damaged_record_is_told(tide: Workspace) -> None:
    tide.write("content/tides/agreed.json", "{")
    run = tide.run("translate", "memory", "--json")
    assert (run.code, run.codes()) == (1, {"agreement-damaged"})
    assert not propose(tide)["title"].proposals


def test_the_same_text_and_a_similar_one_are_proposed(tide: Workspace) -> None:
    units = propose(tide)
    (exact,) = units["kicker"].proposals
    assert (exact.match, exact.origin, write_prose(exact.target)) == (100, "tides: kicker", "Porti")
    (similar,) = units["title"].proposals
    assert 75 <= similar.match < 100
    assert write_prose(similar.source) == "Was die Tide mit dem Hafen macht"
    assert write_prose(similar.target) == "Che cosa fa la marea al porto"


def test_a_text_with_other_codes_is_only_similar(tide: Workspace) -> None:
    (found,) = propose(tide)["standfirst"].proposals
    assert found.match == 99
    assert write_prose(found.target).startswith("Due volte al giorno")


def test_at_most_three_translations_of_a_text_are_proposed(tide: Workspace) -> None:
    for word in ("vecchi", "nuovi", "grandi", "belli", "cari"):
        slug = f"more-{word}"
        tide.briefing(slug, "de", "it")
        tide.change(f"content/{slug}/it.yaml", "kicker: Porti", f"kicker: Porti {word}")
        assert tide.run("agree", slug).code == 0
    assert len(propose(tide)["kicker"].proposals) == 3


def test_proposals_are_in_the_file_and_not_taken(tide: Workspace) -> None:
    run = tide.run("translate", "export", "later", "--from", "de", "--to", "it")
    assert run.code == 0
    written = (tide.root / "later.de-it.xlf").read_text("utf-8")
    assert "Che cosa fa la marea al porto" in written
    assert 'origin="tides: title"' in written
    run = tide.run("translate", "import", "later.de-it.xlf", "--json")
    assert (run.code, run.json["written"]) == (1, False)


@pytest.mark.parametrize("format_", ["xliff", "xliff1", "docx", "csv"])
def test_every_format_can_have_proposals(tide: Workspace, format_: str) -> None:
    assert find_format(format_).write(with_proposals(tide))


def test_what_is_translated_gets_no_proposals(tide: Workspace) -> None:
    assert not any(unit.proposals for unit in with_proposals(tide, "tides").units)
