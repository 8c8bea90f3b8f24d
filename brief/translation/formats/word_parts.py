"""The parts of a Word package that are the same in every file, and elements of its markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKUP = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONS = f"{OFFICE}/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CUSTOM = f"{OFFICE}/custom-properties"
VALUES = f"{OFFICE}/docPropsVTypes"
# The format of properties that are not of the standard: [MS-OSHARED] 2.3.3.2.2.
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
PREFIX = "brief."
"""What the names of our document properties begin with."""
CHUNK = 200
"""Characters of one property: Word shows and keeps 255."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument"
PARTS = {
    "[Content_Types].xml": (
        f'{_DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        f'.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}'
        f'.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" '
        f'ContentType="{_TYPE}.wordprocessingml.styles+xml"/><Override '
        f'PartName="/docProps/custom.xml" ContentType="{_TYPE}.custom-properties+xml"/></Types>'
    ).encode(),
    "_rels/.rels": (
        f'{_DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/custom-properties" '
        f'Target="docProps/custom.xml"/></Relationships>'
    ).encode(),
}
STYLES = (
    f'{_DECLARATION}<w:styles xmlns:w="{MARKUP}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="20"/>'
    '<w:szCs w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/>'
    '</w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
    'w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="character" '
    'w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/>'
    '<w:u w:val="single"/></w:rPr></w:style></w:styles>'
).encode()


def word(name: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """Return an element of Word's markup; `id` names a relationship, others are its own."""
    spaces = {"w": MARKUP, "r": RELATIONS}
    element = etree.Element(f"{{{MARKUP}}}{name}", nsmap=spaces)
    for key, value in attributes.items():
        element.set(f"{{{RELATIONS if key == 'id' else MARKUP}}}{key}", value)
    element.extend(children)
    return element


def make_relationships(links: Mapping[str, str]) -> bytes:
    """Return what the text refers to: its styles, and addresses with their ids."""
    space = f"{PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    name_of_each = f"{{{space}}}Relationship"
    kind = f"{RELATIONS}/styles"
    etree.SubElement(root, name_of_each, Id="rId1", Type=kind, Target="styles.xml")
    for address, name in links.items():
        etree.SubElement(
            root,
            name_of_each,
            Id=name,
            Type=f"{RELATIONS}/hyperlink",
            Target=address,
            TargetMode="External",
        )
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def make_properties(values: Mapping[str, str]) -> bytes:
    """Return document properties of our own; long values are cut into several (`texts.2`)."""
    root = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VALUES})
    number = 2  # the first that is free
    for name, value in values.items():
        for at, start in enumerate(range(0, len(value) or 1, CHUNK), start=1):
            item = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=_FORMAT_ID)
            item.set("pid", str(number))
            item.set("name", f"{PREFIX}{name}.{at}")
            etree.SubElement(item, f"{{{VALUES}}}lpwstr").text = value[start : start + CHUNK]
            number += 1
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
