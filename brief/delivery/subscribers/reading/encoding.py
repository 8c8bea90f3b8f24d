"""The bytes of a list as text: UTF-8, UTF-16 with a mark, or Windows-1252 as Excel writes it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.delivery.subscribers.values import clean_line
from brief.errors import ContentError, UsageError
from brief.findings import Place, error

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_SIZE = 256 << 20
"""The largest file that is read, in bytes."""
MAX_LABEL_LENGTH = 200

_MARKS = {
    codecs.BOM_UTF8: ("UTF-8", "utf-8-sig"),
    codecs.BOM_UTF16_LE: ("UTF-16", "utf-16"),
    codecs.BOM_UTF16_BE: ("UTF-16", "utf-16"),
}
_TWO_BYTES = rb"[\xc2-\xdf][\x80-\xbf]"
_THREE_BYTES = rb"[\xe0-\xef][\x80-\xbf]{2}"
_MULTI_BYTE = re.compile(_TWO_BYTES + b"|" + _THREE_BYTES)
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD_START, _WORD_END = re.compile(r"\w*\Z"), re.compile(r"\w*")
MAX_SAMPLE = 20
"""How many letters of the sample are shown before and after the first outside ASCII."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as text; `sample` is a word that shows whether a guessed encoding is right."""

    shown: str
    text: str
    encoding: str
    sample: str = ""

    @property
    def label(self) -> str:
        """The file's name for the database: printable, as file names need not be."""
        return clean_line(self.shown, MAX_LABEL_LENGTH)


def read_source_text(path: Path, shown: str) -> SourceText:
    """Return the text of a file.

    Raises UsageError if the file does not exist, and ContentError if it is too large, is not text,
    or has more than one encoding.
    """
    try:
        with path.open("rb") as file:  # it may be a pipe, of which the size is unknown
            content = file.read(MAX_FILE_SIZE + 1)
    except FileNotFoundError as problem:
        msg = f"{shown} does not exist"
        raise UsageError(msg, "check the spelling", "not-a-file") from problem
    except IsADirectoryError as problem:
        msg = f"{shown} is a folder"
        raise UsageError(msg, "name a file", "not-a-file") from problem
    except OSError as problem:
        msg = f"{shown} cannot be read: {problem.strerror or problem}"
        raise UsageError(msg, "make it readable", "not-a-file") from problem
    if len(content) > MAX_FILE_SIZE:
        message = f"the file has more than {MAX_FILE_SIZE >> 20} MiB"
        raise _refuse("list-too-large", message, "split it", Place(shown))
    return decode_content(content, shown)


def decode_content(content: bytes, shown: str) -> SourceText:
    """Return bytes as text. Raises ContentError if they are not text of one encoding."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = "this is a workbook of Excel or LibreOffice, not a CSV file"
        remedy = "open it, and save the sheet as “CSV UTF-8”"
        raise _refuse("list-encoding", message, remedy, Place(shown))
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        message = "the file is in UTF-32, which is not read"
        raise _refuse("list-encoding", message, "save it as UTF-8", Place(shown))
    for mark, (label, codec) in _MARKS.items():
        if content.startswith(mark):
            return _decode_marked(content, shown, label, codec)
    if b"\0" in content:
        message = "the file has zero bytes in it: it is not text, or UTF-16 without a mark"
        place = _locate(content, content.index(b"\0"), shown)
        raise _refuse("list-encoding", message, "save it as UTF-8", place)
    try:
        return SourceText(shown, content.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as problem:
        return _decode_windows(content, shown, problem.start)


def _decode_marked(content: bytes, shown: str, label: str, codec: str) -> SourceText:
    try:
        return SourceText(shown, content.decode(codec), label)
    except UnicodeDecodeError as problem:
        message = f"the file begins like {label}, but has bytes in it that are not {label}"
        place = _locate(content, problem.start, shown) if label == "UTF-8" else Place(shown)
        raise _refuse("list-encoding", message, "save it again as UTF-8", place) from problem


def _decode_windows(content: bytes, shown: str, start: int) -> SourceText:
    """Decode Windows-1252, unless other characters of the file are clearly UTF-8."""
    place = _locate(content, start, shown)
    if _MULTI_BYTE.search(content):
        message = "a byte here is not UTF-8, but other characters of the file are"
        raise _refuse("list-encoding", message, "save the file again as UTF-8", place)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as problem:
        message = "the file is neither UTF-8 nor Windows-1252"
        place = _locate(content, problem.start, shown)
        raise _refuse("list-encoding", message, "save it as UTF-8", place) from problem
    return SourceText(shown, text, "Windows-1252", _find_word(text))


def _find_word(text: str) -> str:
    """Return the first word with a letter outside ASCII, or "".

    Its length is limited: a search for whole words takes very long in a text without spaces.
    """
    found = _NON_ASCII.search(text)
    if not found:
        return ""
    begin, end = found.span()
    start = _WORD_START.search(text[max(0, begin - MAX_SAMPLE) : begin])
    rest = _WORD_END.match(text[end : end + MAX_SAMPLE])
    return f"{start[0] if start else ''}{found[0]}{rest[0] if rest else ''}"


def _locate(content: bytes, offset: int, shown: str) -> Place:
    """Return the place of a byte in a file of which the bytes before it may be in any encoding."""
    before = content[:offset]
    line = before.count(b"\n") + 1
    begin = before.rfind(b"\n") + 1
    end = content.find(b"\n", offset)
    text = content[begin : end if end >= 0 else len(content)].decode("utf-8", "replace")
    column = len(content[begin:offset].decode("utf-8", "replace")) + 1
    return Place(shown, line, column, 1, text.rstrip("\r")[:500])


def _refuse(code: str, message: str, remedy: str, place: Place) -> ContentError:
    return ContentError([error(code, message, remedy, place)])
