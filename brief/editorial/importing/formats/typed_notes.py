"""Take notes out of a text that are typed by hand: marks such as `[1]` or `¹`, and a list of notes.

Notes that the file itself marks as such are taken out where its format is read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.span_lines import trim_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.editorial.importing.document import ImportedBlock, Manuscript, OmittedText
    from brief.editorial.prose import TextSpan

WHY_MARK = "the mark of a footnote"
WHY_NOTE = "a footnote"
WHY_COMMENT = "a comment"
MAX_HEADING = 40
MAX_LISTED = 300

_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABEL = re.compile(r"(?:\[(?P<number>[0-9]{1,3})\]:?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*(?=\S)")
_NEXT_NOTE = re.compile(r"\s+(?=\[(?:[0-9]{1,3}|[a-z]{1,2})\])")
# Other marks, close after a word: `word(1)`, `word*`, `word†`, `word①`, `word※1`, and the comments
# that Google Docs writes into texts, `word[a]`. They count only if a line below begins with one.
_SIGN = r"\([0-9]{1,2}\)|\*{1,3}|[†‡]{1,2}|[①-⑳]|※[0-9]{0,2}|\[[a-z]{1,2}\]"
_CLOSE_SIGN = re.compile(
    rf"(?:(?<=[^\W\d_]{{2}})|(?<=[.,;:!?%”»’\"。，、\]]))(?P<sign>{_SIGN})(?![\w*])"
)
_SIGN_LABEL = re.compile(rf"\s*(?P<sign>{_SIGN})\s*(?=[^\s*])")
_NEXT_SIGN = re.compile(rf"(?:^|\s)({_SIGN})")
_SIGN_STARTS = frozenset("(*†‡※[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LETTERS = re.compile(r"\[[a-z]{1,2}\]")
_BRACKETS = re.compile(r"(?P<space>\s?)\[(?P<number>[0-9]{1,3})\]")
# After a word of three letters, so that km² is a unit; after a stop or a closing sign.
_RAISED = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?%)\]”“»’\"]))(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\w)"
)
_CLOSE = re.compile(r"[\w.,;:!?%)\]”»’\"]")
_HEADINGS = frozenset(
    (
        *("notes", "footnotes", "endnotes", "references", "anmerkungen", "anmerkung", "fußnoten"),
        *("fussnoten", "einzelnachweise", "endnoten", "note", "notes de bas de page", "références"),
        *("notes et références", "note a piè di pagina", "riferimenti", "notas", "referencias"),
        *("notas al pie", "notas a pie de página", "referências", "notas de rodapé", "noten"),
        *("voetnoten", "eindnoten", "referenties", "przypisy", "примечания", "сноски", "примітки"),
        *("виноски", "poznámky", "poznámky pod čiarou", "jegyzetek", "lábjegyzetek", "noter"),
        *("fodnoter", "fotnoter", "viitteet", "alaviitteet", "note de subsol", "бележки", "opombe"),
        *("bilješke", "viited", "atsauces", "išnašos", "σημειώσεις", "υποσημειώσεις", "dipnotlar"),
        *(
            "注释",
            "注釋",
            "脚注",
            "腳註",
            "注",
            "注記",
            "각주",
            "주석",
            "الهوامش",
            "حواشي",
            "پانویس",
        ),
        *("הערות", "הערות שוליים", "टिप्पणियाँ", "เชิงอรรถ", "chú thích"),
    )
)


def find_note_lines(lines: Iterable[str]) -> set[str]:
    """Return the lines that begin with a mark which a line above has close after a word."""
    marks: set[str] = set()
    begun: dict[str, list[str]] = {}
    for line in lines:
        label = _SIGN_LABEL.match(line) or _LABEL.match(line)
        mark = label[0].strip() if label else ""
        if mark in marks:
            begun.setdefault(mark, []).append(line.strip())
        start = label.end() if label else 0
        marks |= {found.strip() for found in _find_signs(line, start)}
        marks |= {found[0].strip() for found in _BRACKETS.finditer(line, start)}
        marks |= {found[0] for found in _RAISED.finditer(line, start)}
    return {each for found in begun.values() if len(found) == 1 for each in found}


def _find_signs(text: str, start: int = 0) -> list[str]:
    """Return the marks close after words; stars around a word are emphasis."""
    signs = [found["sign"] for found in _CLOSE_SIGN.finditer(text, start)]
    stars = text.count("*", start)
    return [sign for sign in signs if not sign.startswith("*") or stars == len(sign)]


def take_typed_notes(manuscript: Manuscript) -> None:
    """Take marks and notes out of the blocks, and list them.

    A block is a note if it begins with a mark that the text above it has, or comes under a heading
    such as "Notes" while the text has marks. Marks without notes, as in a copied article of
    Wikipedia, are taken out only directly after a word: "since 2019[3]".
    """
    blocks = manuscript.blocks
    marks = {number: -1 for entry in manuscript.left_out for number in _read_listed(entry)}
    marks |= {mark: at for mark, at in _find_marks(blocks).items() if mark not in marks}
    if not marks:
        return
    notes = _find_notes(blocks, marks)
    labels = {label for number in notes if (label := _read_label(blocks[number].text))}
    for number in notes:
        labels |= {found["number"] for found in _BRACKETS.finditer(blocks[number].text)}
        labels |= set(_NEXT_SIGN.findall(blocks[number].text))
    kept: list[ImportedBlock] = []
    for number, block in enumerate(blocks):
        if number in notes:
            for note in _NEXT_NOTE.split(block.text):
                why = WHY_COMMENT if _LETTERS.match(note) else WHY_NOTE
                manuscript.leave_out(note[:MAX_LISTED], why, block.line)
        else:
            kept.append(_without_marks(block, labels, manuscript))
    manuscript.blocks = kept


def _read_listed(entry: OmittedText) -> list[str]:
    """Return the marks that the format's reader has taken out."""
    return re.findall("[0-9]{1,3}", entry.text) if entry.why == WHY_MARK else []


def _find_marks(blocks: Iterable[ImportedBlock]) -> dict[str, int]:
    """Return the marks in the text, each with the number of the first block that has it."""
    found: dict[str, int] = {}
    for number, block in enumerate(blocks):
        text = block.text
        if not text.isascii() or any(sign in text for sign in "[(*"):
            label = _SIGN_LABEL.match(text) or _LABEL.match(text)
            start = label.end() if label else 0
            for mark in (*_BRACKETS.finditer(text, start), *_RAISED.finditer(text, start)):
                found.setdefault(_mark_number(mark), number)
            for sign in _find_signs(text, start):
                found.setdefault(sign, number)
    return found


def _find_notes(blocks: list[ImportedBlock], marks: dict[str, int]) -> set[int]:
    """Return the numbers of the blocks that are notes, or the heading of notes."""
    notes: set[int] = set()
    first = min(marks.values())
    under_heading = False
    for number, block in enumerate(blocks):
        if block.kind == "heading" or len(block.text) <= MAX_HEADING:
            name = block.text.strip(" :.：").casefold()
            if name in _HEADINGS and number and number + 1 < len(blocks):
                under_heading = first < number
                notes |= {number} if under_heading else set()
                continue
            under_heading = under_heading and block.kind != "heading"
        label = _read_label(block.text)
        if under_heading or (label and marks.get(label, number) < number):
            notes.add(number)
    return notes if len(notes) < len(blocks) else set()


def _read_label(text: str) -> str:
    """Return the number of a note that a block begins with, or ""."""
    if sign := _SIGN_LABEL.match(text):
        return sign["sign"]
    found = _LABEL.match(text)
    return _mark_number(found) if found else ""


def _mark_number(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return groups.get("number") or (groups.get("raised") or "").translate(_FIGURES)


def _without_marks(block: ImportedBlock, labels: set[str], manuscript: Manuscript) -> ImportedBlock:
    """Return a block without the marks of notes; they are listed."""
    text = block.text
    ranges = []
    for found in _BRACKETS.finditer(text):
        before = text[found.start() - 1 : found.start()] if found.start() else ""
        is_close = not found["space"] and bool(_CLOSE.match(before))
        if found["number"] in labels or is_close:
            ranges.append((found.start(), found.end()))
            manuscript.leave_out(found[0].strip(), WHY_MARK, block.line)
    for found in _RAISED.finditer(text):
        if _mark_number(found) in labels:
            ranges.append((found.start(), found.end()))
            manuscript.leave_out(found[0], WHY_MARK, block.line)
    if any(label[:1] in _SIGN_STARTS for label in labels):
        for found in _CLOSE_SIGN.finditer(text):
            if found["sign"] in labels:
                ranges.append((found.start(), found.end()))
                manuscript.leave_out(found[0], WHY_MARK, block.line)
    return replace(block, spans=_cut_ranges(block.spans, sorted(ranges))) if ranges else block


def _cut_ranges(spans: tuple[TextSpan, ...], ranges: list[tuple[int, int]]) -> tuple[TextSpan, ...]:
    """Return spans without the characters in some ranges of their text."""
    kept: list[TextSpan] = []
    offset = 0
    waiting = iter([*ranges, (10**9, 10**9)])
    start, end = next(waiting)
    for span in spans:
        parts: list[str] = []
        position, stop = offset, offset + len(span.text)
        while start < stop:
            parts.append(span.text[position - offset : max(start, position) - offset])
            position = max(position, min(end, stop))
            if end > stop:
                break
            start, end = next(waiting)
        parts.append(span.text[position - offset :])
        kept.append(replace(span, text="".join(parts)))
        offset = stop
    return trim_spans(tuple(kept))
