"""Follow the fields of a Word text: their results are text, their instructions are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.alternatives import shown_branch
from brief.editorial.importing.formats.word.losses import (
    WHY_CONTENTS,
    WHY_NOTE_MARK,
    WHY_PROMPT,
    WHY_SOURCES,
)
from brief.editorial.importing.formats.word.parts.xml_tree import child, iterate, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_INSTRUCTION = 10_000
MAX_PLACEHOLDER = 200
WHY_INSTRUCTION = "the instruction of a field"

_SKIPPED = frozenset({"w:del", "w:moveFrom", "w:txbxContent"})
_HIDDEN_RESULTS = (
    (re.compile(r"(?i)\s*(?:TOC|TOA|INDEX)\b"), WHY_CONTENTS),
    (
        re.compile(
            r"(?i)\s*(?:BIBLIOGRAPHY\b"
            r"|ADDIN\s+(?:EN\.REFLIST|ZOTERO_BIBL|CSL_BIBLIOGRAPHY|Mendeley Bibliography))"
        ),
        WHY_SOURCES,
    ),
    (re.compile(r"(?i)\s*(?:NOTEREF|FTNREF)\b.*\\f"), WHY_NOTE_MARK),
)
_MERGE = re.compile(r"(?i)\s*MERGEFIELD\b")
_UNFILLED = re.compile(r"\s*[«<]+[^«»]*[»>]+\s*")
_LINK = re.compile(r"(?i)\s*HYPERLINK\s+(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\\\s]\S*))")
_BUTTON = re.compile(r"(?i)\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(?P<text>.*)", re.DOTALL)
_FORMULA = re.compile(r"(?i)\s*EQ\s+(?P<text>.*)", re.DOTALL)


@dataclass(slots=True)
class Field:
    """An open field: its instruction so far, and its result as a whole.

    `why_hidden` says why text at this place is not imported, or ""; `address` is where it links.
    Both also count for the fields inside.
    """

    begin: Element
    result: str
    why_hidden: str = WHY_INSTRUCTION
    address: str | None = None
    instruction: str = ""

    @property
    def own_text(self) -> tuple[str, str]:
        """What the field shows without having a result: a text, and why it is left out, or ""."""
        if found := _BUTTON.match(self.instruction):
            return found["text"], WHY_PROMPT
        if found := _FORMULA.match(self.instruction):
            return found["text"], "a formula"
        choices = child(self.begin, "w:ffData", "w:ddList")
        if choices is None or self.result.strip():
            return "", ""
        entries = [each.get("w:val", "") for each in choices if each.tag == "w:listEntry"]
        chosen = value(choices, "w:result") or value(choices, "w:default") or "0"
        number = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
        return (entries[number], "") if number < len(entries) else ("", "")


def result_reason(instruction: str, result: str) -> str:
    """Return why the result of a field is not imported, or ""."""
    is_short = len(result) <= MAX_PLACEHOLDER
    if is_short and _MERGE.match(instruction) and _UNFILLED.fullmatch(result):
        return WHY_PROMPT
    return next((why for pattern, why in _HIDDEN_RESULTS if pattern.match(instruction)), "")


def link_address(instruction: str) -> str | None:
    """Return the address that a field links to, if it is a link to an address."""
    found = _LINK.match(instruction)
    return (found["quoted"] or found["bare"]) if found else None


class FieldStack:
    """The fields that are open at a place of a story: the body, or a text box.

    A field's parts are in runs of their own, also over several paragraphs: begin, instruction,
    separator, result, end (ECMA-376-1, 17.16.18). Begins without an end are ignored, as the text
    after them is shown.
    """

    def __init__(self, story: Element) -> None:
        self._results: dict[int, str] = {}
        self._ends: dict[int, int] = {}
        self._pair(story)
        self._open: list[Field] = []

    def take_mark(self, mark: Element) -> Field | None:
        """Process a `w:fldChar`; return the field that it ends."""
        kind = mark.get("w:fldCharType")
        if kind == "begin" and id(mark) in self._results:
            self._open.append(Field(mark, self._results[id(mark)]))
        elif not self._open or self._ends.get(id(mark)) != id(self._open[-1].begin):
            return None
        elif kind == "separate":
            field, outer = self._open[-1], self._open[-2] if len(self._open) > 1 else None
            own = result_reason(field.instruction, field.result)
            field.why_hidden = (outer.why_hidden if outer else "") or own
            field.address = link_address(field.instruction) or (outer.address if outer else None)
        elif kind == "end":
            return self._open.pop()
        return None

    def add_instruction(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and len(self._open[-1].instruction) < MAX_INSTRUCTION:
            self._open[-1].instruction += text

    @property
    def why_hidden(self) -> str:
        """Why text at this place is not imported, or ""."""
        return self._open[-1].why_hidden if self._open else ""

    @property
    def address(self) -> str | None:
        """Where text at this place links."""
        return self._open[-1].address if self._open else None

    def _pair(self, story: Element) -> None:
        """Find the begin of each separator and end, and the text of each result."""
        waiting: list[tuple[Element, list[Element], list[str]]] = []
        for element in iterate(story, _SKIPPED, shown_branch):
            kind = element.get("w:fldCharType") if element.tag == "w:fldChar" else None
            if kind == "begin":
                waiting.append((element, [], []))
            elif kind == "separate" and waiting:
                waiting[-1][1].append(element)
            elif kind == "end" and waiting:
                begin, separators, texts = waiting.pop()
                self._results[id(begin)] = "".join(texts)
                self._ends.update((id(each), id(begin)) for each in [*separators[:1], element])
            elif element.tag == "w:t" and waiting and waiting[-1][1]:
                waiting[-1][2].append(element.text or "")
