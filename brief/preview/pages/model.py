"""What the desk shows of a briefing: its editions as printed, their texts, and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from brief.findings import Finding, Place
    from brief.prepress.sources.text_rooms import TextRoom


class Rect(NamedTuple):
    """A rectangle in points, from an upper left corner that its owner names."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """What a briefing is printed with; empty means "as the project and the briefing say".

    A language is `it`, or `de+it` for both on one page.
    """

    profile: str = ""
    paper: str = ""
    brand: str = ""
    layout: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text on the page, and where it is written.

    `file` is `briefing`, a language tag, or `brand`; `path` leads to the text in that file. `key`
    is the same in all languages. `lang` is the BCP 47 tag of the text, which is as it was printed.
    `rects` has one rectangle for each line, in points from the upper left corner of the trim page;
    `page` counts from 0. `place` is where the text begins in its file, and `end` the line and
    column after it.
    """

    file: str
    path: tuple[str | int, ...]
    lang: str
    text: str
    rects: tuple[Rect, ...]
    key: str
    place: Place
    end: tuple[int, int] = (0, 0)
    page: int = 0


@dataclass(frozen=True, slots=True)
class PreviewEdition:
    """One PDF: `language` is `it` or `de+it`.

    `width` and `height` are those of the page as it is drawn, with bleed and marks; `trim` is the
    cut page in it. All lengths are in points. `size` is the type size that was chosen. `free_lines`
    could be added before the text no longer fits, even at its smallest; negative: lines too many;
    None: it could not be measured. `rooms` say the same of each text. `digest` is the SHA-256 of
    the PDF. A page with errors has no PDF: `pdf` is empty, and so are its texts.
    """

    language: str
    profile: str
    pdf: bytes
    width: float
    height: float
    trim: Rect
    size: float
    free_lines: float | None
    texts: tuple[PlacedText, ...]
    findings: tuple[Finding, ...]
    digest: str
    pages: int = 1
    rooms: tuple[TextRoom, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """A briefing, printed with one set of options.

    `findings` belong to no edition, or stop them all.
    """

    slug: str
    options: PreviewOptions
    editions: tuple[PreviewEdition, ...]
    findings: tuple[Finding, ...]
