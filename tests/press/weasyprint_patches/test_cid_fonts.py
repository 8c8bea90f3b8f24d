"""Fonts of East Asian scripts contain the glyphs of the page, under the codes of its text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet

from brief.editorial.locale.page_strings import page_strings
from brief.press.copyfit.parameters import FitParameters
from brief.press.engine.engine import Engine
from brief.press.weasyprint_patches.cid_fonts import is_bare_cff
from tests.languages import write_briefing
from tests.pdf_structure import page_text
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from tests.workspace import Workspace

MAX_SIZE = 150_000  # bytes
MAX_GLYPHS = 1000


@pytest.mark.parametrize("tag", ["ja", "ko"])
def test_a_font_has_the_glyphs_of_the_page(workspace: Workspace, tag: str) -> None:
    workspace.write("brief.yaml", f"languages: [{tag}]\n")
    write_briefing(workspace, tag, 1800)
    order = make_order(workspace)
    engine = Engine(order)
    (edition,) = order.editions
    pdf = engine.write_pdf([engine.lay_out(edition, FitParameters(9, 1.4, 1, 1, 0.9).to_css())])
    assert len(pdf) < MAX_SIZE
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = document.pages[0].Resources.Font
        found = [it.DescendantFonts[0] for _, it in fonts.items() if "CJK" in str(it.BaseFont)]
        assert found
        for font in found:
            check_font(font)
    path = workspace.write("page.pdf", pdf)
    assert page_strings(tag).summary in page_text(path)


def check_font(font: pikepdf.Object) -> None:
    """Check that the file is bare CFF, and has a glyph for each code that has a width."""
    file = font.FontDescriptor.FontFile3
    assert file.Subtype == "/CIDFontType0C"
    content = file.read_bytes()
    assert is_bare_cff(content)
    cff = CFFFontSet()
    cff.decompile(BytesIO(content), None)
    glyphs = cff[0].charset
    assert 1 < len(glyphs) < MAX_GLYPHS
    widths = list(font.W)
    codes = {
        first + index
        for first, listed in zip(widths[::2], widths[1::2], strict=True)
        for index in range(len(listed))
    }
    assert {f"cid{code:05}" for code in codes if code} <= set(glyphs)
