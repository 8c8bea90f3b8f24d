"""The model of translations: a file of units, one for each text of a language file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from brief.findings import Place

Path: TypeAlias = "tuple[str | int, ...]"


class State(StrEnum):
    """How far a unit is translated.

    `CHANGED`: the source was edited since the languages agreed, and the translation was not.
    `FINAL`: the languages agreed on it. `REVIEW`: a program translated it.
    """

    NEW = "new"
    CHANGED = "changed"
    REVIEW = "needs-review"
    TRANSLATED = "translated"
    FINAL = "final"

    @property
    def is_open(self) -> bool:
        """Whether a translator has something to do."""
        return self in {State.NEW, State.CHANGED, State.REVIEW}


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code around a part of a text: `kind` is `strong`, `emphasis` or `link`.

    A code of the target has the `id` of its counterpart in the source.
    """

    id: str
    kind: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """The beginning of a code."""

    code: Code


@dataclass(frozen=True, slots=True)
class Close:
    """The end of a code."""

    code: Code


Part: TypeAlias = str | Open | Close
Parts: TypeAlias = tuple[Part, ...]
"""A text with its inline codes."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An earlier translation of the same or a similar text.

    `match` is a percentage, `source` the text that was translated, `origin` where it is from.
    """

    source: Parts
    target: Parts
    match: int
    origin: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the source that matters: `start` and `end` count characters of its plain text.

    `kind` is `name` (printed alike in every language), `term` (in the glossary, `target` is the
    translation) or `figure` (a number that must come back).
    """

    kind: str
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate.

    `key` names it in all files, `path` is its place in the source file, `target_path` that in the
    target file, if it is there. `note` says where the page has it. `earlier` is the source and
    the translation on which the languages agreed, if the source was edited since. The limits are
    0 where the page has no limit. `target_digest` tells whether the translation in the project is
    still the one that was exported.
    """

    key: str
    path: Path
    source: Parts
    target: Parts | None
    state: State
    target_path: Path | None = None
    target_digest: str = ""
    note: str = ""
    max_lines: int = 0
    max_characters: int = 0
    earlier: tuple[Parts, Parts] | None = None
    marks: tuple[Mark, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """The units of a briefing from one language into another, in reading order.

    `project` is the name of the project's folder; `context` says what the briefing is about: its
    title, date and source.
    """

    project: str
    slug: str
    source_language: str
    target_language: str
    context: tuple[str, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """A unit of a returned file; `place` is where the file has it.

    `source` is None if the file does not contain it, `target` None if it has no translation.
    `is_copy`: the translation is a copy of the source in a unit that is still to be translated.
    `is_partial`: only some of its segments are translated.
    """

    key: str
    source: Parts | None
    target: Parts | None
    place: Place
    target_digest: str = ""
    needs_review: bool = False
    is_copy: bool = False
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file that came back from a translator; `shown` is its name in messages.

    A format that has no place for the project or the languages leaves them empty. `exported_keys`
    are the keys of the units in the exported file, if the format has a place for them; `place` is
    where findings on the file as a whole are.
    """

    shown: str
    place: Place
    project: str
    slug: str
    source_language: str
    target_language: str
    units: tuple[ReturnedUnit, ...]
    exported_keys: tuple[str, ...] = ()


def plain(parts: Parts) -> str:
    """Return the text without its codes."""
    return "".join(part for part in parts if isinstance(part, str))
