"""How lines are set, as it can be read from the PDF: hyphens, dashes, runts, headlines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.build.filler import COLUMN, begin, finish, write
from tests.page_lines import read_lines, read_pieces
from tests.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

HYPHENS = ("\N{HYPHEN}", "-")
LONG = "Wasserstandsvorhersage"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """Return the lines of the text column of several pages, by language."""
    found: dict[str, list[list[str]]] = {"de": [], "it": []}
    for seed, length in enumerate((900, 1700, 2100, 2500)):
        workspace = begin(Workspace(tmp_path_factory.mktemp("fit")))
        for tag in found:
            write(workspace, tag, seed, length)
        finish(workspace)
        for tag, lines in found.items():
            lines.append(read_lines(workspace.pdf(tag), 0, COLUMN))
    return found


@pytest.fixture(params=["de", "it"])
def tag(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def body(lines: list[str]) -> list[str]:
    """Return the lines of summary and points, without what is above and below."""
    start = next(number for number, line in enumerate(lines) if line in {"In Kürze", "In breve"})
    end = next(number for number, line in enumerate(lines) if line.startswith(("Quelle", "Fonte")))
    shown = [line for line in lines[start + 1 : end] if line not in {"Kernpunkte", "Punti chiave"}]
    return [line for line in shown if line not in {"Notizen", "Note"}]


def paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph."""
    found: list[str] = []
    for line in body(lines):
        if re.match(r"[1-7] ?[A-ZÀ-Ü]", line) and found:
            yield found
            found = []
        found.append(line)
    yield found


def test_the_sample_has_what_is_looked_for(pages: dict[str, list[list[str]]], tag: str) -> None:
    lines = [line for page in pages[tag] for line in body(page)]
    assert len(lines) > 90
    assert sum(line.endswith(HYPHENS) for line in lines) > 5
    assert sum("–" in line for line in lines) > 20
    assert all(len(list(paragraphs(page))) == 8 for page in pages[tag])


def test_no_line_begins_with_a_dash(pages: dict[str, list[list[str]]], tag: str) -> None:
    for page in pages[tag]:
        # at one place the filler writes two dashes in a row, and a line ends between them
        assert not [line for line in page if re.match("[–—‐-](?! ja – am)", line)]


def test_no_paragraph_ends_in_a_line_of_one_short_word(
    pages: dict[str, list[list[str]]], tag: str
) -> None:
    for page in pages[tag]:
        for lines in paragraphs(page):
            assert len(lines) == 1 or len(re.sub(r"\W", "", lines[-1])) > 3, lines


def test_numbers_stay_with_their_units(pages: dict[str, list[list[str]]], tag: str) -> None:
    parted = re.compile(r"(\b(45|29|4\.?|3,9)|Art\.|art\.|\bn\.|z\.)$")
    for page in pages[tag]:
        for lines in paragraphs(page):
            assert not [line for line in lines[:-1] if parted.search(line)], lines


def test_a_hyphen_leaves_three_letters_on_either_side(
    pages: dict[str, list[list[str]]], tag: str
) -> None:
    for page in pages[tag]:
        for lines in paragraphs(page):
            for line, follower in pairwise(lines):
                if line.endswith(HYPHENS):
                    before = re.findall(r"\w+", line)[-1]
                    after = re.findall(r"\w+", follower)[0]
                    assert min(len(before), len(after)) >= 3
                    assert len(before + after) >= 7


def test_the_last_word_of_a_paragraph_is_not_hyphenated(workspace: Workspace) -> None:
    begin(workspace)
    for number, words in enumerate((20, 21, 22, 23, 24, 25)):
        start = "Das Wasser steigt im Hafen und sinkt " * 4
        text = " ".join(start.split()[:words])
        workspace.write(
            f"content/tides{number}/briefing.yaml",
            (workspace.root / "content/tides/briefing.yaml").read_text("utf-8"),
        )
        workspace.write(
            f"content/tides{number}/de.yaml",
            f"title: Tide\nsummary: {text} {LONG}\npoints: [Kurz]\nkey_figures: {{range: x}}\n",
        )
    (workspace.root / "content/tides/briefing.yaml").unlink()
    (workspace.root / "content/tides").rmdir()
    workspace.write("brief.yaml", "languages: [de]\n")
    assert workspace.run("build").code == 0
    for number in range(6):
        lines = read_lines(workspace.pdf("de", f"tides{number}"), 0, COLUMN)
        assert any(LONG in line for line in lines), lines


def test_names_are_never_hyphenated(workspace: Workspace) -> None:
    text = " ".join(f"{'Im Hafen ' * (number % 5)}liegt {LONG}" for number in range(24))
    broken = {}
    for names in ("", f"names: [{LONG}]\n"):
        begin(workspace, facts=names, project="")
        workspace.write("brief.yaml", "languages: [de]\n")
        workspace.write(
            "content/tides/de.yaml",
            f"title: Tide\nsummary: {text}\npoints: [Kurz]\nkey_figures: {{range: {LONG}}}\n",
        )
        assert workspace.run("build").code == 0
        lines = body(read_lines(workspace.pdf("de"), 0, COLUMN))
        broken[bool(names)] = sum(line.endswith(HYPHENS) for line in lines)
        whole = sum(line.count(LONG) for line in lines)
        assert (whole == 24) is bool(names)
    assert broken[False] > 0
    assert broken[True] == 0


@pytest.mark.parametrize("seed", range(3))
def test_a_headline_is_balanced_and_never_hyphenated(workspace: Workspace, seed: int) -> None:
    begin(workspace)
    for tag in ("de", "it"):
        write(workspace, tag, seed + 20, 1200)
    finish(workspace)
    for tag in ("de", "it"):
        pieces = read_pieces(workspace.pdf(tag))
        largest = max(piece.size for piece in pieces)
        rows: dict[int, list[float]] = {}
        texts: dict[int, str] = {}
        for piece in pieces:
            if piece.size > largest - 0.1:
                rows.setdefault(round(piece.baseline), []).extend((piece.left, piece.right))
                texts[round(piece.baseline)] = texts.get(round(piece.baseline), "") + piece.text
        widths = [max(row) - min(row) for row in rows.values()]
        assert len(widths) <= 3
        assert not any(text.strip().endswith(HYPHENS) for text in texts.values())
        # the shortest line lacks no more than a long word, or ends with a clause
        assert min(widths) > 0.33 * max(widths), texts
