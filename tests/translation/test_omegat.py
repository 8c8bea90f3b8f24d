"""OmegaT, a tool of translators, fills in an exported file from a memory."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from brief.translation.collect import collect_units
from brief.translation.unit import plain
from tests.translation.files import Document, bring_back, codes, export, write_ferry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>de</source_lang><target_lang>it</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
MEMORY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" creationtoolversion="3" segtype="paragraph"
o-tmf="OmegaT TMX" adminlang="EN-US" srclang="de" datatype="plaintext"/><body>
{units}</body></tmx>
"""
UNIT = '<tu><tuv lang="DE"><seg>{}</seg></tuv><tuv lang="IT"><seg>{}</seg></tuv></tu>\n'
# As OmegaT writes inline codes: numbered tags in the order of the text.
TRANSLATIONS = {
    "Die <g0>Fähre</g0> fährt elektrisch": "Va a corrente il <g0>traghetto</g0>",
    "Sie fährt ab Nordkai.": "Parte da Nordkai.",
    "Der Anteil liegt bei 29 Prozent, und <g0>die <g1>ganze</g1> Flotte</g0> folgt.": (
        "La quota è del 29 per cento, e <g0>tutta <g1>la</g1> flotta</g0> seguirà."
    ),
    "<g0>Kai.</g0> Mehr im <g1>Plan der Stadt</g1> und <g2>hier</g2>.": (
        "<g0>Banchina.</g0> Vedi <g2>qui</g2> e il <g1>piano</g1>."
    ),
    "Steuern* sinken um 5 [Prozent].": "Le tasse* calano del 5 [per cento].",
    "Fahrten": "corse",
    "im Jahr": "all'anno",
    "Anteil": "quota",
    "Abstimmung": "votazione",
    "Wir fahren.": "Si parte.",
    "Fähre": "traghetto",
    "Strom": "corrente",
}


def translate_with_omegat(folder: Path, data: bytes, memory: dict[str, str]) -> bytes:
    """Return the file as OmegaT fills it in from a memory."""
    omegat = shutil.which("omegat")
    assert omegat, "apt-get install omegat"
    for name in ("source", "target", "omegat", "tm", "glossary", "dictionary"):
        (folder / "project" / name).mkdir(parents=True)
    project = folder / "project"
    (project / "omegat.project").write_text(PROJECT, "utf-8")
    (project / "source" / "ferry.xlf").write_bytes(data)
    units = [
        UNIT.format(*(it.replace("<", "&lt;").replace(">", "&gt;") for it in pair))
        for pair in memory.items()
    ]
    saved = project / "omegat" / "project_save.tmx"
    saved.write_text(MEMORY.format(units="".join(units)), "utf-8")
    subprocess.run(
        [omegat, str(project), "--mode=console-translate", f"--config-dir={folder / 'conf'}"],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return (project / "target" / "ferry.xlf").read_bytes()


@pytest.mark.slow
def test_omegat_translates_an_export(workspace: Workspace, tmp_path: Path) -> None:
    project = write_ferry(workspace, "de")
    data = translate_with_omegat(tmp_path / "omegat", export(project, "xliff1"), TRANSLATIONS)
    result = bring_back(project, data)
    assert codes(result) == []
    assert len(result.keys) == 13
    german = collect_units(project, "ferry", "de", "it").units
    italian = {unit.key: unit.source for unit in collect_units(project, "ferry", "it", "de").units}
    wanted = [*TRANSLATIONS.values()]
    wanted.insert(10, "Ada Berg")
    assert [plain(italian[unit.key]) for unit in german] == [
        "".join(Document(f"<x>{text}</x>".encode()).root.itertext()) for text in wanted
    ]
    assert "[qui](https://www.example.org/b) e il [piano](https://www.example.org/plan)." in (
        " ".join((workspace.root / "content/ferry/it.yaml").read_text("utf-8").split())
    )


@pytest.mark.slow
def test_what_omegat_leaves_is_not_translated(workspace: Workspace, tmp_path: Path) -> None:
    project = write_ferry(workspace, "de")
    some = dict(list(TRANSLATIONS.items())[:4])
    data = translate_with_omegat(tmp_path / "omegat", export(project, "xliff1"), some)
    assert codes(bring_back(project, data)) == ["translation-unit"] * 8
