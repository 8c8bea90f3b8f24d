"""Check that the text is in the language that the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from brief.press.pdf.objects import list_kids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.pdf.content_visitor import ContentKey
    from brief.press.preflight.context import InspectionContext

MIN_LETTERS = 150  # of a text in one language
MAX_DEPTH = 60  # of the structure tree


def check_text_language(context: InspectionContext) -> Iterator[Finding]:
    """Compare the text in each language of the file with the commonest words of languages."""
    find = context.find_other_language
    if find is None:
        return
    for tag, text in _collect_texts(context).items():
        letters = sum(map(str.isalpha, text))
        if letters >= MIN_LETTERS and (other := find(text, tag)):
            message = f"the text is marked as {tag}, and its words are those of {other}"
            yield context.make_finding("language-wrong", message)


def _collect_texts(context: InspectionContext) -> dict[str, str]:
    """Return the text in each language that the file names."""
    root: Any = context.document.Root
    default = str(root.get("/Lang", "")) or next(iter(context.claims.languages), "")
    known = _read_languages(root, default)
    parts: dict[str, list[str]] = {}
    for number, page in enumerate(context.seen_pages):
        own = context.document.pages[number].obj.objgen
        for text in page.texts:
            tag = known.get((own, text.content_id), default)
            parts.setdefault(tag, []).append("".join(text.letters))
    return {tag: "".join(texts) for tag, texts in parts.items() if tag}


def _read_languages(root: Any, default: str) -> dict[ContentKey, str]:
    """Return the language of each marked content (ISO 32000-1, 14.9.2.2)."""
    found: dict[ContentKey, str] = {}
    kids = list_kids(root.get("/StructTreeRoot", pikepdf.Dictionary()))
    waiting: list[Any] = [(kid, None, default, 0) for kid in kids]
    while waiting:
        node, page, tag, depth = waiting.pop()
        if isinstance(node, int):
            if page is not None:
                found[page.objgen, node] = tag
        elif isinstance(node, pikepdf.Dictionary) and depth < MAX_DEPTH:
            page = node.get("/Pg", page)
            tag = str(node.get("/Lang", "")) or tag
            if "/MCID" in node and page is not None:
                found[page.objgen, int(node.MCID)] = tag
            waiting += [(kid, page, tag, depth + 1) for kid in list_kids(node)]
    return found
