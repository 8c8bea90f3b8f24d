"""The input of the press: a render job with all data that a fit group needs.

The press has no access to YAML, brands or locales: all strings are final, style sheets are in
order, and files are loaded from named roots only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.findings import Finding
    from brief.press.job.limits import Limits
    from brief.press.job.printing_condition import PrintingCondition
    from brief.press.job.profile import Profile


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """One style sheet; `url` is the base URL of relative URLs in `text`.

    `shown_path` is the path of its file for messages, empty for style sheets that brief generates.
    """

    url: str
    text: str
    shown_path: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The metadata of the PDF (ISO 32000-1, 14.3; Dublin Core in XMP).

    `created` is an ISO 8601 date-time with zone, or empty. The clock is never read, because the
    same content must give the same bytes.
    """

    title: str
    languages: tuple[str, ...]
    publisher: str
    author: str
    subject: str
    keywords: tuple[str, ...] = ()
    rights: str = ""
    sources: tuple[str, ...] = ()
    created: str = ""


@dataclass(frozen=True, slots=True)
class EditionJob:
    """One edition to print: its page as HTML, and the metadata of its PDF.

    `record` is the published record as JSON, which is attached, or empty; `strings` is all text
    that must be found in the PDF, `point_lengths` the number of characters of each point, and
    `figure_count` the number of key figures.
    """

    name: str
    language: str
    html: str
    facts: DocumentFacts
    strings: tuple[str, ...]
    record: str
    point_lengths: tuple[int, ...]
    figure_count: int


def merge_facts(editions: Sequence[EditionJob]) -> DocumentFacts:
    """Return the metadata of a PDF of these editions: those of the first, with all languages."""
    languages = dict.fromkeys(tag for edition in editions for tag in edition.facts.languages)
    return replace(editions[0].facts, languages=tuple(languages))


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One fit group: editions that share layout, paper and brand.

    `roots` maps the first part of a `brief:` URL to a folder with files that pages may load.
    `families` are the font families in the order they were named, per use; `regions` names the
    blocks of the layout, each of which ends in an element with the id `end-<region>`. `trim` is
    the paper's width and height in mm, `safe_margin` is in points. The editions share one type
    size if the group `is_fitted_together`; PDFs are written for `wanted_languages` only.
    `has_larger_paper` means that there is a paper with clearly more room. `source_map` gives the
    places of findings; `cmyk_profile` the colours of pictures in CMYK that have no profile, on
    pages that are not for a press; `findings` are warnings about the sources.
    """

    editions: tuple[EditionJob, ...]
    stylesheets: tuple[Stylesheet, ...]
    roots: tuple[tuple[str, str], ...]
    font_folder: str
    families: tuple[str, ...]
    regions: tuple[str, ...]
    trim: tuple[float, float]
    limits: Limits
    wanted_languages: tuple[tuple[str, ...], ...]
    safe_margin: float
    profile: Profile
    inks: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()
    printing_condition: PrintingCondition | None = None
    cmyk_profile: bytes = b""
    findings: tuple[Finding, ...] = ()
    is_fitted_together: bool = True
    has_notes: bool = True
    has_larger_paper: bool = False
    source_map: SourceMap = EMPTY_SOURCE_MAP


@dataclass(frozen=True, slots=True)
class Fullness:
    """How full a page is: the position of each region's end, in points from the top.

    `missing_regions` are regions whose end is on no page; `footer_top` is in points.
    """

    page_count: int
    region_ends: tuple[tuple[str, float], ...]
    missing_regions: tuple[str, ...]
    footer_top: float
