"""Change several files of a briefing in one step: all of them, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from brief.editorial.editing.errors import ChangedMeanwhileError
from brief.editorial.editing.saving import read_for_editing
from brief.preview.server.answers.replies import BadRequestError
from brief.preview.server.changes.texts import NEEDS_MATCH, ConflictError
from brief.preview.server.changes.undo import ChangeLog, FileChange

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from brief.preview.server.state.desk import Desk

FACTS = "briefing"


@dataclass(slots=True)
class OpenedFile:
    """A file that is changed: its text before, with the hash of the file, and its new text."""

    path: Path
    shown: str
    before: str
    hash: str
    text: str

    def change(self, edit: Callable[..., str], *arguments: object) -> None:
        """Apply a function of `brief.editorial.editing` to the text."""
        self.text = edit(self.text, *arguments, shown=self.shown)


class Files:
    """Opens and saves the files of briefings."""

    def __init__(self, desk: Desk, log: ChangeLog) -> None:
        self._desk = desk
        self._log = log

    def open_all(self, slug: str, hashes: object) -> dict[str, OpenedFile]:
        """Return the files of a briefing, by `briefing` and language tag.

        Raises ConflictError if one has another hash than the tab knows, BadRequestError without
        hashes.
        """
        if not isinstance(hashes, dict):
            msg = "the request must say which files it has seen"
            raise BadRequestError(msg, NEEDS_MATCH)
        found = self.open_now(slug)
        for key, one in found.items():
            if one.hash != hashes.get(key):
                raise ConflictError("", None, one.hash, one.shown)
        return found

    def open_now(self, slug: str) -> dict[str, OpenedFile]:
        """Return the files of a briefing as they are now."""
        found = {}
        for key, path in self._desk.files_of(slug).items():
            if path.is_file():
                shown = self._desk.project.display_path(path)
                file = read_for_editing(path, self._desk.project)
                found[key] = OpenedFile(path, shown, file.text, file.hash, file.text)
        return found

    def save(self, slug: str, what: str, opened: dict[str, OpenedFile]) -> dict[str, str]:
        """Write the files that have changed; return the hash of each."""
        changes = [FileChange(one.path, one.before, one.text, one.hash) for one in opened.values()]
        try:
            written = self._log.write(slug, what, changes)
        except ChangedMeanwhileError as problem:
            place = problem.place.path
            raise ConflictError("", None, problem.their_hash, place) from problem
        return {key: written.get(one.path, one.hash) for key, one in opened.items()}


def read_strings(values: Any) -> dict[str, str]:  # noqa: ANN401 - of a request
    """Return a mapping of texts in a request. Raises BadRequestError for anything else."""
    if not isinstance(values, dict):
        msg = "the values are missing"
        raise BadRequestError(msg)
    if not all(isinstance(key, str) and isinstance(text, str) for key, text in values.items()):
        msg = "the values are not texts"
        raise BadRequestError(msg)
    return values
