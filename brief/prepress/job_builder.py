"""From a briefing to the press's order: pages filled in, fonts gathered, images looked at."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brief.design.bilingual_page import spread_strings
from brief.design.brand.script_fonts import page_families
from brief.design.build_cache import Once
from brief.design.layout.fit_limits import POINTS_PER_MM
from brief.design.layout.layout import PAPERS, has_larger
from brief.design.layout.template_errors import TEMPLATE
from brief.design.page import fill_page
from brief.design.stylesheets import Purpose, stylesheets
from brief.design.view import make_view, plain
from brief.editorial.citations.published_record import published_record
from brief.editorial.models.structure_checks import FACTS
from brief.errors import ContentError, SetupError
from brief.findings import Finding, Place, error
from brief.language_tags import JOIN
from brief.prepress.glyph_coverage import missing_glyphs
from brief.prepress.image_checks import image_findings, logo_findings
from brief.prepress.source_map_builder import find_origins
from brief.press.fonts.families import gather_fonts
from brief.press.job.model import DocumentFacts, EditionJob, RenderJob, Stylesheet
from brief.press.job.profile import DEFAULT, PROFILES, Profile
from brief.project import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from brief.design.brand.brand import BrandHouse
    from brief.design.presentation import Look
    from brief.design.view import PageView
    from brief.editorial.briefing import Briefing
    from brief.press.fonts.families import FontSet
    from brief.press.job.printing_condition import Condition
    from brief.project import Project


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that are fitted together, in one language (`de`) or two (`de+it`), and what for.

    `wanted` lists the PDFs to write, each by the pages that are bound in it. The others come along
    because they share one type size, so that `--lang it` alone gives the same page as a build of
    all languages.
    """

    pages: tuple[str, ...]
    wanted: tuple[tuple[str, ...], ...]
    profile: Profile = PROFILES[DEFAULT]


def make_job(
    project: Project,
    briefing: Briefing,
    group: Group,
    look: Look,
    once: Once | None = None,
) -> RenderJob:
    """Return the order for a fit group; what it shares with others of the build is made `once`.

    Raises ContentError with everything that forbids it: fonts that are not installed, characters
    that no font has, images that are missing or broken.
    """
    house, once = look.house, once or Once()
    languages = tuple(dict.fromkeys(tag for page in group.pages for tag in page.split(JOIN)))
    fonts, faults = once.get(
        ("fonts", house.folder, languages), lambda: _gathered(house, languages)
    )
    press = bool(group.profile.inks)
    findings = [
        *faults,
        *image_findings(briefing.folder, briefing.places.files[FACTS], press=press),
        *once.get(("logo", house.folder, press), lambda: logo_findings(house, press=press)),
    ]
    views = {tag: _views(briefing, tag, look) for tag in group.pages}
    editions, sheets, faults = _filled(
        project,
        briefing,
        views,
        look,
        partial(_sheets, project, look, languages, group.profile, once),
    )
    findings += faults
    if fonts:
        shown = {edition.language.split(JOIN)[0]: edition.html for edition in editions}
        findings += missing_glyphs(briefing, languages, shown, house, fonts)
    if findings or not fonts:
        raise ContentError(findings)
    return RenderJob(
        editions=editions,
        stylesheets=sheets,
        origins=find_origins(
            briefing,
            {view.lang: view for page in views.values() for view in page},
            house,
            sheets,
            once.get(("template", look.layout.folder), lambda: _template(project, look)),
        ),
        roots=_roots(project, briefing, look),
        font_folder=os.fspath(fonts.folder),
        families=page_families(house.brand, languages),
        regions=look.layout.layout.regions,
        trim=PAPERS[look.paper],
        limits=look.layout.layout.fit.limits(),
        wanted=group.wanted,
        profile=group.profile,
        inks=_inks(house) if group.profile.inks else (),
        condition=once.get(("condition", house.folder), lambda: _condition(house))
        if group.profile.inks
        else None,
        together=look.together,
        notes=look.notes,
        larger_paper=has_larger(PAPERS[look.paper]),
        safe=look.layout.layout.safe * POINTS_PER_MM,
    )


def _template(project: Project, look: Look) -> tuple[str, str]:
    file = look.layout.folder / TEMPLATE
    return project.shown(file), file.read_text("utf-8-sig")


def _purpose(house: BrandHouse, profile: Profile) -> Purpose:
    binding = house.brand.office.binding if profile.grey else 0.0
    return Purpose(grey=profile.grey, bleed=profile.bleed, binding=binding)


def _inks(house: BrandHouse) -> tuple[tuple[str, tuple[float, float, float, float]], ...]:
    """Return the brand's colours for which it names the inks exactly."""
    colours = house.brand.colours
    named = (getattr(colours, name) for name in type(colours).model_fields)
    return tuple((colour.screen, colour.cmyk) for colour in named if colour.cmyk)


def _condition(house: BrandHouse) -> Condition:
    """Return the printing condition that the brand names, or the default one.

    Raises ContentError, placed in the brand, if its ICC profile cannot be read.
    """
    from brief.press.job.printing_condition import Condition, default_condition

    asked = house.brand.press
    usual = default_condition() if asked.icc is None else None
    if usual:
        profile, name, description = usual.profile, usual.name, usual.description
    else:
        profile = _own_profile(house, asked.icc or "")
        name = description = asked.name or Path(asked.icc or "").stem
    return Condition(
        name=asked.name or name,
        description=description,
        profile=profile,
        tac=asked.tac,
        bleed=asked.bleed,
        marks=asked.marks == "yes",
    )


def _own_profile(house: BrandHouse, name: str) -> bytes:
    folder = house.folder.resolve()
    path = (folder / name).resolve()
    place = house.places.of("press", "icc")
    if not (path.is_relative_to(folder) and path.is_file()):
        remedy = "put the printer's ICC profile into the brand's folder, or correct its name"
        raise ContentError([error("icc-missing", f"there is no profile {name}", remedy, place)])
    profile = path.read_bytes()
    if profile[36:40] != b"acsp" or profile[16:20] != b"CMYK":  # ICC.1:2022, 7.2
        remedy = "ask the printer for the ICC profile of the press, a CMYK output profile"
        message = f"{name} is no ICC profile for CMYK"
        raise ContentError([error("icc-unfit", message, remedy, place)])
    return profile


def _gathered(
    house: BrandHouse, languages: tuple[str, ...]
) -> tuple[FontSet | None, list[Finding]]:
    return gather_fonts(_families(house, languages), house.folder / "fonts", cache_folder())


def _families(house: BrandHouse, languages: tuple[str, ...]) -> dict[str, Place]:
    """Return the families that these languages need, and where the brand names them."""
    places = house.family_places()
    whole = house.places.of("fonts")
    needed = page_families(house.brand, languages)
    return {family: places.get(family, whole) for family in needed}


def _filled(
    project: Project,
    briefing: Briefing,
    views: Mapping[str, Sequence[PageView]],
    look: Look,
    make_sheets: Callable[[], tuple[Stylesheet, ...]],
) -> tuple[tuple[EditionJob, ...], tuple[Stylesheet, ...], list[Finding]]:
    """Return the pages, their style sheets, and what is wrong with either."""
    findings: list[Finding] = []
    editions: list[EditionJob] = []
    sheets: tuple[Stylesheet, ...] = ()
    try:
        for page, shown in views.items():
            editions.append(_edition_job(project, briefing, page, look, shown))
    except ContentError as problem:
        findings += problem.findings
    try:
        sheets = make_sheets()
    except ContentError as problem:
        findings += problem.findings
    return tuple(editions), sheets, findings


def _sheets(
    project: Project, look: Look, languages: tuple[str, ...], profile: Profile, once: Once
) -> tuple[Stylesheet, ...]:
    purpose = _purpose(look.house, profile)

    def make() -> tuple[Stylesheet, ...]:
        sheets = stylesheets(project, look, languages, purpose)
        return tuple(Stylesheet(url, text, shown) for url, text, shown in sheets)

    houses = look.house.folder, look.layout.folder
    return once.get(("sheets", houses, look.paper, languages, purpose), make)


def _views(briefing: Briefing, page: str, look: Look) -> tuple[PageView, ...]:
    tags = page.split(JOIN)
    beside = tags[0] if len(tags) > 1 else ""
    return tuple(make_view(briefing, tag, look.house, look.paper, beside) for tag in tags)


def _edition_job(
    project: Project, briefing: Briefing, page: str, look: Look, views: Sequence[PageView]
) -> EditionJob:
    tags = page.split(JOIN)
    return EditionJob(
        name=briefing.slug,
        language=page,
        html=fill_page(project, look.layout, views),
        facts=document_facts(briefing, tags, views[0]),
        strings=spread_strings(views) if len(views) > 1 else views[0].strings(),
        record=published_record(briefing, tags) if look.attach else "",
        lengths=tuple(
            sum(len(view.points[number].striptags()) for view in views)
            for number in range(len(views[0].points))
        ),
        figures=len(views[0].figures),
    )


def document_facts(briefing: Briefing, tags: list[str], view: PageView) -> DocumentFacts:
    """Return what the PDF says about itself; its title is that of the first language."""
    edition = briefing.editions[tags[0]]
    return DocumentFacts(
        title=view.title_plain,
        languages=tuple(tags),
        publisher=view.publisher,
        author=plain(edition.byline or "") or view.publisher,
        subject=view.standfirst_plain or view.summary_plain,
        keywords=tuple(map(plain, edition.keywords or filter(None, (edition.kicker,)))),
        rights=view.rights,
        sources=tuple(source.plain for source in view.sources),
        created=_created(briefing),
    )


def _created(briefing: Briefing) -> str:
    """Return the date of the PDF: the briefing's, else that of SOURCE_DATE_EPOCH, else none.

    The variable is that of the Reproducible Builds project: seconds since 1970, in UTC. Raises
    SetupError if it is set and says something else.
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


def _roots(project: Project, briefing: Briefing, look: Look) -> tuple[tuple[str, str], ...]:
    return (
        ("brand", os.fspath(look.house.folder)),
        ("content", os.fspath(briefing.folder)),
        ("layout", os.fspath(look.layout.folder)),
        ("styles", os.fspath(project.folders("styles")[0])),
    )
