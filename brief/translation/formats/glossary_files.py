"""Glossaries as CSV, and as TBX (ISO 30042), the exchange format of terminology.

TBX is written in the form of 2008 (TBX-Basic in MARTIF), which most tools read; that of 2019 is
read as well. A term is a mapping of languages to names; `ALL` is a name in every language.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lxml import etree

from brief.editorial.agreement.glossary import ALL_LANGUAGES as ALL
from brief.errors import ContentError
from brief.findings import Place, error
from brief.language_tags import canonical_tag
from brief.translation.formats.csv_table import decode_table, guard, unguard
from brief.translation.formats.xml_reader import line_of, local_name, read_xml
from brief.translation.formats.xml_writer import to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

Term: TypeAlias = "dict[str, tuple[str, ...]]"

ALL_COLUMN = "all"
SEPARATOR = "|"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Of TBX as it is written here: several languages, and one that is not named (ISO 639-2).
_EVERY = ("mul", "und")
_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})


class ReadTerm(NamedTuple):
    """A term of a file, and its place there."""

    term: Term
    place: Place


def write_csv(terms: Sequence[Term]) -> bytes:
    """Return a row for each term and a column for each language; `|` separates several names."""
    tags = sorted({tag for term in terms for tag in term})
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow([tag or ALL_COLUMN for tag in tags])
    for term in terms:
        rows.writerow([guard(f" {SEPARATOR} ".join(term.get(tag, ()))) for tag in tags])
    return written.getvalue().encode("utf-8-sig")


def write_tbx(terms: Sequence[Term], project: str) -> bytes:
    """Return the terms as TBX; the language of a name in every language is `mul`."""
    root = etree.Element("martif", {"type": "TBX", LANGUAGE: "en"})
    header = etree.SubElement(root, "martifHeader")
    described = etree.SubElement(etree.SubElement(header, "fileDesc"), "sourceDesc")
    etree.SubElement(described, "p").text = f"Glossary of {project}, written by brief"
    encoding = etree.SubElement(etree.SubElement(header, "encodingDesc"), "p", type="XCSURI")
    encoding.text = "TBXXCS.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, start=1):
        entry = etree.SubElement(body, "termEntry", id=f"c{number}")
        for tag, names in term.items():
            section = etree.SubElement(entry, "langSet", {LANGUAGE: tag or _EVERY[0]})
            for name in names:
                etree.SubElement(etree.SubElement(section, "tig"), "term").text = name
    return to_bytes(root, ("term", "p"))


def read_glossary(data: bytes, shown: str) -> tuple[ReadTerm, ...]:
    """Return the terms of a CSV or TBX file.

    Raises ContentError with a place if it is neither, damaged, or has no terms.
    """
    is_xml = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    read = (
        _read_tbx(read_xml(data, shown)) if is_xml else _read_csv(decode_table(data, shown), shown)
    )
    terms = tuple(
        ReadTerm(term, Place(shown, line)) for line, term in read if any(map(any, term.values()))
    )
    if not terms:
        message = "the file has no terms"
        remedy = "name a TBX file, or CSV with a language tag at the head of each column (de,it)"
        raise ContentError([error("translation-file", message, remedy, Place(shown))])
    return terms


def _read_tbx(root: _Element) -> Iterator[tuple[int, Term]]:
    for entry in root.iter():
        if local_name(entry) in _ENTRIES:
            term: Term = {}
            for section in entry.iter():
                tag = _find_tag(section.get(LANGUAGE, ""))
                if local_name(section) in _LANGUAGES and tag is not None:
                    names = ("".join(it.itertext()) for it in section.iter() if _is_term(it))
                    term[tag] = _tidy((*term.get(tag, ()), *names))
            yield line_of(entry), _join_every(term)


def _is_term(element: _Element) -> bool:
    return local_name(element) == "term"


def _find_tag(typed: str) -> str | None:
    return ALL if typed.lower() in _EVERY else canonical_tag(typed)


def _join_every(term: Term) -> Term:
    """Return the term; beside names of languages, one in every language says nothing."""
    named = {tag: names for tag, names in term.items() if tag != ALL and names}
    return named or term


def _read_csv(text: str, shown: str) -> Iterator[tuple[int, Term]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    begin, tags = 1, None
    try:
        for row in reader:
            if tags is None and any(cell.strip() for cell in row):
                tags = [
                    ALL if it.strip() == ALL_COLUMN else canonical_tag(it.strip()) for it in row
                ]
            elif tags is not None:
                pairs = zip(tags, row, strict=False)
                names = {tag: _split(cell) for tag, cell in pairs if tag is not None}
                yield begin, _join_every({tag: found for tag, found in names.items() if found})
            begin = reader.line_num + 1
    except csv.Error as problem:
        message = f"the text in quotes that begins here cannot be read: {problem}"
        remedy = "save the file again as CSV in UTF-8"
        raise ContentError(
            [error("translation-file", message, remedy, Place(shown, begin, 1))]
        ) from problem


def _split(cell: str) -> tuple[str, ...]:
    return _tidy(unguard(cell).split(SEPARATOR))


def _tidy(names: Iterable[str]) -> tuple[str, ...]:
    """Return names with single spaces, without empty ones, each once."""
    tidied = (" ".join(name.split()) for name in names)
    return tuple(dict.fromkeys(name for name in tidied if name))
