"""XLIFF 2.1 (OASIS Standard; ISO 21720:2024): write a translation file, and read a returned one."""

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
from brief.translation.formats.xml_reader import (
    children,
    line_of,
    local_name,
    refuse_file,
)
from brief.translation.formats.xml_writer import SPACE, to_bytes
from brief.translation.unit import Open, ReturnedFile, ReturnedUnit, State, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.translation.unit import Code, Mark, Parts, TranslationFile, Unit

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
NAMESPACES = {None: CORE, "mtc": MATCHES, "mda": METADATA, "slr": SIZES}
TEXTS = ("source", "target", "note", "data", "meta")

# States of segments (4.3.1.29): CHANGED and REVIEW are initial, with a state of our own beside.
_STATES = {
    State.NEW: "initial",
    State.CHANGED: "initial",
    State.REVIEW: "translated",
    State.TRANSLATED: "translated",
    State.FINAL: "final",
}
_CODE_TYPES = {
    "strong": ("fmt", "xlf:b"),
    "emphasis": ("fmt", "xlf:i"),
    "link": ("link", ""),
}


def write(file: TranslationFile) -> bytes:
    """Return the file as XLIFF 2.1."""
    root = etree.Element(
        _core("xliff"),
        version="2.1",
        srcLang=file.source_language,
        trgLang=file.target_language,
        nsmap=NAMESPACES,
    )
    original = f"content/{file.slug}/{file.source_language}.yaml"
    body = etree.SubElement(root, _core("file"), id=file.slug, original=original)
    etree.SubElement(body, f"{{{SIZES}}}profiles", generalProfile="xliff:codepoints")
    keys = " ".join(unit.key for unit in file.units)
    _add_metadata(body, {"project": file.project, "briefing": file.slug, "texts": keys})
    _add_notes(body, [("context", line) for line in file.context])
    for unit in file.units:
        body.append(_make_unit(unit))
    return to_bytes(root, TEXTS)


def _core(name: str) -> str:
    return f"{{{CORE}}}{name}"


def _add_metadata(parent: etree._Element, values: dict[str, str]) -> None:
    metadata = etree.SubElement(parent, f"{{{METADATA}}}metadata")
    group = etree.SubElement(metadata, f"{{{METADATA}}}metaGroup", category="brief")
    for name, value in values.items():
        etree.SubElement(group, f"{{{METADATA}}}meta", type=name).text = value


def _add_notes(parent: etree._Element, notes: list[tuple[str, str]]) -> None:
    if notes:
        holder = etree.SubElement(parent, _core("notes"))
        for category, text in notes:
            etree.SubElement(holder, _core("note"), category=category).text = text


def _make_unit(unit: Unit) -> etree._Element:
    element = etree.Element(_core("unit"), id=unit.key, name=unit.key)
    if unit.max_characters:
        element.set(f"{{{SIZES}}}sizeRestriction", str(unit.max_characters))
    codes = _find_codes(unit)
    if unit.proposals:
        _add_proposals(element, unit)
    if unit.target_digest:
        _add_metadata(element, {"translation": unit.target_digest})
    _add_notes(element, list(_list_notes(unit)))
    links = {code.href for code in codes if code.href}
    names = {href: f"d{number}" for number, href in enumerate(sorted(links), start=1)}
    if names:
        holder = etree.SubElement(element, _core("originalData"))
        for href, name in names.items():
            etree.SubElement(holder, _core("data"), id=name).text = href
    segment = etree.SubElement(element, _core("segment"), id="s1", state=_STATES[unit.state])
    if unit.state in {State.CHANGED, State.REVIEW}:
        segment.set("subState", f"brief:{unit.state}")
    form = InlineForm(lambda code: _make_code(code, names), _make_mark)
    source = etree.SubElement(segment, _core("source"))
    write_inline(source, unit.source, form, unit.marks)
    if unit.target is not None:
        write_inline(etree.SubElement(segment, _core("target")), unit.target, form)
    for text in (source, *children(segment, "target")):
        text.set(SPACE, "preserve")
    return element


def _find_codes(unit: Unit) -> list[Code]:
    parts = [*unit.source, *(unit.target or ())]
    return [part.code for part in parts if isinstance(part, Open)]


def _make_code(code: Code, names: dict[str, str]) -> etree._Element:
    kind, inner = _CODE_TYPES[code.kind]
    element = etree.Element(_core("pc"), id=code.id, type=kind, canDelete="no", canCopy="no")
    if inner:
        element.set("subType", inner)
    if code.href:
        element.set("dataRefStart", names[code.href])
    return element


def _make_mark(mark: Mark, number: int) -> etree._Element:
    kinds = {"name": "term", "term": "term", "figure": "brief:figure"}
    element = etree.Element(_core("mrk"), id=f"m{number}", type=kinds[mark.kind])
    if mark.target:
        element.set("value", mark.target)
    return element


def _list_notes(unit: Unit) -> Iterator[tuple[str, str]]:
    from brief.translation.inline import write_prose

    if unit.note:
        yield "place", unit.note
    if unit.earlier:
        yield "earlier source", write_prose(unit.earlier[0])
        yield "earlier translation", write_prose(unit.earlier[1])


def _add_proposals(element: etree._Element, unit: Unit) -> None:
    holder = etree.SubElement(element, f"{{{MATCHES}}}matches")
    form = InlineForm(lambda code: etree.Element(_core("pc"), id=code.id), _make_mark)
    for proposal in unit.proposals:
        match = etree.SubElement(
            holder,
            f"{{{MATCHES}}}match",
            ref="#s1",
            type="tm",
            similarity=f"{proposal.match}.0",
            matchQuality=f"{proposal.match}.0",
            origin=proposal.origin,
        )
        write_inline(etree.SubElement(match, _core("source")), proposal.source, form)
        write_inline(etree.SubElement(match, _core("target")), proposal.target, form)


def matches(root: etree._Element) -> bool:
    """Return whether a document is XLIFF 2."""
    return local_name(root) == "xliff" and etree.QName(root).namespace == CORE


def read(root: etree._Element, shown: str) -> ReturnedFile:
    """Return the units of an XLIFF 2 document, segments joined."""
    files = list(children(root, "file"))
    if len(files) != 1:
        message = f"the file has {len(files)} <file> elements, and a briefing has one"
        raise refuse_file(message, "import one briefing at a time", Place(shown, line_of(root)))
    about = _read_metadata(files[0])
    return ReturnedFile(
        shown=shown,
        place=Place(shown, line_of(files[0])),
        project=about.get("project", ""),
        slug=about.get("briefing", "") or files[0].get("id", ""),
        source_language=root.get("srcLang", ""),
        target_language=root.get("trgLang", ""),
        units=tuple(_read_unit(unit, shown) for unit in _iter_units(files[0])),
        exported_keys=tuple(about.get("texts", "").split()),
    )


def _iter_units(parent: etree._Element) -> Iterator[etree._Element]:
    for child in children(parent, "unit", "group"):
        if local_name(child) == "group":
            yield from _iter_units(child)
        else:
            yield child


def _read_metadata(element: etree._Element) -> dict[str, str]:
    path = f"{{{METADATA}}}metadata/{{{METADATA}}}metaGroup[@category='brief']/{{{METADATA}}}meta"
    return {meta.get("type", ""): meta.text or "" for meta in element.iterfind(path)}


def _read_unit(unit: etree._Element, shown: str) -> ReturnedUnit:
    source: Parts = ()
    targets: list[tuple[int, Parts]] = []
    translated = copied = lacking = 0
    needs_review = False
    for number, segment in enumerate(children(unit, "segment", "ignorable"), start=1):
        own = next(children(segment, "source"), None)
        other = next(children(segment, "target"), None)
        before = read_inline(own) if own is not None else ()
        after = read_inline(other) if other is not None else ()
        source += before
        if local_name(segment) == "ignorable":
            targets.append((_read_order(other, number), before if other is None else after))
            continue
        is_new = segment.get("state", "initial") == "initial"
        copied += is_new and is_same_text(before, after)
        translated += bool(plain(after).strip())
        lacking += bool(plain(before).strip()) and not plain(after).strip()
        targets.append((_read_order(other, number), after))
        needs_review = needs_review or segment.get("subState") == "brief:needs-review"
    joined = tuple(part for _, parts in sorted(targets, key=lambda it: it[0]) for part in parts)
    return ReturnedUnit(
        key=unit.get("id", ""),
        source=source,
        target=joined if translated else None,
        place=Place(shown, line_of(unit)),
        target_digest=_read_metadata(unit).get("translation", ""),
        needs_review=needs_review,
        is_copy=copied == translated > 0,
        is_partial=bool(translated and lacking),
    )


def _read_order(target: etree._Element | None, number: int) -> int:
    """Return where the translation of a segment is in the unit, from 1 (XLIFF 2.1, 4.3.1.24)."""
    order = "" if target is None else target.get("order", "")
    return int(order) if order.isdecimal() else number
