"""Two languages on the two sides of a sheet."""

from __future__ import annotations

import pikepdf
import pytest

from tests.page_lines import Piece, read_lines, read_pieces
from tests.workspace import Workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("duplex")).briefing()
    run = workspace.run("build", "--json", "--lang", "de+it", "--duplex")
    assert (run.code, run.json["findings"]) == (0, []), run.err
    return workspace


def start(pieces: list[Piece], text: str) -> Piece:
    return next(piece for piece in pieces if piece.text.strip().startswith(text))


def test_a_sheet_has_a_language_on_each_side_in_the_same_size(made: Workspace) -> None:
    sheet = made.pdf("de+it.duplex")
    with pikepdf.open(sheet) as document:
        assert len(document.pages) == 2
        assert str(document.Root.Lang) == "de"
    front, back = read_pieces(sheet, 0), read_pieces(sheet, 1)
    assert start(front, "Was die").size == start(back, "Che cosa").size
    assert start(front, "Die Wasser").size == start(back, "La previsione").size
    assert not any("Fahrrinne" in piece.text for piece in back)


def test_the_sides_of_a_sheet_look_as_the_languages_do_alone(made: Workspace) -> None:
    assert made.run("build", "--lang", "de", "--lang", "it").code == 0
    for number, tag in enumerate(("de", "it")):
        alone = read_lines(made.pdf(tag))
        assert alone == read_lines(made.pdf("de+it.duplex"), number=number)


def test_two_languages_named_one_by_one_make_a_sheet_too(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    assert workspace.run("build", "--lang", "it", "--lang", "de", "--duplex").code == 0
    assert workspace.pdf("it+de.duplex").exists()
