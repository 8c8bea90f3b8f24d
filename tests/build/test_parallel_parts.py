"""The parts of a page in two languages: points as lists, charts, pictures, a single key figure."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.page_lines import read_pieces
from tests.pdf_structure import page_text, read_structure
from tests.workspace import TEXTS, Workspace

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """\
date: 2026-03-04
sources: [{publication: Harbour Review, published: 2026}]
key_figures:
  - {id: cost, value: 45e6, unit: EUR, notation: compact, additional: yes}
charts: [{id: dues, unit: EUR, series: {2023: 12, 2024: 15, 2025: 9}, place: text}]
images:
  - {id: mouth, file: mouth.png, place: head}
  - {id: quay, file: quay.png, place: text}
"""
PARTS = {
    "de": "charts: {dues: {title: Hafengeld}}\nimages:\n"
    "  mouth: {alt: Eine Mündung, caption: Die Mündung von oben}\n"
    "  quay: {alt: Ein Kai, caption: Der Kai im Osten}\n",
    "it": "charts: {dues: {title: Diritti portuali}}\nimages:\n"
    "  mouth: {alt: Una foce, caption: La foce dal cielo}\n"
    "  quay: {alt: Un molo, caption: Il molo a oriente}\n",
}
LABELS = {"de": "  cost: Kosten der Anpassung\n", "it": "  cost: costo del dragaggio\n"}
MIDDLE = 210 / 2 * 72 / 25.4  # points


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Workspace(tmp_path_factory.mktemp("parts"))
    made.write("content/tides/briefing.yaml", FACTS)
    for name in ("mouth", "quay"):
        picture = BytesIO()
        Image.new("RGB", (2400, 1600), "#a0b0c0").save(picture, "PNG")
        made.write(f"content/tides/{name}.png", picture.getvalue())
    for tag, parts in PARTS.items():
        text = TEXTS[tag].split("key_figures:")[0]
        made.write(f"content/tides/{tag}.yaml", f"{text}key_figures:\n{LABELS[tag]}{parts}")
    run = made.run("build", "--lang", "de+it")
    assert run.code == 0, run.err
    return made.pdf("de+it")


def find_left(path: Path, text: str) -> float:
    pieces = ((" ".join(piece.text.split()), piece.left) for piece in read_pieces(path))
    return next(left for shown, left in pieces if shown.startswith(text))


def test_the_points_of_each_language_are_a_list(shared: Path) -> None:
    lists = [part for part in read_structure(shared).walk() if part.kind == "L"]
    assert [[item.kind for item in part.parts if not isinstance(item, str)] for part in lists] == [
        ["LI", "LI"],
        ["LI", "LI"],
    ]
    assert ["Umwelt" in part.text() for part in lists] == [True, False]


def test_a_chart_is_in_each_language(shared: Path) -> None:
    assert find_left(shared, "Hafengeld") < MIDDLE < find_left(shared, "Diritti")


def test_captions_are_beside_their_picture_or_below_one_across_the_page(shared: Path) -> None:
    text = page_text(shared)
    for caption in ("Die Mündung", "La foce", "Der Kai", "Il molo"):
        assert caption in text
    assert find_left(shared, "Die Mündung") < MIDDLE < find_left(shared, "La")
    assert min(find_left(shared, "Der Kai"), find_left(shared, "Il")) > MIDDLE


def test_the_label_of_a_single_figure_is_in_the_column_of_its_language(shared: Path) -> None:
    assert find_left(shared, "Kosten") < MIDDLE < find_left(shared, "costo")
