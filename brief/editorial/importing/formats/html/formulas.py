"""Write simple formulas of a page as text: 10⁶, CO₂, E = mc². Others are left out as a whole.

A formula is an element of MathML, alone or in what KaTeX, MathJax and Wikipedia put around it:
the same formula again for the eyes, in spans without a sign for what is raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.html.raised_signs import (
    lower_text,
    raise_text,
    write_fraction,
)
from brief.editorial.importing.formats.html.tree import class_names, find_parents

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_TEXT = 60
MAX_DEPTH = 12

_FRAMES = frozenset(
    (
        *("katex", "katex-display", "mathjax", "mathjax_display", "mathjax_svg", "mathjax_chtml"),
        "mwe-math-element",
    )
)
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "semantics"})
_SIGNS = frozenset({"mn", "mi", "mo", "mtext", "ms"})
_SILENT = frozenset({"annotation", "annotation-xml", "mspace", "mphantom"})


def write_formulas(root: Element) -> None:
    """Replace each formula of a page with its text, or with an element that is left out."""
    formulas = list(root.iter("math"))
    if not formulas:
        return
    parents = find_parents(root)
    frames: set[Element] = set()
    for formula in formulas:
        frame = formula
        outer: Element | None = formula
        for _ in range(MAX_DEPTH):
            outer = parents.get(outer) if outer is not None else None
            if outer is None:
                break
            if outer.tag == "mjx-container" or _FRAMES & set(class_names(outer)):
                frame = outer
        text = _write(formula)
        shown = formula.get("alttext") or "".join(formula.itertext())
        if frame in frames:
            continue  # the same formula once more
        frames.add(frame)
        tail = frame.tail
        frame.clear()
        frame.tail = tail
        frame.tag = "math" if text is None else "span"
        frame.text = " ".join((shown if text is None else text).split())


def _write(element: Element, depth: int = 0) -> str | None:
    """Return the text of an element of MathML, or None if it needs more than one line."""
    tag = str(element.tag)
    if tag in _SIGNS:
        return _read_sign(element)
    children = [child for child in element if child.tag not in _SILENT]
    parts = [_write(child, depth + 1) for child in children] if depth < MAX_DEPTH else [None]
    texts = [part for part in parts if part is not None]
    if len(texts) < len(parts) or sum(map(len, texts)) > MAX_TEXT:
        return None
    if tag in _ROWS:
        return "".join(texts[:1] if tag == "semantics" else texts)
    return _combine(tag, *texts) if len(texts) == 2 else None  # noqa: PLR2004 - base and index


def _combine(tag: str, base: str, index: str) -> str | None:
    """Return a power, a base with an index, or a fraction of numbers; None for anything else."""
    if tag == "mfrac":
        return write_fraction(base, index) if (base + index).isdecimal() else None
    if tag not in {"msup", "msub"}:
        return None
    changed = raise_text(index, base) if tag == "msup" else lower_text(index)
    return base + changed.text if changed.meaning == "text" else None


def _read_sign(element: Element) -> str | None:
    text = " ".join("".join(element.itertext()).split())
    if element.tag == "mo":
        # Applying a function, and a product without a sign, are not seen (Unicode, 22.6).
        text = text.strip("\u2061\u2062\u2063\u2064")
        return f" {text} " if text in {"=", "≈", "<", ">", "≤", "≥", "×", "·", "+"} else text
    return text
