"""Rules of what lies over the page or beside it: links, scripts, attachments, encryption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import Dossier

PRINTED, HIDDEN = 1 << 2, 1 << 0 | 1 << 1 | 1 << 5  # ISO 32000-1, table 165
FOLLOWED = {"/GoTo", "/GoToR", "/URI", "/Named", "/Thread"}
"""Actions that lead somewhere; all others do something."""
PRESS_OWN = {"/PrinterMark", "/TrapNet"}
HAVE_NO_LOOK = {"/Popup"}
CHAIN = 50  # actions, each of which names the next
RELATED_SINCE = 3  # the part of PDF/A that allows any attachment


def check_annotations(dossier: Dossier) -> Iterator[Finding]:
    """Check that links are in the tree, say where they lead, and print; a press has none."""
    for number in range(dossier.pages):
        counts: dict[str, int] = {}
        for annotation in dossier.document.pages[number].obj.get("/Annots", []):
            for code in _faults(dossier, annotation, number):
                counts[code] = counts.get(code, 0) + 1
        for code, count in counts.items():
            what = "annotation" if count == 1 else "annotations"
            message = f"page {number + 1}: {count} {what} {MESSAGES[code]}"
            yield dossier.found(code, message)


MESSAGES = {
    "link-untagged": "outside the structure tree",
    "link-no-contents": "without a text that says where the link leads",
    "link-not-printed": "without the Print flag, or hidden",
    "annotation-in-press": "on a page for the press",
}


def _faults(dossier: Dossier, annotation: Any, page: int) -> Iterator[str]:
    kind = str(annotation.get("/Subtype"))
    if kind == "/Link":
        tree = dossier.tree
        if tree is None or tree.objects.get(annotation.objgen) not in {"Link", "Reference"}:
            yield "link-untagged"
        if not str(annotation.get("/Contents", "")).strip():
            yield "link-no-contents"
    flags = int(annotation.get("/F", 0))
    if kind not in HAVE_NO_LOOK and (not flags & PRINTED or flags & HIDDEN):
        yield "link-not-printed"
    if kind not in PRESS_OWN and "x" in dossier.claims.names:
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        sheet = dossier.box(page, "/BleedBox") or dossier.trim(page)
        if left < sheet[2] and right > sheet[0] and bottom < sheet[3] and top > sheet[1]:
            yield "annotation-in-press"


def check_actions(dossier: Dossier) -> Iterator[Finding]:
    """Check that the file does nothing by itself."""
    kinds = [kind for kind in _actions(dossier) if kind not in FOLLOWED]
    if "/JavaScript" in dossier.document.Root.get("/Names", {}):
        kinds.append("/JavaScript")
    for kind in dict.fromkeys(kinds):
        yield dossier.found("active-content", f"the file holds an action: {kind.lstrip('/')}")


def _actions(dossier: Dossier) -> Iterator[str]:
    root = dossier.document.Root
    holders: list[Any] = [root]
    for number in range(dossier.pages):
        page = dossier.document.pages[number].obj
        holders += [page, *page.get("/Annots", [])]
    for holder in holders:
        for key in ("/OpenAction", "/A"):
            yield from _chain(holder.get(key))
        extra = holder.get("/AA")
        if isinstance(extra, pikepdf.Dictionary):
            for key in list(extra.keys()):
                yield from _chain(extra[key])


def _chain(action: Any) -> Iterator[str]:
    waiting = [action]
    for _ in range(CHAIN):
        if not waiting:
            return
        action = waiting.pop()
        if isinstance(action, pikepdf.Array):
            waiting += [item for item in action if isinstance(item, pikepdf.Dictionary)]
        elif isinstance(action, pikepdf.Dictionary) and "/S" in action:
            yield str(action.S)
            waiting.append(action.get("/Next"))


def check_attachments(dossier: Dossier) -> Iterator[Finding]:
    """Check that an attachment is one that the standard allows, and says what it is to the page."""
    claims = dossier.claims
    for item in dossier.document.objects:
        if not isinstance(item, pikepdf.Dictionary) or "/EF" not in item:
            continue
        name = str(item.get("/UF", item.get("/F", "")))
        allowed = claims.part >= RELATED_SINCE and "/AFRelationship" in item
        if "x" in claims.names or not allowed:
            yield dossier.found("attachment", f"the file {name!r} is attached")


def check_encryption(dossier: Dossier) -> Iterator[Finding]:
    """Check that nothing keeps a reader, an archive or a press from the content."""
    if dossier.document.is_encrypted:
        yield dossier.found("pdf-encrypted", "the file is encrypted")
