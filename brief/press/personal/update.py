"""Prepare the incremental update that adds one paragraph to a page (ISO 32000-1, 7.5.6).

An update leaves every byte of the PDF as it is, and adds objects behind them: new ones, and new
versions of the page, of its list in the parent tree and of the document element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import md5
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

import pikepdf

from brief.errors import RenderError
from brief.findings import error
from brief.press.pdf.objects import get_or_add_dictionary, list_kids
from brief.press.personal.font_objects import write_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

RGB = 3
FONT_NAME = "/BriefPersonal"
CROSS_REFERENCES = "/XRef"
REMEDY = "build the edition again with the profile `screen`"


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """A PDF, and what every update of it has in common.

    `pdf` ends with a newline. `constant` are objects by number; `page` is the page's dictionary
    with `fonts_mark` where references to fonts belong. The content of an update is marked with
    `mark`, is in the object `content_number`, and its other objects follow `content_number`.
    """

    pdf: bytes
    constant: tuple[tuple[int, bytes], ...]
    page_number: int
    page: bytes
    fonts_mark: bytes
    content_number: int
    mark: int
    trailer: bytes
    permanent_id: bytes
    previous: int

    def write(self, content: bytes, fonts: Sequence[Sequence[bytes]]) -> bytes:
        """Return the bytes that follow the PDF: the update with this content and these fonts.

        Each font is a sequence of objects, the first of which is the font; their numbers are
        those after `content_number`, in order.
        """
        number = self.content_number + 1
        objects = [*self.constant, (self.content_number, write_stream(content))]
        references = []
        for at, font in enumerate(fonts):
            references.append(b"%b%d %d 0 R" % (FONT_NAME.encode(), at, number))
            for item in font:
                objects.append((number, item))
                number += 1
        page = self.page.replace(self.fonts_mark, b" ".join(references))
        objects.append((self.page_number, page))
        parts, position = [], len(self.pdf)
        places = {}
        for known, item in objects:
            part = b"%d 0 obj\n%b\nendobj\n" % (known, item)
            places[known] = position
            position += len(part)
            parts.append(part)
        changed = md5(b"".join((self.permanent_id, *parts)), usedforsecurity=False).hexdigest()
        places[number] = position
        references_stream = self._write_references(places, number, changed.encode())
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, references_stream))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
        return b"".join(parts)

    def _write_references(self, places: dict[int, int], last: int, changed: bytes) -> bytes:
        """Return the cross-reference stream of the changed objects, with the trailer (7.5.8)."""
        content = b"".join(
            b"\x01" + places[number].to_bytes(4, "big") + b"\x00\x00" for number in sorted(places)
        )
        index: list[int] = []
        for number in sorted(places):
            if index and index[-2] + index[-1] == number:
                index[-1] += 1
            else:
                index += [number, 1]
        extra = b"/Type /XRef /Size %d /W [1 4 2] /Index [%b] /Prev %d /ID [<%b> <%b>] %b" % (
            last + 1,
            b" ".join(b"%d" % item for item in index),
            self.previous,
            self.permanent_id,
            changed,
            self.trailer,
        )
        return write_stream(content, extra)


def plan_update(pdf: bytes, language: str) -> UpdatePlan:
    """Plan the updates of a PDF: a paragraph in this language at the end of its first page.

    Raises RenderError if the PDF is not as `brief build` writes it for the screen: tagged, in
    sRGB, not encrypted.
    """
    pdf = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return _Planner(pdf, document).plan(language)
    except (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError):
        _refuse("its structure cannot be read")


def _refuse(reason: str) -> NoReturn:
    message = f"no personal copies can be made of this PDF: {reason}"
    raise RenderError([error("personal-pdf", message, REMEDY)])


class _Planner:
    """Changes an open document in memory, and takes the changed objects out as bytes."""

    def __init__(self, pdf: bytes, document: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._document = document
        self._changed: list[pikepdf.Object] = []

    def plan(self, language: str) -> UpdatePlan:
        document, page = self._document, self._document.pages[0].obj
        self._check()
        mark = self._add_paragraph(page, language)
        start = document.make_stream(b"q")
        content = document.make_stream(b"Q")
        old = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
        page.Contents = pikepdf.Array([start, *old, content])
        fonts_mark = self._add_fonts(page)
        constant = tuple((item.objgen[0], item.unparse(resolved=True)) for item in self._changed)
        start_object = (start.objgen[0], write_stream(b"q"))
        trailer = b" ".join(
            b"%b %b" % (key.encode(), document.trailer[key].unparse())
            for key in ("/Root", "/Info")
            if key in document.trailer
        )
        return UpdatePlan(
            pdf=self._pdf,
            constant=(*constant, start_object),
            page_number=page.objgen[0],
            page=page.unparse(resolved=True),
            fonts_mark=fonts_mark,
            content_number=content.objgen[0],
            mark=mark,
            trailer=trailer,
            permanent_id=bytes(document.trailer.ID[0]).hex().encode(),
            previous=_find_last_reference(self._pdf),
        )

    def _check(self) -> None:
        document = self._document
        if document.is_encrypted:
            _refuse("it is encrypted")
        if document.trailer.get("/Type") != CROSS_REFERENCES:
            _refuse("it has no cross-reference stream")
        if "/StructTreeRoot" not in document.Root:
            _refuse("it is not tagged")
        if any(intent.DestOutputProfile.N != RGB for intent in document.Root.OutputIntents):
            _refuse("its colours are not those of a screen")

    def _add_paragraph(self, page: pikepdf.Object, language: str) -> int:
        """Add the paragraph to the structure tree, and return its identifier on the page."""
        root = self._document.Root.StructTreeRoot
        top = list_kids(root)[0]
        marks, holder = _find_marks(root, int(page.StructParents))
        mark = len(marks)
        element = self._document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem,
                S=pikepdf.Name.P,
                P=top,
                Pg=page,
                K=pikepdf.Array([mark]),
                Lang=pikepdf.String(language),
            )
        )
        marks.append(element)
        top.K = pikepdf.Array([*list_kids(top), element])
        self._changed += [holder, top, element]
        return mark

    def _add_fonts(self, page: pikepdf.Object) -> bytes:
        """Give the page a dictionary of fonts of its own with a mark in it, and return the mark."""
        resources = pikepdf.Dictionary(dict(page.Resources.items()))
        fonts = pikepdf.Dictionary(dict(get_or_add_dictionary(resources, "/Font").items()))
        if any(name.startswith(FONT_NAME) for name in fonts.keys()):  # noqa: SIM118 - pikepdf's
            _refuse("it is a personal copy already")
        fonts[FONT_NAME] = pikepdf.Name(FONT_NAME)
        resources.Font = fonts
        page.Resources = resources
        return b"%b %b" % (FONT_NAME.encode(), FONT_NAME.encode())


def _find_marks(root: Any, key: int) -> tuple[Any, Any]:
    """Return the parent tree's list for a page, and the indirect object that holds it (14.7.4)."""
    waiting = [(root.ParentTree, root)]
    while waiting:
        node, holder = waiting.pop()
        holder = node if node.is_indirect else holder
        numbers = list(node.get("/Nums", []))
        for number, held in zip(numbers[::2], numbers[1::2], strict=False):
            if int(number) == key:
                return held, held if held.is_indirect else holder
        waiting += [(kid, holder) for kid in node.get("/Kids", [])]
    _refuse("its page is not in the structure tree")


def _find_last_reference(pdf: bytes) -> int:
    """Return the position of the last cross-reference stream (7.5.5)."""
    found = re.findall(rb"startxref\s+(\d+)\s+%%EOF", pdf[-1024:])
    return int(found[-1])
