"""The rules of PDF/X-4: a file from the press keeps them, and each breach is reported."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from brief.findings import Severity
from brief.press.pdf.reader import PdfReader
from brief.press.preflight import inspect_built, inspect_file
from brief.press.preflight.rules import RULES
from tests.press.colour.plates import noise, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.press.colour.plates import PrintShop


@pytest.fixture(scope="module")
def sound(shop: PrintShop) -> bytes:
    body = f"<p>x</p><img alt=x src='{picture(noise())}' style='inline-size: 20mm; opacity: .5'>"
    job = shop.separate(body)
    assert job.findings == ()
    return job.pdf


@pytest.fixture
def document(sound: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(sound)) as opened:
        yield opened


def _page(document: pikepdf.Pdf) -> pikepdf.Page:
    return document.pages[0]


def _append(document: pikepdf.Pdf, content: bytes) -> None:
    document.pages[0].contents_add(document.make_stream(content))


def _annotate(document: pikepdf.Pdf, kind: Name, rectangle: list[int]) -> None:
    annotation = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array(rectangle))
    _page(document).Annots = Array([document.make_indirect(annotation)])


def _picture(document: pikepdf.Pdf) -> pikepdf.Stream:
    return next(
        item
        for item in document.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image
    )


def _font_file(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]


def _metadata(document: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    packet = document.Root.Metadata.read_bytes()
    assert old in packet
    document.Root.Metadata.write(packet.replace(old, new))


def _state(document: pikepdf.Pdf, **entries: pikepdf.Object) -> None:
    states = _page(document).Resources.ExtGState
    states["/Own"] = Dictionary(Type=Name.ExtGState)
    for key, value in entries.items():
        states["/Own"][f"/{key}"] = value


def _intents(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.Root.OutputIntents


def _annotate_margin(document: pikepdf.Pdf) -> None:
    """Put a note between the trim and the edge of a page without BleedBox."""
    del _page(document).obj["/BleedBox"]
    _annotate(document, Name.Square, [-28, -28, -20, -20])


BESIDE = {
    "RGB text": {"content-untagged"},
    "RGB space": {"content-untagged"},
    "RGB in place": {"image-coarse", "content-untagged"},
    "trim beyond bleed": {"text-off-page"},
    "no metadata": {"title-missing"},
}
"""Further codes that such a breach has as a consequence."""
BREACHES: dict[str, tuple[str, Callable[[pikepdf.Pdf], object]]] = {
    "no intent": ("intent-missing", lambda it: it.Root.__delattr__("OutputIntents")),
    "two intents": ("pdfx-intent", lambda it: _intents(it).append(_intents(it)[0])),
    "no condition": (
        "pdfx-intent",
        lambda it: _intents(it)[0].__delitem__("/OutputConditionIdentifier"),
    ),
    "no profile": (
        "pdfx-intent",
        lambda it: _intents(it)[0].__delitem__("/DestOutputProfile"),
    ),
    "profile of a screen": (
        "pdfx-intent",
        lambda it: _intents(it)[0].DestOutputProfile.write(b"\0" * 12 + b"mntrRGB " + b"\0" * 99),
    ),
    "RGB text": ("rgb-in-press", lambda it: _append(it, b"1 0 0 rg 0 0 9 9 re f")),
    "RGB space": ("rgb-in-press", lambda it: _append(it, b"/DeviceRGB CS 1 0 0 SC 0 0 m 9 9 l S")),
    "RGB picture": ("rgb-in-press", lambda it: setattr(_picture(it), "ColorSpace", Name.DeviceRGB)),
    "RGB in place": (
        "rgb-in-press",
        lambda it: _append(it, b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI"),
    ),
    "fonts elsewhere": ("font-not-embedded", _font_file),
    "no version": ("pdfx-metadata", lambda it: _metadata(it, b"PDF/X-4<", b"PDF/X-3<")),
    "no id": ("pdfx-metadata", lambda it: _metadata(it, b"xmpMM:DocumentID", b"xmpMM:Other")),
    "also archival": (
        "pdfx-metadata",
        lambda it: _metadata(it, b"<dc:title>", b"<dc:title><!-- pdfaid: -->"),
    ),
    "no metadata": ("pdfx-metadata", lambda it: it.Root.__delattr__("Metadata")),
    "not trapped": ("pdfx-information", lambda it: it.docinfo.__delitem__("/Trapped")),
    "trapped unknown": (
        "pdfx-information",
        lambda it: it.docinfo.__setitem__("/Trapped", Name.Unknown),
    ),
    "no trim": ("page-box-missing", lambda it: _page(it).obj.__delitem__("/TrimBox")),
    "art and trim": ("pdfx-boxes", lambda it: setattr(_page(it), "ArtBox", Array([0, 0, 9, 9]))),
    "trim beyond bleed": (
        "page-box-outside",
        lambda it: setattr(_page(it), "TrimBox", Array([-20, 0, 99, 99])),
    ),
    "empty crop": ("pdfx-boxes", lambda it: setattr(_page(it), "CropBox", Array([0, 0, 0, 0]))),
    "transfer function": ("pdfx-state", lambda it: _state(it, TR=Name.Identity)),
    "halftone": ("pdfx-state", lambda it: _state(it, HT=Name.Default)),
    "alternates": ("pdfx-drawing", lambda it: setattr(_picture(it), "Alternates", Array([]))),
    "OPI": ("pdfx-drawing", lambda it: setattr(_picture(it), "OPI", Dictionary())),
    "PostScript": (
        "pdfx-drawing",
        lambda it: it.Root.__setattr__("Own", it.make_stream(b"", Subtype=Name.PS)),
    ),
    "a note on the page": (
        "annotation-in-press",
        lambda it: _annotate(it, Name.Text, [10, 10, 20, 20]),
    ),
    "opens": ("pdfx-action", lambda it: setattr(it.Root, "OpenAction", Array([]))),
    "script": (
        "active-content",
        lambda it: setattr(it.Root, "Names", Dictionary(JavaScript=Dictionary())),
    ),
    "action": (
        "pdfx-action",
        lambda it: setattr(
            it.Root, "Own", it.make_indirect(Dictionary(Type=Name.Action, S=Name.URI))
        ),
    ),
    "attachment": (
        "pdfx-attachment",
        lambda it: setattr(it.Root, "Names", Dictionary(EmbeddedFiles=Dictionary())),
    ),
    "RGB never painted": ("pdfx-colour", lambda it: _append(it, b"1 0 0 rg")),
    "a font never used": (
        "pdfx-font",
        lambda it: setattr(
            it.Root, "Own", it.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.TrueType))
        ),
    ),
    "a note outside the trim": ("pdfx-annotation", _annotate_margin),
    "no blend space": ("pdfx-transparency", lambda it: _page(it).obj.__delitem__("/Group")),
    "RGB blend space": (
        "pdfx-transparency",
        lambda it: setattr(_page(it).Group, "CS", Name.DeviceRGB),
    ),
    "file elsewhere": (
        "pdfx-structure",
        lambda it: setattr(_picture(it), "F", String("elsewhere")),
    ),
}


def find_codes(document: pikepdf.Pdf) -> set[str]:
    """Return the codes of errors that a build for the press reports."""
    target = BytesIO()
    document.save(target)
    with PdfReader(target.getvalue()) as pdf:
        found = inspect_built(pdf, pdfx4=True)
    return {finding.code for finding in found if finding.severity is Severity.ERROR}


@pytest.fixture(scope="module")
def usual(sound: bytes) -> set[str]:
    """Return the codes of errors in the sound page, which has no layout of brief's."""
    with pikepdf.open(BytesIO(sound)) as document:
        return find_codes(document)


def test_a_file_from_the_press_keeps_the_rules(usual: set[str]) -> None:
    assert usual <= {"content-orphaned"}


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_reported(document: pikepdf.Pdf, name: str, usual: set[str]) -> None:
    code, break_it = BREACHES[name]
    break_it(document)
    assert find_codes(document) - usual - BESIDE.get(name, set()) == {code}


def test_every_rule_has_a_breach() -> None:
    found = {code for code, _ in BREACHES.values()}
    assert found >= {code for code in RULES if code.startswith("pdfx-")}


def test_marks_of_the_printer_and_notes_beside_the_page_are_allowed(
    document: pikepdf.Pdf, usual: set[str]
) -> None:
    _annotate(document, Name.PrinterMark, [10, 10, 20, 20])
    assert find_codes(document) == usual
    _annotate(document, Name.Text, [-28, -28, -20, -20])
    assert find_codes(document) == usual


def test_an_encrypted_file_is_reported(sound: bytes) -> None:
    with pikepdf.open(BytesIO(sound)) as document:
        target = BytesIO()
        document.save(target, encryption=pikepdf.Encryption(owner="x"))
    assert "pdf-encrypted" in {finding.code for finding in inspect_file(target.getvalue(), "x")}
