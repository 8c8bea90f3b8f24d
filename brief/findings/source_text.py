"""Read a source file safely, and convert offsets in its text to lines and columns."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from bisect import bisect_right
from typing import TYPE_CHECKING

from brief.errors import ContentError
from brief.findings import Finding, Place, error, warning

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

MAX_FILE_SIZE = 1024 * 1024
MAX_CONTROL_FINDINGS = 5

_LINE_END = re.compile(r"\r\n|\r|\n")
# Characters that YAML 1.1 (5.1) forbids in a file, plus DEL and NEL, which are never intended.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# U+2028 and U+2029 come with text pasted from layout programs. YAML 1.1 counts them as line ends,
# editors do not, so line numbers would differ. They are read as spaces.
_SEPARATORS = str.maketrans("\u2028\u2029", "  ")
# UTF-8 that was once read as Windows-1252: "Ã¼" for "ü", "â€“" for a dash.
_MOJIBAKE = re.compile("Ã[\u00a0-\u00bfŸŒœŠšŽžƒ€]|â€[\u00a0-\u00bfœžš“”™¦˜]")
_IRREGULAR_KINDS = {
    stat.S_ISDIR: "a folder",
    stat.S_ISFIFO: "a pipe",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
    stat.S_ISSOCK: "a socket",
}


class SourceText:
    """A file's text, which converts offsets to places.

    `display_path` is the path for messages; `text` has no byte order mark.
    """

    __slots__ = ("_lines", "_starts", "display_path", "text")

    def __init__(self, shown: str, text: str) -> None:
        self.display_path = shown
        self.text = text
        # Findings on the same line share its text, which saves memory if the file is one long line.
        self._lines: dict[int, str] = {}
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def line_of(self, offset: int) -> int:
        """Return the number of the line on which `offset` lies, counted from 1."""
        return bisect_right(self._starts, max(0, min(offset, len(self.text))))

    def line_start(self, number: int) -> int:
        """Return the offset at which line `number` begins."""
        return self._starts[number - 1]

    def line_text(self, number: int) -> str:
        """Return line `number` without its line end; "" if the file has fewer lines."""
        if not 1 <= number <= len(self._starts):
            return ""
        if number not in self._lines:
            end = self._starts[number] if number < len(self._starts) else len(self.text)
            self._lines[number] = self.text[self._starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]

    def place_at(self, offset: int, end: int | None = None) -> Place:
        """Return the place from `offset` to `end`, or to the end of the line if that is nearer."""
        number = self.line_of(offset)
        line = self.line_text(number)
        column = offset - self._starts[number - 1]
        length = 1 if end is None else max(1, min(end - offset, len(line) - column))
        return Place(self.display_path, number, column + 1, length, line)


def read_source(path: Path, project: Project) -> tuple[SourceText, tuple[Finding, ...]]:
    """Return the text of a file, and findings about its characters.

    Unprintable characters are errors and are replaced by spaces, so that the text can still be
    parsed. Raises ContentError if the file cannot be read, is empty or is not UTF-8, and if it is a
    link to a file outside the project.
    """
    display_path = project.display_path(path)
    raw = read_bytes(path, display_path)
    refuse_foreign_link(path, project)
    source = SourceText(display_path, decode_utf8(raw, display_path))
    findings = [*find_unprintable(source), *find_damaged_text(source)]
    clean = clean_text(source.text)
    if not clean.strip():
        remedy, place = "write its content, or remove it", Place(display_path)
        raise ContentError([error("empty-file", "the file is empty", remedy, place)])
    return SourceText(display_path, clean), tuple(findings)


def refuse_foreign_link(path: Path, project: Project) -> None:
    """Raise ContentError if the file is a link to a file outside the project."""
    if path.is_symlink() and not path.resolve().is_relative_to(project.root.resolve()):
        message = f"{path.name} is a link to a file outside the project"
        remedy = "put the file itself there"
        place = Place(project.display_path(path))
        raise ContentError([error("file-refused", message, remedy, place)])


def clean_text(text: str) -> str:
    """Return the text as it is parsed: spaces for unprintable characters and U+2028, U+2029."""
    return _UNPRINTABLE.sub(" ", text).translate(_SEPARATORS)


def read_bytes(path: Path, display_path: str, max_size: int = MAX_FILE_SIZE) -> bytes:
    """Return the bytes of a regular file of at most `max_size` bytes.

    Raises ContentError for a larger file, for other kinds of files, and if reading fails.
    """
    try:
        status = path.stat()
        for is_kind, kind in _IRREGULAR_KINDS.items():
            if is_kind(status.st_mode):
                remedy = "replace it by a text file, or remove it"
                raise _file_error("not-a-file", f"is {kind}, not a file", display_path, remedy)
        if status.st_size > max_size:
            raise _too_large_error(display_path, max_size)
        # Without O_NONBLOCK, the build would hang if a pipe replaced the file meanwhile.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            raw = file.read(max_size + 1)
    except OSError as problem:
        raise _unreadable_file_error(problem, display_path) from problem
    if len(raw) > max_size:
        raise _too_large_error(display_path, max_size)
    return raw


def _too_large_error(display_path: str, max_size: int) -> ContentError:
    problem = f"is larger than {max_size // 2**20} MiB, and no briefing is"
    return _file_error(
        "file-too-large", problem, display_path, "remove what does not belong to its text"
    )


def _unreadable_file_error(problem: OSError, shown: str) -> ContentError:
    """Return the error for a file that the operating system cannot open."""
    if problem.errno == errno.ELOOP:
        remedy = "replace it by the file itself"
        return _file_error("not-a-file", "is a link that leads back to itself", shown, remedy)
    if problem.errno in {errno.ENOENT, errno.ENOTDIR}:
        remedy = "write it, or correct the link that should lead to it"
        return _file_error("missing-file", "does not exist", shown, remedy)
    reason = problem.strerror or "unknown reason"
    remedy = "check whether another program can open it"
    if problem.errno in {errno.EACCES, errno.EPERM}:
        reason, remedy = "permission denied", "give yourself permission to read it"
    return _file_error("unreadable-file", f"cannot be read: {reason}", shown, remedy)


def _file_error(code: str, problem: str, display_path: str, remedy: str) -> ContentError:
    """Return the error for a whole file; `problem` completes the sentence that its path begins."""
    return ContentError([error(code, f"{display_path} {problem}", remedy, Place(display_path))])


def decode_utf8(raw: bytes, display_path: str) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark; raise ContentError for others."""
    guess = _wide_encoding(raw)
    if guess:
        remedy = "save it again as UTF-8 (in the editor's “Save as” dialogue)"
        raise _file_error("not-utf-8", f"is saved as {guess}", display_path, remedy)
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as problem:
        offset = problem.start + (len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0)
    before = raw[:offset].removeprefix(codecs.BOM_UTF8).decode()
    source = SourceText(display_path, before + raw[offset:].decode("cp1252", "replace"))
    seen = source.text[len(before)]
    likely = "" if seen == "\ufffd" else f"; as Windows-1252 it would be `{seen}`"
    message = f"byte {offset + 1} of the file (0x{raw[offset]:02X}) is not UTF-8{likely}"
    remedy = "the file was probably saved as Windows-1252 or ISO 8859: save it again as UTF-8"
    raise ContentError([error("not-utf-8", message, remedy, source.place_at(len(before)))])


def _wide_encoding(raw: bytes) -> str | None:
    """Return "UTF-16" or "UTF-32" if the bytes are in that encoding, or else None."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    head = raw[:1000]
    # In Latin text in UTF-16 without a byte order mark, every other byte is zero.
    return "UTF-16" if len(head) > 3 and head.count(0) > len(head) // 3 else None  # noqa: PLR2004


def find_unprintable(source: SourceText) -> list[Finding]:
    """Return errors about the first MAX_CONTROL_FINDINGS unprintable characters."""
    findings: list[Finding] = []
    for found in _UNPRINTABLE.finditer(source.text):
        if len(findings) == MAX_CONTROL_FINDINGS:
            break
        code = ord(found[0])
        meant = bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0x9F else ""  # noqa: PLR2004
        remedy = f"it was probably `{meant}` originally: write that" if meant else "remove it"
        message = f"the invisible character U+{code:04X} cannot be printed"
        findings.append(error("control-character", message, remedy, source.place_at(found.start())))
    return findings


def find_damaged_text(source: SourceText) -> list[Finding]:
    """Return warnings about text that an earlier conversion has probably damaged."""
    findings = []
    if (at := source.text.find("\ufffd")) >= 0:
        message = "`\ufffd` replaces a character that an earlier program lost"
        remedy = "write the character that belongs here"
        findings.append(warning("damaged-text", message, remedy, source.place_at(at)))
    if found := _MOJIBAKE.search(source.text):
        message = f"`{found[0]}` looks like UTF-8 text that was read as Windows-1252"
        remedy = "write the characters that belong here, and save the file as UTF-8"
        place = source.place_at(found.start(), found.end())
        findings.append(warning("damaged-text", message, remedy, place))
    return findings
