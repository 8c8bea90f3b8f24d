"""The layouts `short`, `briefing-chart` and `duo-a5` in several scripts: veraPDF, plates, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from brief.editorial.locale.locales import get_direction
from tests.press.colour.reading import screen_colours
from tests.press.preflight.test_readable_text import (
    find_missing,
    read_with_pdfium,
    read_with_poppler,
)
from tests.test_standards import vera
from tests.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

TEXTS = {
    "de": ("Häfen", "Der Hafen wächst", "Im Hafen legen mehr Schiffe an.", "Schiffe im Jahr"),
    "el": ("Λιμάνια", "Το λιμάνι μεγαλώνει", "Περισσότερα πλοία δένουν εδώ.", "πλοία τον χρόνο"),
    "he": ("נמלים", "הנמל גדל", "אוניות רבות יותר עוגנות בנמל.", "אוניות בשנה"),
    "hi": ("बंदरगाह", "बंदरगाह बढ़ रहा है", "यहाँ अधिक जहाज़ रुकते हैं।", "साल में जहाज़"),
    "zh-Hant": ("港口", "港口正在擴大", "更多船隻在這裡停泊。", "每年船隻"),
    "fa": ("بندرها", "بندر بزرگ‌تر می‌شود", "کشتی‌های بیشتری پهلو می‌گیرند.", "کشتی‌ها در سال"),
}
FACTS = """\
date: 2025-03-04
sources: [{publication: Harbour Review, published: 2025, url: "https://example.org/tides"}]
key_figures:
  - {id: ships, value: 4200, additional: yes, series: {2023: 3100, 2024: 3900, 2025: 4200}}
  - {id: share, value: 29, unit: percent, additional: yes}
charts: [{id: all, figures: [ships]}]
"""
PAGES = (
    ("short", "zh-Hant", "a5"),
    ("short", "fa", "a4"),
    ("briefing-chart", "el", "letter"),
    ("briefing-chart", "he", "a5"),
    ("duo-a5", "hi+de", "a4"),
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the pages for screens and for the press, built."""
    made = Workspace(tmp_path_factory.mktemp("scripts"))
    made.write("content/tides/briefing.yaml", FACTS)
    for tag, (kicker, title, text, label) in TEXTS.items():
        points = f"  - {text}\n" * 3
        texts = f"kicker: {kicker}\ntitle: {title}\nsummary: {text}\npoints:\n{points}"
        labels = f"key_figures: {{ships: {label}, share: {label}}}\n"
        made.write(f"content/tides/{tag}.yaml", texts + labels)
    for layout, tags, paper in PAGES:
        options = ("--layout", layout, "--lang", tags, "--paper", paper, "--brand", "plain")
        run = made.run("build", *options, "--profile", "screen", "--profile", "press")
        assert run.code == 0, run.err
    return made


def list_pdfs(harbour: Workspace, *, press: bool) -> list[Path]:
    paths = sorted((harbour.root / "dist").glob("*.pdf"))
    found = [path for path in paths if (".press." in path.name) == press]
    assert len(found) == len(PAGES)
    return found


def test_verapdf_finds_them_archivable_and_accessible(harbour: Workspace) -> None:
    lines = vera("ua1,3a", list_pdfs(harbour, press=False))
    assert [line for line in lines if not line.startswith("PASS")] == []
    assert len(lines) == 2 * len(PAGES)


def test_each_is_one_page_with_every_word(harbour: Workspace) -> None:
    for path in (*list_pdfs(harbour, press=False), *list_pdfs(harbour, press=True)):
        with pikepdf.open(path) as document:
            assert len(document.pages) == 1
        for tag in path.name.split(".")[1].split("+"):
            option = () if get_direction(tag) == "rtl" else ("-raw",)
            for text in (read_with_pdfium(path), read_with_poppler(path, *option)):
                assert find_missing(TEXTS[tag][:3], text) == [], path.name


def test_files_for_the_press_have_no_colour_of_a_screen(harbour: Workspace) -> None:
    for path in list_pdfs(harbour, press=True):
        with pikepdf.open(path) as document:
            assert screen_colours(document) == []
