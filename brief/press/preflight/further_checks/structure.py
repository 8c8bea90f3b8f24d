"""Checks of the structure tree's build, and of what alternative texts say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.findings.message import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
    "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT",
    "WP", "Figure", "Formula", "Form", "DocumentFragment", "Aside", "Title", "Sub", "FENote",
    "Em", "Strong", "Artifact",
}  # fmt: skip
"""The structure types of ISO 32000-1, 14.8.4, and of ISO 32000-2."""
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TOCI": {"TOC"},
}
"""Elements that belong into certain others (ISO 14289-1, 7.2)."""
PASSED = {"NonStruct", "Private", "Div", "Sect", "Part", "Span"}
"""Elements that may be between them."""
HEADING = re.compile(r"H[1-6]?")
MAX_STEPS = 10
FILE_NAME = re.compile(r"[\w .()-]+\.(png|jpe?g|gif|svg|tiff?|webp|bmp|eps|pdf)", re.IGNORECASE)
EMPTY_WORDS = {
    "image", "picture", "figure", "photo", "graphic", "alt", "untitled", "bild", "foto",
    "abbildung", "grafik", "immagine", "figura", "imagen", "imagem", "photographie",
    "illustration",
}  # fmt: skip


def check_structure(context: InspectionContext) -> Iterator[Finding]:
    """Check that the tree is whole: its elements known, in place, and found from the pages."""
    if context.structure_tree is None:
        return
    problems = [*_find_strangers(context), *_find_misplaced(context), *_find_empty(context)]
    for problem in dict.fromkeys([*problems, *_find_unlinked_pages(context)]):
        yield context.make_finding("structure-broken", problem)


def _find_strangers(context: InspectionContext) -> Iterator[str]:
    for element in context.structure_elements:
        if element.kind not in STANDARD and "/NS" not in element.node:
            name = quote(element.kind)
            yield f"the structure type {name} is not a standard one, and is not mapped to one"


def _find_misplaced(context: InspectionContext) -> Iterator[str]:
    kinds = {it.node.objgen: it.kind for it in context.structure_elements if it.node.is_indirect}
    for element in context.structure_elements:
        wanted = PARENTS.get(element.kind)
        if not wanted:
            continue
        parent: Any = element.node.get("/P")
        for _ in range(MAX_STEPS):
            if parent is None or kinds.get(parent.objgen) not in PASSED:
                break
            parent = parent.get("/P")
        kind = kinds.get(parent.objgen) if parent is not None else None
        if kind is not None and kind not in wanted:
            yield f"an element {element.kind} is in {kind}, not in {' or '.join(sorted(wanted))}"


def _find_empty(context: InspectionContext) -> Iterator[str]:
    for element in context.structure_elements:
        kids = element.node.get("/K")
        bare = kids is None or (isinstance(kids, pikepdf.Array) and len(kids) == 0)
        if bare and HEADING.fullmatch(element.kind):
            yield f"a heading ({element.kind}) is empty"


def _find_unlinked_pages(context: InspectionContext) -> Iterator[str]:
    """Find pages from whose content the tree is not found (ISO 32000-1, 14.7.4.4)."""
    root: Any = context.document.Root.StructTreeRoot
    if "/ParentTree" not in root:
        if any(it.mark.key for content in context.page_contents for it in content.painted):
            yield "the structure tree has no ParentTree, so that programs do not find its elements"
        return
    known = set(pikepdf.NumberTree(root.ParentTree))
    for number, content in enumerate(context.page_contents):
        page = context.document.pages[number].obj
        own = [it for it in content.painted if it.mark.key and it.mark.key[0] == page.objgen]
        if own and page.get("/StructParents") not in known:
            yield f"the ParentTree has no entry for page {number + 1}"


def check_alternatives(context: InspectionContext) -> Iterator[Finding]:
    """Check that alternative texts are not file names, or only the word for a picture."""
    for element in context.structure_elements:
        text = str(element.node.get("/Alt", "")).strip() if element.kind == "Figure" else ""
        if FILE_NAME.fullmatch(text) or text.casefold().strip(" .:0123456789") in EMPTY_WORDS:
            message = f"the alternative text {quote(text)} does not say what a figure shows"
            yield context.make_finding("alt-text-poor", message)
