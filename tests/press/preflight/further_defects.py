"""Defects that brief's own writer cannot make: what others change in a finished file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.press.preflight.planting import (
    Defect,
    add_image,
    append,
    change_metadata,
    elements,
    fonts,
    links,
    repaint,
    steps,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Plant = Callable[[pikepdf.Pdf], None]

EDGE = 70.0  # points: the left half of a column


def wrapped(before: bytes, after: bytes = b"") -> Plant:
    """Return what puts operators around the whole content of the page."""

    def plant(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(document.make_stream(b"q " + before + b" "), prepend=True)
        page.contents_add(document.make_stream(b" " + after + b" Q"))

    return plant


def around_first(show: str, before: list[Any], after: list[Any]) -> Plant:
    """Return what puts steps around the first step of that name."""

    def plant(document: pikepdf.Pdf) -> None:
        content = steps(document)
        at = [name for _, name in content].index(show)
        whole = [*content[:at], *before, content[at], *after, *content[at + 1 :]]
        repaint(document, whole)

    return plant


def paint(drawing: bytes) -> Plant:
    """Return what paints an artifact."""
    return lambda document: append(document, drawing)


def picture_over_text(document: pikepdf.Pdf) -> None:
    add_image(document, 800, "DeviceRGB", 255, 4)


def shifted(document: pikepdf.Pdf) -> None:
    """Let each glyph of a font stand for the next letter of the alphabet."""
    change_map(document, lambda code: code + 1)


def all_alike(document: pikepdf.Pdf) -> None:
    change_map(document, lambda _: 0x78)


def change_map(document: pikepdf.Pdf, change: Callable[[int], int]) -> None:
    stream = max((it.ToUnicode for it in fonts(document)), key=lambda it: len(it.read_bytes()))
    lines = []
    for line in stream.read_bytes().decode().splitlines():
        parts = line.split()
        if len(parts) == 2 and line.startswith("<") and len(parts[1]) == 6:
            parts[1] = f"<{change(int(parts[1][1:-1], 16)):04x}>"
        lines.append(" ".join(parts))
    stream.write("\n".join(lines).encode())


def wide(document: pikepdf.Pdf) -> None:
    """Give the glyphs of a font a little more width than they have."""
    widths = fonts(document)[0].DescendantFonts[0].W
    for number, item in enumerate(widths):
        if isinstance(item, Array):
            widths[number] = Array([float(width) + 20 for width in item])


def false_paragraph(document: pikepdf.Pdf) -> None:
    elements(document, "/H1")[0].ActualText = String("What a fine day it is for the port")


def foreign(document: pikepdf.Pdf) -> None:
    """Say everywhere that the English text is German."""
    document.Root.Lang = String("de")
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Lang") is not None:
            item.Lang = String("de")
    change_metadata(document)
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:language"] = {"de"}


def hidden_layer(document: pikepdf.Pdf) -> None:
    layer = add_layer(document)
    document.Root.OCProperties.D.OFF = Array([layer])


def screen_layer(document: pikepdf.Pdf) -> None:
    layer = add_layer(document)
    layer.Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))


def add_layer(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 - pikepdf's
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Prices")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
    document.pages[0].Resources.Properties = Dictionary({"/Prices": layer})
    append(document, b"/OC /Prices BDC 0.2 g 300 300 40 40 re f EMC")
    return layer


def whole_note(document: pikepdf.Pdf) -> None:
    """Add a note with all that PDF/A and PDF/UA want: appearance, tag, Print flag."""
    form = document.make_stream(b"1 0.9 0 rg 0 0 20 20 re f")
    form.update({"/Subtype": Name.Form, "/BBox": Array([0, 0, 20, 20])})
    page = document.pages[0].obj
    note = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=Array([560, 400, 580, 420]),
            F=4,
            Contents=String("Is that so?"),
            T=String("A. Reader"),
            AP=Dictionary(N=form),
        )
    )
    page.Annots = Array([*page.get("/Annots", []), note])
    whole = document.Root.StructTreeRoot.K
    whole = whole[0] if isinstance(whole, Array) else whole
    tag = Dictionary(
        Type=Name.StructElem, S=Name.Annot, P=whole, Pg=page,
        K=Dictionary(Type=Name.OBJR, Obj=note, Pg=page),
    )  # fmt: skip
    whole.K = Array([*(whole.K if isinstance(whole.K, Array) else [whole.K]), tag])


def form_field(document: pikepdf.Pdf) -> None:
    field = document.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def address(target: str) -> Plant:
    """Return what lets the first link lead elsewhere."""

    def plant(document: pikepdf.Pdf) -> None:
        links(document)[0].A.URI = String(target)

    return plant


def unknown_kind(document: pikepdf.Pdf) -> None:
    elements(document, "/P")[0].S = Name.Absatz


def no_parent_tree(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot["/ParentTree"]


def lone_item(document: pikepdf.Pdf) -> None:
    """Put the items of the list below a division."""
    for part in elements(document, "/L"):
        part.S = Name.BlockQuote


def version(number: str) -> Plant:
    def plant(document: pikepdf.Pdf) -> None:
        document.Root.Version = Name(number)

    return plant


def page_entry(key: str, value: object) -> Plant:
    def plant(document: pikepdf.Pdf) -> None:
        document.pages[0].obj[key] = value

    return plant


def odd_size(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    left, bottom, right, top = (float(edge) for edge in page.TrimBox)
    page.MediaBox = Array([left - 200, bottom, right, top])
    for name in ("/TrimBox", "/BleedBox", "/CropBox"):
        page[name] = page.MediaBox


def blank_page(document: pikepdf.Pdf) -> None:
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.TrimBox = Array([0, 0, 595, 842])


def gradient(document: pikepdf.Pdf) -> None:
    """Fill with a gradient in CMYK, which is a pattern."""
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 1])
    )
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([300, 300, 340, 300]),
        Function=function,
    )  # fmt: skip
    pattern = document.make_indirect(Dictionary(PatternType=2, Shading=shading))
    document.pages[0].Resources["/Pattern"] = Dictionary({"/Shade": pattern})
    append(document, b"/Pattern cs /Shade scn 300 300 40 40 re f")


def claim(old: bytes, new: bytes) -> Plant:
    def plant(document: pikepdf.Pdf) -> None:
        stream: Any = document.Root.Metadata
        packet = stream.read_bytes()
        assert old in packet
        stream.write(packet.replace(old, new, 1))

    return plant


def lazy_alternative(text: str) -> Plant:
    def plant(document: pikepdf.Pdf) -> None:
        elements(document, "/Figure")[0].Alt = String(text)

    return plant


def span(text: str) -> Plant:
    marked = [([Name.Span, Dictionary(ActualText=String(text))], "BDC")]
    return around_first("TJ", marked, [([], "EMC")])


CLIP: list[Any] = [([0, 0, EDGE, 842], "re"), ([], "W"), ([], "n")]

FURTHER_ON_SCREEN = (
    Defect("a level of PDF/A left out", "claim-wrong", claim(b"conformance>A<", b"conformance><")),
    Defect("a part that does not exist", "claim-wrong", claim(b"pdfaid:part>3<", b"pdfaid:part>9<"),
           also=()),
    Defect("nothing said for a span", "actual-text-wrong", span("")),
    Defect("a white box over text", "text-hidden", paint(b"1 g 0 300 400 300 re f")),
    Defect("a picture over text", "text-hidden", picture_over_text),
    Defect("text cut off", "text-hidden", wrapped(b"0 0 200 842 re W n")),
    Defect("text that is not painted", "text-invisible", around_first("TJ", [([3], "Tr")],
           [([0], "Tr")]), "warning"),
    Defect("another alphabet", "unicode-wrong", shifted),
    Defect("one letter for all", "unicode-wrong", all_alike),
    Defect("wrong widths", "font-widths", wide),
    Defect("a span that lies", "actual-text-wrong", span("not at all")),
    Defect("a heading that lies", "actual-text-wrong", false_paragraph),
    Defect("a file in the wrong language", "language-wrong", foreign),
    Defect("a file name for a figure", "alt-text-poor", lazy_alternative("tide-2.png"), "warning"),
    Defect("a word for a figure", "alt-text-poor", lazy_alternative("Image"), "warning"),
    Defect("a hidden layer", "layer-hidden", hidden_layer, "warning"),
    Defect("a layer for the screen", "layer-hidden", screen_layer, "warning"),
    Defect("a reviewer's note", "review-note", whole_note, "warning"),
    Defect("a form field", "form-field", form_field, "warning"),
    Defect("no tab order", "tab-order-missing", lambda d: d.pages[0].obj.__delitem__("/Tabs")),
    Defect("a link home", "link-broken", address("http://localhost:8000/draft"), "warning"),
    Defect("a link without https", "link-broken", address("example.org"), "warning"),
    Defect("an unknown structure type", "structure-broken", unknown_kind),
    Defect("no ParentTree", "structure-broken", no_parent_tree),
    Defect("list items without a list", "structure-broken", lone_item),
    Defect("PDF 2.0 in PDF/A-3", "version-wrong", version("/2.0")),
    Defect("a page turned", "page-rotated", page_entry("/Rotate", 90), "note"),
    Defect("a page in another unit", "user-unit", page_entry("/UserUnit", 2), "warning"),
    Defect("an odd size", "page-size", odd_size, "note"),
    Defect("a blank page", "page-blank", blank_page, "warning", also=("page-count",)),
    Defect("a thin line", "hairline", paint(b"0 G 0.1 w 300 300 m 400 300 l S"), "note"),
    Defect("a gradient in CMYK", "intent-foreign", gradient),
    Defect("an area in CMYK", "intent-foreign", paint(b"0 0 0 0.4 k 300 300 40 40 re f")),
    Defect("a line in CMYK", "intent-foreign", paint(b"0 0 0 0.4 K 300 300 m 400 300 l S")),
)  # fmt: skip
