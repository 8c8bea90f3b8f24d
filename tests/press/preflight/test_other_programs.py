"""What is right in files of other programs is not reported."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from weasyprint import HTML

from brief.editorial.locale.language_detection import find_other_language
from brief.press.preflight import inspect_file
from tests.press.preflight.planting import opened, saved

if TYPE_CHECKING:
    from brief.findings import Finding

PAGE = """<html lang="en"><title>Tides</title><style>a { font: 11pt serif; color: #00e }</style>
<h1>Tides</h1><p>The water level decides when the ships come in, and <a href="https://example.org">
how the operators of the port set their pace</a>, since a berth costs more with every hour.</p>
<p style="page-break-before: always">The second page has some words of its own, too.</p></html>"""


@pytest.fixture(scope="module")
def plain() -> bytes:
    """Return a file of two pages that claims nothing."""
    target = BytesIO()
    HTML(string=PAGE).write_pdf(target)
    return target.getvalue()


def inspect(pdf: bytes) -> dict[str, Finding]:
    return {it.code: it for it in inspect_file(pdf, "other.pdf", find_other_language)}


def test_a_plain_page_lacks_only_tags_and_claims(plain: bytes) -> None:
    assert inspect(plain).keys() == {"claim-missing", "untagged", "title-not-shown", "page-count"}


def test_what_pages_have_in_common_is_one_finding(plain: bytes) -> None:
    with opened(plain) as document:
        for page in document.pages:
            page.obj.Rotate = 90
        found = inspect(saved(document))["page-rotated"]
    assert found.message == "page 1 is turned by 90 degrees (Rotate) (and the like on page 2)"


def test_the_text_behind_a_scan_may_be_invisible(plain: bytes) -> None:
    target = BytesIO()
    Image.new("L", (600, 800), 230).save(target, "PDF", resolution=72)
    with opened(target.getvalue()) as document:
        page = document.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources.Font = Dictionary(F1=font)
        words = b" BT /F1 12 Tf 3 Tr 50 700 Td (The water level decides) Tj ET"
        page.contents_add(document.make_stream(words))
        assert "text-invisible" not in inspect(saved(document))
    with opened(plain) as document:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        document.pages[0].Resources.Font["/F1"] = font
        document.pages[0].contents_add(document.make_stream(words))
        assert "text-invisible" in inspect(saved(document))


def test_links_of_a_file_without_tags_need_none(plain: bytes) -> None:
    assert not {code for code in inspect(plain) if code.startswith("link-")}


def test_a_footnote_number_may_be_small() -> None:
    small = PAGE.replace("come in", 'come in<sup style="font-size: 6pt">1</sup>')
    target = BytesIO()
    HTML(string=small).write_pdf(target)
    assert "text-small" not in inspect(target.getvalue())
    target = BytesIO()
    HTML(string=small.replace(">1<", ">in small<")).write_pdf(target)
    assert "text-small" in inspect(target.getvalue())


@pytest.mark.parametrize(
    ("info", "xmp", "agree"),
    [
        ("D:20260102130000+01'00'", "2026-01-02T12:00:00Z", True),
        ("D:20260102130000+01'00", "2026-01-02T13:00:30+01:00", True),
        ("D:20260102130000Z", "2026-01-02T12:00:00Z", False),
        ("D:20260102", "2026-01-02", True),
    ],
)
def test_dates_are_compared_with_their_zones(
    plain: bytes,
    info: str,
    xmp: str,
    agree: bool,  # noqa: FBT001
) -> None:
    with opened(plain) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
            facts["xmp:ModifyDate"] = xmp
        document.docinfo["/ModDate"] = info
        assert ("metadata-disagree" not in inspect(saved(document))) is agree


def test_a_stamp_over_text_hides_it(plain: bytes) -> None:
    with opened(plain) as document:
        form = document.make_stream(b"1 1 1 rg 0 0 500 200 re f")
        form.update({"/Subtype": Name.Form, "/BBox": Array([0, 0, 500, 200])})
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([60, 600, 560, 800]), F=4,
            AP=Dictionary(N=form),
        )  # fmt: skip
        document.pages[0].obj.Annots = Array([document.make_indirect(stamp)])
        found = inspect(saved(document))
    assert "something is painted over them" in found["text-hidden"].message
    assert found["review-note"].message.startswith("page 1: a note (Stamp), ")


def test_text_in_a_hidden_layer_is_hidden(plain: bytes) -> None:
    with opened(plain) as document:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Old")))
        document.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]))
        )
        page = document.pages[0]
        page.Resources.Properties = Dictionary(L=layer)
        page.contents_add(document.make_stream(b"/OC /L BDC "), prepend=True)
        page.contents_add(document.make_stream(b" EMC"))
        found = inspect(saved(document))
    assert found["layer-hidden"].message == "the layer “Old” is not shown"
    assert found["text-hidden"].message.endswith("in a hidden layer (and 4 more like it)")


@pytest.mark.parametrize(("height", "found"), [(25, False), (500, True)])
def test_a_watermark_may_be_covered_in_part(plain: bytes, height: int, *, found: bool) -> None:
    with opened(plain) as document:
        page = document.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources.Font["/F1"] = font
        words = b" q 0.8 g 0.7 0.7 -0.7 0.7 200 200 cm BT /F1 40 Tf (Draft copy) Tj ET Q "
        cover = b"q 1 g 150 180 400 %d re f Q" % height
        page.contents_add(document.make_stream(words + cover))
        assert ("text-hidden" in inspect(saved(document))) is found
