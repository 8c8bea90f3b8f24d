"""How a page is filled: one size for like languages, a field for notes where a text is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.build.filler import COLUMN, begin, finish, write
from tests.page_lines import read_lines, read_pieces

if TYPE_CHECKING:
    from tests.workspace import Workspace


def test_languages_of_like_length_share_one_size(workspace: Workspace) -> None:
    begin(workspace)
    for tag in ("de", "it"):
        write(workspace, tag, 1, 2100)
    assert len(set(finish(workspace).values())) == 1


def test_languages_of_unlike_length_have_their_own(workspace: Workspace) -> None:
    begin(workspace)
    write(workspace, "de", 1, 2400)
    write(workspace, "it", 1, 1400)
    sizes = finish(workspace)
    assert sizes["it"] - sizes["de"] > 0.4


@pytest.mark.parametrize("where", ["briefing", "project"])
def test_fitted_alone_each_language_is_as_if_it_were_the_only_one(
    workspace: Workspace, where: str
) -> None:
    own = "fit: alone\n"
    begin(
        workspace,
        facts=own if where == "briefing" else "",
        project=own if where == "project" else "",
    )
    write(workspace, "de", 1, 2200)
    write(workspace, "it", 1, 2080)
    sizes = finish(workspace)
    assert sizes["de"] != sizes["it"]
    together = begin(workspace)
    assert len(set(finish(together).values())) == 1


def test_a_language_alone_is_the_same_page_as_with_the_others(workspace: Workspace) -> None:
    """Also where the others decide its type size."""
    begin(workspace)
    for tag in ("de", "it"):
        write(workspace, tag, 1, 2200)
    finish(workspace)
    whole = {tag: workspace.pdf(tag).read_bytes() for tag in ("de", "it")}
    for tag, content in whole.items():
        workspace.pdf(tag).unlink()
        finish(workspace, "--lang", tag)
        assert workspace.pdf(tag).read_bytes() == content


@pytest.mark.parametrize(
    ("facts", "project", "shown"),
    [
        ("", "", True),
        ("notes: no\n", "", False),
        ("", "notes: no\n", False),
        ("notes: yes\n", "notes: no\n", True),
    ],
)
def test_a_short_text_has_a_field_for_notes_unless_it_is_not_wanted(
    workspace: Workspace,
    facts: str,
    project: str,
    shown: bool,  # noqa: FBT001
) -> None:
    begin(workspace, facts, project)
    for tag in ("de", "it"):
        write(workspace, tag, 1, 250)
    finish(workspace)
    assert ("Notizen" in read_lines(workspace.pdf("de"), 0, COLUMN)) is shown


def test_a_field_for_notes_ends_above_the_footer(workspace: Workspace) -> None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    begin(workspace)
    for tag in ("de", "it"):
        write(workspace, tag, 3, 250)
    finish(workspace)
    document = pypdfium2.PdfDocument(workspace.pdf("de"))
    page = document[0]
    footer = next(
        piece for piece in read_pieces(workspace.pdf("de")) if piece.text.startswith("Quelle")
    )
    kinds = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM]
    rules = [item.get_bounds() for item in page.get_objects(filter=kinds, max_depth=1)]
    ruled = sorted(bottom for left, bottom, right, _ in rules if right - left > 300 and left < 60)
    document.close()
    above = [bottom for bottom in ruled if bottom > footer.baseline + 4]
    # the lowest is the footer's own; the next, a line for notes, keeps clear of it
    assert len(above) > 4
    assert 8 < above[1] - above[0] < 16 * 72 / 25.4
