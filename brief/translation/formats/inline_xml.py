"""Text with codes as XML content, and back: `<pc>` of XLIFF 2, `<g>` of XLIFF 1.2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.translation.formats.xml_reader import local_name
from brief.translation.unit import Close, Code, Open, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml import etree

    from brief.translation.unit import Mark, Part, Parts

PAIRED = frozenset({"pc", "g"})
# Elements for a code without content, or for its beginning or end. The text that some
# of them have is that of the code, not of the translation.
SINGLE = frozenset({"ph", "x", "it", "bpt", "ept", "sc", "ec", "bx", "ex"})
UNNAMED = "?"
"""The id of a code that has none."""
_OPENING = frozenset({"sc", "bx", "bpt"})
_CLOSING = frozenset({"ec", "ex", "ept"})


@dataclass(frozen=True, slots=True)
class InlineForm:
    """How a format writes codes and marks: functions that return the element, without content."""

    make_code: Callable[[Code], etree._Element]
    make_mark: Callable[[Mark, int], etree._Element]


def write_inline(
    parent: etree._Element, parts: Parts, form: InlineForm, marks: Sequence[Mark] = ()
) -> None:
    """Append text with codes to an element; marks that cross a code are left out."""
    open_elements = [parent]
    offset = 0
    for part in parts:
        if isinstance(part, Open):
            element = form.make_code(part.code)
            open_elements[-1].append(element)
            open_elements.append(element)
        elif isinstance(part, Close):
            open_elements.pop()
        else:
            inside = [
                (number, mark)
                for number, mark in enumerate(marks, start=1)
                if offset <= mark.start and mark.end <= offset + len(part)
            ]
            _write_text(open_elements[-1], part, offset, inside, form)
            offset += len(part)


def _write_text(
    parent: etree._Element,
    text: str,
    offset: int,
    marks: Sequence[tuple[int, Mark]],
    form: InlineForm,
) -> None:
    done = 0
    for number, mark in marks:
        start, end = mark.start - offset, mark.end - offset
        append_text(parent, text[done:start])
        element = form.make_mark(mark, number)
        element.text = text[start:end]
        parent.append(element)
        done = end
    append_text(parent, text[done:])


def append_text(parent: etree._Element, text: str) -> None:
    """Append text to an element, after its last child."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def read_inline(element: etree._Element) -> Parts:
    """Return the content of an element as text with codes, of which only the ids are known.

    Annotations, and what other tools add, leave their text.
    """
    return tuple(_merge(_InlineReader().iter_content(element)))


def is_same_text(source: Parts, target: Parts) -> bool:
    """Return whether a target has the words of its source: tools copy them into new targets."""
    return plain(source).split() == plain(target).split()


class _InlineReader:
    """Reads the content of an element; `rid` of XLIFF 1.2 pairs ends with beginnings by number."""

    def __init__(self) -> None:
        self._begun: dict[str, str] = {}

    def iter_content(self, element: etree._Element) -> Iterator[Part]:
        """Yield texts and codes."""
        if element.text:
            yield element.text
        for child in element:
            yield from self._iter_child(child)
            if child.tail:
                yield child.tail

    def _iter_child(self, child: etree._Element) -> Iterator[Part]:
        name = local_name(child)
        if name == "cp":  # a character that XML cannot contain (XLIFF 2.1, 4.2.3.1)
            yield _read_character(child)
        elif name in PAIRED:
            code = Code(child.get("id") or UNNAMED, "")
            yield Open(code)
            yield from self.iter_content(child)
            yield Close(code)
        elif name in SINGLE:
            yield from self._iter_single(name, child)
        else:
            yield from self.iter_content(child)

    def _iter_single(self, name: str, child: etree._Element) -> Iterator[Part]:
        own, pair = child.get("id") or UNNAMED, child.get("rid", "")
        if name in _OPENING and pair:
            self._begun[pair] = own
        if name in _CLOSING:
            own = child.get("startRef") or self._begun.get(pair) or pair or own
        if name not in _CLOSING:
            yield Open(Code(own, ""))
        if name not in _OPENING:
            yield Close(Code(own, ""))


def _read_character(element: etree._Element) -> str:
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"


def _merge(parts: Iterator[Part]) -> Iterator[Part]:
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text
