"""A briefing with everything that is translated, and files for translators as tools change them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from brief.project import Project
from brief.translation.collect import collect_units
from brief.translation.formats.registry import find_format, read_returned
from brief.translation.returning.importer import import_translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.findings import Finding
    from brief.translation.returning.importer import ImportResult
    from tests.workspace import Workspace

SLUG = "ferry"
NAME = "returned.xlf"
FORMATS = ("xliff", "xliff1")
FACTS = """\
date: 2025-03-04
sources: [{publication: Harbour Review, title: A ferry, url: "https://www.example.org/f"}]
names: [Nordkai]
key_figures:
  - {id: rides, additional: yes, value: 4200, digits: 0}
  - {id: share, value: 29, unit: percent}
next:
  - {id: vote, date: 2026-05}
"""
GERMAN = """\
# Deutsch
title: "Die *Fähre* fährt elektrisch"   # Titel
standfirst: Sie fährt ab Nordkai.
summary: >-
  Der Anteil liegt bei 29 Prozent, und
  **die *ganze* Flotte** folgt.
points:
  - id: quay
    text: "**Kai.** Mehr im [Plan der Stadt](https://www.example.org/plan) und [hier](https://www.example.org/b)."
  - id: tax
    text: 'Steuern\\* sinken um 5 [Prozent].'
key_figures:
  rides: {label: Fahrten, note: im Jahr}
  share: Anteil
next:
  vote: Abstimmung
quote: {text: "Wir fahren.", by: Ada Berg}
keywords: [Fähre, Strom]
"""
ITALIAN = """\
# Italiano
title: "Il *traghetto* diventa elettrico"
standfirst: Parte da Nordkai.
summary: >-
  La quota è del 29 per cento, e
  **tutta *la* flotta** seguirà.
points:
  - {id: tax, text: 'Le tasse\\* calano del 5 [per cento].'}
  - id: quay   # la banchina
    text: "**Banchina.** Altro nel [piano](https://www.example.org/plan) e [qui](https://www.example.org/b)."
key_figures:
  rides: {label: corse, note: all'anno}
  share: quota
next:
  vote: votazione
quote: {text: "Si parte.", by: Ada Berg}
keywords: [traghetto, corrente]
"""
TEXTS = {"de": GERMAN, "it": ITALIAN}


def write_ferry(workspace: Workspace, *languages: str) -> Project:
    """Write the briefing in these languages, and return its project."""
    workspace.write(f"content/{SLUG}/briefing.yaml", FACTS)
    for tag in languages:
        workspace.write(f"content/{SLUG}/{tag}.yaml", TEXTS[tag])
    return Project(workspace.root)


def export(project: Project, format_: str = "xliff", pair: tuple[str, str] = ("de", "it")) -> bytes:
    """Return the file for translators, without notes on the page."""
    return find_format(format_).write(collect_units(project, SLUG, *pair))


def bring_back(project: Project, data: bytes, *, partly: bool = False) -> ImportResult:
    """Import a file."""
    return import_translation(project, read_returned(data, NAME), partly=partly)


def texts_of(project: Project, tag: str = "it") -> bytes:
    """Return the content of a language file."""
    return (project.content_folder / SLUG / f"{tag}.yaml").read_bytes()


def codes(result: ImportResult) -> list[str]:
    """Return the codes of the findings of an import."""
    return [finding.code for finding in result.findings]


def only(findings: tuple[Finding, ...]) -> Finding:
    """Return the single finding."""
    (found,) = findings
    return found


class Document:
    """A file for translators that a tool has open."""

    def __init__(self, data: bytes) -> None:
        self.root = etree.fromstring(data)
        self.is_two = self.root.get("version", "").startswith("2")

    def units(self) -> list[etree._Element]:
        """Return the units."""
        name = "unit" if self.is_two else "trans-unit"
        return list(self.root.iter(self.name(name)))

    def unit(self, key: str) -> etree._Element:
        """Return a unit by its key."""
        return next(unit for unit in self.units() if unit.get("id") == key)

    def name(self, tag: str) -> str:
        """Return the name of an element in the namespace of the format."""
        return f"{{{etree.QName(self.root).namespace}}}{tag}"

    def find(self, unit: etree._Element, tag: str) -> etree._Element:
        """Return the first element of that name in a unit."""
        return next(self.holder(unit, tag).iter(self.name(tag)))

    def holder(self, unit: etree._Element, tag: str) -> etree._Element:
        """Return the part of a unit with its texts, which proposals have as well."""
        has_texts = self.is_two and tag in {"source", "target"}
        return next(unit.iter(self.name("segment"))) if has_texts else unit

    def fill(self, change: Callable[[str], str] = str) -> Document:
        """Give every unit a translation: its source, with each piece of text changed."""
        for unit in self.units():
            self.translate(unit, change)
        return self

    def translate(self, unit: etree._Element, change: Callable[[str], str] = str) -> etree._Element:
        """Give a unit a translation, and return it."""
        source = self.find(unit, "source")
        target = deepcopy(source)
        target.tag = self.name("target")
        for mark in list(target.iter(self.name("mrk"))):
            _unwrap(mark)
        for element in target.iter():
            element.text = change(element.text) if element.text else element.text
            if element is not target and element.tail:
                element.tail = change(element.tail)
        for old in list(self.holder(unit, "target").iterchildren(self.name("target"))):
            _remove(old)
        target.tail = None
        source.addnext(target)
        holder = next(unit.iter(self.name("segment"))) if self.is_two else target
        holder.set("state", "translated")
        return target

    def data(self) -> bytes:
        """Return the file."""
        return bytes(etree.tostring(self.root, encoding="UTF-8", xml_declaration=True))


def _unwrap(element: etree._Element) -> None:
    """Replace an element without children by its text."""
    text = (element.text or "") + (element.tail or "")
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
    element.tail = None
    _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
