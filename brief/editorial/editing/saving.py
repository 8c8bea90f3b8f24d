"""Read a file to edit it, and write it back only if it has not changed meanwhile."""

from __future__ import annotations

import codecs
from hashlib import sha256
from stat import S_IMODE
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.editing.errors import ChangedMeanwhileError
from brief.errors import BriefError
from brief.findings import Place
from brief.findings.source_text import decode_utf8, read_bytes, refuse_foreign_link
from brief.project import find_project
from brief.storage.atomic_write import write_atomically
from brief.storage.folder_lock import lock_folder

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project


class FileText(NamedTuple):
    """The text of a file, without a byte order mark, and the SHA-256 hash of its bytes."""

    text: str
    hash: str


def hash_bytes(content: bytes) -> str:
    """Return the hash by which `write_if_unchanged` knows the state of a file."""
    return sha256(content).hexdigest()


def read_for_editing(path: Path, project: Project | None = None) -> FileText:
    """Return the text of a file exactly as it is, with its line ends, and the hash of its bytes.

    Raises ContentError if the file cannot be read, is not UTF-8, or is a link out of the project.
    """
    project = project or find_project(path.parent)
    shown = project.display_path(path)
    content = read_bytes(path, shown)
    refuse_foreign_link(path, project)
    return FileText(decode_utf8(content, shown), hash_bytes(content))


def write_if_unchanged(
    path: Path, text: str, expected_hash: str, project: Project | None = None
) -> str:
    """Write a text if the bytes in the file have the expected hash; return the hash of the new.

    The file is replaced in one step; its permissions and its byte order mark stay, and line ends
    are those of `text`. A link to a file in the project stays, and that file is written. Of several
    processes of brief that write with the same expected hash, one succeeds.

    Raises ChangedMeanwhileError if the file has changed or is gone, ContentError if it cannot be
    read or is a link out of the project, and BriefError if it cannot be written.
    """
    project = project or find_project(path.parent)
    shown = project.display_path(path)
    refuse_foreign_link(path, project)
    target = path.resolve()
    if not target.parent.is_dir():
        raise ChangedMeanwhileError(Place(shown), text, None, "")
    try:
        with lock_folder(target.parent):
            before = _read_expected(target, shown, text, expected_hash)
            content = _encode(text, shown)
            if before.startswith(codecs.BOM_UTF8) and not content.startswith(codecs.BOM_UTF8):
                content = codecs.BOM_UTF8 + content

            def check_again() -> None:
                _read_expected(target, shown, text, expected_hash)

            mode = S_IMODE(target.stat().st_mode)
            write_atomically(target, content, mode=mode, before_rename=check_again)
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        remedy = "give yourself permission to write there, or free some space"
        msg = f"{shown} cannot be written: {reason}"
        raise BriefError(msg, remedy, "not-written") from problem
    return hash_bytes(content)


def _read_expected(path: Path, shown: str, mine: str, expected_hash: str) -> bytes:
    """Return the bytes of a file; raise ChangedMeanwhileError if they have another hash."""
    if not path.exists():
        raise ChangedMeanwhileError(Place(shown), mine, None, "")
    content = read_bytes(path, shown)
    found = hash_bytes(content)
    if found != expected_hash:
        theirs = content.removeprefix(codecs.BOM_UTF8).decode(errors="replace")
        raise ChangedMeanwhileError(Place(shown), mine, theirs, found)
    return content


def _encode(text: str, shown: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as problem:
        message = f"{shown}: the text has half of a surrogate pair, which is not a character"
        raise BriefError(message, "type the character again", "not-written") from problem
