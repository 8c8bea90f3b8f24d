"""A link on two lines is one link, and what is hidden from screen readers is an artifact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from brief.press.pdf.content_scanner import read_operations
from brief.press.pdf.objects import find_dictionaries

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

LONG_LINK = """\
points:
  - >-
    The harbour's engineers measure the depth of the channel each week, and publish it in [a table
    of all soundings since the first of January, with the names of the boats that took them and the
    hour of the day](https://example.org/soundings), for masters and pilots.
"""


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a project with a draft that has a long link, built alone and for both sides."""
    from tests.workspace import Workspace as Project

    made = Project(tmp_path_factory.mktemp("drafts")).briefing("tides", "de", "en")
    made.change("content/tides/briefing.yaml", "date:", "status: draft\ndate:")
    for tag in ("de", "en"):
        made.change(f"content/tides/{tag}.yaml", "points:\n", LONG_LINK)
    assert made.run("build", "--lang", "en").code == 0
    run = made.run("build", "--lang", "de+en", "--duplex", "--json")
    assert run.code == 0, run.out
    return made


@pytest.fixture(params=["en", "de+en.duplex"])
def draft(drafts: Workspace, request: pytest.FixtureRequest) -> Path:
    return drafts.pdf(request.param)


def kids(node: Any) -> list[Any]:  # noqa: ANN401 - pikepdf's
    found = node.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def test_a_link_on_two_lines_is_one_link(draft: Path) -> None:
    with pikepdf.open(draft) as document:
        numbers = dict(read_parent_tree(document))
        links = [it for it in find_dictionaries(document) if it.get("/S") == "/Link"]
        assert len(links) == 2 * len(document.pages)  # the table and the source
        long = [link for link in links if len(find_annotations(link)) > 1]
        assert len(long) >= len(document.pages)
        for link in links:
            assert any(isinstance(kid, int) for kid in kids(link))
            for annotation in find_annotations(link):
                assert numbers[int(annotation.StructParent)].objgen == link.objgen
        for link in long:
            assert len({str(it.A.URI) for it in find_annotations(link)}) == 1
            row = numbers[int(link.Pg.StructParents)]
            assert all(
                row[int(kid)].objgen == link.objgen for kid in kids(link) if isinstance(kid, int)
            )


def test_a_link_within_emphasis_on_two_lines_is_one_link(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="layout: own\n").layout()
    words = "the table of all soundings since the first of January and of the boats that took them "
    link = f'<p><strong>See <a href="https://example.org/soundings">{words * 2}</a></strong></p>'
    workspace.change("layouts/own/page.html", "</body>", link + "</body>")
    assert workspace.run("build").code == 0
    with pikepdf.open(workspace.pdf("en")) as document:
        links = [it for it in find_dictionaries(document) if it.get("/S") == "/Link"]
        (long,) = [it for it in links if "soundings" in str(find_annotations(it)[0].A.URI)]
        assert len(find_annotations(long)) > 1
        numbers = dict(read_parent_tree(document))
        assert all(
            numbers[int(it.StructParent)].objgen == long.objgen for it in find_annotations(long)
        )
        strongs = [it for it in find_dictionaries(document) if it.get("/S") == "/Strong"]
        assert all(kids(it) for it in strongs)


def find_annotations(link: Any) -> list[Any]:  # noqa: ANN401 - pikepdf's
    return [kid.Obj for kid in kids(link) if not isinstance(kid, int) and "/Obj" in kid]


def read_parent_tree(document: pikepdf.Pdf) -> list[tuple[int, Any]]:
    listed = list(document.Root.StructTreeRoot.ParentTree.Nums)
    return [(int(number), held) for number, held in zip(listed[::2], listed[1::2], strict=True)]


def test_the_watermark_is_an_artifact_and_is_read_once(drafts: Workspace) -> None:
    path = drafts.pdf("en")
    with pikepdf.open(path) as document:
        (page,) = document.pages
        marks: list[str] = []
        artifacts = 0
        for operator, operand in read_operations(page):
            if operator in {"BMC", "BDC"}:
                marks.append(operand.tag)
            elif operator == "EMC":
                marks.pop()
            elif operator == "TJ":
                artifacts += "/Artifact" in marks
        assert artifacts == 1
