"""Japanese and Chinese lines end at both margins; even heights of lines; hyphens in a row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.page_lines import read_lines, read_pieces, read_signs
from tests.workspace import TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.page_lines import Piece
    from tests.workspace import Workspace

SENTENCES = {
    "ja": "港の水深は毎週測られ、流れが砂をどれだけ戻すかが記録される。船は満潮を待って入る。",
    "zh": "港口的水深每周测量一次，水流带回多少泥沙也要记录。船舶等待涨潮才能进港。",
}


@pytest.mark.parametrize("tag", list(SENTENCES))
def test_full_lines_end_at_the_margin(workspace: Workspace, tag: str) -> None:
    workspace.briefing("tides", "en")
    text = TEXTS["en"].split("points:")[0] + f"points:\n  - {SENTENCES[tag] * 12}\n"
    text += "key_figures:\n  range: 水深\n  cost: 費用\n"
    workspace.write(f"content/tides/{tag}.yaml", text)
    (workspace.root / "content/tides/en.yaml").unlink()
    run = workspace.run("build", "--json")
    assert run.code == 0, run.err
    lines = [line for line in read_signs_by_line(workspace.pdf(tag)) if len(line) > 22]
    assert len(lines) > 3
    rights = [max(sign.right for sign in line) for line in lines[:-1]]
    ragged = [right for right in rights if right < max(rights) - 2]
    assert len(ragged) < len(rights) / 2, "a line that ends in a wide comma has space at its end"
    assert min(rights) > max(rights) - 15


def read_signs_by_line(path: Path) -> list[list[Piece]]:
    lines: dict[int, list[Piece]] = {}
    for sign in read_signs(path):
        if "\u3000" <= sign.text <= "\uffef":
            lines.setdefault(round(sign.baseline / 6), []).append(sign)
    return list(lines.values())


def test_a_name_in_another_script_does_not_make_its_line_higher(workspace: Workspace) -> None:
    plain = "points:\n  - The head of the office agrees.\n  - It is so.\n"
    for number, name in enumerate(("office", "محمد")):
        text = TEXTS["en"].split("points:")[0] + plain.replace("office", name)
        text += "key_figures:\n  range: mean tidal range\n  cost: cost of deepening\n"
        workspace.briefing(f"t{number}", "en").write(f"content/t{number}/en.yaml", text)
    assert workspace.run("build").code == 0
    tops = []
    for number in range(2):
        pieces = read_pieces(workspace.pdf("en", f"t{number}"))
        tops.append({round(it.baseline, 1) for it in pieces if "It is so" in it.text})
    assert tops[0] == tops[1]


LONG = "Hafenbetriebsgesellschaften"
VERY_LONG = "Schifffahrtsrinnenvertiefungsgenehmigungsverfahrenskosten"
HYPHENS = ("-", "\N{HYPHEN}")


def build_points(workspace: Workspace, words: str) -> list[str]:
    """Return the lines of the text of a page with three points."""
    points = "".join(f"  - >-\n    {'Am Kai ' * number}{words}\n" for number in range(3))
    head, rest = TEXTS["de"].split("points:")
    workspace.briefing("tides", "de")
    workspace.write(
        "content/tides/de.yaml",
        f"{head}points:\n{points}key_figures:{rest.split('key_figures:')[1]}",
    )
    run = workspace.run("build")
    assert run.code == 0, run.err
    return read_lines(workspace.pdf("de"), 0, 300)


def test_no_two_lines_in_a_row_end_in_a_hyphen(workspace: Workspace) -> None:
    lines = build_points(workspace, f"melden {LONG} " * 12 + "das Ende davon")
    assert any(line.endswith(HYPHENS) for line in lines)
    for line, follower in pairwise(lines):
        assert not (line.endswith(HYPHENS) and follower.endswith(HYPHENS)), (line, follower)


def test_a_word_wider_than_a_line_is_divided_again(workspace: Workspace) -> None:
    workspace.briefing("tides", "de")
    workspace.change("content/tides/de.yaml", "mittlerer Tidenhub", VERY_LONG)
    assert workspace.run("build", "--paper", "a5").code == 0
    lines = read_lines(workspace.pdf("de.a5"), 285)
    parts = [line for line in lines if line.rstrip("-") in VERY_LONG]
    assert len(parts) > 2
    assert all(line.endswith(HYPHENS) for line in parts[:-1])
