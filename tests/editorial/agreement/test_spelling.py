"""Spelling, with a program that answers as hunspell does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from brief.editorial.agreement.spelling import check_spelling
from brief.editorial.briefing import align_briefing, read_settings
from brief.project import Project
from tests.editorial.agreement.conftest import marked

if TYPE_CHECKING:
    from pathlib import Path

    from brief.findings import Finding
    from tests.editorial.conftest import SampleProject

HUNSPELL = """\
#!{python}
import sys
if "-D" in sys.argv:
    sys.stderr.write("AVAILABLE DICTIONARIES (path):\\n/usr/share/hunspell/it_CH\\n"
                     "/usr/share/hunspell/it_IT\\nLOADED DICTIONARY:\\n")
    sys.exit()
assert sys.argv[-1] == "it_IT"
print("@(#) International Ispell Version 3.2.06")
for line in sys.stdin.buffer.read().decode().splitlines():
    word = line[1:]
    unknown = {{"portto": "& portto 2 1: porto, porta", "banchne": "# banchne 1",
                "acua": "& acua 1 0: acqua", "mln": "& mln 1 1: mln.", "Kai": "# Kai 1",
                "Rialto": "# Rialto 1", "Molo": "# Molo 1"}}
    print(unknown.get(word, "*") + "\\n")
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "hunspell"
    file.write_text(HUNSPELL.format(python=sys.executable))
    file.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def check(sample: SampleProject, summary: str, **files: str) -> list[Finding]:
    edition = f"title: Il porto\nsummary: {summary}\npoints: [Uno.]\n"
    briefing = sample.read(it=edition, **files)
    aligned = align_briefing(briefing, read_settings(Project(sample.root)))
    return list(check_spelling(aligned))


@pytest.mark.usefixtures("program")
def test_unknown_words_are_told_once_at_their_place(sample: SampleProject) -> None:
    found = check(sample, "Il **portto** e la banchne, il portto, vicino all’acua.")
    assert [marked(finding) for finding in found] == ["portto", "banchne", "acua"]
    assert {finding.code for finding in found} == {"spelling"}
    assert "`porto`" in found[0].remedy
    assert str(found[0].place).startswith("content/harbour/it.yaml:2:")


@pytest.mark.usefixtures("program")
def test_names_abbreviations_titles_and_addresses_are_left_out(sample: SampleProject) -> None:
    facts = f"{sample.facts}names: [Rialto]\n"
    summary = "NATO, Rialto, 5 mln. di euro, *portto banchne*, e [qui](https://portto.it/banchne)."
    assert check(sample, summary, briefing=facts, brief="glossary: [Molo Kai]\n") == []


@pytest.mark.usefixtures("program")
def test_a_language_without_a_dictionary_is_told(sample: SampleProject) -> None:
    german = "title: Der Hafen\nsummary: Der Hafen wächst.\npoints: [Eins.]\n"
    (finding,) = check(sample, "Il porto cresce.", de=german)
    assert finding.code == "spelling-unchecked"
    assert "`de`" in finding.message


def test_without_the_program_one_note_says_so(
    sample: SampleProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    (finding,) = check(sample, "Il portto.")
    assert (finding.code, str(finding.severity)) == ("spelling-unchecked", "note")
