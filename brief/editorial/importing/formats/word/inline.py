"""Read the inside of a paragraph: runs, links, fields, notes, signs and drawings."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.drawings import read_drawing
from brief.editorial.importing.formats.word.fields import link_address, result_reason
from brief.editorial.importing.formats.word.losses import (
    WHY_HIDDEN,
    WHY_NOTE_MARK,
    WHY_PROMPT,
    WHY_STRUCK,
)
from brief.editorial.importing.formats.word.paragraphs import LINE_END, PAGE_END, Piece
from brief.editorial.importing.formats.word.parts.symbols import find_symbol, has_symbols
from brief.editorial.importing.formats.word.parts.xml_tree import child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.word.fields import FieldStack
    from brief.editorial.importing.formats.word.parts.styles import RunLook
    from brief.editorial.importing.formats.word.source import WordSource

_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": LINE_END,
    "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_SPACES = re.compile(r"[\t\n\r]+")  # of indented XML; line ends and tabs are elements
_NOTES = frozenset({"w:footnoteReference", "w:endnoteReference"})
_ON = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a run is shown, why its text is left out (or ""), and where it links."""

    look: RunLook
    why: str
    href: str | None


class InlineReader:
    """Collects the pieces of a paragraph, and the text boxes that hang on it.

    `opens_with_sign`: the first character is one of a symbol font, as typed bullets are.
    `bold` counts the characters that are bold, `sizes` those of each size.
    """

    def __init__(self, source: WordSource, fields: FieldStack, style: str | None) -> None:
        self.source, self.fields, self.style = source, fields, style
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []
        self.has_text = self.opens_with_sign = False
        self.bold = 0
        self.sizes: dict[int, int] = {}
        self._readers: dict[str, Callable[[Element, _Setting], None]] = {
            "w:t": self._add_text,
            "w:br": self._add_break,
            "w:sym": self._add_symbol,
            "w:ruby": self._read_ruby,
            "w:fldChar": self._take_field_mark,
            "w:instrText": self._take_instruction,
            "w:drawing": self._read_drawing,
            "w:pict": self._read_drawing,
            "w:object": self._read_drawing,
        }

    def read(self, elements: Iterable[Element], href: str | None = None) -> None:
        """Read the children of a paragraph, or of an element inside it."""
        for element in elements:
            tag = element.tag
            if tag == "w:r":
                self._read_run(element, href)
            elif tag == "w:hyperlink":
                self.read(element, self.source.address(element) or href)
            elif tag == "w:fldSimple":
                self._read_simple_field(element, href)
            elif (inside := self.source.unwrap(element)) is not None:
                self.read(inside, href)
            else:
                self.read(element, href)

    def _read_simple_field(self, element: Element, href: str | None) -> None:
        instruction = element.get("w:instr", "")
        runs = [child(each, "w:t") for each in element]
        result = "".join(each.text or "" for each in runs if each is not None)
        if why := result_reason(instruction, result):
            self.source.losses.leave_out_element(element, why)
        else:
            self.read(element, link_address(instruction) or href)

    def _read_run(self, run: Element, href: str | None) -> None:
        look = self.source.styles.look(self.style, child(run, "w:rPr"))
        why = WHY_HIDDEN if look.hidden else WHY_STRUCK if look.struck else ""
        why = why or (WHY_PROMPT if look.is_prompt else "")
        self._read_run_content(run, _Setting(look, why, href))

    def _read_run_content(self, content: Iterable[Element], setting: _Setting) -> None:
        """Read the children of a run, or of an alternative inside it."""
        for element in content:
            tag = element.tag
            if tag in _SIGNS:
                self._add(_SIGNS[tag], setting)
            elif tag in _NOTES:
                if element.get("w:customMarkFollows", "0").lower() in _ON:
                    setting = replace(setting, why=setting.why or WHY_NOTE_MARK)
            elif tag in self._readers:
                self._readers[tag](element, setting)
            elif (inside := self.source.unwrap(element)) is not None:
                self._read_run_content(inside, setting)

    def _add_text(self, element: Element, setting: _Setting) -> None:
        text, font = _SPACES.sub(" ", element.text or ""), setting.look.font
        if has_symbols(text, font):
            text = self._translate([ord(sign) for sign in text], font, setting)
        self._add(text, setting, element)

    def _add_break(self, element: Element, setting: _Setting) -> None:
        is_page = element.get("w:type") in {"page", "column"}
        self._add(PAGE_END if is_page else LINE_END, setting)

    def _add_symbol(self, element: Element, setting: _Setting) -> None:
        try:
            code = int(element.get("w:char", ""), 16)
        except ValueError:
            return
        if 0 <= code <= sys.maxunicode:
            self._add(self._translate([code], element.get("w:font", ""), setting), setting)

    def _translate(self, codes: Sequence[int], font: str, setting: _Setting) -> str:
        """Return the characters that codes mean in a font; list those that are not known.

        A sign that opens a paragraph is a bullet, whatever it shows.
        """
        written = ""
        for code in codes:
            sign = find_symbol(code, font)
            opens = not (self.has_text or written.strip() or setting.why)
            if opens and sign.strip():
                self.opens_with_sign = not sign.isalnum()
            elif opens and not sign:
                sign, self.opens_with_sign = "•", True
            elif not sign:
                self.source.losses.mention(f"a sign of the font {font}, U+{code:04X}")
            written += sign
        return written

    def _read_ruby(self, ruby: Element, setting: _Setting) -> None:
        """Read the base of a ruby, and list the reading above it."""
        for part in ruby:
            if part.tag == "w:rt":
                self.source.losses.leave_out_element(part, "the reading above a word")
            elif part.tag == "w:rubyBase":
                self.read(part, setting.href)

    def _read_drawing(self, drawing: Element, setting: _Setting) -> None:
        if setting.look.hidden:
            self.source.losses.leave_out_element(drawing, WHY_HIDDEN)
        else:
            self.boxes += read_drawing(drawing, self.source)

    def _take_field_mark(self, mark: Element, setting: _Setting) -> None:
        ended = self.fields.take_mark(mark)
        text, why = ended.own_text if ended else ("", "")
        if text:
            self._add(text, replace(setting, why=setting.why or why))
            self.source.losses.close()

    def _take_instruction(self, element: Element, _: _Setting) -> None:
        self.fields.add_instruction(element.text or "")

    def _add(self, text: str, setting: _Setting, element: Element | None = None) -> None:
        """Add a text to the pieces, or to the list of omissions."""
        look, losses = setting.look, self.source.losses
        if why := self.fields.why_hidden or setting.why:
            losses.leave_out(text, why, element)
            return
        if element is not None:
            losses.take(element)
        if visible := len(text.strip()):
            self.has_text = True
            self.bold += visible if look.bold else 0
            self.sizes[look.size] = self.sizes.get(look.size, 0) + visible
        href = self.fields.address or setting.href
        shown = (look.strong, look.emphasis, look.raised, href, look.caps, look.language)
        self.pieces.append(Piece(text, *shown))
