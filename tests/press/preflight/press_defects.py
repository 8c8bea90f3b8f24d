"""Defects of files for the press that brief's own writer cannot make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name

from tests.press.preflight.further_defects import around_first, page_entry, paint, version
from tests.press.preflight.planting import Defect, append, repaint, steps

if TYPE_CHECKING:
    import pikepdf

    from tests.press.preflight.further_defects import Plant


def old_pdfx(document: pikepdf.Pdf) -> None:
    """Claim PDF/X-3, and paint half transparent."""
    change_claim(document, "PDF/X-3:2003")
    document.pages[0].Resources.ExtGState["/Veil"] = Dictionary(ca=0.5)
    append(document, b"/Veil gs 0 0 0 0.2 k 300 300 40 40 re f")


def change_claim(document: pikepdf.Pdf, claim: str) -> None:
    stream: Any = document.Root.Metadata
    packet = stream.read_bytes()
    assert b"PDF/X-4<" in packet
    stream.write(packet.replace(b"PDF/X-4<", claim.encode() + b"<"))


def coloured(operands: list[Any], operator: str = "k") -> Plant:
    """Return what paints the first text in another colour."""

    def plant(document: pikepdf.Pdf) -> None:
        content = steps(document)
        at = [name for _, name in content].index("TJ")
        whole = [*content[:at], (operands, operator), content[at], ([0, 0, 0, 1], "k")]
        repaint(document, [*whole, *content[at + 1 :]])

    return plant


def in_ink(name: str, text: bool = True) -> Plant:  # noqa: FBT001, FBT002 - reads well in the table
    """Return what paints a text, or an area, in an ink of its own."""

    def plant(document: pikepdf.Pdf) -> None:
        tint = document.make_stream(
            b"{dup dup dup}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4)
        )
        space = Array([Name.Separation, Name(name), Name.DeviceCMYK, tint])
        resources = document.pages[0].Resources
        resources["/ColorSpace"] = Dictionary({"/Ink": space})
        if not text:
            append(document, b"/Ink cs 0.6 scn 300 300 40 40 re f")
            return
        around_first("TJ", [([Name("/Ink")], "cs"), ([0.7], "scn")], [([0, 0, 0, 1], "k")])(
            document
        )

    return plant


def overprinted(document: pikepdf.Pdf) -> None:
    state = Dictionary({"/op": True, "/OP": True, "/OPM": 1})
    document.pages[0].Resources.ExtGState["/Over"] = state
    append(document, b"0 0 0 0.3 k 300 300 40 40 re f /Over gs 0 0 0 0 k 310 310 20 20 re f")


FURTHER_ON_A_PRESS = (
    Defect("PDF/X-3 with transparency", "transparency-forbidden", old_pdfx,
           also=("version-wrong",)),
    Defect("PDF 1.7 in PDF/X-4", "version-wrong", version("/1.7"), "warning"),
    Defect("PDF 2.0 in PDF/X-4", "version-wrong", version("/2.0")),
    Defect("a page turned on a press", "page-rotated", page_entry("/Rotate", 180), "warning"),
    Defect("a thin line on a press", "hairline", paint(b"0 0 0 1 K 0.1 w 300 300 m 400 300 l S"),
           "warning"),
    Defect("a thin area on a press", "hairline", paint(b"0 0 0 1 k 300 300 90 0.1 re f"),
           "warning"),
    Defect("text in four inks", "text-rich-black", coloured([0.6, 0.5, 0.5, 1]), "warning"),
    Defect("text in registration colour", "registration-colour", in_ink("/All")),
    Defect("an area in registration colour", "registration-colour", in_ink("/All", text=False)),
    Defect("a spot colour", "spot-colour", in_ink("/HKS 43", text=False), "warning"),
    Defect("white that overprints", "overprint-white", overprinted),
    Defect("black beyond the bleed", "outside-bleed",
           paint(b"0 0 0 1 k -26 400 15 60 re f"), "warning"),
    Defect("an area to the edge only", "bleed-empty",
           paint(b"0 0 0 0.4 k 0 300 40 40 re f"), "warning"),
)  # fmt: skip
