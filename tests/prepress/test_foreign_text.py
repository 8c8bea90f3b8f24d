"""Names in other scripts and rare signs within a text are printed, or told with their place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief.prepress.foreign_text import find_script, replace_signs, substitute_signs
from brief.press.fonts.families import SYSTEM_FAMILIES, FontSet, find_family
from brief.press.pdf.objects import find_dictionaries
from brief.press.pdf.reader import PdfReader
from brief.press.preflight.text_checks import normalise_text, read_pages

if TYPE_CHECKING:
    from tests.workspace import Workspace

LATIN = FontSet(Path(), (("Fira Sans", find_family("Fira Sans", Path())),))


def write_point(workspace: Workspace, point: str) -> None:
    workspace.briefing("tides", "en").change(
        "content/tides/en.yaml", "**Environment.**", f"{point} **Environment.**"
    )


def read_text(workspace: Workspace) -> str:
    (page,) = read_pages(PdfReader(workspace.pdf().read_bytes()))
    return normalise_text(page.text)


@pytest.mark.parametrize(
    ("names", "families"),
    [
        ("محمد بن سلمان, सेबी, กรุงเทพ", {"IBM-Plex-Sans-Arabic", "Mukta", "Sarabun"}),
        ("Пётр", {"Fira-Sans"}),
        ("Αθήνα", {"Fira-Sans"}),
    ],
)
def test_a_name_in_another_script_has_that_scripts_family(
    workspace: Workspace, names: str, families: set[str]
) -> None:
    write_point(workspace, f"Its head, {names}, agrees.")
    assert workspace.run("build", "--json").codes() == set()
    document = PdfReader(workspace.pdf().read_bytes()).document
    fonts = {str(it.FontName) for it in find_dictionaries(document) if "/FontName" in it}
    assert all(any(family in font for font in fonts) for family in families), fonts


def test_a_name_of_a_script_without_fonts_is_told_with_the_package(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = str(workspace.root / "not-installed")
    for family in ("Noto Sans CJK SC", "Noto Serif CJK SC"):
        monkeypatch.setitem(SYSTEM_FAMILIES, family, ("fonts-noto-cjk", nowhere))
    write_point(workspace, "Its maker, 寒武纪, agrees.")
    finding = workspace.run("build", "--json").finding("glyph-missing")
    assert "apt-get install fonts-noto-cjk" in finding["remedy"]
    assert "Hans" in finding["remedy"]
    line = (workspace.root / finding["path"]).read_text("utf-8").splitlines()[finding["line"] - 1]
    assert line[finding["col"] - 1 :].startswith("寒")


@pytest.mark.parametrize(
    ("sign", "text", "script"),
    [
        ("港", "港口", "Hans"),
        ("港", "臺灣的港", "Hant"),
        ("港", "みなと、港", "Jpan"),
        ("み", "みなと", "Jpan"),
        ("《", "《港口》", "Hans"),
        ("항", "항만", "Kore"),
        ("ك", "كتاب", "Arab"),
        ("✓", "✓", ""),
    ],
)
def test_the_script_of_a_character(sign: str, text: str, script: str) -> None:
    assert find_script(sign, text) == script


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("COVID\u201119", "COVID-\u206019"),
        ("35 ℃ or 95 ℉", "35 °C or 95 °F"),
        ("120 ㎡", "120 m²"),
        ("5 ㎏ in 3㎥", "5 kg in 3m³"),
        ("step ②", "step (2)"),
        ("ａｂ１", "ab1"),
    ],
)
def test_a_sign_that_a_font_lacks_is_set_by_its_parts(typed: str, printed: str) -> None:
    signs = substitute_signs(LATIN.find_missing_characters(typed), LATIN)
    assert replace_signs(typed, signs) == printed


def test_a_half_after_a_digit_keeps_its_distance() -> None:
    assert replace_signs("18½, ½", {"½": "1⁄2"}) == "18\u202f1⁄2, 1⁄2"


def test_signs_in_tags_are_left_alone() -> None:
    signs = {"℃": "°C"}
    assert replace_signs('<a href="/℃">℃</a>', signs, markup=True) == '<a href="/℃">°C</a>'


def test_signs_that_no_font_has_do_not_stop_the_build(workspace: Workspace) -> None:
    write_point(workspace, "At 35 ℃ COVID\u201119 fills 120 ㎡, or № 18½™.")
    assert workspace.run("build", "--json").codes() == set()
    assert normalise_text("At 35 °C COVID-19 fills 120 m², or № 18½™.") in read_text(workspace)


@pytest.mark.parametrize("name", ["محمد بن سلمان", "सेबी और सरकार", "กรุงเทพมหานคร"])
def test_a_name_in_another_script_that_is_not_printed_is_missed(
    workspace: Workspace, name: str
) -> None:
    write_point(workspace, f"It is *{name}* that counts.")
    workspace.layout().write("layouts/own/page.css", "li em { visibility: hidden }")
    finding = workspace.run("build", "--json", "--layout", "own").finding("text-lost")
    assert name in finding["message"]
