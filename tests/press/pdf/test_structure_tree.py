"""The structure tree of a PDF: all of the page in it, and every part in its own language."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from brief.build import Request, build
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def shared(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample with German and Italian on one page."""
    return _built(checkout, tmp_path_factory.mktemp("shared"), duplex=False)


@pytest.fixture(scope="module")
def bound(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample with German and Italian on the two sides of a sheet."""
    return _built(checkout, tmp_path_factory.mktemp("bound"), duplex=True)


def _built(checkout: Path, root: Path, *, duplex: bool) -> Path:
    shutil.copytree(checkout / "content", root / "content")
    request = Request(languages=("de+it",), duplex=duplex)
    report = build(Project(root), request, lambda *_: None)
    (result,) = report.results
    assert result.path, report
    return result.path


def elements(node: Any, language: str) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - pikepdf's
    """Yield the structure elements with the language that holds for each (ISO 32000-1, 14.9.2)."""
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return
    language = str(node.get("/Lang", language))
    yield node, language
    kids: Any = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from elements(kid, language)


def contents(document: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return the language that the tree gives each marked content, by page and identifier."""
    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    found = {}
    language = str(document.Root.Lang)
    for root in document.Root.StructTreeRoot.K:
        for element, spoken in elements(root, language):
            for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
                if isinstance(kid, int):
                    found[pages[element.Pg.objgen], int(kid)] = spoken
    return found


def marked(document: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """Return the marked contents of the pages that are no artifacts, in the order of drawing."""
    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(document.pages):
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "BDC":
                facts: Any = step.operands[1]
                if "/MCID" in facts:
                    found[number, int(facts.MCID)] = len(found)
    return found


def test_all_that_is_drawn_is_in_the_tree(shared: Path, bound: Path) -> None:
    for path in (shared, bound):
        with pikepdf.open(path) as document:
            drawn = marked(document)
            assert len(drawn) > 100
            assert set(contents(document)) == set(drawn)


def test_each_half_of_a_shared_page_speaks_its_language(shared: Path) -> None:
    with pikepdf.open(shared) as document:
        languages = list(contents(document).values())
        assert str(document.Root.Lang) == "de"
        assert set(languages) == {"de", "it"}
        assert 0.35 < languages.count("it") / len(languages) < 0.65


def test_each_side_of_a_sheet_speaks_its_language(bound: Path) -> None:
    with pikepdf.open(bound) as document:
        spoken = contents(document)
        assert {language for (page, _), language in spoken.items() if page == 0} == {"de"}
        assert {language for (page, _), language in spoken.items() if page == 1} == {"it"}


def test_a_figures_box_is_where_it_is_painted(shared: Path) -> None:
    with pikepdf.open(shared) as document:
        root = document.Root.StructTreeRoot.K[0]
        figures = [node for node, _ in elements(root, "de") if str(node.S) == "/Figure"]
        assert figures
        left, bottom, right, top = (float(edge) for edge in figures[0].A.BBox)
        width, height = (float(edge) for edge in document.pages[0].trimbox[2:])
        assert 0 < left < right < width / 2  # the logo: in the upper left corner
        assert height * 0.9 < bottom < top < height
        assert str(figures[0].Alt) == "brief"
