"""The glossary as TBX and CSV: written, read by tools, and read back into brief.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from translate.storage.tbx import tbxfile

if TYPE_CHECKING:
    from tests.workspace import Workspace

SETTINGS = """\
languages: [de, it]   # two
glossary:
  - Nordkai           # a quay
  - {de: Fähre, it: [traghetto, nave]}
brand: house
"""
TBX_2019 = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1"><langSec xml:lang="de"><termSec><term>Hafen</term>
<admin type="x">ignored</admin></termSec></langSec>
<langSec xml:lang="it-it"><termSec><term>porto</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""


@pytest.fixture
def port(workspace: Workspace) -> Workspace:
    """Return a project with a glossary."""
    workspace.write("brief.yaml", SETTINGS)
    return workspace


def settings(workspace: Workspace) -> str:
    return (workspace.root / "brief.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["g.tbx", "g.csv"])
def test_a_glossary_that_comes_back_changes_nothing(port: Workspace, name: str) -> None:
    run = port.run("translate", "glossary", "--out", name)
    assert (run.code, run.err) == (0, f"wrote {name}: 2 terms\n")
    run = port.run("translate", "glossary", "--import", name)
    assert (run.code, run.err) == (0, "brief.yaml has these terms already\n")
    assert settings(port) == SETTINGS


@pytest.mark.parametrize("name", ["g.tbx", "g.csv"])
def test_a_glossary_can_be_carried_to_another_project(port: Workspace, name: str) -> None:
    port.run("translate", "glossary", "--out", name)
    port.write("brief.yaml", "languages: [de, it]\n")
    assert port.run("translate", "glossary", "--import", name).code == 0
    text = settings(port)
    assert text.startswith("languages: [de, it]\n")
    for part in ("Nordkai", "Fähre", "traghetto", "nave"):
        assert part in text
    run = port.run("translate", "glossary", "--import", name, "--json")
    assert run.json == {"ok": True, "file": name, "added": 0, "changed": 0, "findings": []}


def test_translate_toolkit_reads_the_terms(port: Workspace) -> None:
    port.run("translate", "glossary", "--out", "g.tbx")
    store = tbxfile.parsestring((port.root / "g.tbx").read_bytes())  # type: ignore[no-untyped-call]
    store.setsourcelanguage("de")
    store.settargetlanguage("it")
    pairs = [(unit.source, unit.target) for unit in store.units]
    assert ("Fähre", "traghetto") in [(str(one), str(other)) for one, other in pairs]


def test_tbx_of_2019_adds_a_term_and_keeps_every_other_line(port: Workspace) -> None:
    port.write("g.tbx", TBX_2019)
    run = port.run("translate", "glossary", "--import", "g.tbx")
    assert run.err == "changed brief.yaml: 1 terms added, 0 changed\n"
    lines = settings(port).splitlines()
    assert [line for line in lines if line not in SETTINGS.splitlines()] == [
        "  - {de: Hafen, it-IT: porto}"
    ]


def test_csv_of_a_spreadsheet_gives_a_known_term_names(port: Workspace) -> None:
    port.write("g.csv", "de;fr;note\r\nFähre;bac|ferry;x\r\n;;\r\n".encode("utf-16"))
    run = port.run("translate", "glossary", "--import", "g.csv", "--json")
    assert (run.json["added"], run.json["changed"]) == (0, 1)
    text = settings(port)
    assert text == SETTINGS.replace("nave]}", "nave], fr: [bac, ferry]}")


def test_many_terms_of_a_new_glossary_are_a_line_each(port: Workspace) -> None:
    port.write("brief.yaml", "languages: [de, it]\n")
    names = "".join(f"Bezeichnung {chr(97 + at)},denominazione {chr(97 + at)}\n" for at in range(9))
    port.write("g.csv", f"de,it\n{names}")
    assert port.run("translate", "glossary", "--import", "g.csv").code == 0
    assert len(settings(port).splitlines()) >= 11


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.tbx", "<martif/>", "no terms"),
        ("g.tbx", "<martif>", "not well-formed"),
        ("g.tbx", '<!DOCTYPE m [<!ENTITY a "b">]><m/>', "document type"),
        ("g.csv", "name,value\na,b\n", "no terms"),
        ("g.csv", 'de,it\n"a,b\n', "in quotes"),
        ("g.csv", b"de,it\nF\xe4hre,b\n", "UTF-8"),
        ("g.csv", "", "no terms"),
    ],
)
def test_broken_files_are_refused(
    port: Workspace, name: str, content: str | bytes, message: str
) -> None:
    port.write(name, content)
    run = port.run("translate", "glossary", "--import", name)
    assert run.code == 1
    assert message in run.err
    assert settings(port) == SETTINGS


def test_exactly_one_of_the_options_is_given(port: Workspace) -> None:
    assert port.run("translate", "glossary").code == 2
    assert port.run("translate", "glossary", "--out", "a.csv", "--import", "a.csv").code == 2
    assert port.run("translate", "glossary", "--out", "a.txt").code == 2
    assert port.run("translate", "glossary", "--import", "missing.tbx").code == 1


def test_without_settings_or_terms_nothing_is_written(workspace: Workspace) -> None:
    workspace.write("brief.yaml", "languages: [de]\n")
    assert workspace.run("translate", "glossary", "--out", "g.csv").err == "no glossary yet\n"
    assert not (workspace.root / "g.csv").exists()
