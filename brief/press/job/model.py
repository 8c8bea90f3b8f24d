"""The order that the press receives: everything a fit group needs, as plain picklable data.

The press knows nothing of YAML, brands or locales: strings are final, stylesheets are in order,
and files are reached through named roots only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.job.limits import Limits
    from brief.press.job.printing_condition import PrintingCondition
    from brief.press.job.profile import Profile


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """One style sheet; `url` is what relative URLs in `text` are resolved against.

    `shown` is the path of its file as messages show it, empty for what brief writes itself.
    """

    url: str
    text: str
    shown_path: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the PDF says about itself (ISO 32000-1, 14.3; Dublin Core through XMP).

    `created` is an ISO 8601 date-time with zone, or empty for none: the same content must give
    the same bytes, so the clock is never asked.
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
    """One edition to print: its page as HTML, and the facts that its PDF carries.

    `record` is what the page says as JSON, to be attached, or empty;
    `strings` is all text that must be found in the PDF, `lengths` the characters of each point,
    and `figures` the number of key figures.
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
    """Return what a PDF of these editions says about itself: the first's facts, all languages."""
    languages = dict.fromkeys(tag for edition in editions for tag in edition.facts.languages)
    return replace(editions[0].facts, languages=tuple(languages))


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One fit group: editions that share layout, paper and brand.

    `roots` maps the first part of a `brief:` URL to the folder that it may be served from.
    `families` are the font families in the order they were named, per use; `regions` names the
    blocks of the layout, each of which ends in an element with the id `end-<region>`. `trim` is
    the paper's width and height in mm. Of the group's editions, which share one type size if they
    are fitted `together`, those in the languages `wanted` are written. `larger_paper` is whether
    there is a paper with clearly more room. `origins` says where all of this is written, for what
    is found on the pages.
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
    is_fitted_together: bool = True
    has_notes: bool = True
    has_larger_paper: bool = False
    source_map: SourceMap = EMPTY_SOURCE_MAP


@dataclass(frozen=True, slots=True)
class Fullness:
    """How full a page is: the block position of each region's end, in points from the top.

    `lost` names regions whose end is on no page; `limit` is the top of the footer, in points.
    """

    page_count: int
    region_ends: tuple[tuple[str, float], ...]
    missing_regions: tuple[str, ...]
    footer_top: float
