"""Checks of the structure tree: content, languages, headings, figures and tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from brief.findings.message import quote
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

HEADING = re.compile(r"H([1-6])")
KIND_NAMES = {"path": "a line or area", "image": "an image", "shading": "a gradient"}


def check_marks(context: InspectionContext) -> Iterator[Finding]:
    """Check that all content is in the tree, or is an artifact."""
    tree = context.structure_tree
    info: Any = context.document.Root.get("/MarkInfo", {})
    marked = info.get("/Marked", False)
    if tree is None or not marked:
        missing = "it has no structure tree" if tree is None else "it is not marked as such"
        yield context.make_finding("untagged", f"the file is not tagged: {missing}")
    if tree is None:
        return
    for number, content in enumerate(context.page_contents, 1):
        visible = [it for it in content.painted if not it.mark.artifact and it.colours]
        loose = [
            f"{KIND_NAMES.get(it.kind, it.kind)} is neither tagged nor marked as an artifact"
            for it in visible
            if not it.mark.key
        ]
        yield from context.group_findings("content-untagged", number, loose)
        lost = len({it.mark.key for it in visible if it.mark.key} - tree.contents)
        if lost:
            what = f"{lost} of the marked contents of page {number}"
            message = f"the structure tree does not lead to {what}"
            yield context.make_finding("content-orphaned", message)


NO_LANGUAGE = "zxx"
"""The tag of text in no language, such as an address (ISO 639-2; BCP 47, 4.1)."""


def check_languages(context: InspectionContext) -> Iterator[Finding]:
    """Check that the file names its language, and that all language tags are valid."""
    given = str(context.document.Root.get("/Lang", ""))
    if not given:
        yield context.make_finding("language-missing", "the file does not name its language")
    parts = [element.language for element in context.structure_elements]
    tags = [tag for tag in dict.fromkeys([given, *parts]) if tag]
    for tag in dict.fromkeys([*tags, *context.claims.languages]):
        if not is_language(tag):
            message = f"{quote(tag)} is not a valid language tag"
            yield context.make_finding("language-unknown", message)
    said = {_get_primary_language(tag) for tag in context.claims.languages}
    # a span may be a name or a title in any language
    outer = [it.language for it in context.structure_elements if it.kind != "Span"]
    strangers = [
        tag
        for tag in dict.fromkeys([given, *outer])
        if tag and is_language(tag) and _get_primary_language(tag) not in {*said, NO_LANGUAGE}
    ]
    if said and strangers:
        named = ", ".join(context.claims.languages)
        message = f"the structure is in {strangers[0]}, while the metadata name {named}"
        yield context.make_finding("language-disagrees", message)


def check_headings(context: InspectionContext) -> Iterator[Finding]:
    """Check that headings begin with H1 and skip no level."""
    last = 0
    for element in context.structure_elements:
        found = HEADING.fullmatch(element.kind)
        if not found:
            continue
        level = int(found[1])
        if level > last + 1:
            before = f"follows H{last}" if last else "is the first heading"
            yield context.make_finding("heading-order", f"H{level} {before}")
        last = level


def check_figures(context: InspectionContext) -> Iterator[Finding]:
    """Check that figures have an alternative text and a BBox."""
    figures = [element for element in context.structure_elements if element.kind == "Figure"]
    texts = (it.node.get("/Alt", it.node.get("/ActualText", "")) for it in figures)
    mute = sum(not str(text).strip() for text in texts)
    if mute:
        message = f"{mute} of {len(figures)} figures have no alternative text"
        yield context.make_finding("figure-no-alt", message)
    if any(figure.get_attribute("/BBox") is None for figure in figures):
        yield context.make_finding("figure-no-box", "a figure has no BBox")


def check_tables(context: InspectionContext) -> Iterator[Finding]:
    """Check that header cells have a Scope, or cells name their headers."""
    cells = [element for element in context.structure_elements if element.kind in {"TH", "TD"}]
    if any(cell.get_attribute("/Headers") is not None for cell in cells):
        return
    heads = [cell for cell in cells if cell.kind == "TH"]
    bare = sum(head.get_attribute("/Scope") is None for head in heads)
    if bare:
        message = f"{bare} of {len(heads)} header cells have no Scope"
        yield context.make_finding("table-no-scope", message)


@lru_cache(maxsize=256)
def is_language(tag: str) -> bool:
    """Return whether a tag is well formed (RFC 5646, 2.1) and names a language of CLDR."""
    from babel import Locale

    canonical = canonical_tag(tag)
    known = Locale.parse("en").languages
    return canonical is not None and "_" not in tag and _get_primary_language(canonical) in known


def _get_primary_language(tag: str) -> str:
    return re.split("[-_]", tag)[0].lower()
