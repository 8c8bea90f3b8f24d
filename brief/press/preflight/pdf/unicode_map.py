"""The characters that the codes of a font mean, by its ToUnicode map (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CODES = 70_000  # a map of two-byte codes has 65,536 at most
COMMENT = re.compile(rb"%[^\r\n]*")
SECTION = re.compile(rb"(?s:begin(bfchar|bfrange)(.*?)end\1)")
HEXADECIMAL = rb"<([0-9A-Fa-f\s]*)>"
CHARACTER = re.compile(rb"%s\s*%s" % (HEXADECIMAL, HEXADECIMAL))
RANGE = re.compile(rb"%s\s*%s\s*(?:%s|\[([^\]]*)\])" % ((HEXADECIMAL,) * 3))
TARGET = re.compile(HEXADECIMAL)
BYTES_PER_CODE = 2  # of a composite font with an Identity encoding (9.7.5.2)


def is_composite(font: Any) -> bool:
    """Return whether the codes of a font are those of a composite font."""
    return str(font.get("/Subtype")) == "/Type0"


def split_codes(font: Any, shown: bytes) -> tuple[int, ...]:
    """Return the codes in shown bytes: two bytes each in a composite font, otherwise one."""
    if not is_composite(font):
        return tuple(shown)
    pairs = zip(shown[::BYTES_PER_CODE], shown[1::BYTES_PER_CODE], strict=False)
    return tuple(high << 8 | low for high, low in pairs)


def read_unicode_map(font: Any) -> dict[int, str]:
    """Return the texts of the codes that the font's ToUnicode map names; {} without one."""
    stream = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    found: dict[int, str] = {}
    for kind, section in SECTION.findall(COMMENT.sub(b"", stream.read_bytes())):
        pairs = _read_characters(section) if kind == b"bfchar" else _read_ranges(section)
        for code, text in pairs:
            if len(found) >= MAX_CODES:
                return found
            found[code] = text
    return found


def _read_characters(section: bytes) -> Iterator[tuple[int, str]]:
    for code, target in CHARACTER.findall(section):
        if number := _read_code(code):
            yield number[0], _read_text(target)


def _read_ranges(section: bytes) -> Iterator[tuple[int, str]]:
    for start, end, target, targets in RANGE.findall(section):
        first, last = _read_code(start), _read_code(end)
        if not first or not last:
            continue
        codes = range(first[0], min(last[0], first[0] + MAX_CODES) + 1)
        if targets:
            texts = (_read_text(each) for each in TARGET.findall(targets))
            yield from zip(codes, texts, strict=False)
            continue
        text = _read_text(target)
        for code in codes if text else ():
            last_letter = ord(text[-1]) + code - codes[0]
            if last_letter <= sys.maxunicode:
                yield code, text[:-1] + chr(last_letter)


def _read_code(digits: bytes) -> tuple[int, ...]:
    """Return a code, or nothing."""
    plain = b"".join(digits.split())
    return (int(plain, 16),) if plain else ()


def _read_text(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode()
    raw = bytes.fromhex(plain + "0" * (len(plain) % 2))
    if len(raw) == 1:  # some programs write one byte for a letter of Latin-1
        return raw.decode("latin-1")
    return raw.decode("utf-16-be", "surrogatepass")


class TextDecoder:
    """Decodes shown codes; the map of each font is read once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, dict[int, str]]] = {}

    def decode(self, font: Any, shown: bytes) -> str:
        """Return the characters of codes, as far as the font's map names them."""
        return "".join(self.decode_glyphs(font, shown))

    def decode_glyphs(self, font: Any, shown: bytes) -> list[str]:
        """Return the characters of each code, or "" where the font's map names none."""
        if font is None:
            return []
        if id(font) not in self._known:
            self._known[id(font)] = (font, read_unicode_map(font))  # keeps the font, and so its id
        characters = self._known[id(font)][1]
        return [characters.get(code, "") for code in split_codes(font, shown)]
