"""Build the render job of a fit group: render pages, find fonts, check images and characters."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from brief.design.bilingual_page import bilingual_strings
from brief.design.brand.script_fonts import page_families
from brief.design.build_cache import Memo
from brief.design.layout.layout import PAPERS, has_larger_paper
from brief.design.layout.template_errors import TEMPLATE
from brief.design.page import fill_page
from brief.design.stylesheets import PageOptions, collect_stylesheets
from brief.design.view import make_view, to_plain_text
from brief.editorial.citations.published_record import format_published_record
from brief.editorial.models.structure_checks import FACTS
from brief.errors import ContentError, SetupError
from brief.language_tags import JOIN
from brief.prepress.brand_condition import choose_condition
from brief.prepress.glyph_coverage import find_missing_glyphs
from brief.prepress.image_checks import check_images, check_logo
from brief.prepress.source_map_builder import build_source_map
from brief.press.fonts.families import gather_fonts
from brief.press.job.model import DocumentFacts, EditionJob, RenderJob, Stylesheet
from brief.press.job.profile import DEFAULT_PROFILE, PROFILES, Profile
from brief.press.job.units import POINTS_PER_MM
from brief.project import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from brief.design.brand.brand import LoadedBrand
    from brief.design.presentation import Presentation
    from brief.design.view import PageView
    from brief.editorial.briefing import Briefing
    from brief.findings import Finding, Place
    from brief.press.fonts.families import FontSet
    from brief.project import Project


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that are fitted together, in one language (`de`) or two (`de+it`), and their profile.

    `wanted` lists the PDFs to write, each as the pages in it. The other pages are fitted as well,
    because all share one type size: `--lang it` gives the same page as a build of all languages.
    """

    pages: tuple[str, ...]
    wanted: tuple[tuple[str, ...], ...]
    profile: Profile = PROFILES[DEFAULT_PROFILE]


def build_job(
    project: Project,
    briefing: Briefing,
    group: PageGroup,
    presentation: Presentation,
    memo: Memo | None = None,
) -> RenderJob:
    """Return the render job of a fit group; `memo` caches what the groups of a build share.

    Raises ContentError with all findings: fonts that are not installed, characters that no font
    contains, images that are missing or broken.
    """
    brand, memo = presentation.brand, memo or Memo()
    languages = tuple(dict.fromkeys(tag for page in group.pages for tag in page.split(JOIN)))
    fonts, faults = memo.get(
        ("fonts", brand.folder, languages), lambda: _gather_brand_fonts(brand, languages)
    )
    press = bool(group.profile.inks)
    findings = [
        *faults,
        *check_images(briefing.folder, briefing.places.files[FACTS], press=press),
        *memo.get(("logo", brand.folder, press), lambda: check_logo(brand, press=press)),
    ]
    views = {tag: _make_views(briefing, tag, presentation) for tag in group.pages}
    editions, sheets, faults = _fill_pages(
        project,
        briefing,
        views,
        presentation,
        partial(_make_stylesheets, project, presentation, languages, group.profile, memo),
    )
    findings += faults
    if fonts:
        shown = {edition.language.split(JOIN)[0]: edition.html for edition in editions}
        findings += find_missing_glyphs(briefing, languages, shown, brand, fonts)
    if findings or not fonts:
        raise ContentError(findings)
    return RenderJob(
        editions=editions,
        stylesheets=sheets,
        source_map=build_source_map(
            briefing,
            {view.lang: view for page in views.values() for view in page},
            brand,
            sheets,
            memo.get(
                ("template", presentation.layout.folder),
                lambda: _read_template(project, presentation),
            ),
        ),
        roots=_resource_roots(project, briefing, presentation),
        font_folder=os.fspath(fonts.folder),
        families=page_families(brand.data, languages),
        regions=presentation.layout.data.regions,
        trim=PAPERS[presentation.paper],
        limits=presentation.layout.data.fit.to_limits(),
        wanted_languages=group.wanted,
        profile=group.profile,
        inks=_brand_inks(brand) if group.profile.inks else (),
        printing_condition=memo.get(("condition", brand.folder), lambda: choose_condition(brand))
        if group.profile.inks
        else None,
        is_fitted_together=presentation.together,
        has_notes=presentation.notes,
        has_larger_paper=has_larger_paper(PAPERS[presentation.paper]),
        safe_margin=presentation.layout.data.safe * POINTS_PER_MM,
    )


def _read_template(project: Project, presentation: Presentation) -> tuple[str, str]:
    file = presentation.layout.folder / TEMPLATE
    return project.display_path(file), file.read_text("utf-8-sig")


def _page_options(brand: LoadedBrand, profile: Profile) -> PageOptions:
    binding = brand.data.office.binding if profile.grey else 0.0
    return PageOptions(grey=profile.grey, bleed=profile.bleed, binding=binding)


def _brand_inks(brand: LoadedBrand) -> tuple[tuple[str, tuple[float, float, float, float]], ...]:
    """Return screen colour and inks of the brand's colours that specify inks."""
    colours = brand.data.colours
    named = (getattr(colours, name) for name in type(colours).model_fields)
    return tuple((colour.screen, colour.cmyk) for colour in named if colour.cmyk)


def _gather_brand_fonts(
    brand: LoadedBrand, languages: tuple[str, ...]
) -> tuple[FontSet | None, list[Finding]]:
    return gather_fonts(_needed_families(brand, languages), brand.folder / "fonts", cache_folder())


def _needed_families(brand: LoadedBrand, languages: tuple[str, ...]) -> dict[str, Place]:
    """Return the families that these languages need, and their places in the brand."""
    places = brand.family_places()
    whole = brand.places.value_place("fonts")
    needed = page_families(brand.data, languages)
    return {family: places.get(family, whole) for family in needed}


def _fill_pages(
    project: Project,
    briefing: Briefing,
    views: Mapping[str, Sequence[PageView]],
    presentation: Presentation,
    make_sheets: Callable[[], tuple[Stylesheet, ...]],
) -> tuple[tuple[EditionJob, ...], tuple[Stylesheet, ...], list[Finding]]:
    """Return the pages, their style sheets, and the findings of both."""
    findings: list[Finding] = []
    editions: list[EditionJob] = []
    sheets: tuple[Stylesheet, ...] = ()
    try:
        for page, shown in views.items():
            editions.append(_edition_job(project, briefing, page, presentation, shown))
    except ContentError as problem:
        findings += problem.findings
    try:
        sheets = make_sheets()
    except ContentError as problem:
        findings += problem.findings
    return tuple(editions), sheets, findings


def _make_stylesheets(
    project: Project,
    presentation: Presentation,
    languages: tuple[str, ...],
    profile: Profile,
    memo: Memo,
) -> tuple[Stylesheet, ...]:
    purpose = _page_options(presentation.brand, profile)

    def make() -> tuple[Stylesheet, ...]:
        sheets = collect_stylesheets(project, presentation, languages, purpose)
        return tuple(Stylesheet(url, text, shown) for url, text, shown in sheets)

    houses = presentation.brand.folder, presentation.layout.folder
    return memo.get(("sheets", houses, presentation.paper, languages, purpose), make)


def _make_views(briefing: Briefing, page: str, presentation: Presentation) -> tuple[PageView, ...]:
    tags = page.split(JOIN)
    beside = tags[0] if len(tags) > 1 else ""
    return tuple(
        make_view(briefing, tag, presentation.brand, presentation.paper, beside) for tag in tags
    )


def _edition_job(
    project: Project,
    briefing: Briefing,
    page: str,
    presentation: Presentation,
    views: Sequence[PageView],
) -> EditionJob:
    tags = page.split(JOIN)
    return EditionJob(
        name=briefing.slug,
        language=page,
        html=fill_page(project, presentation.layout, views),
        facts=document_facts(briefing, tags, views[0]),
        strings=bilingual_strings(views) if len(views) > 1 else views[0].strings(),
        record=format_published_record(briefing, tags) if presentation.attach else "",
        point_lengths=tuple(
            sum(len(view.points[number].striptags()) for view in views)
            for number in range(len(views[0].points))
        ),
        figure_count=len(views[0].figures),
    )


def document_facts(briefing: Briefing, tags: list[str], view: PageView) -> DocumentFacts:
    """Return the PDF's metadata; its title is that of the first language."""
    edition = briefing.editions[tags[0]]
    return DocumentFacts(
        title=view.title_plain,
        languages=tuple(tags),
        publisher=view.publisher,
        author=to_plain_text(edition.byline or "") or view.publisher,
        subject=view.standfirst_plain or view.summary_plain,
        keywords=tuple(map(to_plain_text, edition.keywords or filter(None, (edition.kicker,)))),
        rights=view.rights,
        sources=tuple(source.plain for source in view.sources),
        created=_creation_date(briefing),
    )


def _creation_date(briefing: Briefing) -> str:
    """Return the date of the PDF: the briefing's, else SOURCE_DATE_EPOCH, else "".

    The variable contains seconds since 1970, in UTC (reproducible-builds.org). Raises SetupError
    if it contains anything else.
    """
    if briefing.facts.date:
        return f"{briefing.facts.date.isoformat()}T00:00:00Z"
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return ""
    if not re.fullmatch("[0-9]{1,11}", epoch):
        msg = "the environment variable SOURCE_DATE_EPOCH is not a number of seconds since 1970"
        raise SetupError(msg, "correct it, unset it, or give the briefing a date")
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _resource_roots(
    project: Project, briefing: Briefing, presentation: Presentation
) -> tuple[tuple[str, str], ...]:
    return (
        ("brand", os.fspath(presentation.brand.folder)),
        ("content", os.fspath(briefing.folder)),
        ("layout", os.fspath(presentation.layout.folder)),
        ("styles", os.fspath(project.search_folders("styles")[0])),
    )
