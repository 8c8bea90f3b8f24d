"""Where the parts of the page are: headline, standfirst, numerals, key figures, band, QR code."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.page_lines import read_pieces
from tests.workspace import TEXTS, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.page_lines import Piece

MARGIN, HEADLINE = 17 * 72 / 25.4, 31.0  # points
HALVES = 2
POINTS = [
    "**Channel.** A deeper channel lets larger ships in, and costs almost 45 million euros a year.",
    "**Nature.** Associations find that too little is offered in return, and have gone to court.",
    "**Pilots.** They work in three shifts, and bring each ship to its berth within two hours.",
]


def headline(path: Path) -> list[str]:
    """Return the lines of the headline."""
    rows: dict[int, str] = {}
    for piece in read_pieces(path):
        if abs(piece.size - HEADLINE) < 0.1:
            rows[round(piece.baseline)] = rows.get(round(piece.baseline), "") + piece.text
    return [" ".join(text.split()) for _, text in sorted(rows.items(), reverse=True)]


def build_title(workspace: Workspace, tag: str, title: str) -> list[str]:
    workspace.briefing("tides", tag)
    text = re.sub(r"(?m)^title: .*$", f'title: "{title}"', TEXTS[tag])
    workspace.write(f"content/tides/{tag}.yaml", text)
    run = workspace.run("build")
    assert run.code == 0, run.err
    return headline(workspace.pdf(tag))


@pytest.mark.parametrize(
    ("tag", "title", "first"),
    [
        ("en", "Harbour dues: what ships will pay for the channel", "Harbour dues:"),
        (
            "de",
            "Der Hafen wird tiefer, doch die Lotsen fehlen in der Nacht",
            "Der Hafen wird tiefer,",
        ),
        ("it", "Il porto si allarga, ma mancano i piloti per la notte", "Il porto si allarga,"),
        ("en", "The harbour office explains how ships get in", "The harbour office explains"),
        ("de", "Das Hafenamt zeigt nun wie Schiffe einlaufen", "Das Hafenamt zeigt nun"),
    ],
)
def test_the_first_line_of_a_headline_ends_with_a_clause(
    workspace: Workspace, tag: str, title: str, first: str
) -> None:
    lines = build_title(workspace, tag, title)
    assert lines[0] == first
    assert " ".join(lines) == title


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("it", "La lunga strada del porto verso la nuova banchina della città"),
        ("de", "Warum die Reeder lange auf die neue Fahrrinne der Elbe warten"),
        ("en", "How the harbour came to pay for the dredging of the river"),
    ],
)
def test_no_line_of_a_headline_ends_with_an_article(
    workspace: Workspace, tag: str, title: str
) -> None:
    lines = build_title(workspace, tag, title)
    assert len(lines) > 1
    ends = [line.split()[-1] for line in lines[:-1]]
    assert not {"la", "il", "del", "della", "die", "der", "auf", "the", "of", "to", "for"} & set(
        ends
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("grid")).briefing("tides", "en")
    points = "".join(f'  - "{point}"\n' for point in POINTS * 3)
    head, rest = TEXTS["en"].split("points:")
    made.write(
        "content/tides/en.yaml",
        f"{head}points:\n{points}key_figures:{rest.split('key_figures:')[1]}",
    )
    for options in ((), ("--brand", "plain")):
        run = made.run("build", *options)
        assert run.code == 0, run.err
    return made


def numerals(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.left < MARGIN + 1 and piece.text.strip().isdigit()]


def test_numerals_are_at_the_margin_on_the_lines_of_their_points(page: Workspace) -> None:
    pieces = read_pieces(page.pdf("en"))
    found = numerals(pieces)
    assert [piece.text.strip() for piece in found] == [str(n) for n in range(1, 10)]
    for piece in found:
        assert piece.left == pytest.approx(MARGIN, abs=1.1)
        assert any(
            other.baseline == pytest.approx(piece.baseline, abs=0.05)
            for other in pieces
            if other.left > MARGIN + 15
        )


def test_points_begin_on_half_lines_of_one_grid(page: Workspace) -> None:
    pieces = read_pieces(page.pdf("en"))
    starts = [piece.baseline for piece in numerals(pieces)]
    last = min(starts)
    text = sorted(
        {
            round(piece.baseline, 2)
            for piece in pieces
            if last <= piece.baseline <= max(starts) and MARGIN + 15 < piece.left < 300
        },
        reverse=True,
    )
    line = min(one - other for one, other in pairwise(text) if one - other > 1)
    for one, other in pairwise(text):
        steps = (one - other) / line * HALVES
        assert steps == pytest.approx(round(steps), abs=0.05)


def test_all_numbers_begin_at_the_edge_of_the_sidebar_and_the_first_is_largest(
    page: Workspace,
) -> None:
    edge = (210 - 17 - 48) * 72 / 25.4
    big = [it for it in read_pieces(page.pdf("en")) if it.left > edge - 2 and it.size > 17]
    numbers = [piece for piece in big if piece.left == pytest.approx(edge, abs=2)]
    assert len(numbers) == 2
    assert numbers[0].size > 1.5 * numbers[1].size


def test_the_band_of_the_plain_brand_reaches_the_trim(page: Workspace) -> None:
    document = pypdfium2.PdfDocument(page.pdf("en.plain"))
    width, height = document[0].get_size()
    areas = [
        item.get_bounds() for item in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    ]
    document.close()
    left, _, right, top = max(areas, key=lambda area: (area[2] - area[0], area[3]))
    assert left <= 0.01
    assert right >= width - 0.01
    assert top >= height - 0.01


def test_the_code_ends_at_the_margin(page: Workspace) -> None:
    document = pypdfium2.PdfDocument(page.pdf("en"))
    image = document[0].render(scale=4, grayscale=True).to_pil()
    document.close()
    corner = image.crop((image.width // 2, image.height * 7 // 8, image.width, image.height))
    box = corner.point(lambda level: 255 if level < 8 else 0).getbbox()
    assert box
    right = (box[2] + image.width // 2) / 4
    assert right == pytest.approx(210 * 72 / 25.4 - MARGIN, abs=0.5)


def test_the_watermark_is_above_the_tint_of_the_key_figures(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/briefing.yaml", "date:", "status: draft\ndate:")
    assert workspace.run("build", "--brand", "plain").code == 0
    document = pypdfium2.PdfDocument(workspace.pdf("en.plain"))
    page = document[0]
    edge = (210 - 17 - 48) * 72 / 25.4
    items = list(enumerate(page.get_objects(max_depth=3)))
    areas = [at for at, it in items if it.type == pdfium.FPDF_PAGEOBJ_PATH and is_tint(it, edge)]
    marks = [at for at, it in items if it.type == pdfium.FPDF_PAGEOBJ_TEXT and it.get_matrix().b]
    document.close()
    assert areas
    assert marks
    assert max(areas) < min(marks)


def is_tint(item: pypdfium2.PdfObject, edge: float) -> bool:
    left, bottom, _, top = item.get_bounds()
    return bool(abs(left - edge) < 1 and top - bottom > 100)
