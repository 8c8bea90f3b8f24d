"""XLIFF 1.2 (OASIS Standard, 2008), which most CAT tools read: write files, read returned ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from brief.findings import Place
from brief.translation.formats.inline_xml import (
    InlineForm,
    is_same_text,
    read_inline,
    write_inline,
)
from brief.translation.formats.xml_reader import children, line_of, local_name, refuse_file
from brief.translation.formats.xml_writer import SPACE, to_bytes
from brief.translation.inline import write_prose
from brief.translation.unit import ReturnedFile, ReturnedUnit, State, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.translation.unit import Code, Mark, TranslationFile, Unit

CORE = "urn:oasis:names:tc:xliff:document:1.2"
OWN = "urn:x-brief:translation"
"""The namespace of our own attributes."""
TEXTS = ("source", "target", "note")

_STATES = {  # values of the attribute `state` (2.3)
    State.NEW: "needs-translation",
    State.CHANGED: "needs-review-translation",
    State.REVIEW: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.FINAL: "final",
}
_CODE_TYPES = {"strong": "bold", "emphasis": "italic", "link": "link"}
_MARK_TYPES = {"name": "x-name", "term": "term", "figure": "x-figure"}


def write(file: TranslationFile) -> bytes:
    """Return the file as XLIFF 1.2."""
    root = etree.Element(_core("xliff"), version="1.2", nsmap={None: CORE, "brief": OWN})
    body = etree.SubElement(
        root,
        _core("file"),
        {
            "original": f"content/{file.slug}/{file.source_language}.yaml",
            "source-language": file.source_language,
            "target-language": file.target_language,
            "datatype": "x-brief",
            f"{{{OWN}}}project": file.project,
            f"{{{OWN}}}briefing": file.slug,
            f"{{{OWN}}}texts": " ".join(unit.key for unit in file.units),
        },
    )
    header = etree.SubElement(body, _core("header"))
    for line in file.context:
        etree.SubElement(header, _core("note")).text = line
    units = etree.SubElement(body, _core("body"))
    for unit in file.units:
        units.append(_make_unit(unit))
    return to_bytes(root, TEXTS)


def _core(name: str) -> str:
    return f"{{{CORE}}}{name}"


def _make_unit(unit: Unit) -> etree._Element:
    element = etree.Element(_core("trans-unit"), id=unit.key, resname=unit.key)
    element.set(SPACE, "preserve")
    if unit.max_characters:
        element.set("maxwidth", str(unit.max_characters))
        element.set("size-unit", "char")
    if unit.target_digest:
        element.set(f"{{{OWN}}}translation", unit.target_digest)
    form = InlineForm(_make_code, _make_mark)
    write_inline(etree.SubElement(element, _core("source")), unit.source, form, unit.marks)
    # some tools (OmegaT) translate the text of the target: a new one has a copy of the source
    target = etree.SubElement(element, _core("target"), state=_STATES[unit.state])
    write_inline(target, unit.source if unit.target is None else unit.target, form)
    for note in _list_notes(unit):
        etree.SubElement(element, _core("note"), {"from": "brief"}).text = note
    for proposal in unit.proposals:
        other = {"match-quality": f"{proposal.match}%", "origin": proposal.origin}
        holder = etree.SubElement(element, _core("alt-trans"), other)
        write_inline(etree.SubElement(holder, _core("source")), proposal.source, form)
        write_inline(etree.SubElement(holder, _core("target")), proposal.target, form)
    if unit.earlier:
        origin = {"alttranstype": "previous-version", "origin": "agreed"}
        holder = etree.SubElement(element, _core("alt-trans"), origin)
        write_inline(etree.SubElement(holder, _core("source")), unit.earlier[0], form)
        write_inline(etree.SubElement(holder, _core("target")), unit.earlier[1], form)
    return element


def _make_code(code: Code) -> etree._Element:
    element = etree.Element(_core("g"), id=code.id, ctype=_CODE_TYPES[code.kind])
    if code.href:
        element.set(f"{{{OWN}}}address", code.href)
    return element


def _make_mark(mark: Mark, number: int) -> etree._Element:
    element = etree.Element(_core("mrk"), mid=f"m{number}", mtype=_MARK_TYPES[mark.kind])
    if mark.target:
        element.set("comment", mark.target)
    return element


def _list_notes(unit: Unit) -> Iterator[str]:
    if unit.note:
        yield unit.note
    if unit.earlier:
        yield f"The source was: {write_prose(unit.earlier[0])}"


def matches(root: etree._Element) -> bool:
    """Return whether a document is XLIFF 1.1 or 1.2."""
    namespace = etree.QName(root).namespace or ""
    is_one = namespace.startswith("urn:oasis:names:tc:xliff:document:1.")
    return local_name(root) == "xliff" and (is_one or not namespace)


def read(root: etree._Element, shown: str) -> ReturnedFile:
    """Return the units of an XLIFF 1.2 document."""
    files = list(children(root, "file"))
    slugs = {file.get(f"{{{OWN}}}briefing") or _slug_of(file) for file in files}
    if len(slugs) != 1:
        message = f"the file has the texts of {len(slugs)} briefings"
        raise refuse_file(message, "import one briefing at a time", Place(shown, line_of(root)))
    first = files[0]
    return ReturnedFile(
        shown=shown,
        place=Place(shown, line_of(first)),
        project=first.get(f"{{{OWN}}}project", ""),
        slug=slugs.pop(),
        source_language=first.get("source-language", ""),
        target_language=first.get("target-language", ""),
        units=tuple(
            _read_unit(unit, shown)
            for file in files
            for body in children(file, "body")
            for unit in _iter_units(body)
        ),
        exported_keys=tuple(first.get(f"{{{OWN}}}texts", "").split()),
    )


def _slug_of(file: etree._Element) -> str:
    """Return the briefing that the `original` of a file names, where our attribute was lost."""
    steps = file.get("original", "").replace("\\", "/").split("/")
    return steps[-2] if len(steps) > 1 else ""


def _iter_units(parent: etree._Element) -> Iterator[etree._Element]:
    for child in children(parent, "trans-unit", "group"):
        if local_name(child) == "group":
            yield from _iter_units(child)
        else:
            yield child


def _read_unit(unit: etree._Element, shown: str) -> ReturnedUnit:
    own = next(children(unit, "source"), None)
    other = next(children(unit, "target"), None)
    source = () if own is None else read_inline(own)
    target = () if other is None else read_inline(other)
    is_new = other is None or other.get("state") in {"new", "needs-translation"}
    return ReturnedUnit(
        key=unit.get("id", ""),
        source=None if own is None else source,
        target=target if plain(target).strip() else None,
        place=Place(shown, line_of(unit)),
        target_digest=unit.get(f"{{{OWN}}}translation", ""),
        is_copy=is_new and is_same_text(source, target),
        is_partial=_has_empty_segment(unit, other),
    )


def _has_empty_segment(unit: etree._Element, target: etree._Element | None) -> bool:
    """Return whether a segment that the source was divided into has no translation."""
    divided = next(children(unit, "seg-source"), None)
    if divided is None or target is None:
        return False
    own, back = _read_segments(divided), _read_segments(target)
    return bool(back) and any(text and not back.get(name) for name, text in own.items())


def _read_segments(element: etree._Element) -> dict[str, str]:
    return {
        mark.get("mid", ""): plain(read_inline(mark)).strip()
        for mark in element.iter(_core("mrk"))
        if mark.get("mtype") == "seg"
    }
