"""Scanner of content streams: the operators that set colour, font and marks, or paint.

pikepdf reads any stream, but creates an object for every operand, of which a page has thousands.
Plain content, as WeasyPrint and pikepdf write it, is scanned here; at the first sign of anything
else (an inline image, a comment, a name with an escape) pikepdf reads the whole stream instead.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

from brief.press.pdf.colour_spaces import DEVICE, PdfColour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FILLING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKING = frozenset({"S", "s", "B", "B*", "b", "b*"})
TEXT_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
DEVICE_COLOURS = {"g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4, "K": 4}
"""Operators that set a device colour, with the number of its components."""
COLOUR_COMPONENTS = frozenset({"sc", "scn", "SC", "SCN"})
RESOURCE_NAMING = frozenset({"cs", "CS", "gs", "Do", "sh", "Tf"})
"""Operators whose first operand is the name of a resource."""
INLINE_IMAGE = "INLINE IMAGE"
IGNORED = frozenset(
    b"m l c v y h re n W W* w J j M d ri i BT ET Tc Tw Tz TL Ts Td TD Tm T* d0 d1 MP DP".split()
)
CACHE_SIZE = 4096  # distinct operands
MATRIX_LENGTH = 6

Operation = tuple[str, Any]
"""An operator and its operand.

The operand is a `PdfColour`, the `Components` of one, a matrix, the name of a resource (of a colour
space perhaps an object), the character codes of a text, a text mode, a `MarkedContent`, an inline
image, or None.
"""


class Components(NamedTuple):
    """The operands of `sc` and `scn`: numbers, and perhaps the name of a pattern."""

    numbers: tuple[float, ...]
    pattern: str = ""


class MarkedContent(NamedTuple):
    """The operands of `BMC` and `BDC`: the tag, and a property list, or its only entry."""

    tag: str
    properties: Any = None
    identifier: int | None = None
    actual_text: str | None = None


def read_operations(stream: Any) -> Iterable[Operation]:
    """Return the operations of a page, form or glyph.

    Raises the exceptions of pikepdf if the stream cannot be read.
    """
    operations = scan_content(_read_content(stream))
    return parse_content(stream) if operations is None else operations


def _read_content(stream: Any) -> bytes:
    """Return the decoded content, or, where only pikepdf can read it, a byte that is not plain."""
    try:
        if not isinstance(stream, pikepdf.Page):
            return bytes(stream.read_bytes())
        held: Any = stream.obj.get("/Contents", [])
        parts = [held] if isinstance(held, pikepdf.Stream) else list(held)
        return b"\n".join(part.read_bytes() for part in parts)
    except (pikepdf.PdfError, AttributeError, TypeError):
        return b"?"


# ISO 32000-1, 7.2.2 and 7.3. Without backtracking: the time is linear in the length.
_WHITE = b"\t\n\f\r "
_SPACE = rb"[\t\n\f\r ]"
_NUMBER = rb"[+-]?+(?:[0-9]{1,9}+(?:\.[0-9]*+)?+|\.[0-9]++)(?=[\t\n\f\r <>\[\]()/])"
_NAME = rb"/[^\0- <>\[\](){}/%#\x7f-\xff]++"
_HEXADECIMAL = rb"<[0-9A-Fa-f]*+>"
_LITERAL = rb"\((?:[^()\\\r]|\\[^\r])*+\)"
_SIMPLE = rb"|".join((_NUMBER, _NAME, _HEXADECIMAL, _LITERAL))
_ARRAY = rb"\[(?:%s(?:%s)?+|%s|%s)*+\]" % (_HEXADECIMAL, _NUMBER, _SIMPLE, _SPACE)
_PROPERTIES = rb"<<(?:%s|%s)*+>>" % (_SIMPLE, _SPACE)
_OPERANDS = rb"((?:(?:%s|%s|%s)%s*+)*+)" % (_SIMPLE, _ARRAY, _PROPERTIES, _SPACE)
_OPERATOR = rb"([A-Za-z'\"][A-Za-z0-9*]*+)(?:%s++|(?=[<(\[/])|\Z)" % _SPACE
OPERATION = re.compile(rb"(?s:%s%s|(.+))" % (_OPERANDS, _OPERATOR))
"""The operands and the operator of an operation; or else the rest, which is not plain."""
HEXADECIMAL = re.compile(rb"<([^>]+)>")
STRING = re.compile(rb"(?s:<([0-9A-Fa-f]*)>|\(([^()\\]*+(?:\\.[^()\\]*+)*+)\))")
ESCAPE = re.compile(rb"(?s:\\([0-7]{1,3}|.))")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
NAME_OPERAND = re.compile(rb"(%s)(?:%s|\Z)" % (_NAME, _SPACE))
MARKED_CONTENT = re.compile(
    rb"(%s)%s*<<%s*(?:/MCID%s+([0-9]{1,9})|/ActualText%s*<([0-9A-Fa-f]*+)>)%s*>>%s*"
    % (_NAME, *(_SPACE,) * 6)
)


class _NotPlain(ValueError):  # noqa: N818 - not an error: pikepdf reads the stream
    """The operands are not plain."""


def scan_content(content: bytes) -> list[Operation] | None:
    """Return the operations of plain content, or None if it is not plain."""
    operations: list[Operation] = []
    try:
        for operands, operator, strange in OPERATION.findall(content.strip(_WHITE)):
            if operator in IGNORED:
                continue
            if strange or operator not in READERS:
                return None
            name, read = READERS[operator]
            operations.append((name, read(operands)))
    except ValueError:
        return None
    return operations


def read_shown_codes(operands: bytes) -> bytes:
    """Return the character codes of a text operator, without the offsets in `TJ` (9.4.3).

    Raises ValueError if the operands are not plain.
    """
    if b"(" not in operands:
        return bytes.fromhex(b" ".join(HEXADECIMAL.findall(operands)).decode())
    if b"<<" in operands:
        raise _NotPlain
    return b"".join(
        ESCAPE.sub(_unescape, literal) if literal else bytes.fromhex(hexadecimal.decode())
        for hexadecimal, literal in STRING.findall(operands)
    )


def _unescape(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 0xFF]) if sign.isdigit() else ESCAPED.get(sign, sign)


@lru_cache(CACHE_SIZE)
def _read_mark(operands: bytes) -> MarkedContent:
    if found := MARKED_CONTENT.fullmatch(operands):
        tag, identifier, actual = found.groups()
        text = _decode_text(actual) if actual is not None else None
        return MarkedContent(tag.decode(), None, int(identifier) if identifier else None, text)
    raise _NotPlain


def _decode_text(digits: bytes) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2) that is written in hexadecimal."""
    raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return str(pikepdf.String(raw))


@lru_cache(CACHE_SIZE)
def _read_numbers(operands: bytes) -> tuple[float, ...]:
    return tuple(map(float, operands.split()))


@lru_cache(CACHE_SIZE)
def _read_matrix(operands: bytes) -> tuple[float, ...]:
    numbers = _read_numbers(operands)
    if len(numbers) != MATRIX_LENGTH:
        raise _NotPlain
    return numbers


@lru_cache(CACHE_SIZE)
def _read_device_colour(operands: bytes, count: int) -> PdfColour:
    numbers = _read_numbers(operands)
    if len(numbers) != count:
        raise _NotPlain
    return PdfColour(DEVICE[count], numbers)


@lru_cache(CACHE_SIZE)
def _read_name(operands: bytes) -> str:
    """Return the first operand, which must be a name."""
    if found := NAME_OPERAND.match(operands):
        return found[1].decode()
    raise _NotPlain


@lru_cache(CACHE_SIZE)
def _read_components(operands: bytes) -> Components:
    parts = operands.split()
    names = [part.decode() for part in parts if part[:1] == b"/"]
    numbers = tuple(float(part) for part in parts if part[:1] != b"/")
    return Components(numbers, names[-1] if names else "")


READERS: dict[bytes, tuple[str, Callable[[bytes], Any]]] = {
    operator.encode(): (operator, read)
    for operators, read in (
        ({"q", "Q", "EMC"} | FILLING | STROKING, lambda _: None),
        (TEXT_SHOWING, read_shown_codes),
        (COLOUR_COMPONENTS, _read_components),
        (RESOURCE_NAMING, _read_name),
        ({"BDC"}, _read_mark),
        ({"BMC"}, lambda operands: MarkedContent(_read_name(operands))),
        ({"Tr"}, int),
        ({"cm"}, _read_matrix),
    )
    for operator in operators
} | {
    operator.encode(): (operator, partial(_read_device_colour, count=count))
    for operator, count in DEVICE_COLOURS.items()
}
"""The name of each relevant operator, and the function that reads its operands.

The most frequent operators, of paths and positions, are not relevant.
"""
RELEVANT = frozenset(name for name, _ in READERS.values())


def parse_content(stream: Any) -> Iterator[Operation]:
    """Yield the operations of any stream, as pikepdf reads them.

    A stream that ends early is read as far as it goes, without pikepdf's warning.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        instructions = pikepdf.parse_content_stream(stream, " ".join([*RELEVANT, "BI ID EI"]))
    for instruction in instructions:
        operator = str(instruction.operator)
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield operator, instruction.iimage
        else:
            yield operator, _convert_operands(operator, instruction.operands)


def _convert_operands(operator: str, operands: Any) -> Any:
    if operator in TEXT_SHOWING:
        return _join_strings(operands)
    if operator in RESOURCE_NAMING:
        return operands[0] if operator in {"cs", "CS"} else str(operands[0])
    if operator in {"BMC", "BDC"}:
        return MarkedContent(str(operands[0]), operands[1] if operator == "BDC" else None)
    if operator == "Tr":
        return int(operands[0])
    return _convert_numbers(operator, operands)


def _convert_numbers(operator: str, operands: Any) -> Any:
    if operator in DEVICE_COLOURS:
        return PdfColour(DEVICE[len(operands)], tuple(float(part) for part in operands))
    if operator in COLOUR_COMPONENTS:
        names = [str(part) for part in operands if isinstance(part, pikepdf.Name)]
        numbers = (float(part) for part in operands if not isinstance(part, pikepdf.Name))
        return Components(tuple(numbers), names[-1] if names else "")
    if operator == "cm" and len(operands) == MATRIX_LENGTH:
        return tuple(map(float, operands))
    return None


def _join_strings(operands: Any) -> bytes:
    strings: list[bytes] = []
    for operand in operands:
        parts = operand if isinstance(operand, pikepdf.Array) else (operand,)
        strings += [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return b"".join(strings)
