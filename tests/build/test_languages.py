"""Pages in every language of the catalogue, in text of every length."""

from __future__ import annotations

from random import Random
from statistics import median
from typing import TYPE_CHECKING

import pytest

from brief.build import Request, build
from brief.editorial.locale.locales import get_direction
from brief.editorial.locale.page_strings import page_strings
from brief.press.copyfit.edition_search import MAX_LAYOUTS
from brief.press.copyfit.parameters import FitParameters
from brief.press.engine.engine import Engine
from brief.project import Project
from tests.languages import TAGS, write_briefing
from tests.page_lines import read_pieces
from tests.pdf_structure import fonts, page_text
from tests.prepress.jobs import make_order
from tests.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from brief.build import Result

LENGTHS = (300, 900, 1800, 2600, 3600, 6000)
FEW = ("pl", "el", "ar", "hi", "ja", "th")
LARGEST = 12.5
SIDEBAR = 44 * 72 / 25.4 + 5
FAMILIES = {
    "ar": {"Amiri", "IBM-Plex-Sans-Arabic"},
    "el": {"Fira-Sans"},
    "fa": {"Amiri", "IBM-Plex-Sans-Arabic"},
    "he": {"Noto-Serif-Hebrew", "Noto-Sans-Hebrew"},
    "hi": {"Mukta"},
    "hy": {"Noto-Serif-Armenian", "Noto-Sans-Armenian"},
    "ja": {"Noto-Serif-CJK-JP", "Noto-Sans-CJK-JP"},
    "ka": {"Noto-Serif-Georgian", "Noto-Sans-Georgian"},
    "ko": {"Noto-Serif-CJK-KR", "Noto-Sans-CJK-KR"},
    "th": {"Sarabun"},
    "ur": {"Amiri", "IBM-Plex-Sans-Arabic"},
    "zh": {"Noto-Serif-CJK-SC", "Noto-Sans-CJK-SC"},
    "zh-Hant": {"Noto-Serif-CJK-TC", "Noto-Sans-CJK-TC"},
}
"""What a script's text is set in; other languages are set in the brand's own."""


def built(workspace: Workspace, tag: str, length: int, paper: str = "a4", seed: int = 1) -> Result:
    """Build a briefing of that length in one language, and look at the page."""
    workspace.write("brief.yaml", f"languages: [{tag}]\nnotes: no\n")
    write_briefing(workspace, tag, length, seed)
    report = build(Project(workspace.root), Request(paper=paper), lambda *_: None)
    (result,) = report.results
    found = [*report.findings, *result.findings]
    assert result.layouts <= MAX_LAYOUTS
    if result.path is None:
        assert [finding.code for finding in found] == ["too-long"]
        assert overflows(workspace, paper)
    else:
        assert not found
        looked_at(result)
    return result


def overflows(workspace: Workspace, paper: str) -> bool:
    """Say whether the text is too long in the tightest setting there is."""
    order = make_order(workspace, paper=paper)
    limits = order.limits
    tightest = FitParameters(
        limits.size.minimum,
        limits.leading.minimum,
        limits.space.minimum,
        limits.density.minimum,
        limits.small,
    )
    (edition,) = order.editions
    fullness = Engine(order).lay_out(edition, tightest.to_css(), endless=True).fullness
    lowest = max(end for name, end in fullness.region_ends if name != "footer")
    return lowest > fullness.footer_top - limits.clearance


def looked_at(result: Result) -> None:
    """Check what can be read from the page itself."""
    path = result.path
    assert path is not None
    assert result.pages == 1
    sizes = [round(piece.size, 2) for piece in read_pieces(path)]
    assert min(sizes) >= 7 - 0.01
    assert 8.5 <= result.type_size <= LARGEST
    # the body is what most of the text is set in
    assert any(abs(size - result.type_size) < 0.06 for size in sizes)
    if result.type_size < LARGEST and not sidebar_is_full(path, result.language):
        assert result.fill >= 0.92
    own = {"Spectral", "Fira-Sans"} | FAMILIES.get(result.language, set())
    assert all(any(name.startswith(family) for family in own) for name in fonts(path))


A_FIGURE = 75  # points that one more key figure with its label would take


def sidebar_is_full(path: Path, tag: str) -> bool:
    """Say whether it is the key figures that leave no room for larger type."""
    pieces = read_pieces(path)
    footer = max(piece.baseline for piece in pieces if "Harbour Review" in piece.text)
    edge = max(piece.right for piece in pieces)
    side = [
        piece.baseline
        for piece in pieces
        if (
            piece.left > edge - SIDEBAR
            if get_direction(tag) == "ltr"
            else piece.right < SIDEBAR + 60
        )
    ]
    lowest = min((baseline for baseline in side if baseline > footer + 12), default=1e4)
    return lowest - footer < A_FIGURE


@pytest.mark.parametrize("tag", FEW)
def test_a_page_in_another_script(workspace: Workspace, tag: str) -> None:
    result = built(workspace, tag, 1800)
    assert result.path is not None
    used = fonts(result.path)
    if tag in FAMILIES:
        assert all(any(name.startswith(family) for name in used) for family in FAMILIES[tag])


def test_a_greek_word_is_set_in_one_face(workspace: Workspace) -> None:
    """Spectral has µ, π and Ω, and they must not stand among the letters of another family."""
    result = built(workspace, "el", 1200)
    assert result.path is not None
    greek = {
        piece.text for piece in read_pieces(result.path) if piece.text.strip() in set("μπΩΔ∆µ")
    }
    assert not greek


def test_two_scripts_are_read_as_text(workspace: Workspace) -> None:
    result = built(workspace, "ja", 900)
    assert result.path is not None
    text = page_text(result.path)
    assert page_strings("ja").summary in text
    assert page_strings("ja").points in text


@pytest.mark.parametrize("tag", ["he", "ja", "ka", "hy"])
def test_a_font_that_is_missing_for_a_script_is_told_with_its_package(
    workspace: Workspace, tag: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from brief.press.fonts import families as shelf

    elsewhere = {
        family: (package, str(tmp_path)) for family, (package, _) in shelf.SYSTEM_FAMILIES.items()
    }
    monkeypatch.setattr(shelf, "SYSTEM_FAMILIES", elsewhere)
    write_briefing(workspace, tag, 600)
    workspace.write("brief.yaml", f"languages: [{tag}]\n")
    run = workspace.run("build", "--json")
    assert run.code == 1
    found = [item for item in run.json["findings"] if item["code"] == "font-missing"]
    assert len(found) == 2
    package = "fonts-noto-cjk" if tag == "ja" else "fonts-noto-core"
    assert all(f"apt-get install {package}" in item["remedy"] for item in found)
    assert all("Noto" in item["message"] for item in found)


def test_a_font_package_that_is_missing_for_a_script_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from brief.press.fonts import families as shelf

    installed = dict(shelf._find_font_packages())
    del installed["sarabun"]
    monkeypatch.setattr(shelf, "_find_font_packages", lambda: installed)
    write_briefing(workspace, "th", 600)
    workspace.write("brief.yaml", "languages: [th]\n")
    found = workspace.run("build", "--json").finding("font-missing")
    assert "`Sarabun`" in found["message"]
    assert "pip install fontpkg-sarabun" in found["remedy"]


def sample() -> list[tuple[str, int, str]]:
    """Return every language in five lengths and papers, and these in equal shares."""
    rng = Random(7)  # noqa: S311 - a sample, no secret
    combinations = [(length, paper) for length in LENGTHS for paper in ("a4", "letter")]
    order: list[tuple[int, str]] = []
    chosen = []
    for tag in TAGS * 5:
        if not order:
            order = rng.sample(combinations, len(combinations))
        chosen.append((tag, *order.pop()))
    return chosen


@pytest.mark.slow
def test_every_language_in_every_length(tmp_path: Path) -> None:
    assert len(TAGS) >= 42
    results = []
    for number, (tag, length, paper) in enumerate(sample()):
        root = tmp_path / str(number)
        root.mkdir()
        try:
            results.append((tag, length, built(Workspace(root), tag, length, paper, seed=number)))
        except AssertionError as problem:
            problem.add_note(f"{tag}, {length} characters, {paper}, seed {number}")
            raise
    layouts = [result.layouts for *_, result in results]
    assert median(layouts) <= 2
    short = [result for _, length, result in results if length <= 1800]
    assert all(result.path for result in short)
    long = [result for _, length, result in results if length == 6000]
    assert not any(result.path for result in long)
