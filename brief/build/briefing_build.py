"""Build one briefing: read it, make jobs for the press, write the PDFs, report."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from brief.build.page_names import PageNames, name_variants
from brief.build.report import Report, Result
from brief.design.build_cache import Memo
from brief.editorial.briefing import list_languages, read_briefing, set_aside_errors
from brief.editorial.fields.examples import suggest_value
from brief.errors import ContentError, UsageError
from brief.findings import Finding, Place, Severity, error, forbid_warnings, note
from brief.findings.suggest import did_you_mean
from brief.language_tags import JOIN
from brief.press.job.result import DUPLEX_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.build.output import OutputFolder
    from brief.build.request import Request
    from brief.design.presentation import Presentation
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.settings import Settings
    from brief.prepress.job_builder import PageGroup
    from brief.press.job.hash import JobKey
    from brief.press.job.model import RenderJob
    from brief.press.job.profile import Profile
    from brief.press.job.result import PrintedPdf
    from brief.project import Project

NAME_TAKEN = "pdf-name"


class BuildObserver(Protocol):
    """Notes what a build makes of a briefing: for pages that are shown, not written."""

    def note_group(self, briefing: Briefing, group: PageGroup, presentation: Presentation) -> None:
        """Note a group of pages, before its job is made."""

    def note_job(self, key: JobKey, job: RenderJob) -> None:
        """Note the job of a group, in their order, after it was sent or found in the cache."""


def _has_languages(briefing: Briefing, page: str) -> bool:
    """Return whether the briefing has all languages of the page (`de`, `de+it`)."""
    return all(tag in briefing.editions for tag in page.split(JOIN))


@dataclass(slots=True)
class BriefingBuild:
    """One briefing of a build: its jobs for the press, and their results.

    `once` caches values that the briefings of a build share.
    """

    project: Project
    request: Request
    settings: Settings
    output: OutputFolder
    slug: str
    report: Report = field(default_factory=Report)
    once: Memo = field(default_factory=Memo)
    observer: BuildObserver | None = None
    _written_results: dict[int, list[Result]] = field(default_factory=dict)
    _names: list[PageNames] = field(default_factory=list)
    """Those of each job."""

    def make_jobs(self) -> list[RenderJob]:
        """Return the jobs for the press; if the briefing has errors, record them and return none.

        Raises UsageError for options that this briefing does not allow.
        """
        try:
            asked = self.request.languages
            briefing = read_briefing(self.project, self.settings, self.slug, asked)
        except ContentError as problem:
            self._record_failure((*problem.findings, *self._run_early_checks()))
            return []
        try:
            if refused := self._refuse_if_strict(briefing.findings):
                self._record_failure(refused)
                return []
            tags = self._choose_languages(briefing)
            return list(self._make_wanted_jobs(briefing, tags)) if tags else []
        except ContentError as problem:
            self._record_failure(problem.findings)
            return []

    def write_results(
        self, number: int, printed: Iterable[PrintedPdf], *, from_cache: bool = False
    ) -> None:
        """Write the PDFs of a job; `from_cache` if an earlier build printed them."""
        self._written_results[number] = [
            self._write_result(item, self._names[number], from_cache=from_cache) for item in printed
        ]

    def record_lost_job(self, number: int, job: RenderJob, finding: Finding) -> None:
        """Record that a job could not be printed."""
        self.report.findings.append(finding)
        pages = [JOIN.join(names) for names in job.wanted_languages]
        self._record_missing(pages, self._names[number])

    def finish_report(self) -> Report:
        """Return the report of the briefing, with its editions in the order of the jobs."""
        for _, results in sorted(self._written_results.items()):
            self.report.results += results
        self._written_results.clear()
        return self.report

    def _run_early_checks(self) -> list[Finding]:
        from brief.design.presentation import Overrides
        from brief.prepress.early_checks import find_early_problems

        asked = Overrides(self.request.brand, self.request.layout, self.request.paper)
        return find_early_problems(self.project, self.settings, self.slug, asked)

    def _refuse_if_strict(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return the findings with an error if `--strict` forbids their warnings; else nothing."""
        place = Place(self.project.display_path(self.project.content_folder / self.slug))
        return forbid_warnings(findings, place) if self.request.strict else ()

    def _choose_languages(self, briefing: Briefing) -> tuple[str, ...]:
        """Return the languages to build.

        A missing one is a note, or an error if the command line names the briefing.
        """
        asked, slug = self.request.languages, self.slug
        if not asked:
            self.report.findings.extend(briefing.findings)
            wanted = briefing.facts.languages or self.settings.languages
            self._record_missing([tag for tag in wanted if tag not in briefing.editions])
            return tuple(briefing.editions)
        # errors of the languages that were not requested do not stop this build
        warnings = (item for item in briefing.findings if item.severity is not Severity.ERROR)
        self.report.findings.extend(warnings)
        for tag in asked:
            if _has_languages(briefing, tag):
                continue
            there = ", ".join(briefing.editions)
            message = f"{slug} has no edition in `{tag}` (it has {there})"
            finding = note("no-such-edition", message)
            if slug in self.request.slugs:
                finding = error("no-such-edition", message, f"write content/{slug}/{tag}.yaml")
                self._record_missing([tag])
            self.report.findings.append(finding)
        return tuple(tag for tag in asked if _has_languages(briefing, tag))

    def _make_wanted_jobs(self, briefing: Briefing, tags: tuple[str, ...]) -> Iterator[RenderJob]:
        """Yield a job for all single pages or duplex sheets, and one for each bilingual page."""
        asked = self.request
        singles: tuple[tuple[str, ...], ...] = tuple((tag,) for tag in tags if JOIN not in tag)
        shared = [tag for tag in tags if JOIN in tag]
        if asked.duplex:
            singles = tuple(tuple(tag.split(JOIN)) for tag in shared)
            shared = []
        if singles:
            yield from self._make_group_jobs(briefing, tuple(briefing.editions), singles, 1)
        for pair in shared:
            yield from self._make_group_jobs(briefing, (pair,), ((pair,),), 2)

    def _make_group_jobs(
        self,
        briefing: Briefing,
        pages: tuple[str, ...],
        wanted: tuple[tuple[str, ...], ...],
        languages: int,
    ) -> Iterator[RenderJob]:
        from brief.design.presentation import Overrides, choose_presentation
        from brief.prepress.job_builder import PageGroup, build_job

        request = self.request
        asked = Overrides(request.brand, request.layout, request.paper, languages)
        presentation = choose_presentation(self.project, self.settings, briefing, asked, self.once)
        if presentation.layout.data.languages != languages:
            number = "one language" if languages > 1 else "two languages"
            msg = f"the layout `{presentation.layout.name}` is for pages in {number}"
            remedy = "two languages are asked for with --lang de+it, one with --lang de"
            raise UsageError(msg, remedy, "layout-languages")
        names = self._make_names(briefing, presentation)
        names.require_values()
        for profile in self._choose_profiles(briefing, presentation):
            self._names.append(names)
            group = PageGroup(pages, wanted, profile)
            if self.observer:
                self.observer.note_group(briefing, group, presentation)
            try:
                yield build_job(self.project, briefing, group, presentation, self.once)
            except ContentError as problem:
                group = self._reduce_group(briefing, group, problem)
                yield build_job(self.project, briefing, group, presentation, self.once)

    def _make_names(self, briefing: Briefing, presentation: Presentation) -> PageNames:
        """Return the names of PDFs."""
        facts, settings = briefing.facts, self.settings
        own = (
            facts.brand or settings.brand,
            presentation.usual_layout,
            facts.paper or settings.paper,
        )
        variants = name_variants(self.project, self.request, own)
        return PageNames(settings, self.slug, briefing, variants)

    def _reduce_group(
        self, briefing: Briefing, group: PageGroup, problem: ContentError
    ) -> PageGroup:
        """Return the group without pages that have errors and were not asked for; report these.

        Raises the problem again if a page that was asked for has an error.
        """
        asked = {tag for names in group.wanted for name in names for tag in name.split(JOIN)}
        others = {
            tag: briefing.places.value_place(tag).path
            for tag in briefing.editions
            if tag not in asked
        }
        findings, harmed = set_aside_errors(problem.findings, others)
        if not harmed or any(each.severity is Severity.ERROR for each in findings):
            raise problem
        self.report.findings += findings
        return replace(group, pages=tuple(page for page in group.pages if page not in harmed))

    def _choose_profiles(self, briefing: Briefing, presentation: Presentation) -> Iterator[Profile]:
        """Yield the requested profiles, or else the briefing's, the brand's or the project's."""
        from brief.design.presentation import find_profile_place
        from brief.press.job.profile import PROFILES

        facts, brand = briefing.facts, presentation.brand.data
        written = facts.profile or brand.profile or self.settings.profile
        for name in self.request.profiles or (written,):
            if name in PROFILES:
                yield PROFILES[name]
                continue
            message = f"unknown profile `{name}`"
            remedy = did_you_mean(suggest_value("profile", name) or name, PROFILES)
            place = find_profile_place(self.project, self.settings, briefing, presentation.brand)
            raise ContentError([error("unknown-profile", message, remedy, place)])

    def _write_result(self, printed: PrintedPdf, names: PageNames, *, from_cache: bool) -> Result:
        where = (printed.name, printed.language)
        name = names.name_page(printed.language)
        path, stale = None, None
        refused = self._refuse_if_strict(printed.findings)
        if not refused:
            refused = self._refuse_taken_name(printed, name)
        if printed.pdf and not refused:
            path = self.output.write_pdf(*where, printed.pdf, printed.profile, name=name)
        elif not refused or refused[0].code != NAME_TAKEN:
            stale = self.output.mark_stale(*where, printed.profile, name=name)
        return Result(
            slug=printed.name,
            language=printed.language,
            profile=printed.profile,
            path=path,
            pages=printed.pages,
            size=len(printed.pdf),
            seconds=0.0 if from_cache else printed.seconds,
            layouts=printed.layouts,
            type_size=printed.size,
            fill=printed.fill,
            stale=stale,
            findings=refused or printed.findings,
        )

    def _refuse_taken_name(self, printed: PrintedPdf, name: str) -> tuple[Finding, ...]:
        """Return an error if the PDF would replace that of another page; else nothing."""
        where = (printed.name, printed.language)
        file = self.output.pdf_path(*where, printed.profile, name=name).name
        taken = self.output.find_other_page(file, *where)
        if taken is None:
            return ()
        place = Place(self.project.display_path(self.project.settings_file))
        message = f"{taken[0]} in `{taken[1]}` and {where[0]} in `{where[1]}` would both be {file}"
        remedy = "put dots between the parts of `file_name`, as in {slug}.{date}.{lang}"
        return (error(NAME_TAKEN, message, remedy, place),)

    def _record_failure(self, findings: tuple[Finding, ...]) -> None:
        """Record each edition as failed; the findings, which they share, are reported once."""
        self.report.findings += findings
        self.report.results.clear()
        self._record_missing(self.request.languages or list_languages(self.project, self.slug))

    def _record_missing(self, tags: Iterable[str], names: PageNames | None = None) -> None:
        """Record pages as failed; the names of those of a briefing with errors are not known."""
        chosen = names or PageNames(self.settings, self.slug)
        overrides = self.request.brand or self.request.layout or self.request.paper
        for tag in tags:
            page = tag + DUPLEX_SUFFIX if self.request.duplex and JOIN in tag else tag
            stale = None
            if names or not overrides:
                name = chosen.name_page(page)
                stale = self.output.mark_stale(self.slug, page, name=name)
            self.report.results.append(Result(self.slug, page, stale=stale))
