"""Checks of what readers can click or fill in: notes, tab order, forms, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pikepdf

from brief.findings.message import quote
from brief.press.pdf.objects import read_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

NOTES = {
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/FileAttachment",
    "/Sound", "/Redact",
}  # fmt: skip
"""The markup annotations (ISO 32000-1, table 169)."""
WEB = {"http", "https", "ftp"}
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 - no address to bind to


def check_notes(context: InspectionContext) -> Iterator[Finding]:
    """Check that no reviewer's note is left."""
    for number in range(context.page_count):
        left = []
        for note in context.document.pages[number].obj.get("/Annots", []):
            kind = str(note.get("/Subtype"))
            if kind in NOTES or (kind == "/Popup" and "/Parent" not in note):
                said = " ".join(str(note.get("/Contents", "")).split())
                place = context.describe_place(number, read_box(note.Rect))
                what = f": {quote(said)}" if said else ""
                left.append(f"a note ({kind[1:]}), {place}{what}")
        yield from context.group_findings("review-note", number + 1, left)


def check_tab_order(context: InspectionContext) -> Iterator[Finding]:
    """Check that the tabulator visits links and notes in the order of the structure tree."""
    if context.structure_tree is None:
        return
    for number in range(context.page_count):
        page = context.document.pages[number].obj
        if len(page.get("/Annots", [])) and str(page.get("/Tabs")).lstrip("/") != "S":
            message = f"page {number + 1} has links or notes, and no tab order (Tabs)"
            yield context.make_finding("tab-order-missing", message)


def check_forms(context: InspectionContext) -> Iterator[Finding]:
    """Check that there is nothing to fill in."""
    form: Any = context.document.Root.get("/AcroForm", pikepdf.Dictionary())
    fields = len(form.get("/Fields", []))
    widgets = sum(
        str(note.get("/Subtype")) == "/Widget"
        for number in range(context.page_count)
        for note in context.document.pages[number].obj.get("/Annots", [])
    )
    if fields or widgets or "/XFA" in form:
        count = max(fields, widgets)
        what = "1 form field" if count == 1 else f"{count} form fields"
        yield context.make_finding("form-field", f"the file has {what}")


def check_links(context: InspectionContext) -> Iterator[Finding]:
    """Check that links lead somewhere."""
    base = "/URI" in context.document.Root
    pages = {page.obj.objgen for page in context.document.pages}
    for number in range(context.page_count):
        broken = []
        for link in context.document.pages[number].obj.get("/Annots", []):
            if str(link.get("/Subtype")) != "/Link":
                continue
            action = link.get("/A", pikepdf.Dictionary())
            if "/URI" in action:
                problem = _find_address_problem(str(action.URI), has_base=base)
            else:
                problem = _find_target_problem(link.get("/Dest", action.get("/D")), action, pages)
            if problem:
                place = context.describe_place(number, read_box(link.Rect))
                broken.append(f"a link, {place}, {problem}")
        yield from context.group_findings("link-broken", number + 1, broken)


def _find_address_problem(address: str, *, has_base: bool) -> str:
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return f"has an invalid address: {quote(address)}"
    if not parts.scheme:
        return "" if has_base else f"has an address without https:// or the like: {quote(address)}"
    if parts.scheme == "file" or host in LOCAL_HOSTS:
        return f"leads to a file or program on the author's computer: {quote(address)}"
    if parts.scheme in WEB and not host:
        return f"has an address without a host: {quote(address)}"
    return ""


def _find_target_problem(target: Any, action: Any, pages: set[tuple[int, int]]) -> str:
    if target is None:
        return "" if "/S" in action else "has no address"
    if str(action.get("/S", "/GoTo")) != "/GoTo" or not isinstance(target, pikepdf.Array):
        return ""  # another file, or a name
    page = target[0] if len(target) else None
    if isinstance(page, pikepdf.Dictionary) and page.objgen not in pages:
        return "leads to a page that is not in the file"
    return ""
