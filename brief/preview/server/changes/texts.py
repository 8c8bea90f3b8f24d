"""Read and write one text of a briefing: exactly one scalar of one of its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from brief.editorial.editing.errors import ChangedMeanwhileError, EditRefusedError
from brief.editorial.editing.saving import read_for_editing
from brief.editorial.editing.scalars import read_scalar, replace_scalar
from brief.errors import BriefError, UsageError
from brief.findings import Place
from brief.preview.server.answers.replies import BadRequestError
from brief.preview.server.changes.undo import ChangeLog, FileChange

if TYPE_CHECKING:
    from pathlib import Path

    from brief.preview.server.state.desk import Desk

TextPath = tuple[str | int, ...]

MAX_STEPS, MAX_STEP, MAX_ITEM = 8, 200, 10_000
MAX_TEXT = 50_000
NEEDS_MATCH = 428


class ConflictError(BriefError):
    """A text was to be written into a file that has changed meanwhile.

    `theirs` is the text in the file now, None if it is gone; `hash` is that of the file.
    """

    code = "changed-meanwhile"

    def __init__(self, mine: str, theirs: str | None, file_hash: str, shown: str) -> None:
        super().__init__(f"{shown} was changed meanwhile", "compare both versions, and choose")
        self.mine = mine
        self.theirs = theirs
        self.hash = file_hash


@dataclass(frozen=True, slots=True)
class TextId:
    """Which text: the briefing, its file (`briefing` or a language tag), and the path in it."""

    slug: str
    file: str
    path: TextPath

    @property
    def name(self) -> str:
        """The name of the text for people."""
        return ".".join(map(str, self.path))


def read_text_id(slug: str, values: dict[str, Any]) -> TextId:
    """Return the text that a request names. Raises BadRequestError for anything else."""
    file, path = values.get("file"), values.get("path")
    if not isinstance(file, str) or not isinstance(path, list) or not 0 < len(path) <= MAX_STEPS:
        msg = "file and path of the text are missing"
        raise BadRequestError(msg)
    if not all(_is_step(step) for step in path):
        msg = "the path of the text has a step that is neither a key nor a number"
        raise BadRequestError(msg)
    return TextId(slug, file, tuple(path))


def _is_step(step: object) -> bool:
    if isinstance(step, bool):
        return False
    if isinstance(step, int):
        return 0 <= step <= MAX_ITEM
    return isinstance(step, str) and 0 < len(step) <= MAX_STEP


def read_value(values: dict[str, Any], name: str = "value") -> str:
    """Return a text in a request. Raises BadRequestError for anything else."""
    value = values.get(name)
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        msg = f"{name} is not a text, or too long"
        raise BadRequestError(msg)
    return value.replace("\r\n", "\n").replace("\r", "\n")


class Texts:
    """The texts of the project's briefings."""

    def __init__(self, desk: Desk, log: ChangeLog) -> None:
        self._desk = desk
        self._log = log

    def find_file(self, slug: str, file: str) -> Path:
        """Return a file of a briefing by its name. Raises UsageError if it does not exist."""
        files = self._desk.files_of(slug)
        if file not in files or not files[file].is_file():
            msg = f"{slug} has no file `{file}`"
            raise UsageError(msg, "load the page again")
        return files[file]

    def read(self, text: TextId) -> tuple[str, str]:
        """Return a text as it is written in its file, and the hash of that file."""
        path = self.find_file(text.slug, text.file)
        found = read_for_editing(path, self._desk.project)
        return read_scalar(found.text, text.path, shown=self._shown(path)), found.hash

    def try_read(self, text: TextId) -> str | None:
        """Return a text, None if it does not exist."""
        try:
            return self.read(text)[0]
        except BriefError:
            return None

    def write(self, text: TextId, value: str, expected_hash: str) -> str:
        """Write a text, and return the file's new hash.

        Raises ConflictError if the file has another hash than expected.
        """
        path = self.find_file(text.slug, text.file)
        found = read_for_editing(path, self._desk.project)
        if found.hash != expected_hash:
            raise ConflictError(value, self.try_read(text), found.hash, self._shown(path))
        new = replace_scalar(found.text, text.path, value, shown=self._shown(path))
        change = FileChange(path, found.text, new, found.hash)
        try:
            hashes = self._log.write(text.slug, text.name, [change])
        except ChangedMeanwhileError as problem:
            theirs = self.try_read(text)
            shown = self._shown(path)
            raise ConflictError(value, theirs, problem.their_hash, shown) from problem
        return hashes.get(path, found.hash)

    def place_of(self, text: TextId) -> tuple[Path, Place]:
        """Return the file of a text, and its place in it; without a line if it is not there."""
        from brief.editorial.editing.document import EditedText

        path = self.find_file(text.slug, text.file)
        shown = self._shown(path)
        try:
            edited = EditedText(read_for_editing(path, self._desk.project).text, shown)
            return path, edited.place(edited.slot_at(list(text.path)).node.start)
        except EditRefusedError:
            return path, Place(shown)

    def _shown(self, path: Path) -> str:
        return self._desk.project.display_path(path)
