"""Notes that are typed by hand are listed, and so are their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.importing.importer import read_manuscript

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, content: str, name: str = "de.txt") -> tuple[list[str], list[str]]:
    """Return the blocks of a file, and what is left out."""
    path = folder / name
    path.write_text(content)
    manuscript = read_manuscript(path)
    return [block.text for block in manuscript.blocks], [each.text for each in manuscript.left_out]


@pytest.mark.parametrize(
    "notes",
    [
        "[1] Amt 2024\n[2] https://a.test/r",
        "[1] Amt 2024\n\n[2] https://a.test/r",
        "[1]: Amt 2024\n\n[2]: https://a.test/r",
        "Fußnoten\n\n[1] Amt 2024\n\n[2] https://a.test/r",
    ],
)
def test_marks_in_brackets(tmp_path: Path, notes: str) -> None:
    text = f"Hafen\n\nDer Hafen wächst [1] weiter.[2]\n\n- Kai\n- Kran\n\n{notes}\n"
    blocks, left = read(tmp_path, text)
    assert blocks == ["Hafen", "Der Hafen wächst weiter.", "Kai", "Kran"]
    assert {"[1]", "[2]"} <= set(left)
    assert any("Amt 2024" in each for each in left)
    assert any("https://a.test/r" in each for each in left)


def test_raised_figures(tmp_path: Path) -> None:
    text = "Hafen\n\nDer Hafen hat 5 km² Fläche¹ und wächst.²\n\n- Kai\n\n¹ Amt\n\n² Band 8\n"
    blocks, left = read(tmp_path, text)
    assert blocks == ["Hafen", "Der Hafen hat 5 km² Fläche und wächst.", "Kai"]
    assert {"¹", "²", "¹ Amt", "² Band 8"} == set(left)


def test_a_list_under_a_heading_for_notes(tmp_path: Path) -> None:
    html = (
        "<h1>Hafen</h1><p>Der Hafen wächst<sup>1</sup>, sagt er<sup>2</sup>.</p><p>Kai.</p>"
        "<h2>Anmerkungen</h2><ol><li>Amt</li><li>Band 8</li></ol>"
    )
    blocks, left = read(tmp_path, html, "de.html")
    assert blocks[:3] == ["Hafen", "Der Hafen wächst, sagt er.", "Kai."]
    assert {"Anmerkungen", "Amt", "Band 8"} <= set(left)


def test_raised_notes_of_a_page(tmp_path: Path) -> None:
    html = "<p>Der Hafen wächst<sup>1</sup>.</p><p>Kai.</p><hr><p><sup>1</sup> Amt</p>"
    assert read(tmp_path, html, "de.html")[0] == ["Der Hafen wächst.", "Kai."]


def test_marks_of_a_copied_article(tmp_path: Path) -> None:
    blocks, left = read(tmp_path, "Hafen\n\nDer Hafen wächst.[3][12]\n\n- Kai[4]\n")
    assert blocks == ["Hafen", "Der Hafen wächst.", "Kai"]
    assert left == ["[3]", "[12]", "[4]"]


def test_styles_around_a_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "de.md"
    path.write_text("# Hafen\n\n**Der Hafen** wächst *sehr[1] weit*.\n\n- Kai\n\n\\[1] Amt\n")
    manuscript = read_manuscript(path)
    styles = [(span.text, span.strong, span.emphasis) for span in manuscript.blocks[1].spans]
    assert ("sehr weit", False, True) in styles


@pytest.mark.parametrize(
    "text",
    [
        "Es sind [3] Kais.",
        "Er sagt: „[1] ja“.",
        "5 km² und 10⁶ t",
        "Note\n\nKai und Kran stehen da.",
    ],
)
def test_other_signs_stay(tmp_path: Path, text: str) -> None:
    blocks, left = read(tmp_path, f"Der Hafen wächst weiter, sagt das Amt.\n\n{text}\n")
    assert " ".join(blocks) == f"Der Hafen wächst weiter, sagt das Amt. {' '.join(text.split())}"
    assert left == []


@pytest.mark.parametrize("mark", ["(1)", "*", "**", "†", "①", "※1", "[a]"])
def test_other_marks_close_after_a_word(tmp_path: Path, mark: str) -> None:
    text = f"Hafen\n\nDer Hafen wächst{mark} weiter.\n\n- Kai\n- Kran\n\n{mark} Amt 2024\n"
    blocks, left = read(tmp_path, text)
    assert blocks == ["Hafen", "Der Hafen wächst weiter.", "Kai", "Kran"]
    assert sorted(left) == sorted([f"{mark} Amt 2024", mark])


def test_several_notes_in_lines_below_each_other(tmp_path: Path) -> None:
    text = "Hafen\n\nDer Hafen(1) wächst(2).\n\n- Kai\n- Kran\n\n(1) Amt\n(2) Blatt\n"
    blocks, left = read(tmp_path, text)
    assert blocks == ["Hafen", "Der Hafen wächst.", "Kai", "Kran"]
    assert {"(1) Amt", "(2) Blatt"} <= set(left)


def test_heading_of_notes_directly_above_them(tmp_path: Path) -> None:
    text = "港口增长\n\n港口很大[1]。\n\n- 码头\n- 起重机[2]\n\n注释\n[1] 港务局\n[2] 交通部\n"
    blocks, left = read(tmp_path, text, "zh.txt")
    assert blocks == ["港口增长", "港口很大。", "码头", "起重机"]
    assert {"注释", "[1] 港务局", "[2] 交通部"} <= set(left)


@pytest.mark.parametrize(
    "points",
    ["* Kai\n* Kran", "(1) Kai\n(2) Kran", "① Kai\n② Kran"],
)
def test_marks_of_lists_are_no_notes(tmp_path: Path, points: str) -> None:
    text = f"Hafen\n\nDer *größte* Hafen wächst, Artikel 5(1) gilt.\n\n{points}\n"
    assert read(tmp_path, text)[0][-2:] == ["Kai", "Kran"]
