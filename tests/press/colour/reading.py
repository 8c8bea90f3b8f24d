"""Reads files for the press: boxes, what is left of screen colours, ids."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from pathlib import Path


def read_boxes(path: Path) -> dict[str, tuple[float, ...]]:
    """Return the boxes of the first page in mm, as poppler reads them."""
    run = subprocess.run(["pdfinfo", "-box", path], capture_output=True, text=True, check=True)
    return {
        name: tuple(float(side) * 25.4 / 72 for side in sides.split())
        for name, sides in re.findall(r"^(\w+Box):((?:\s+-?[\d.]+){4})", run.stdout, re.MULTILINE)
    }


def screen_colours(document: pikepdf.Pdf) -> list[str]:
    """Return every name of a colour space of screens that the file still holds."""
    names = (b"DeviceRGB", b"CalRGB", b"/Lab", b"ICCBased")
    found = []
    for item in dictionaries(document):
        shown = (
            item.unparse() if not isinstance(item, pikepdf.Stream) else repr(dict(item)).encode()
        )
        found += [name.decode() for name in names if name in shown]
        painted = isinstance(item, pikepdf.Stream) and not is_picture(item)
        if painted and ("/Subtype" in item or "/PatternType" in item):
            found += re.findall(r"(?m)[\d.] (?:rg|RG)$", item.read_bytes().decode("latin1"))
    for page in document.pages:
        found += re.findall(r"(?m)[\d.] (?:rg|RG)$", page.Contents.read_bytes().decode("latin1"))
    return found


def dictionaries(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    kinds = (pikepdf.Dictionary, pikepdf.Stream)
    return [item for item in document.objects if isinstance(item, kinds)]


def ids(pdf: bytes) -> list[bytes]:
    found = re.findall(rb"<xmpMM:\w+ID>uuid:([0-9a-f-]{36})<", pdf)
    assert len(set(found)) == 2
    return found


def is_picture(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image
