"""Our own look at what PDF/X-4 asks of a file (ISO 15930-7:2010): structure, and not colours.

No free program certifies PDF/X-4. Each rule has its clause; where the number could not be held
against the text of the standard it is that of the chapter, "6", and the clause of ISO 32000-1
that the rule is about stands beside it in `docs/press.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from brief.findings import Finding, error
from brief.press.preflight.pdfx4_colour import colour_faults, transparency_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPONENTS = 4
CLASS_AT, SPACE_AT = 12, 16  # where an ICC profile says what it is (ICC.1, 7.2)
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
    b"<dc:title>",
)
FORBIDDEN_STATE = ("/TR", "/TR2", "/HTP", "/HT")


class Rule(NamedTuple):
    """One rule of the standard: its code here, its clause, and what finds breaches of it."""

    code: str
    clause: str
    faults: Callable[[pikepdf.Pdf], Iterator[str]]


def x4_findings(document: pikepdf.Pdf) -> list[Finding]:
    """Return what keeps the document from being PDF/X-4, as errors whose codes begin with pdfx."""
    return [
        error(rule.code, f"{fault} (ISO 15930-7:2010, {rule.clause})", _REMEDY)
        for rule in RULES
        for fault in dict.fromkeys(rule.faults(document))
    ]


_REMEDY = "this is for whoever makes the layout or brief itself to repair"


def _intent(document: pikepdf.Pdf) -> Iterator[str]:
    intents = [
        intent
        for intent in document.Root.get("/OutputIntents", Array())
        if intent.get("/S") == Name.GTS_PDFX
    ]
    if len(intents) != 1:
        yield f"there are {len(intents)} output intents for PDF/X, not one"
        return
    if not intents[0].get("/OutputConditionIdentifier"):
        yield "the output intent does not name its printing condition"
    profile = intents[0].get("/DestOutputProfile")
    if profile is None:
        yield "the output intent has no profile"
        return
    data = profile.read_bytes()
    if data[CLASS_AT : CLASS_AT + 4] != b"prtr" or data[SPACE_AT : SPACE_AT + 4] != b"CMYK":
        yield "the profile of the output intent is not that of a CMYK press"
    if int(profile.get("/N", 0)) != COMPONENTS:
        yield "the profile of the output intent does not have four components"


def _identification(document: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in document.Root:
        yield "there is no metadata"
        return
    stream = document.Root.Metadata
    if "/Filter" in stream:
        yield "the metadata is compressed"
    packet = stream.read_bytes()
    for wanted in XMP:
        if wanted not in packet:
            yield f"the metadata lacks {wanted.decode().strip('<>').replace('>', ' ')}"
    if b"pdfaid:" in packet:
        yield "the metadata also claims PDF/A, whose output intent is not there"


def _information(document: pikepdf.Pdf) -> Iterator[str]:
    info = document.trailer.get("/Info", Dictionary())
    if info.get("/Trapped") not in (Name("/True"), Name("/False")):
        yield "the document does not say whether it has been trapped"
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if key not in info:
            yield f"the information dictionary has no {key[1:]}"


def _structure(document: pikepdf.Pdf) -> Iterator[str]:
    if document.is_encrypted:
        yield "the document is encrypted"
    for item in document.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        filters = item.get("/Filter", Array())
        names = list(filters) if isinstance(filters, Array) else [filters]
        if Name.LZWDecode in names:
            yield "a stream is compressed with LZW"
        if Name.Crypt in names:
            yield "a stream is encrypted"
        if any(key in item for key in ("/F", "/FFilter")):
            yield "a stream lies in another file"


def _boxes(document: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, 1):
        if "/TrimBox" not in page.obj:
            yield f"page {number} has no TrimBox"
            continue
        if "/ArtBox" in page.obj:
            yield f"page {number} has a TrimBox and an ArtBox"
        names = ["/MediaBox", "/CropBox", "/BleedBox", "/TrimBox"]
        named = [name for name in names if name in page.obj]
        boxes = [[float(side) for side in page.obj[name]] for name in named]
        for outer, inner, name in zip(boxes, boxes[1:], named[1:], strict=False):
            if not _within(inner, outer):
                yield f"the {name[1:]} of page {number} goes beyond the box around it"


def _within(inner: list[float], outer: list[float]) -> bool:
    lower = all(a >= b for a, b in zip(inner[:2], outer[:2], strict=True))
    upper = all(a <= b for a, b in zip(inner[2:], outer[2:], strict=True))
    return lower and upper and inner[0] < inner[2] and inner[1] < inner[3]


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    for font in _dictionaries(document):
        if font.get("/Type") != Name.Font or font.get("/Subtype") in (Name.Type0, Name.Type3):
            continue
        descriptor = font.get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in FONT_FILES):
            yield f"the font {str(font.get('/BaseFont', '?')).lstrip('/')} is not embedded"


def _annotations(document: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, 1):
        bleed = [float(side) for side in page.bleedbox]
        for annotation in page.get("/Annots", Array()):
            kind = annotation.get("/Subtype")
            if kind in (Name.TrapNet, Name.PrinterMark):
                continue
            left, bottom, right, top = (float(side) for side in annotation.Rect)
            apart = right <= bleed[0] or left >= bleed[2] or top <= bleed[1] or bottom >= bleed[3]
            if not apart:
                yield f"page {number} has an annotation ({str(kind)[1:]}) where it is printed"


def _actions(document: pikepdf.Pdf) -> Iterator[str]:
    names = document.Root.get("/Names", Dictionary())
    if "/JavaScript" in names:
        yield "the document has scripts"
    for item in _dictionaries(document):
        if "/AA" in item or (item.get("/S") == Name.JavaScript and "/JS" in item):
            yield "the document has actions"
        if item.get("/Type") == Name.Action:
            yield "the document has actions"
    if "/OpenAction" in document.Root or "/AcroForm" in document.Root:
        yield "the document acts when it is opened, or has a form"


def _attachments(document: pikepdf.Pdf) -> Iterator[str]:
    if "/EmbeddedFiles" in document.Root.get("/Names", Dictionary()) or "/AF" in document.Root:
        yield "files are attached to the document"


def _drawings(document: pikepdf.Pdf) -> Iterator[str]:
    for item in _dictionaries(document):
        if item.get("/Subtype") == Name.PS or item.get("/Subtype2") == Name.PS or "/PS" in item:
            yield "the document contains PostScript"
        if "/OPI" in item:
            yield "a picture stands in for one elsewhere (OPI)"
        if item.get("/Subtype") == Name.Image and "/Alternates" in item:
            yield "a picture has alternates"
        if "/Ref" in item and item.get("/Subtype") == Name.Form:
            yield "a drawing is a reference to another file"


def _states(document: pikepdf.Pdf) -> Iterator[str]:
    for item in _dictionaries(document):
        for _, state in sorted(_graphics_states(item)):
            for key in FORBIDDEN_STATE:
                if key in state and not (key == "/TR2" and state[key] == Name.Default):
                    yield f"a graphics state sets {key[1:]}, which is for the press to decide"


def _graphics_states(item: pikepdf.Object) -> list[tuple[str, pikepdf.Object]]:
    found = []
    for holder in (item, item.get("/Resources")):
        if isinstance(holder, Dictionary):
            states = holder.get("/ExtGState")
            if isinstance(states, Dictionary):
                found += [(key, states[key]) for key in states.keys()]  # noqa: SIM118
    return found


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for item in document.objects:
        if isinstance(item, (Dictionary, pikepdf.Stream)):
            yield item


RULES = (
    Rule("pdfx-structure", "6", _structure),
    Rule("pdfx-intent", "6.4.2.1", _intent),
    Rule("pdfx-colour", "6.4.3.2", colour_faults),
    Rule("pdfx-font", "6", _fonts),
    Rule("pdfx-metadata", "6", _identification),
    Rule("pdfx-information", "6", _information),
    Rule("pdfx-boxes", "6.12", _boxes),
    Rule("pdfx-state", "6", _states),
    Rule("pdfx-drawing", "6", _drawings),
    Rule("pdfx-annotation", "6", _annotations),
    Rule("pdfx-action", "6.18", _actions),
    Rule("pdfx-attachment", "6", _attachments),
    Rule("pdfx-transparency", "6.20", transparency_faults),
)
