"""A Word document with a table of texts, as a translator has it open."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TEXT = "word/document.xml"


class WordFile:
    """A document whose main part can be edited."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts[TEXT])

    @property
    def table(self) -> etree._Element:
        """The table."""
        return next(self.root.iter(f"{W}tbl"))

    def row(self, key: str) -> etree._Element:
        """Return the row of a text."""
        rows = self.table.iterchildren(f"{W}tr")
        return next(row for row in rows if "".join(self.cell(row, 0).itertext()) == key)

    def rows(self) -> list[etree._Element]:
        """Return the rows with texts."""
        return list(self.table.iterchildren(f"{W}tr"))[1:]

    def cell(self, row: etree._Element, number: int) -> etree._Element:
        """Return a cell of a row, counted from 0."""
        return list(row.iterchildren(f"{W}tc"))[number]

    def translate(self, key: str, *paragraphs: str) -> None:
        """Replace a translation by paragraphs of WordprocessingML, without a namespace prefix."""
        cell = self.cell(self.row(key), 2)
        for paragraph in list(cell.iterchildren(f"{W}p")):
            cell.remove(paragraph)
        for content in paragraphs:
            cell.append(parse(f"<p>{content}</p>"))

    def fill(self) -> WordFile:
        """Copy every source to the place of its translation."""
        for row in self.rows():
            target = self.cell(row, 2)
            for paragraph in list(target.iterchildren(f"{W}p")):
                target.remove(paragraph)
            target.extend(deepcopy(each) for each in self.cell(row, 1).iterchildren(f"{W}p"))
        return self

    def data(self, **parts: bytes | None) -> bytes:
        """Return the file; `parts` replaces parts, whose names have `_` for `/`, or leaves out."""
        changed = {name.replace("_", "/") + ".xml": content for name, content in parts.items()}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in {
                **self.parts,
                TEXT: etree.tostring(self.root, encoding="UTF-8", xml_declaration=True),
                **changed,
            }.items():
                if content is not None:
                    package.writestr(name, content)
        return packed.getvalue()


def parse(markup: str) -> etree._Element:
    """Return WordprocessingML without prefixes as an element."""
    root = etree.fromstring(f"<root>{markup}</root>")
    for element in root.iter():
        element.tag = f"{W}{element.tag!s}"
        for name, value in list(element.attrib.items()):
            del element.attrib[name]
            element.set(f"{W}{name}", value)
        if element.tag == f"{W}t":
            element.set(SPACE, "preserve")
    return root[0]
