"""Every defect that tests plant, with the code that it must be found by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.press.preflight.further_defects import FURTHER_ON_SCREEN
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
from tests.press.preflight.press_defects import FURTHER_ON_A_PRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    Plant = Callable[[pikepdf.Pdf], None]


def take(holder: Callable[[pikepdf.Pdf], Any], key: str) -> Plant:
    """Return what takes an entry away, which must be there."""

    def plant(document: pikepdf.Pdf) -> None:
        del holder(document)[key]

    return plant


def put(holder: Callable[[pikepdf.Pdf], Any], key: str, value: Any) -> Plant:  # noqa: ANN401
    """Return what sets an entry."""

    def plant(document: pikepdf.Pdf) -> None:
        holder(document)[key] = value

    return plant


def first(operator: str, number: int, value: float) -> Plant:
    """Return what changes one operand of the first such operator."""

    def plant(document: pikepdf.Pdf) -> None:
        content = steps(document)
        operands = next(operands for operands, name in content if name == operator)
        operands[number] = value
        repaint(document, content)

    return plant


def in_text(document: pikepdf.Pdf, *drawing: tuple[list[Any], str]) -> None:
    """Put steps before the first text of the page."""
    content = steps(document)
    at = [name for _, name in content].index("BT")
    repaint(document, [*content[:at], *drawing, *content[at:]])


def pale(document: pikepdf.Pdf) -> None:
    """Paint all text in the grey of a shadow on snow."""
    content = [
        ([0.8, 0.8, 0.8], "rg") if name == "rg" and sum(map(float, args)) < 1 else (args, name)
        for args, name in steps(document)
    ]
    repaint(document, content)


def veiled(document: pikepdf.Pdf) -> None:
    state = document.pages[0].Resources.ExtGState
    state["/Veil"] = Dictionary(ca=0.9)
    in_text(document, ([Name("/Veil")], "gs"))
    content = [step for step in steps(document) if step[1] != "gs" or step[0][0] == "/Veil"]
    repaint(document, content)


def notdef(document: pikepdf.Pdf) -> None:
    content = steps(document)
    operands = next(operands for operands, name in content if name == "TJ")
    operands[0] = Array([String(b"\0\0"), *operands[0]])
    repaint(document, content)


def unmarked(document: pikepdf.Pdf) -> None:
    """Take the marks from the first text."""
    content = steps(document)
    names = [name for _, name in content]
    at = names.index("BDC")
    end = names.index("EMC", at)
    repaint(document, [step for number, step in enumerate(content) if number not in {at, end}])


def orphaned(document: pikepdf.Pdf) -> None:
    """Cut the last paragraph without a link, which is in the footer, off the structure tree."""
    lost = [part for part in elements(document, "/P") if not holds(part, "/Link")][-1]
    lost.P.K = Array([kid for kid in lost.P.K if isinstance(kid, int) or kid.objgen != lost.objgen])


def holds(node: Any, kind: str) -> bool:  # noqa: ANN401 - pikepdf's
    """Say whether an element of that kind is below a node of the structure tree."""
    if not isinstance(node, Dictionary):
        return False
    kids: Any = node.get("/K", [])
    below = kids if isinstance(kids, Array) else [kids]
    return node.get("/S") == kind or any(holds(kid, kind) for kid in below)


def loose_link(document: pikepdf.Pdf) -> None:
    for link in elements(document, "/Link"):
        link.K = Array([kid for kid in link.K if isinstance(kid, int)])


def table(document: pikepdf.Pdf) -> None:
    """Make a paragraph a table of a header cell, which holds its text, and an empty one."""
    whole = elements(document, "/P")[0]
    row = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR, P=whole))
    head = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TH, P=row, K=whole.K))
    if "/Pg" in whole:
        head.Pg = whole.Pg
    for kid in whole.K if isinstance(whole.K, Array) else []:
        if not isinstance(kid, int):
            kid.P = head
    cell = Dictionary(Type=Name.StructElem, S=Name.TD, P=row, K=Array([]))
    row.K = Array([head, document.make_indirect(cell)])
    whole.S = Name.Table
    whole.K = Array([row])


def second_page(document: pikepdf.Pdf) -> None:
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.TrimBox = Array([0, 0, 595, 842])


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep(0);"))


def attachment(document: pikepdf.Pdf) -> None:
    document.attachments["notes.txt"] = b"notes"
    for item in document.objects:
        if isinstance(item, Dictionary) and "/EF" in item and "/AFRelationship" in item:
            del item["/AFRelationship"]


def note_on_press(document: pikepdf.Pdf) -> None:
    square = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([100, 100, 200, 120]), F=4)
    document.pages[0].obj.Annots = Array([document.make_indirect(square)])


def bare_note(document: pikepdf.Pdf) -> None:
    """Add a note to the page and to the structure tree; it has no appearance."""
    note = document.make_indirect(add_note(document, {}))
    page_ = document.pages[0].obj
    item = Dictionary(Type=Name.OBJR, Obj=note, Pg=page_)
    whole = document.Root.StructTreeRoot.K
    whole = whole[0] if isinstance(whole, Array) else whole
    tag = Dictionary(Type=Name.StructElem, S=Name.Annot, P=whole, K=item, Pg=page_)
    whole.K = Array([*(whole.K if isinstance(whole.K, Array) else [whole.K]), tag])


def loose_note(document: pikepdf.Pdf) -> None:
    """Add a note with an appearance to the page alone."""
    form = document.make_stream(b"1 0 0 rg 0 0 20 20 re f")
    form.update({"/Subtype": Name.Form, "/BBox": Array([0, 0, 20, 20])})
    add_note(document, {"/AP": Dictionary(N=form)})


def add_note(document: pikepdf.Pdf, more: dict[str, Any]) -> Any:  # noqa: ANN401 - pikepdf's
    facts = {"/Subtype": Name.Text, "/Rect": Array([100, 100, 120, 120]), "/F": 4}
    note = document.make_indirect(Dictionary({**facts, "/Contents": "Is that so?", **more}))
    document.pages[0].obj.Annots = Array([*document.pages[0].obj.get("/Annots", []), note])
    return note


def root(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 - pikepdf's
    return document.Root


def page(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 - pikepdf's
    return document.pages[0].obj


def font(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 - pikepdf's
    return fonts(document)[0]


def descriptor(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 - pikepdf's
    return fonts(document)[0].DescendantFonts[0].FontDescriptor


def figure(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 - pikepdf's
    return elements(document, "/Figure")[0]


def link(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 - pikepdf's
    return links(document)[0]


def font_file(document: pikepdf.Pdf) -> None:
    found = descriptor(document)
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in found:
            del found[key]


def paint(drawing: bytes) -> Plant:
    return lambda document: append(document, drawing)


def image(pixels: int, space: str, value: int = 100, inches: float = 1) -> Plant:
    return lambda document: add_image(document, pixels, space, value, inches)


def metadata(**changes: str | None) -> Plant:
    return lambda document: change_metadata(document, **changes)


SCREEN = (
    Defect("no alternative text", "figure-no-alt", take(figure, "/Alt")),
    Defect("blank alternative text", "figure-no-alt", put(figure, "/Alt", String(" "))),
    Defect("no BBox", "figure-no-box", take(lambda d: figure(d).A, "/BBox"), "warning"),
    Defect("no language", "language-missing", take(root, "/Lang")),
    Defect("a word for a language", "language-unknown", put(root, "/Lang", String("deutsch"))),
    Defect("a language nobody speaks", "language-unknown", put(figure, "/Lang", String("xx"))),
    Defect("another language", "language-disagrees", put(root, "/Lang", String("fr")),
           "warning", also=("language-wrong",)),
    Defect("font not embedded", "font-not-embedded", font_file),
    Defect("no ToUnicode", "font-no-unicode", take(font, "/ToUnicode")),
    Defect("missing glyph", "glyph-missing", notdef),
    Defect("no TrimBox", "page-box-missing", take(page, "/TrimBox"), "warning"),
    Defect("TrimBox outside", "page-box-outside",
           put(page, "/TrimBox", Array([-0.5, 0, 595, 841]))),
    Defect("text over the edge", "text-off-page", first("Tm", 4, -20)),
    Defect("text in the rim", "text-near-edge", first("Tm", 4, 8), "warning"),
    Defect("text half transparent", "text-transparent", veiled, "warning"),
    Defect("pale text", "contrast-low", pale),
    Defect("type of 4 pt", "text-small", first("Tf", 1, 5.33)),
    Defect("type of 6 pt", "text-small", first("Tf", 1, 8), "warning"),
    Defect("footer not in the tree", "content-orphaned", orphaned),
    Defect("text without marks", "content-untagged", unmarked),
    Defect("not marked as tagged", "untagged", take(lambda d: d.Root.MarkInfo, "/Marked")),
    Defect("no H1", "heading-order", put(lambda d: elements(d, "/H1")[0], "/S", Name.H2)),
    Defect("header cell without Scope", "table-no-scope", table),
    Defect("link without Print flag", "link-not-printed", put(link, "/F", 0)),
    Defect("link without Contents", "link-no-contents", take(link, "/Contents")),
    Defect("link not in the tree", "link-untagged", loose_link),
    Defect("a note without appearance", "annotation-no-appearance", bare_note,
           also=("review-note",)),
    Defect("a note not in the tree", "annotation-untagged", loose_note,
           also=("review-note",)),
    Defect("no title in the metadata", "title-missing", metadata(dc_title=None)),
    Defect("title not shown", "title-not-shown",
           take(lambda d: d.Root.ViewerPreferences, "/DisplayDocTitle")),
    Defect("titles differ", "metadata-disagree",
           put(lambda d: d.docinfo, "/Title", "Draft 3"), "warning"),
    Defect("no rights", "metadata-sparse", metadata(dc_rights=None), "note"),
    Defect("JavaScript", "active-content", script),
    Defect("attachment without relationship", "attachment", attachment),
    Defect("no output intent", "intent-missing", take(root, "/OutputIntents")),
    Defect("an image in CMYK", "intent-foreign", image(400, "DeviceCMYK")),
    Defect("image of 72 pixels an inch", "image-coarse", image(72, "DeviceRGB"), "note"),
    Defect("a second page", "page-count", second_page, "warning", also=("page-blank",)),
)  # fmt: skip

ON_A_PRESS = (
    Defect("RGB on a press", "rgb-in-press", paint(b"1 0 0 rg 100 100 50 50 re f")),
    Defect("RGB image on a press", "rgb-in-press", image(400, "DeviceRGB")),
    Defect("400 % of ink", "ink-limit", paint(b"1 1 1 1 k 100 100 50 50 re f")),
    Defect("image with too much ink", "ink-limit", image(400, "DeviceCMYK", 240)),
    Defect("no TrimBox on a press", "page-box-missing", take(page, "/TrimBox")),
    Defect("no bleed", "bleed-small", take(page, "/BleedBox"), "warning"),
    Defect("image of 72 pixels on a press", "image-coarse", image(72, "DeviceCMYK")),
    Defect("image of 200 pixels on a press", "image-coarse", image(200, "DeviceCMYK"),
           "warning"),
    Defect("annotation on a press", "annotation-in-press", note_on_press,
           also=("review-note",)),
    Defect("attachment on a press", "attachment", attachment),
    Defect("no PDF/X intent", "intent-missing", take(root, "/OutputIntents")),
    Defect("font not embedded on a press", "font-not-embedded", font_file),
    Defect("nothing said of trapping", "pdfx-information", take(lambda d: d.docinfo, "/Trapped")),
)  # fmt: skip

DEFECTS = (
    *SCREEN,
    *FURTHER_ON_SCREEN,
    *(replace(defect, press=True) for defect in (*ON_A_PRESS, *FURTHER_ON_A_PRESS)),
)
