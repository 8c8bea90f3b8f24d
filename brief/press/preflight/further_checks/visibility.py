"""Checks that text can be seen, and that no layer is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from brief.findings.message import quote
from brief.press.pdf.objects import lie_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.pdf.objects import Box
    from brief.press.preflight.context import InspectionContext
    from brief.press.preflight.pdf.visible_text import SeenText

MIN_CUT = 2  # letters that show in part: one may be of an odd shape
SCANNED_SHARE = 0.5  # of the page, which the image of a scan covers


def check_visibility(context: InspectionContext) -> Iterator[Finding]:
    """Check that the letters of all texts show, but for the text behind a scan."""
    hidden_layers = bool(_find_hidden_layers(context.document.Root))
    for number, page in enumerate(context.seen_pages):
        trim = context.find_trim_box(number)
        unseen, unpainted = [], []
        for text in page.texts:
            if (not text.hidden and text.cut < MIN_CUT) or lie_apart(text.box, trim):
                continue
            if text.slanted and not _is_lost(text):
                continue  # pictures and tinted areas cover parts of watermarks
            place = context.describe_place(number, text.box)
            if text.unpainted:
                if not _is_behind_scan(text, trim):
                    unpainted.append(f"{quote(text.text)}, {place}, is not painted at all")
            elif reason := _explain(text, in_layers=hidden_layers):
                unseen.append(f"{_describe_amount(text)}, {place}, {reason}")
        yield from context.group_findings("text-hidden", number + 1, unseen)
        yield from context.group_findings("text-invisible", number + 1, unpainted)


def _is_behind_scan(text: SeenText, page: Box) -> bool:
    """Return whether the text is that of the image of a whole page below it."""
    return any(_area(box) > SCANNED_SHARE * _area(page) for box in (*text.below, *text.covers))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_lost(text: SeenText) -> bool:
    """Return whether all letters of a text are hidden or cut."""
    return text.hidden + text.cut >= sum(letter.isalnum() for letter in text.letters)


def _describe_amount(text: SeenText) -> str:
    lost = text.hidden + text.cut
    return quote(text.text) if _is_lost(text) else f"{lost} letters of {quote(text.text)}"


def _explain(text: SeenText, *, in_layers: bool) -> str:
    """Return why letters do not show; nothing if their colour is that of the background.

    Of that the check of contrast tells.
    """
    if text.clipped:
        return "cannot be seen: a clipping path cuts them off"
    if text.covers:
        return "cannot be seen: something is painted over them"
    return "cannot be seen: in a hidden layer" if in_layers and text.hidden else ""


def check_layers(context: InspectionContext) -> Iterator[Finding]:
    """Check that all layers are shown, on screen and in print."""
    for name in _find_hidden_layers(context.document.Root):
        yield context.make_finding("layer-hidden", f"the layer {quote(name)} is not shown")
    for name in _find_unequal_layers(context.document.Root):
        message = f"the layer {quote(name)} shows on screen or in print only"
        yield context.make_finding("layer-hidden", message)


def _find_hidden_layers(root: Any) -> list[str]:
    """Return the names of the layers that the default configuration hides (ISO 32000-1, 8.11.4)."""
    properties = root.get("/OCProperties", pikepdf.Dictionary())
    default = properties.get("/D", pikepdf.Dictionary())
    off = {layer.objgen for layer in default.get("/OFF", [])}
    on = {layer.objgen for layer in default.get("/ON", [])}
    all_off = str(default.get("/BaseState")) == "/OFF"
    return [
        str(layer.get("/Name", "without a name"))
        for layer in properties.get("/OCGs", [])
        if layer.objgen in off or (all_off and layer.objgen not in on)
    ]


def _find_unequal_layers(root: Any) -> list[str]:
    """Return the names of the layers with another state in print than on screen (8.11.4.4)."""
    found = []
    for layer in root.get("/OCProperties", pikepdf.Dictionary()).get("/OCGs", []):
        usage = layer.get("/Usage", pikepdf.Dictionary())
        states = {
            str(usage[use].get(state))
            for use, state in (("/Print", "/PrintState"), ("/View", "/ViewState"))
            if use in usage
        }
        if "/OFF" in states:
            found.append(str(layer.get("/Name", "without a name")))
    return found
