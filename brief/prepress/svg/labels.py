"""Find labels in a drawing that are not set as written: joined scripts, and fonts that are missing.

WeasyPrint sets the text of a drawing letter by letter: Arabic is not joined, Hebrew runs the wrong
way, vowel signs of Hindi and Thai and combining accents are beside their letters.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.prepress.svg.drawing_fault import AS_PICTURE, DrawingFault
from brief.prepress.svg.style_sheets import Declaration, list_declarations, read_style_sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from brief.prepress.svg.elements import SvgElement

TEXTS = {"text", "tspan", "a", "tref"}
RIGHT_TO_LEFT = {"R", "AL", "AN"}  # bidirectional classes (UAX #9)
MARKS = {"Mn", "Mc", "Me"}
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
JOINING = (range(0x1100, 0x1200), range(0x1800, 0x18B0))  # Jamo and Mongolian
GENERIC = {
    *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit", "math"),
    *("ui-serif", "ui-sans-serif", "ui-monospace", "initial", "-apple-system"),
}
WITH_PATHS = f"turn the text into paths, or {AS_PICTURE}"


def find_label_faults(root: SvgElement, families: Collection[str] | None) -> Iterator[DrawingFault]:
    """Yield the faults of labels: those that are set wrong, and fonts that are missing.

    `families` are the fonts of the page, or None if they are not known.
    """
    texts = [it for it in root.walk() if it.name == "text" and not it.is_foreign]
    labels = [(_gather_text(it), it.line) for it in texts]
    for label, line in labels:
        if reason := _describe_script(label):
            said = f"has a label that is not set right: {reason} (line {line})"
            yield DrawingFault("image-text", said, WITH_PATHS)
            break
    for label, line in labels:
        if "\n" in label.strip() and _runs_together(label):
            said = f"has words that run together at the end of a line (line {line})"
            yield DrawingFault("image-text", said, WITH_PATHS)
            break
    if families is not None and any(label.strip() for label, _ in labels):
        yield from _find_missing_fonts(root, {family.casefold() for family in families})


def _gather_text(element: SvgElement) -> str:
    return element.text + "".join(
        _gather_text(child) + child.tail for child in element.children if child.name in TEXTS
    )


def _describe_script(label: str) -> str:
    """Return why a label cannot be set letter by letter, or ""."""
    for character in unicodedata.normalize("NFC", label):
        if unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
            return f"“{character}” is of a script that is written from right to left"
        code = ord(character)
        is_mark = unicodedata.category(character) in MARKS and code not in VARIATION_SELECTORS
        if is_mark or any(code in joined for joined in JOINING):
            name = unicodedata.name(character, f"U+{code:04X}").lower()
            return f"{name} has to join the letter before it"
    if any(unicodedata.combining(it) for it in label):
        return "accents are stored apart from their letters"
    return ""


def _runs_together(label: str) -> bool:
    lines = label.strip().splitlines()
    return any(
        above and below and not above[-1].isspace() and not below[0].isspace()
        for above, below in pairwise(lines)
    )


def _find_missing_fonts(root: SvgElement, known: set[str]) -> Iterator[DrawingFault]:
    own, asked = set[str](), list[tuple[str, int]]()
    for element in root.walk():
        found = read_style_sheet(element) if element.name == "style" else list_declarations(element)
        for item in found:
            if isinstance(item, Declaration) and item.name == "font-family":
                asked.append((item.value, item.line))
        if element.name == "style" and "@font-face" in element.text:
            own.add("")
    for value, line in asked:
        names = [name.strip(" \"'") for name in value.split(",")]
        if own or any(name.casefold() in known or name.casefold() in GENERIC for name in names[:1]):
            continue
        if any(name.casefold() in known for name in names):
            continue
        said = f"has text in the font {names[0]}, which the page has not (line {line})"
        yield DrawingFault(
            "image-font", f"{said}: it is set in another", WITH_PATHS, is_error=False
        )
        break
