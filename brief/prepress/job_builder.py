"""Build the render job of a fit group: render pages, find fonts, check images and characters."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from brief.design.bilingual_page import bilingual_strings
from brief.design.brand.script_fonts import NO_FONTS, page_families
from brief.design.build_cache import Memo
from brief.design.layout.layout import has_larger_paper
from brief.design.layout.template_errors import TEMPLATE
from brief.design.page import fill_page
from brief.design.presentation import find_missing_chart
from brief.design.stylesheets import PageOptions, collect_stylesheets
from brief.design.view import make_page_views
from brief.editorial.citations.published_record import format_published_record
from brief.editorial.models.structure_checks import FACTS
from brief.editorial.prose import strip_markup
from brief.errors import ContentError, SetupError
from brief.findings import Severity
from brief.language_tags import JOIN
from brief.prepress.brand_condition import choose_condition
from brief.prepress.font_checks import find_lacking_bold
from brief.prepress.foreign_text import find_page_signs, replace_signs
from brief.prepress.glyph_coverage import find_missing_glyphs
from brief.prepress.image_checks import check_images, check_logo, find_cmyk_profile
from brief.prepress.ink_checks import check_inks
from brief.prepress.logo_checks import check_logo_size
from brief.prepress.sources.map_builder import build_source_map
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
    from brief.findings import Finding
    from brief.press.fonts.families import FontSet
    from brief.project import Project

Part = TypeVar("Part")


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
    return _JobBuilder(project, briefing, group, presentation, memo or Memo()).build()


class _JobBuilder:
    """The parts of one render job; `findings` collects all that forbid it."""

    def __init__(
        self,
        project: Project,
        briefing: Briefing,
        group: PageGroup,
        presentation: Presentation,
        memo: Memo,
    ) -> None:
        self.project, self.briefing, self.group = project, briefing, group
        self.presentation, self.memo = presentation, memo
        self.brand, self.layout = presentation.brand, presentation.layout
        tags = (tag for page in group.pages for tag in page.split(JOIN))
        self.languages = tuple(dict.fromkeys(tags))
        self.added = NO_FONTS
        self.findings: list[Finding] = []

    def build(self) -> RenderJob:
        """Return the job. Raises ContentError with all findings."""
        brand, fonts = self.brand, self._find_fonts()
        facts = self.briefing.places.files[FACTS]
        families = page_families(brand.data, self.languages)
        self.findings += brand.find_missing_texts(self.languages)
        self.findings += check_images(self.briefing.folder, facts, families)
        self.findings += find_missing_chart(self.briefing, self.presentation)
        self.findings += self.memo.get(
            ("logo", brand.folder, families, self.layout.folder, self.presentation.paper),
            self._check_logo,
        )
        if fonts:
            self.findings += find_lacking_bold(brand, fonts)
        views = {page: self._make_views(page) for page in self.group.pages}
        editions = self._collect_findings(
            lambda: tuple(self._edition_job(page, own) for page, own in views.items())
        )
        if fonts:
            editions, fonts = self._prepare_foreign_text(editions, fonts)
        sheets = self._collect_findings(self._make_stylesheets)
        if not fonts or any(it.severity is Severity.ERROR for it in self.findings):
            raise ContentError(self.findings)
        return self._assemble(views, editions, sheets, fonts)

    def _check_logo(self) -> list[Finding]:
        """Return the findings of the brand's logo; its size is judged if it can be printed."""
        found = check_logo(self.brand, page_families(self.brand.data, self.languages))
        if any(finding.severity is Severity.ERROR for finding in found):
            return found
        return [*found, *check_logo_size(self.presentation)]

    def _prepare_foreign_text(
        self, editions: tuple[EditionJob, ...], fonts: FontSet
    ) -> tuple[tuple[EditionJob, ...], FontSet]:
        """Return the editions with rare signs replaced, and the fonts of all their scripts."""
        pages = {edition.language: edition.html for edition in editions}
        signs, self.added = find_page_signs(self.brand, pages, fonts)
        if signs:
            editions = tuple(_replace_edition_signs(edition, signs) for edition in editions)
        if self.added != NO_FONTS:
            fonts = self._find_fonts() or fonts
        self.findings += find_missing_glyphs(self.briefing, pages, self.brand, fonts, signs)
        return editions, fonts

    def _assemble(
        self,
        views: Mapping[str, Sequence[PageView]],
        editions: tuple[EditionJob, ...],
        sheets: tuple[Stylesheet, ...],
        fonts: FontSet,
    ) -> RenderJob:
        brand, layout, presentation = self.brand, self.layout.data, self.presentation
        trim, profile = layout.trim(presentation.paper), self.group.profile
        by_language = {view.lang: view for page in views.values() for view in page}
        template = self.memo.get(("template", self.layout.folder), self._read_template)
        facts, condition, cmyk_profile = self.briefing.places.files[FACTS], None, b""
        if profile.inks:
            condition = self.memo.get(("condition", brand.folder), lambda: choose_condition(brand))
            key, inked = ("inks", brand.folder), (brand, condition)
            self.findings += self.memo.get(key, lambda: check_inks(*inked))
        else:
            cmyk_profile = find_cmyk_profile(self.briefing.folder, facts, brand)
        return RenderJob(
            editions=editions,
            stylesheets=sheets,
            source_map=build_source_map(self.briefing, by_language, brand, sheets, template),
            roots=(
                ("brand", os.fspath(brand.folder)),
                ("content", os.fspath(self.briefing.folder)),
                ("layout", os.fspath(self.layout.folder)),
                ("styles", os.fspath(self.project.search_folders("styles")[0])),
            ),
            font_folder=os.fspath(fonts.folder),
            families=page_families(brand.data, self.languages, self.added),
            regions=layout.regions,
            trim=trim,
            limits=layout.fit.to_limits(presentation.paper),
            wanted_languages=self.group.wanted,
            profile=profile,
            inks=_brand_inks(brand) if profile.inks else (),
            printing_condition=condition,
            cmyk_profile=cmyk_profile,
            findings=tuple(self.findings),
            is_fitted_together=presentation.together,
            has_notes=presentation.notes,
            has_larger_paper=has_larger_paper(trim),
            safe_margin=layout.safe * POINTS_PER_MM,
        )

    def _collect_findings(self, make: Callable[[], tuple[Part, ...]]) -> tuple[Part, ...]:
        """Return the parts, or () if they have errors, which are added to the findings."""
        try:
            return make()
        except ContentError as problem:
            self.findings += problem.findings
            return ()

    def _find_fonts(self) -> FontSet | None:
        key = ("fonts", self.brand.folder, self.languages, self.added)
        fonts, findings = self.memo.get(key, self._gather_fonts)
        self.findings += findings
        return fonts

    def _gather_fonts(self) -> tuple[FontSet | None, list[Finding]]:
        """Return the fonts that these languages need, placed where the brand names them."""
        places, whole = self.brand.family_places(), self.brand.places.value_place("fonts")
        families = page_families(self.brand.data, self.languages, self.added)
        wanted = {family: places.get(family, whole) for family in families}
        return gather_fonts(wanted, self.brand.folder / "fonts", cache_folder())

    def _read_template(self) -> tuple[str, str]:
        file = self.layout.folder / TEMPLATE
        return self.project.display_path(file), file.read_text("utf-8-sig")

    def _make_stylesheets(self) -> tuple[Stylesheet, ...]:
        profile = self.group.profile
        binding = self.brand.data.office.binding if profile.grey else 0.0
        options = PageOptions(grey=profile.grey, bleed=profile.bleed, binding=binding)

        def make_sheets() -> tuple[Stylesheet, ...]:
            sheets = collect_stylesheets(
                self.project, self.presentation, self.languages, options, self.added
            )
            return tuple(Stylesheet(url, text, shown) for url, text, shown in sheets)

        folders = self.brand.folder, self.layout.folder
        key = ("sheets", folders, self.presentation.paper, self.languages, options, self.added)
        return self.memo.get(key, make_sheets)

    def _make_views(self, page: str) -> tuple[PageView, ...]:
        paper = self.presentation.paper
        sizes = self.layout.data.chart_sizes(paper)
        return make_page_views(self.briefing, page, self.brand, paper, sizes)

    def _edition_job(self, page: str, views: Sequence[PageView]) -> EditionJob:
        tags, briefing = page.split(JOIN), self.briefing
        return EditionJob(
            name=briefing.slug,
            language=page,
            html=fill_page(self.project, self.layout, views),
            facts=_document_facts(briefing, tags, views[0]),
            strings=bilingual_strings(views) if len(views) > 1 else views[0].strings(),
            record=format_published_record(briefing, tags) if self.presentation.attach else "",
            point_lengths=tuple(
                sum(len(view.points[number].striptags()) for view in views)
                for number in range(len(views[0].points))
            ),
            figure_count=len(views[0].figures),
        )


def _replace_edition_signs(edition: EditionJob, signs: Mapping[str, str]) -> EditionJob:
    return replace(
        edition,
        html=replace_signs(edition.html, signs, markup=True),
        strings=tuple(replace_signs(text, signs) for text in edition.strings),
    )


def _brand_inks(brand: LoadedBrand) -> tuple[tuple[str, tuple[float, float, float, float]], ...]:
    """Return screen colour and inks of the brand's colours that specify inks."""
    colours = brand.data.colours
    named = (getattr(colours, name) for name in type(colours).model_fields)
    return tuple((colour.screen, colour.cmyk) for colour in named if colour.cmyk)


def _document_facts(briefing: Briefing, tags: list[str], view: PageView) -> DocumentFacts:
    """Return the PDF's metadata; its title is that of the first language."""
    edition = briefing.editions[tags[0]]
    return DocumentFacts(
        title=view.title_plain,
        languages=tuple(tags),
        publisher=view.publisher,
        author=strip_markup(edition.byline or "") or view.publisher,
        subject=view.standfirst_plain or view.summary_plain,
        keywords=tuple(map(strip_markup, edition.keywords or filter(None, (edition.kicker,)))),
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
