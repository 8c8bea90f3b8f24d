"""Checks of annotations, actions, attachments and encryption."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf

from brief.press.pdf.objects import lie_apart, read_box
from brief.press.preflight.checks.pdfx4 import (
    PRINTER_ANNOTATIONS,
    find_action_defects,
    find_annotation_defects,
    find_attachment_defects,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

PRINTED, HIDDEN = 1 << 2, 1 << 0 | 1 << 1 | 1 << 5  # ISO 32000-1, table 165
NAVIGATION = {"/GoTo", "/GoToR", "/URI", "/Named", "/Thread"}
"""Actions that go to a destination; all others are active."""
MAX_ACTIONS = 50  # in a chain
FIRST_PART_WITH_ATTACHMENTS = 3  # of PDF/A
MESSAGES = {
    "link-untagged": "outside the structure tree",
    "link-no-contents": "without a text that names the destination of the link",
    "link-not-printed": "without the Print flag, or hidden",
    "annotation-no-appearance": "without an appearance of its own, such as a reviewer's note",
    "annotation-untagged": "outside the structure tree, such as a reviewer's note",
    "annotation-in-press": "on a page for the press",
}
WITHOUT_APPEARANCE = {"/Link", "/Popup"}
"""Annotations that need no appearance stream (ISO 19005-3, 6.3.3)."""
WITHOUT_ANNOT_TAG = {"/Link", "/Widget", "/Popup", *PRINTER_ANNOTATIONS}
"""Annotations that are tagged in another way than as Annot, or not at all (ISO 14289-1, 7.18)."""


def check_annotations(context: InspectionContext) -> Iterator[Finding]:
    """Check that links are tagged, described and printed, and that a press file has none."""
    seen: set[str] = set()
    for number in range(context.page_count):
        counts = Counter(
            code
            for annotation in context.document.pages[number].obj.get("/Annots", [])
            for code in _find_defects(context, annotation, number)
        )
        for code, count in counts.items():
            what = "annotation" if count == 1 else "annotations"
            message = f"page {number + 1}: {count} {what} {MESSAGES[code]}"
            yield context.make_finding(code, message)
        seen.update(counts)
    if context.is_pdfx4 and "annotation-in-press" not in seen:
        yield from find_annotation_defects(context)


def _find_defects(context: InspectionContext, annotation: Any, page: int) -> Iterator[str]:
    kind = str(annotation.get("/Subtype"))
    if kind == "/Link":
        yield from _find_link_defects(context, annotation)
    flags = int(annotation.get("/F", 0))
    if not context.is_press:
        if kind not in WITHOUT_APPEARANCE and not _has_appearance(annotation):
            yield "annotation-no-appearance"
        tree = context.structure_tree
        is_tagged = tree is None or tree.objects.get(annotation.objgen) == "Annot"
        if kind not in WITHOUT_ANNOT_TAG and not flags & HIDDEN and not is_tagged:
            yield "annotation-untagged"
    must_print = kind != "/Popup" and (kind != "/Link" or "a" in context.claims.standards)
    if must_print and (not flags & PRINTED or flags & HIDDEN):
        yield "link-not-printed"
    if kind not in PRINTER_ANNOTATIONS and context.is_press:
        printed = context.read_box(page, "/BleedBox") or context.find_trim_box(page)
        if not lie_apart(read_box(annotation.Rect), printed):
            yield "annotation-in-press"


def _find_link_defects(context: InspectionContext, link: Any) -> Iterator[str]:
    """Find what a link lacks, if the file has tags, or should have them."""
    tree, standards = context.structure_tree, context.claims.standards
    if tree is None and not standards & {"ua", "aa"}:
        return
    if tree is None or tree.objects.get(link.objgen) not in {"Link", "Reference"}:
        yield "link-untagged"
    if not str(link.get("/Contents", "")).strip():
        yield "link-no-contents"


def _has_appearance(annotation: Any) -> bool:
    """Return whether an annotation says how it looks, or is nowhere on the page."""
    box = read_box(annotation.Rect)
    if box[0] == box[2] and box[1] == box[3]:
        return True
    return annotation.get("/AP", {}).get("/N") is not None


def check_actions(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file contains no scripts and no active actions."""
    kinds = [kind for kind in _find_actions(context) if kind not in NAVIGATION]
    if "/JavaScript" in context.document.Root.get("/Names", {}):
        kinds.append("/JavaScript")
    if context.is_pdfx4 and not kinds:
        yield from find_action_defects(context)
    for kind in dict.fromkeys(kinds):
        message = f"the file contains an action: {kind.lstrip('/')}"
        yield context.make_finding("active-content", message)


def _find_actions(context: InspectionContext) -> Iterator[str]:
    root = context.document.Root
    holders: list[Any] = [root]
    for number in range(context.page_count):
        page = context.document.pages[number].obj
        holders += [page, *page.get("/Annots", [])]
    for holder in holders:
        for key in ("/OpenAction", "/A"):
            yield from _follow_actions(holder.get(key))
        extra = holder.get("/AA")
        if isinstance(extra, pikepdf.Dictionary):
            for key in list(extra.keys()):
                yield from _follow_actions(extra[key])


def _follow_actions(action: Any) -> Iterator[str]:
    waiting = [action]
    for _ in range(MAX_ACTIONS):
        if not waiting:
            return
        action = waiting.pop()
        if isinstance(action, pikepdf.Array):
            waiting += [item for item in action if isinstance(item, pikepdf.Dictionary)]
        elif isinstance(action, pikepdf.Dictionary) and "/S" in action:
            yield str(action.S)
            waiting.append(action.get("/Next"))


def check_attachments(context: InspectionContext) -> Iterator[Finding]:
    """Check that the standard allows the attachments, and that they have a relationship."""
    claims = context.claims
    dictionaries = (it for it in context.dictionaries if isinstance(it, pikepdf.Dictionary))
    files = [item for item in dictionaries if "/EF" in item]
    if context.is_pdfx4 and not files:
        yield from find_attachment_defects(context)
    for item in files:
        name = str(item.get("/UF", item.get("/F", "")))
        allowed = claims.part >= FIRST_PART_WITH_ATTACHMENTS and "/AFRelationship" in item
        if context.is_press or not allowed:
            yield context.make_finding("attachment", f"the file {name!r} is attached")


def check_encryption(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file is not encrypted."""
    if context.document.is_encrypted:
        yield context.make_finding("pdf-encrypted", "the file is encrypted")
