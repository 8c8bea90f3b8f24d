"""Reads finished PDFs: their structure in reading order, their fonts, their metadata."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HYPHEN = re.compile("[\N{HYPHEN}\x02\ufffe] ")
"""What divides a word at a line's end, as PDFium gives it."""
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@dataclass
class Element:
    """An element of the structure tree (ISO 32000-1, 14.7): its kind, alternative text, content."""

    kind: str
    alt: str = ""
    parts: list[str | Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in reading order."""
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.walk()

    def text(self) -> str:
        """Return the text in reading order; a line's end is a space, and a hyphen there goes."""
        lines = " ".join(self._lines())
        return re.sub(r"\s+", " ", HYPHEN.sub("", lines)).strip()

    def _lines(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, Element):
                yield from part._lines()
            else:
                yield part


def read_structure(path: Path) -> Element:
    """Return the structure tree of a PDF's first page, with the text that hangs on it."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    texts = _marked_texts(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    root = Element("Document")
    for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        root.parts.append(_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), texts))
    pdfium.FPDF_StructTree_Close(tree)
    page.close()
    document.close()
    return root


def page_text(path: Path) -> str:
    """Return what a screen reader says of the page, in its order."""
    return read_structure(path).text()


def in_order(text: str, *passages: str) -> bool:
    """Say whether the passages stand in the text one after the other."""
    at = 0
    for passage in passages:
        found = text.find(passage, at)
        assert found >= 0, f"{passage!r} is not in {text[at:]!r}"
        at = found + len(passage)
    return True


def fonts(path: Path) -> dict[str, bool]:
    """Return the names of the PDF's fonts without their subset tags, and if each is embedded."""
    found = {}
    with pikepdf.open(path) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = re.sub(r"^/[A-Z]{6}\+", "", str(item.FontName))
                found[name] = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def plain_bytes(path: Path) -> bytes:
    """Return all of the PDF, with nothing compressed."""
    pieces = []
    with pikepdf.open(path) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                pieces.append(_content(item))
            pieces.append(repr(item).encode())
    return b"\n".join([*pieces, path.read_bytes()])


def _content(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _element(handle: object, texts: dict[int, str]) -> Element:
    element = Element(
        _string(pdfium.FPDF_StructElement_GetType, handle),
        _string(pdfium.FPDF_StructElement_GetAltText, handle),
    )
    for number in range(pdfium.FPDF_StructElement_CountChildren(handle)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(handle, number)
        if child:
            element.parts.append(_element(child, texts))
            continue
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(handle, number)
        if mark in texts:
            element.parts.append(texts[mark])
    return element


def _string(read: Callable[..., int], handle: object) -> str:
    size = read(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    read(handle, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the text of each marked-content sequence of the page, by its identifier."""
    texts: dict[int, str] = {}
    text_page = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
        buffer = ctypes.create_string_buffer(size)
        written = pdfium.FPDFTextObj_GetText(
            item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
        text = buffer.raw[: max(written - 2, 0)].decode("utf-16-le")
        texts[mark] = texts.get(mark, "") + text
    text_page.close()
    return texts
