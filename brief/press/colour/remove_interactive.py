"""Removal of links, actions, bookmarks and attachments from a file for the press."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Name

from brief.press.pdf.objects import list_kids

# Entries of the catalog (ISO 32000-1, 7.7.2 and 12.6).
INTERACTIVE = (
    "/AA",
    "/AcroForm",
    "/AF",
    "/Collection",
    "/Dests",
    "/Names",
    "/OpenAction",
    "/Outlines",
    "/PageMode",
    "/Threads",
    "/URI",
)


def remove_interactive(document: pikepdf.Pdf) -> None:
    """Remove everything that only works on a screen (ISO 15930-7:2010, 6.18).

    The structure tree keeps the text of links as spans.
    """
    for key in INTERACTIVE:
        if key in document.Root:
            del document.Root[key]
    removed: set[int] = set()
    for page in document.pages:
        for annotation in page.get("/Annots", Array()):
            if "/StructParent" in annotation:
                removed.add(int(annotation.StructParent))
        for key in ("/Annots", "/AA", "/AF"):
            if key in page:
                del page[key]
    if "/StructTreeRoot" in document.Root:
        root = document.Root.StructTreeRoot
        _remove_references(root)
        if removed and "/ParentTree" in root:
            _remove_numbers(root.ParentTree, removed)


def _remove_references(root: pikepdf.Object) -> None:
    """Remove references to annotations (14.7.4.3) from the tree, and change links to spans."""
    open_elements = [root]
    while open_elements:
        element = open_elements.pop()
        kids = list_kids(element)
        kept = [kid for kid in kids if not _is_object_reference(kid)]
        if len(kept) < len(kids):
            element.K = Array(kept)
        if element.get("/S") == Name.Link:
            element.S = Name.Span
        open_elements += [it for it in kept if isinstance(it, pikepdf.Dictionary) and "/S" in it]


def _is_object_reference(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == Name.OBJR


def _remove_numbers(tree: pikepdf.Object, removed: set[int]) -> None:
    """Remove keys from a number tree (7.9.7)."""
    if "/Nums" in tree:
        pairs = list(tree.Nums)
        entries = zip(pairs[::2], pairs[1::2], strict=True)
        kept = [entry for entry in entries if int(entry[0]) not in removed]
        tree.Nums = Array([part for entry in kept for part in entry])
    for kid in tree.get("/Kids", Array()):
        _remove_numbers(kid, removed)
