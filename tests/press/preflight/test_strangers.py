"""Files that others made or broke: whatever they are, they are told of, and raise nothing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from brief.findings import Severity
from brief.press.preflight import inspect_file
from brief.press.preflight.inspect import MAX_BYTES
from tests.press.preflight.planting import opened, saved

if TYPE_CHECKING:
    from pathlib import Path


def codes(pdf: bytes) -> set[str]:
    return {finding.code for finding in inspect_file(pdf, "stranger.pdf")}


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.7", b"\0" * 2000, b"<html>", b"%PDF-1.7\n%%EOF"], ids=repr
)
def test_what_is_no_pdf_is_damaged(pdf: bytes) -> None:
    (finding,) = inspect_file(pdf, "stranger.pdf")
    assert finding.code == "pdf-damaged"
    assert finding.severity is Severity.ERROR


def test_a_file_without_a_page_is_damaged() -> None:
    assert codes(saved(pikepdf.Pdf.new())) == {"pdf-damaged"}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_damaged(sound: bytes, share: float) -> None:
    assert "pdf-damaged" in codes(sound[: int(len(sound) * share)])


@given(data=st.data())
@settings(max_examples=60)
def test_a_file_with_wrong_bytes_raises_nothing(sound: bytes, data: st.DataObject) -> None:
    broken = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 30))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    for finding in inspect_file(bytes(broken), "stranger.pdf"):
        assert finding.message


def test_a_locked_file_is_told_of(sound: bytes) -> None:
    with opened(sound) as document:
        pdf = saved(document, encryption=pikepdf.Encryption(user="open", owner="sesame"))
    assert codes(pdf) == {"pdf-encrypted"}


def test_a_restricted_file_is_inspected_all_the_same(sound: bytes) -> None:
    with opened(sound) as document:
        del document.Root["/Lang"]
        pdf = saved(document, encryption=pikepdf.Encryption(owner="sesame"))
    assert codes(pdf) == {"pdf-encrypted", "language-missing"}


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # sparse: it takes no room
    (finding,) = inspect_file(path, "large.pdf")
    assert finding.code == "pdf-too-large"


def test_of_a_book_the_first_pages_are_inspected() -> None:
    document = pikepdf.Pdf.new()
    for _ in range(50):
        document.add_blank_page()
    found = {finding.code: finding.message for finding in inspect_file(saved(document), "book.pdf")}
    assert "pdf-too-large" in found
    assert found["page-blank"].startswith("page 1 is blank")
    assert found["page-blank"].endswith("pages 2, 3, 4 and 16 more)")


def test_a_page_that_draws_without_end_is_left() -> None:
    document = pikepdf.Pdf.new()
    document.add_blank_page()
    document.pages[0].Contents = document.make_stream(b"0 0 m 1 1 l S\n" * 500_000)
    assert {"pdf-too-large", "untagged"} <= codes(saved(document))


def test_a_scan_claims_nothing_and_is_judged_mildly() -> None:
    target = BytesIO()
    Image.new("RGB", (620, 877), "white").save(target, "PDF", resolution=75)
    found = {finding.code: finding.severity for finding in inspect_file(target.getvalue(), "s")}
    assert found["claim-missing"] is Severity.NOTE
    assert found["untagged"] is Severity.WARNING
    assert found["language-missing"] is Severity.WARNING
    assert found["image-coarse"] is Severity.NOTE
    assert Severity.ERROR not in found.values()


def test_a_tree_in_a_circle_is_walked_once(sound: bytes) -> None:
    with opened(sound) as document:
        top = document.Root.StructTreeRoot.K[0]
        top.K.append(top)
        pdf = saved(document)
    assert codes(pdf) == set()


def test_a_form_that_paints_itself_ends(sound: bytes) -> None:
    with opened(sound) as document:
        form = document.make_stream(b"/Self Do")
        form.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form})
        form.BBox = pikepdf.Array([0, 0, 10, 10])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Self=form))
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(Self=form)
        page.contents_add(document.make_stream(b" /Self Do"))
        pdf = saved(document)
    assert "contrast-low" not in codes(pdf)


def test_broken_metadata_claim_nothing(sound: bytes) -> None:
    with opened(sound) as document:
        document.Root.Metadata.write(b"<x:xmpmeta><rdf:RDF><never closed")
        pdf = saved(document)
    assert codes(pdf) == {"claim-missing"}  # the title is in the information dictionary, too
