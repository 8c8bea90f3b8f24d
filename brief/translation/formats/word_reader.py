"""Read the table of a Word document that a translator sends back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.importing.document import Manuscript
from brief.editorial.importing.formats.word.fields import FieldStack
from brief.editorial.importing.formats.word.inline import InlineReader
from brief.editorial.importing.formats.word.losses import Losses
from brief.editorial.importing.formats.word.parts.numbering import Numbering
from brief.editorial.importing.formats.word.parts.package import WordPackage
from brief.editorial.importing.formats.word.parts.styles import StyleSheet
from brief.editorial.importing.formats.word.parts.xml_tree import (
    UnreadableWordError,
    child,
    iterate,
    value,
)
from brief.editorial.importing.formats.word.source import WordSource
from brief.editorial.importing.formats.word.tables import read_rows
from brief.editorial.prose import TextSpan, join_spans
from brief.errors import ContentError
from brief.findings import Place, error
from brief.translation.formats.word_parts import PREFIX
from brief.translation.formats.word_table import IDENTITY, KEY, SOURCE
from brief.translation.inline import wrap_spans
from brief.translation.unit import Open, ReturnedFile, ReturnedUnit, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from brief.translation.unit import Parts

COLUMNS = 3
"""The least cells of a row with a text: key, source, translation."""
_PROPERTIES = "docProps/custom.xml"
_IDENTITY = re.compile(IDENTITY.format(slug=r"(\S+)", source=r"(\S+)", target=r"(\S+)"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\\s]+")
_BREAKS = re.compile(r"[\t\n\f\r]+")


class _Identity(NamedTuple):
    project: str
    slug: str
    source: str
    target: str
    digests: dict[str, str]


def read(data: bytes, shown: str) -> ReturnedFile:
    """Return the texts of a Word document with a table of keys, sources and translations.

    The line of a place is the row of the table; the first, with the heads of the columns, counts.
    Tracked changes are taken as accepted. Raises ContentError for other files, for damaged ones,
    and for those that are larger than any table of a briefing.
    """
    try:
        package = WordPackage(data)
        root, source = _open_text(package, shown)
        identity = _read_properties(package) or _read_heading(root, source)
        rows = list(_iter_rows(root, source))
    except UnreadableWordError as problem:
        remedy = "save the document again as .docx, or export the briefing again"
        message = f"the Word document cannot be read: {problem}"
        raise ContentError([error("translation-file", message, remedy, Place(shown))]) from problem
    units = tuple(_read_unit(number, cells, identity, shown) for number, cells in rows)
    if not units:
        message = "the Word document has no table with keys, sources and translations"
        remedy = "put the translations into the table of the exported document"
        raise ContentError([error("translation-file", message, remedy, Place(shown))])
    return ReturnedFile(
        shown=shown,
        place=Place(shown),
        project=identity.project,
        slug=identity.slug,
        source_language=identity.source,
        target_language=identity.target,
        units=units,
        exported_keys=tuple(identity.digests),
    )


def _open_text(package: WordPackage, shown: str) -> tuple[Element, WordSource]:
    """Return the main part with what it needs: addresses of links, and styles."""
    name = package.main_part()
    root = package.parse(name) if name else None
    if root is None or root.tag != "w:document":
        msg = "it contains no Word text"
        raise UnreadableWordError(msg)
    links = package.relationships(name)
    sheets = (each.target for each in links.values() if each.kind == "styles")
    sheet = next((each for each in sheets if package.has(each)), None)
    styles = StyleSheet(package.parse(sheet) if sheet else None)
    numbering = Numbering(None, styles)
    return root, WordSource(package, links, styles, numbering, Losses(Manuscript(shown)))


def _read_properties(package: WordPackage) -> _Identity | None:
    """Return what the properties of the document say about it; None if they are lost."""
    if not package.has(_PROPERTIES):
        return None
    chunks: dict[str, dict[int, str]] = {}
    for item in package.parse(_PROPERTIES):
        name, _, number = item.get("name", "").removeprefix(PREFIX).rpartition(".")
        if number.isascii() and number.isdigit():
            chunks.setdefault(name, {})[int(number)] = "".join(item.itertext())
    values = {name: "".join(text for _, text in sorted(of.items())) for name, of in chunks.items()}
    if any(name not in values for name in ("project", "briefing", "source", "target")):
        return None
    pairs = (text.rpartition("=") for text in values.get("texts", "").split())
    digests = {key: digest for key, _, digest in pairs if key}
    languages = (values["source"], values["target"])
    return _Identity(values["project"], values["briefing"], *languages, digests)


def _read_heading(root: Element, source: WordSource) -> _Identity:
    """Return what the lines above the table say."""
    for paragraph in root.iter("w:p"):
        text = plain(wrap_spans(_read_paragraph(paragraph, source)))
        if found := _IDENTITY.search(text):
            return _Identity("", found[1], found[2], found[3], {})
    return _Identity("", "", "", "", {})


def _iter_rows(root: Element, source: WordSource) -> Iterator[tuple[int, list[list[TextSpan]]]]:
    """Yield the rows with texts of all tables, with their numbers in their table."""
    for table in root.iter("w:tbl"):
        for number, row in enumerate(read_rows(table), start=1):
            cells = [_read_cell(cell, source) for cell in row[:COLUMNS]]
            texts = [_fold("".join(span.text for span in cell)) for cell in cells]
            is_head = texts[:2] == [KEY, SOURCE]
            if len(cells) == COLUMNS and any(texts) and not is_head:
                yield number, cells


def _fold(text: str) -> str:
    """Return a key without spaces and characters that are not seen."""
    return _INVISIBLE.sub("", text)


def _read_unit(
    number: int, cells: Sequence[Sequence[TextSpan]], identity: _Identity, shown: str
) -> ReturnedUnit:
    key = _fold("".join(span.text for span in cells[0]))
    source = wrap_spans(cells[1])
    target = _find_target(cells[2], source)
    place = Place(shown, number)
    found = target if plain(target).strip() else None
    return ReturnedUnit(key, source, found, place, identity.digests.get(key, ""))


def _find_target(spans: Sequence[TextSpan], source: Parts) -> Parts:
    """Return a translation with the codes of its source.

    Words that are bold each for themselves are bold together, if the source has fewer such parts.
    """
    target = wrap_spans(spans, source)
    if _count_codes(target) > _count_codes(source):
        joined = wrap_spans(_join_across_spaces(spans), source)
        return joined if _count_codes(joined) <= _count_codes(source) else target
    return target


def _count_codes(parts: Parts) -> int:
    return sum(isinstance(part, Open) for part in parts)


def _join_across_spaces(spans: Sequence[TextSpan]) -> tuple[TextSpan, ...]:
    """Return spans in which a space between two of the same style has that style."""
    joined = list(spans)
    for at in range(1, len(spans) - 1):
        before, after = spans[at - 1], spans[at + 1]
        if not spans[at].text.strip() and _style(before) == _style(after):
            joined[at] = TextSpan(spans[at].text, *_style(before))
    return join_spans(joined)


def _style(span: TextSpan) -> tuple[bool, bool, str | None]:
    return (span.emphasis, span.strong, span.href)


def _read_cell(cell: Element, source: WordSource) -> list[TextSpan]:
    """Return the text of a cell; its paragraphs are joined by a space."""
    spans: list[TextSpan] = []
    for paragraph in iterate(cell):
        if paragraph.tag == "w:p" and (read := _read_paragraph(paragraph, source)):
            is_apart = not spans or spans[-1].text[-1:].isspace() or read[0].text[:1].isspace()
            spans += [*([] if is_apart else [TextSpan(" ")]), *read]
    return list(join_spans(spans))


def _read_paragraph(paragraph: Element, source: WordSource) -> list[TextSpan]:
    """Return the text of a paragraph; spaces alone are neither bold nor italic."""
    for hyphen in paragraph.iter("w:softHyphen"):
        hyphen.tag, hyphen.text = "w:t", "\N{SOFT HYPHEN}"
    inline = InlineReader(
        source, FieldStack(paragraph), value(child(paragraph, "w:pPr", "w:pStyle"))
    )
    inline.read(paragraph)
    spans = []
    for piece in inline.pieces:
        text = _BREAKS.sub(" ", piece.text)
        is_seen = bool(text.strip())
        style = (piece.emphasis and is_seen, piece.strong and is_seen, piece.href)
        spans.append(TextSpan(text, *style))
    joined = join_spans(spans)
    return list(joined) if any(span.text.strip() for span in joined) else []
