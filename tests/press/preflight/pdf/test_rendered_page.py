"""What lies behind a text: bare paper is known without painting, all else is painted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from brief.press.engine.engine import Engine
from brief.press.job.model import Stylesheet
from brief.press.pdf.reader import PdfReader
from brief.press.preflight.pdf.rendered_page import PAPER, read_rendered_pages
from brief.press.preflight.text_checks import normalise_text
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from brief.press.preflight.pdf.rendered_page import RenderedPage, RenderedText
    from tests.workspace import Workspace

GROUNDS = [
    ".points { background: #c0392b }",
    ".points { background: linear-gradient(#c0392b, #2e7d32) }",
    ".points li { outline: 6pt solid #2e7d32; outline-offset: -8pt }",
    ".points li { border: 9pt solid #2e7d32; margin: -9pt }",
    ".points li { box-shadow: 0 0 0 40pt #2e7d32 }",
    "html { background: #f4f1ec }",
    ".summary p { text-decoration: underline 3pt }",
]


def shares(piece: RenderedText, page: RenderedPage) -> dict[tuple[int, int, int], float]:
    """Return how much of what is behind the piece is of each colour."""
    found = page.get_colours_behind(piece.box)
    whole = sum(count for count, _ in found)
    return {colour: count / whole for count, colour in found}


@pytest.mark.parametrize("css", GROUNDS)
def test_what_is_known_without_painting_is_what_is_painted(tides: Workspace, css: str) -> None:
    job = make_order(tides)
    sheet = Stylesheet("brief:///page/grounds.css", css)
    engine = Engine(replace(job, stylesheets=(*job.stylesheets, sheet)))
    laid = engine.lay_out(job.editions[0], "")
    with PdfReader(engine.write_pdf([laid])) as opened:
        (page,) = read_rendered_pages(opened, 1)
        quick = [shares(piece, page) for piece in page.texts]
        page._drawn.append(page.view)
        painted = [shares(piece, page) for piece in page.texts]
    assert len(quick) > 20
    assert quick == painted
    assert any(set(found) != {PAPER} for found in painted)


def test_a_page_without_grounds_is_not_painted(
    tides: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(pypdfium2.PdfPage, "render")
    with PdfReader(tides.pdf("de").read_bytes()) as opened:
        (page,) = read_rendered_pages(opened, 1)
        assert all(shares(piece, page) == {PAPER: 1.0} for piece in page.texts)


def test_a_text_is_the_same_before_and_after_it_is_hidden(tides: Workspace) -> None:
    with PdfReader(tides.pdf("de").read_bytes()) as opened:
        (page,) = read_rendered_pages(opened, 1)
        assert page.background.width > 100
        late = "".join(piece.text for piece in page.texts)
        whole = opened.get_page(0).text_page.get_text_range()
    assert len(late) > 500
    assert normalise_text(late.replace("-", "")) == normalise_text(whole)


def test_a_file_is_opened_once_and_closed(tides: Workspace) -> None:
    with PdfReader(tides.pdf("de").read_bytes()) as opened:
        assert opened.document is opened.document
        assert opened.get_page(0) is opened.get_page(0)
        assert len(opened) == 1
        assert opened._pdfium_document.raw
    assert not opened._pdfium_document.raw
