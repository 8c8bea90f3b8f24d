"""Two languages on the two halves of a sheet in landscape (layout `duo-a5`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.page_lines import read_pieces
from tests.pdf_structure import in_order, read_structure
from tests.workspace import FACTS, TEXTS, Workspace

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 297 * 72 / 25.4, 210 * 72 / 25.4
ARABIC = """\
kicker: الموانئ
title: ماذا يفعل المد بالميناء
standfirst: مرتين في اليوم يأتي الماء، ومرتين يذهب.
summary: تحدد توقعات منسوب الماء متى تدخل سفن الحاويات.
points:
  - "**القناة.** تكلف القناة الأعمق نحو 45 مليون يورو."
  - "**البيئة.** ترى الجمعيات أن التعويض قليل."
key_figures: {range: متوسط المد, cost: كلفة التعميق}
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("duo")).briefing("tides", "de", "it")
    made.write("content/tides/ar.yaml", ARABIC)
    run = made.run("build", "--layout", "duo-a5", "--lang", "de+it", "--lang", "ar+de", "--json")
    assert run.code == 0, run.err
    assert {edition["pages"] for edition in run.json["editions"]} == {1}
    return made


def middle_of(path: Path, text: str) -> float:
    """Return how far from the left edge a text is, as a share of the page's width."""
    return next(piece.left for piece in read_pieces(path) if text in piece.text) / WIDTH


def test_each_language_has_its_half_of_one_sheet(sheet: Workspace) -> None:
    path = sheet.pdf("de+it")
    with pikepdf.open(path) as document:
        (page,) = document.pages
        assert [float(x) for x in page.MediaBox] == pytest.approx([0, 0, WIDTH, HEIGHT], abs=0.1)
    for text in ("Häfen", "Fahrrinne", "Deutsch"):
        assert middle_of(path, text) < 0.5
    for text in ("Porti", "Canale", "Italiano"):
        assert middle_of(path, text) > 0.5
    bodies = {it.size for it in read_pieces(path) if it.text.strip() in {"Fahrrinne.", "Canale."}}
    assert len(bodies) == 1


def test_the_first_language_is_on_its_side(sheet: Workspace) -> None:
    path = sheet.pdf("ar+de")
    assert middle_of(path, "Fahrrinne") < 0.5
    assert middle_of(path, "Deutsch") < 0.5
    assert middle_of(path, "3.9") > 0.5


def test_a_screen_reader_reads_one_language_after_the_other(sheet: Workspace) -> None:
    text = read_structure(sheet.pdf("de+it")).text()
    german = ("Was die Tide", "In Kürze", "Kernpunkte", "Kennzahlen", "Quelle", "Deutsch")
    italian = ("Che cosa fa", "In breve", "Punti chiave", "Dati chiave", "Fonte", "Italiano")
    assert in_order(text, *german, *italian)

    with pikepdf.open(sheet.pdf("de+it")) as document:
        parts = [it for it in document.objects if isinstance(it, pikepdf.Dictionary)]
        assert "it" in {str(it.Lang) for it in parts if "/S" in it and "/Lang" in it}


def test_a_paper_of_one_half_is_refused(sheet: Workspace) -> None:
    run = sheet.run("build", "--layout", "duo-a5", "--lang", "de+it", "--paper", "a5", "--json")
    assert run.code == 2
    assert "a4, letter" in run.finding("unknown-paper")["remedy"]
    sheet.write("content/other/briefing.yaml", FACTS + "paper: a5\n")
    for tag in ("de", "it"):
        sheet.write(f"content/other/{tag}.yaml", TEXTS[tag])
    run = sheet.run("build", "other", "--layout", "duo-a5", "--lang", "de+it", "--json")
    assert run.finding("unknown-paper")["path"] == "content/other/briefing.yaml"


def test_one_language_alone_is_refused(sheet: Workspace) -> None:
    run = sheet.run("build", "tides", "--layout", "duo-a5", "--lang", "de", "--json")
    assert run.code == 2
    run.finding("layout-languages")
