"""Checks of PDF/X-4 (ISO 15930-7:2010) that go beyond the checks of every PDF.

No free program certifies PDF/X-4: these checks look at the structure of the file, and the printer's
preflight has the last word. Functions named `find_…` are called by the check of the same subject
where that has found nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from brief.press.pdf.objects import lie_apart, read_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

CLASS_OFFSET, SPACE_OFFSET = 12, 16  # of an ICC profile's class and colour space (ICC.1, 7.2)
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
XMP = (
    b"<pdfxid:GTS_PDFXVersion>PDF/X-4<",
    b"<pdf:Trapped>",
    b"<xmpMM:DocumentID>",
    b"<xmpMM:VersionID>",
    b"<xmpMM:RenditionClass>",
    b"<xmp:CreateDate>",
    b"<xmp:ModifyDate>",
    b"<xmp:MetadataDate>",
)
FORBIDDEN_STATE = ("/TR", "/TR2", "/HTP", "/HT")
PRINTER_ANNOTATIONS = {"/PrinterMark", "/TrapNet"}


def check_streams(context: InspectionContext) -> Iterator[Finding]:
    """Check that no stream is compressed with LZW, encrypted or stored in another file."""
    for item in context.dictionaries:
        if not isinstance(item, pikepdf.Stream):
            continue
        filters = item.get("/Filter", Array())
        names = list(filters) if isinstance(filters, Array) else [filters]
        if Name.LZWDecode in names:
            yield context.make_finding("pdfx-structure", "a stream is compressed with LZW")
        if Name.Crypt in names:
            yield context.make_finding("pdfx-structure", "a stream is encrypted")
        if any(key in item for key in ("/F", "/FFilter")):
            yield context.make_finding("pdfx-structure", "a stream is stored in another file")


def check_metadata(context: InspectionContext) -> Iterator[Finding]:
    """Check the XMP packet: version, identifiers and dates, and no claim to PDF/A."""
    if "/Metadata" not in context.document.Root:
        yield context.make_finding("pdfx-metadata", "the file has no metadata")
        return
    stream = context.document.Root.Metadata
    if "/Filter" in stream:
        yield context.make_finding("pdfx-metadata", "the metadata is compressed")
    packet = stream.read_bytes()
    for wanted in XMP:
        if wanted not in packet:
            name = wanted.decode().strip("<>").replace(">", " ")
            yield context.make_finding("pdfx-metadata", f"the metadata lacks {name}")
    if b"pdfaid:" in packet:
        message = "the metadata also claims PDF/A, but the file has no output intent for it"
        yield context.make_finding("pdfx-metadata", message)


def check_information(context: InspectionContext) -> Iterator[Finding]:
    """Check the information dictionary: trapped or not, title and dates."""
    info = context.document.trailer.get("/Info", Dictionary())
    if info.get("/Trapped") not in (Name("/True"), Name("/False")):
        message = "the information dictionary does not state whether the file is trapped"
        yield context.make_finding("pdfx-information", message)
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if key not in info and (key != "/Title" or context.claims.title):
            message = f"the information dictionary has no {key[1:]}"
            yield context.make_finding("pdfx-information", message)


def check_states(context: InspectionContext) -> Iterator[Finding]:
    """Check that no graphics state sets transfer functions or halftones."""
    for item in context.dictionaries:
        for state in _list_graphics_states(item):
            for key in FORBIDDEN_STATE:
                if key in state and not (key == "/TR2" and state[key] == Name.Default):
                    message = f"a graphics state sets {key[1:]}, which the press decides"
                    yield context.make_finding("pdfx-state", message)


def _list_graphics_states(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for holder in (item, item.get("/Resources")):
        states = holder.get("/ExtGState") if isinstance(holder, Dictionary) else None
        if isinstance(states, Dictionary):
            yield from (states[key] for key in sorted(states.keys()))


def check_drawings(context: InspectionContext) -> Iterator[Finding]:
    """Check that nothing is drawn with PostScript, or with content outside the file."""
    for item in context.dictionaries:
        kind = item.get("/Subtype")
        if kind == Name.PS or item.get("/Subtype2") == Name.PS or "/PS" in item:
            yield context.make_finding("pdfx-drawing", "the file contains PostScript")
        if "/OPI" in item:
            message = "an image is a placeholder for one elsewhere (OPI)"
            yield context.make_finding("pdfx-drawing", message)
        if kind == Name.Image and "/Alternates" in item:
            yield context.make_finding("pdfx-drawing", "an image has alternates")
        if kind == Name.Form and "/Ref" in item:
            yield context.make_finding("pdfx-drawing", "a form is a reference to another file")


def find_intent_defects(context: InspectionContext, intents: list[Any]) -> Iterator[Finding]:
    """Find what the output intents for PDF/X, one or more, lack."""
    if len(intents) != 1:
        message = f"the file has {len(intents)} output intents for PDF/X, not one"
        yield context.make_finding("pdfx-intent", message)
        return
    if not intents[0].get("/OutputConditionIdentifier"):
        message = "the output intent does not name its printing condition"
        yield context.make_finding("pdfx-intent", message)
    profile = intents[0].get("/DestOutputProfile")
    if profile is None:
        yield context.make_finding("pdfx-intent", "the output intent has no ICC profile")
        return
    head = profile.read_bytes()[: SPACE_OFFSET + 4]
    if head[CLASS_OFFSET:] != b"prtrCMYK":
        message = "the ICC profile of the output intent is not that of a CMYK press"
        yield context.make_finding("pdfx-intent", message)


def find_box_defects(context: InspectionContext) -> Iterator[Finding]:
    """Find an ArtBox beside a TrimBox, and boxes that are empty or reach outside the next."""
    for number in range(context.page_count):
        page = context.document.pages[number].obj
        if "/ArtBox" in page:
            message = f"page {number + 1} has a TrimBox and an ArtBox"
            yield context.make_finding("pdfx-boxes", message)
        names = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")
        named = [name for name in names if name in page]
        boxes = [[float(side) for side in page[name]] for name in named]
        for outer, inner, name in zip(boxes, boxes[1:], named[1:], strict=False):
            if not _contains(outer, inner):
                message = f"the {name[1:]} of page {number + 1} reaches outside the box around it"
                yield context.make_finding("pdfx-boxes", message)


def _contains(outer: list[float], inner: list[float]) -> bool:
    lower = all(a >= b for a, b in zip(inner[:2], outer[:2], strict=True))
    upper = all(a <= b for a, b in zip(inner[2:], outer[2:], strict=True))
    return lower and upper and inner[0] < inner[2] and inner[1] < inner[3]


def find_font_defects(context: InspectionContext) -> Iterator[Finding]:
    """Find fonts without a font program, used or not."""
    for font in context.dictionaries:
        if font.get("/Type") != Name.Font or font.get("/Subtype") in (Name.Type0, Name.Type3):
            continue
        descriptor = font.get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in FONT_FILES):
            name = str(font.get("/BaseFont", "?")).lstrip("/")
            yield context.make_finding("pdfx-font", f"the font {name} is not embedded")


def find_annotation_defects(context: InspectionContext) -> Iterator[Finding]:
    """Find annotations on the printed area of a page without BleedBox."""
    for number in range(context.page_count):
        page = context.document.pages[number]
        bleed = read_box(page.bleedbox)
        for annotation in page.get("/Annots", Array()):
            kind = str(annotation.get("/Subtype"))
            box = read_box(annotation.Rect)
            if kind not in PRINTER_ANNOTATIONS and not lie_apart(box, bleed):
                message = f"page {number + 1} has an annotation ({kind[1:]}) where it is printed"
                yield context.make_finding("pdfx-annotation", message)


def find_action_defects(context: InspectionContext) -> Iterator[Finding]:
    """Find actions, scripts and forms, also those that only follow a link."""
    root = context.document.Root
    if "/JavaScript" in root.get("/Names", Dictionary()):
        yield context.make_finding("pdfx-action", "the file contains scripts")
    for item in context.dictionaries:
        script = item.get("/S") == Name.JavaScript and "/JS" in item
        if script or "/AA" in item or item.get("/Type") == Name.Action:
            yield context.make_finding("pdfx-action", "the file contains actions")
    if "/OpenAction" in root or "/AcroForm" in root:
        message = "the file acts when it is opened, or has a form"
        yield context.make_finding("pdfx-action", message)


def find_attachment_defects(context: InspectionContext) -> Iterator[Finding]:
    """Find lists of attached files."""
    root = context.document.Root
    if "/EmbeddedFiles" in root.get("/Names", Dictionary()) or "/AF" in root:
        yield context.make_finding("pdfx-attachment", "files are attached to the document")
