"""Sound PDFs with one defect planted in each: what brief makes, and a sheet for the press."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PRESS_SPACES = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
PRESS_FACTS = {
    "pdfxid:GTS_PDFXVersion": "PDF/X-4",
    "pdf:Trapped": "False",
    "xmp:MetadataDate": "2025-03-04",
    "xmpMM:DocumentID": "uuid:tides",
    "xmpMM:VersionID": "1",
    "xmpMM:RenditionClass": "default",
}
SLUG_AREA, BLEED = 28.35, 8.51  # points around the trim
INK = {"rg": "k", "RG": "K", "g": "k", "G": "K"}
BLACK = [0, 0, 0, 1]
Step = tuple[list[Any], str]


@dataclass(frozen=True)
class Defect:
    """A defect: how it is planted, and the code that must be reported for it.

    `also` are codes that the same change must bring, and no others.
    """

    name: str
    code: str
    plant: Callable[[pikepdf.Pdf], None]
    severity: str = "error"
    press: bool = False
    also: tuple[str, ...] = ()


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF that lies in memory."""
    return pikepdf.open(BytesIO(pdf))


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:  # noqa: ANN401 - pikepdf's
    """Return the bytes of a document, its metadata for all to find."""
    target = BytesIO()
    document.save(target, **options)
    return target.getvalue()


def planted(pdf: bytes, defect: Defect) -> bytes:
    """Return the PDF with the defect."""
    with opened(pdf) as document:
        defect.plant(document)
        return saved(document)


def steps(document: pikepdf.Pdf) -> list[Step]:
    """Return the first page's content stream, a step for each operator."""
    content = pikepdf.parse_content_stream(document.pages[0])
    return [(list(step.operands), str(step.operator)) for step in content]


def repaint(document: pikepdf.Pdf, content: Iterable[Step]) -> None:
    """Put another content stream into the first page."""
    raw = pikepdf.unparse_content_stream(
        [(operands, Operator(operator)) for operands, operator in content]
    )
    document.pages[0].Contents = document.make_stream(raw)


def append(document: pikepdf.Pdf, drawing: bytes) -> None:
    """Paint something more, as an artifact, in default user space."""
    first = document.make_stream(b"q ")
    last = document.make_stream(b" Q /Artifact BMC q " + drawing + b" Q EMC")
    page = document.pages[0]
    page.contents_add(first, prepend=True)
    page.contents_add(last)


def elements(document: pikepdf.Pdf, kind: str) -> list[Any]:
    """Return the structure elements of that kind."""
    return [
        item
        for item in document.objects
        if isinstance(item, Dictionary) and item.get("/S") == kind and "/P" in item
    ]


def fonts(document: pikepdf.Pdf) -> list[Any]:
    """Return the fonts of the first page."""
    held: Any = document.pages[0].Resources.Font
    return [held[name] for name in held.keys()]  # noqa: SIM118 - pikepdf has no other iteration


def links(document: pikepdf.Pdf) -> list[Any]:
    """Return the links of the first page."""
    return list(document.pages[0].obj.get("/Annots", []))


def add_image(document: pikepdf.Pdf, pixels: int, space: str, value: int, inches: float) -> None:
    """Paint a square image of so many pixels, so many inches wide."""
    components = {"DeviceRGB": 3, "DeviceCMYK": 4}[space]
    image = document.make_stream(bytes([value]) * pixels * pixels * components)
    image.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": pixels,
            "/Height": pixels,
            "/ColorSpace": Name(f"/{space}"),
            "/BitsPerComponent": 8,
        }
    )
    objects = document.pages[0].Resources.get("/XObject", Dictionary())
    objects["/Planted"] = image
    document.pages[0].Resources["/XObject"] = objects
    append(document, b"%g 0 0 %g 250 350 cm /Planted Do" % (inches * 72, inches * 72))


def change_metadata(document: pikepdf.Pdf, **changes: str | None) -> None:
    """Change properties of the XMP packet, as in dc_title; None takes one away."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name, value in changes.items():
            key = name.replace("_", ":", 1)
            if value is None:
                del metadata[key]
            else:
                metadata[key] = value


def press_sheet(pdf: bytes) -> bytes:
    """Return the PDF as a sheet for the press: PDF/X-4, black ink only, with bleed."""
    with opened(pdf) as document:
        page = document.pages[0]
        black = [(BLACK, INK[op]) if op in INK else (args, op) for args, op in steps(document)]
        repaint(document, black)
        width, height = (float(edge) for edge in page.mediabox[2:])
        for name, rim in (("/MediaBox", SLUG_AREA), ("/BleedBox", BLEED), ("/TrimBox", 0.0)):
            page.obj[name] = Array([-rim, -rim, width + rim, height + rim])
        profile = document.make_stream(b"\0" * 12 + b"prtrCMYKLab " + b"\0" * 104, N=4)
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFX,
            OutputConditionIdentifier=pikepdf.String("FOGRA39"),
            DestOutputProfile=profile,
        )
        document.Root.OutputIntents = Array([intent])
        for link in elements(document, "/Link"):
            link.S = Name.Span
            link.K = Array([kid for kid in link.K if isinstance(kid, int)])
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        _claim_press(document)
        return saved(document, force_version="1.6")


def _claim_press(document: pikepdf.Pdf) -> None:
    stream: Any = document.Root.Metadata
    packet = stream.read_bytes().decode()
    for line in ("<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>"):
        assert line in packet
        packet = packet.replace(line, "")
    claims = "".join(f"<{name}>{value}</{name}>" for name, value in PRESS_FACTS.items())
    for prefix, uri in PRESS_SPACES.items():
        packet = packet.replace("<rdf:RDF ", f'<rdf:RDF xmlns:{prefix}="{uri}" ', 1)
    mark = "<pdfuaid:part>"
    assert mark in packet
    stream.write(packet.replace(mark, claims + mark, 1).encode())
    document.docinfo["/Trapped"] = Name("/False")
