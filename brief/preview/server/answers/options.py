"""The switches of a view in its address: profile, paper, brand, layout, languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from brief.design.lookup import check_option, definition_files
from brief.language_tags import JOIN
from brief.press.job.profile import PROFILES
from brief.preview.pages.model import PreviewOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.project import Project

PAPERS = ("a4", "a5", "letter")
NAMES = ("profile", "paper", "brand", "layout")
PAIR = 2


@dataclass(frozen=True, slots=True)
class Choices:
    """What each switch can be set to."""

    profile: tuple[str, ...]
    paper: tuple[str, ...]
    brand: tuple[str, ...]
    layout: tuple[str, ...]


def list_choices(project: Project) -> Choices:
    """Return the profiles, papers, brands and layouts that a page can have."""
    return Choices(
        profile=tuple(PROFILES),
        paper=PAPERS,
        brand=tuple(sorted(definition_files(project, "brand"))),
        layout=tuple(sorted(definition_files(project, "layout"))),
    )


def read_options(
    project: Project, query: Mapping[str, str], languages: tuple[str, ...]
) -> PreviewOptions:
    """Return the switches of an address; empty ones are as the files say.

    `languages` are those of the briefing; two of them share a page as `de+it`. Raises UsageError
    for what does not exist.
    """
    choices = list_choices(project)
    values = {name: query.get(name, "") for name in NAMES}
    for name, value in values.items():
        if value:
            check_option(name, value, getattr(choices, name))
    page = query.get("page", "")
    if page:
        tags = page.split(JOIN)
        check_option("lang", page, [page] if _is_page(tags, languages) else languages)
    return PreviewOptions(**values, languages=(page,) if page else ())


def _is_page(tags: list[str], languages: tuple[str, ...]) -> bool:
    return len(tags) <= PAIR and len(set(tags)) == len(tags) and set(tags) <= set(languages)


def options_query(options: PreviewOptions) -> str:
    """Return the query of an address with these switches."""
    pairs = {name: getattr(options, name) for name in NAMES}
    pairs["page"] = options.languages[0] if options.languages else ""
    return urlencode({name: value for name, value in pairs.items() if value})
