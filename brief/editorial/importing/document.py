"""Model of an imported file, independent of its format: blocks of text and metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from brief.editorial.prose import TextSpan, plain_text
from brief.findings import Place

if TYPE_CHECKING:
    from brief.editorial.locale.partial_date import PartialDate
    from brief.findings import Finding

Rows: TypeAlias = tuple[tuple[str, ...], ...]
"""The cells of a table, by row."""

Kind = Literal["heading", "standfirst", "paragraph", "item", "summary"]


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """A heading, a standfirst, a paragraph, an entry of a list, or the paragraph that sums up.

    `line` counts from 1, and is 0 in formats without lines (HTML, Word). `level` is the level of a
    heading, 1 for the highest.
    """

    kind: Kind
    spans: tuple[TextSpan, ...]
    line: int = 0
    level: int = 0

    @property
    def text(self) -> str:
        """The text of the block, without its styles."""
        return plain_text(self.spans)


@dataclass(frozen=True, slots=True)
class OmittedText:
    """A part of the file that is not imported, and why."""

    text: str
    why: str
    place: Place

    def as_json(self) -> dict[str, object]:
        """Return it as JSON-ready data."""
        return {
            "text": self.text,
            "why": self.why,
            "path": self.place.path,
            "line": self.place.line or None,
        }


@dataclass(frozen=True, slots=True)
class RightsLine:
    """A line such as "© 2025 Vietmetric": its text, the rights holder, and its last year."""

    text: str
    holder: str
    year: int | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that a text names: publication, and as far as they are given, day and issue."""

    publication: str
    published: PartialDate | None = None
    issue: str = ""


@dataclass(slots=True)
class Manuscript:
    """The text of a file in blocks, with its sources.

    `shown` is the path in messages. `publication`, `url`, `author` and `published` come from the
    metadata of a web page; `byline`, `day`, `embargo`, `section` and `sources` from lines of
    the text. `tables` are those of data, which are left out of the text.
    """

    shown: str
    blocks: list[ImportedBlock] = field(default_factory=list)
    left_out: list[OmittedText] = field(default_factory=list)
    rights: list[RightsLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    publication: str = ""
    url: str = ""
    author: str = ""
    published: PartialDate | None = None
    byline: str = ""
    day: PartialDate | None = None
    embargo: PartialDate | None = None
    section: str = ""
    sources: list[SourceLine] = field(default_factory=list)
    tables: list[Rows] = field(default_factory=list)
    _listed: set[OmittedText] = field(default_factory=set, repr=False, compare=False)

    def leave_out(self, text: str, why: str, line: int = 0) -> None:
        """Record that a part is not imported; duplicates are recorded once."""
        entry = OmittedText(" ".join(text.split()), why, Place(self.shown, line))
        if entry not in self._listed:
            self._listed.add(entry)
            self.left_out.append(entry)

    def full_text(self) -> str:
        """Return the whole text, a block to a line."""
        return "\n".join(block.text for block in self.blocks)
