"""Errors of edits: a change that cannot be made, a file that has changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import BriefError, ContentError

if TYPE_CHECKING:
    from brief.findings import Place


class EditRefusedError(ContentError):
    """A change of a YAML text is refused; `findings` says where and why. Nothing was changed."""


class ChangedMeanwhileError(BriefError):
    """A file differs from what the edit began with, so it was not overwritten.

    `mine` is the text to be written, `theirs` the text in the file now (None if the file is gone),
    `their_hash` the hash to write with if the other change is to be overwritten ("" if it is gone).
    """

    code = "changed-meanwhile"

    def __init__(self, place: Place, mine: str, theirs: str | None, their_hash: str) -> None:
        what = "was removed" if theirs is None else "was changed"
        message = f"{place}: the file {what} by another program meanwhile"
        super().__init__(message, "compare the two texts, and keep one or join them")
        self.place = place
        self.mine = mine
        self.theirs = theirs
        self.their_hash = their_hash

    def __reduce__(self) -> tuple[type[BriefError], tuple[object, ...]]:
        """Return the constructor call that copies the error to another process."""
        return type(self), (self.place, self.mine, self.theirs, self.their_hash)
