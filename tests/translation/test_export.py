"""Files for translators: which texts are in them, and what the file says about each."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.translation.files import FORMATS, SLUG, TEXTS, Document, export, write_ferry

if TYPE_CHECKING:
    from tests.workspace import Workspace

EXPORT = ("translate", "export", SLUG, "--from", "de", "--to", "it")
FILE = f"{SLUG}.de-it.xlf"


@pytest.fixture
def ferry(workspace: Workspace) -> Workspace:
    write_ferry(workspace, "de")
    workspace.brand()
    workspace.write("brief.yaml", "brand: own\nlanguages: [de, it]\n")
    return workspace


def read_notes(document: Document, key: str) -> list[str]:
    name = document.name("note")
    return [note.text or "" for note in document.unit(key).iter(name)]


@pytest.mark.parametrize("format_", FORMATS)
def test_each_text_says_what_it_is_and_how_much_room_it_has(ferry: Workspace, format_: str) -> None:
    run = ferry.run(*EXPORT, "--format", format_, "--json")
    assert run.code == 0, run.err
    (exported,) = run.json["exports"]
    assert exported["file"] == FILE
    assert {text["state"] for text in exported["texts"]} == {"new"}
    document = Document((ferry.root / FILE).read_bytes())
    (title,) = read_notes(document, "title")
    assert title.startswith("title; at most 3 lines, about ")
    assert read_notes(document, "key_figures.share")[0].startswith(
        "label of the key figure share, 29 %"
    )
    assert read_notes(document, "keywords.1")[0].startswith("keyword 1 of 2")
    assert read_notes(document, "points.tax")[0].startswith("point 2 of 2; ")
    assert read_notes(document, "next.vote")[0].startswith("what happens on 2026-05")
    size = "{urn:oasis:names:tc:xliff:sizerestriction:2.0}sizeRestriction"
    limit = int(document.unit("title").get(size if document.is_two else "maxwidth") or 0)
    assert 40 < limit < 1000


def test_a_briefing_without_a_page_is_exported_without_room(workspace: Workspace) -> None:
    write_ferry(workspace, "de")
    workspace.write("brief.yaml", "brand: lost\n")
    assert workspace.run(*EXPORT).code == 0
    document = Document((workspace.root / FILE).read_bytes())
    assert read_notes(document, "title") == ["title"]


@pytest.mark.parametrize("format_", FORMATS)
def test_what_must_be_kept_is_marked(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de")
    workspace.write("brief.yaml", "glossary: [{de: Flotte, it: flotta}]\n")
    document = Document(export(project, format_))

    def marks(key: str) -> list[tuple[str | None, ...]]:
        source = document.find(document.unit(key), "source")
        kind, target = ("type", "value") if document.is_two else ("mtype", "comment")
        return [
            (mark.text, mark.get(kind), mark.get(target))
            for mark in source.iter(document.name("mrk"))
        ]

    figure, name = ("brief:figure", "term") if document.is_two else ("x-figure", "x-name")
    assert marks("standfirst") == [("Nordkai", name, None)]
    assert marks("summary") == [("29 Prozent", figure, None), ("Flotte", "term", "flotta")]


@pytest.mark.parametrize("format_", FORMATS)
def test_only_changes_are_exported_with_what_was_agreed(ferry: Workspace, format_: str) -> None:
    write_ferry(ferry, "de", "it")
    assert ferry.run("agree", SLUG).code == 0
    run = ferry.run(*EXPORT, "--changed")
    assert run.code == 0
    assert "nothing is to be translated" in run.err
    assert not (ferry.root / FILE).exists()
    ferry.change(f"content/{SLUG}/de.yaml", "Sie fährt ab", "Sie startet am")
    assert ferry.run(*EXPORT, "--changed", "--format", format_).code == 0
    document = Document((ferry.root / FILE).read_bytes())
    assert [unit.get("id") for unit in document.units()] == ["standfirst"]
    unit = document.unit("standfirst")
    assert any("Sie fährt ab Nordkai." in note for note in read_notes(document, "standfirst"))
    assert document.find(unit, "target").text == "Parte da Nordkai."
    if document.is_two:
        assert document.find(unit, "segment").get("subState") == "brief:changed"
    document.translate(unit, lambda text: text.replace("Sie startet am", "Salpa da"))
    (ferry.root / FILE).write_bytes(document.data())
    assert ferry.run("translate", "import", FILE).code == 0
    italian = (ferry.root / f"content/{SLUG}/it.yaml").read_text("utf-8")
    assert italian == TEXTS["it"].replace("Parte da", "Salpa da")


def test_a_bundle_has_the_page(ferry: Workspace) -> None:
    run = ferry.run(*EXPORT, "--bundle")
    assert run.code == 0, run.err
    with zipfile.ZipFile(ferry.root / f"{SLUG}.de-it.zip") as bundle:
        assert bundle.namelist() == [FILE, f"{SLUG}.de.pdf"]
        assert bundle.read(f"{SLUG}.de.pdf").startswith(b"%PDF")
        assert len(Document(bundle.read(FILE)).units()) == 13
    assert ferry.run(*EXPORT, "--bundle").code == 0
    assert not (ferry.root / "dist").exists()


def test_files_of_others_are_not_overwritten(ferry: Workspace) -> None:
    assert ferry.run(*EXPORT).code == 0
    assert ferry.run(*EXPORT, "--format", "xliff1").code == 0
    translated = Document((ferry.root / FILE).read_bytes()).fill().data()
    for content in (translated, b"mine", translated.replace(b'"it"', b'"fr"')):
        ferry.write(FILE, content)
        run = ferry.run(*EXPORT, "--json")
        assert run.code == 1
        assert run.codes() == {"translation-exists"}
        assert (ferry.root / FILE).read_bytes() == content
    ferry.write(FILE, translated)
    assert ferry.run("translate", "import", FILE).code == 0
    assert ferry.run(*EXPORT).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("lost", "--from", "de", "--to", "it"),
        (SLUG, "--from", "de", "--to", "de"),
        (SLUG, "--from", "en", "--to", "it"),
        (SLUG, "--from", "de", "--to", "klingon"),
        (SLUG, "--from", "de", "--to", "it", "--format", "xlif"),
        (SLUG, "--from", "de", "--to", "it", "--bundle", "--out", "x.xlf"),
        ("--from", "de", "--to", "it"),
    ],
)
def test_wrong_options_are_named(ferry: Workspace, arguments: tuple[str, ...]) -> None:
    run = ferry.run("translate", "export", *arguments, "--json")
    assert run.code == 2, run.out
    (found,) = run.json["findings"]
    assert found["severity"] == "error"
    assert found["remedy"]
