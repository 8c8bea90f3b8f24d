"""The story of one build: read, choose, order, print, write, remember."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.design.spread import JOIN
from brief.editorial.briefings import (
    available_languages,
    list_slugs,
    read_briefing,
    read_settings,
)
from brief.editorial.examples import value_meant
from brief.editorial.nearest import did_you_mean
from brief.errors import ContentError, ProjectError, UsageError
from brief.findings import Finding, Place, Severity, error, note, refused_strictly
from brief.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from brief.design.look import Look
    from brief.editorial.briefings import Briefing
    from brief.editorial.models import Settings
    from brief.paths import Project
    from brief.press.printing import Printed
    from brief.press.profile import Profile


SHARED_LAYOUT = "parallel"
"""The layout of pages with two languages, unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for; empty means "as the project and the briefings say".

    A language is `it`, or `de+it` for both on one page; with `duplex`, on the two sides of a sheet.
    With `strict`, a warning forbids the output as an error does.
    """

    slugs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    brand: str = ""
    layout: str = ""
    paper: str = ""
    duplex: bool = False
    profiles: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one edition.

    `path` is where its PDF lies (None if it was not written), `size` in bytes, `type_size` the body
    type in points, `fill` where the text ends as a share of the height that it may take; `stale`
    is a PDF of an earlier build that is still lying there although this one failed.
    """

    slug: str
    language: str
    path: Path | None = None
    profile: str = ""
    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    layouts: int = 0
    type_size: float = 0.0
    fill: float = 0.0
    stale: Path | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the edition was asked for and could not be made."""
        return self.path is None


@dataclass(slots=True)
class Report:
    """What became of a build: an entry per edition, and findings that belong to none."""

    results: list[Result] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything that was asked for could not be made."""
        errors = (finding.severity is Severity.ERROR for finding in self.findings)
        return any(result.failed for result in self.results) or any(errors)


def build(project: Project, request: Request, progress: Callable[[str, int, int], None]) -> Report:
    """Build what is asked for; one bad briefing does not stop the others.

    `progress` is told which briefing is at work, how many are done, and how many there are.
    Raises UsageError for a briefing, brand, layout or paper that does not exist, ProjectError when
    there is nothing to build, ContentError for problems in `brief.yaml`.
    """
    run = _Run(project, request, read_settings(project), Output(project, request.out))
    run.check_request()
    slugs = _choose(project, request)
    try:
        for done, slug in enumerate(slugs):
            progress(slug, done, len(slugs))
            run.build_briefing(slug)
    finally:  # what stops a build does not undo what it wrote
        run.output.remember()
    progress("", len(slugs), len(slugs))
    return run.report


def _choose(project: Project, request: Request) -> tuple[str, ...]:
    slugs = list_slugs(project)
    if not slugs:
        msg = f"{project.root} has no briefings: its folder content/ is missing or empty"
        remedy = "begin one with `brief new SLUG`, or by hand with content/<name>/briefing.yaml"
        raise ProjectError(msg, f"{remedy} and content/<name>/<language>.yaml")
    for slug in request.slugs:
        if slug not in slugs:
            msg = f"there is no briefing `{slug}` in content/"
            raise UsageError(msg, did_you_mean(slug, slugs), "unknown-briefing")
    return tuple(dict.fromkeys(request.slugs)) or slugs


def _has(briefing: Briefing, page: str) -> bool:
    """Say whether the briefing has all languages of the page (`de`, `de+it`)."""
    return all(tag in briefing.editions for tag in page.split(JOIN))


@dataclass(slots=True)
class _Run:
    """One build under way."""

    project: Project
    request: Request
    settings: Settings
    output: Output
    report: Report = field(default_factory=Report)

    def check_request(self) -> None:
        """Look at what the command line names, before anything is written."""
        from brief.design.houses import check_named, find_house
        from brief.design.layout import PAPERS
        from brief.press.profile import PROFILES

        for kind in ("brand", "layout"):
            if name := getattr(self.request, kind):
                find_house(self.project, kind, name)
        for name in self.request.profiles:
            check_named("profile", name, PROFILES)
        if paper := self.request.paper:
            check_named("paper", paper, PAPERS)

    def build_briefing(self, slug: str) -> None:
        """Build one briefing's editions, or record why it cannot be done."""
        try:
            briefing = read_briefing(self.project, self.settings, slug)
        except ContentError as problem:
            self._record_failure(slug, (*problem.findings, *self._foreseen(slug)))
            return
        try:
            if refused := self._refused(slug, briefing.findings):
                self._record_failure(slug, refused)
                return
            tags = self._languages(briefing)
            for printed in self._print(briefing, tags) if tags else ():
                self._deliver(printed)
        except ContentError as problem:
            self._record_failure(slug, problem.findings)

    def _foreseen(self, slug: str) -> list[Finding]:
        from brief.design.look import Asked
        from brief.press.foreseen import foreseen

        asked = Asked(self.request.brand, self.request.layout, self.request.paper)
        return foreseen(self.project, self.settings, slug, asked)

    def _refused(self, slug: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return the findings with what forbids the output if a warning does; else nothing."""
        place = Place(self.project.shown(self.project.content / slug))
        return refused_strictly(findings, place) if self.request.strict else ()

    def _languages(self, briefing: Briefing) -> tuple[str, ...]:
        """Return the languages to build; a lack is noted, or an error where the slug was named."""
        asked, slug = self.request.languages, briefing.slug
        if not asked:
            self.report.findings.extend(briefing.findings)
            wanted = briefing.facts.languages or self.settings.languages
            self._record_missing(slug, [tag for tag in wanted if tag not in briefing.editions])
            return tuple(briefing.editions)
        # what is said of languages that nobody asked for can wait
        warnings = (item for item in briefing.findings if item.severity is not Severity.ERROR)
        self.report.findings.extend(warnings)
        for tag in asked:
            if _has(briefing, tag):
                continue
            there = ", ".join(briefing.editions)
            message = f"{slug} has no edition in {tag!r} (it has {there})"
            finding = note("no-such-edition", message)
            if slug in self.request.slugs:
                finding = error("no-such-edition", message, f"write content/{slug}/{tag}.yaml")
                self._record_missing(slug, [tag])
            self.report.findings.append(finding)
        return tuple(tag for tag in asked if _has(briefing, tag))

    def _print(self, briefing: Briefing, tags: tuple[str, ...]) -> Iterator[Printed]:
        """Print one-pagers and duplex sheets as one fit group, shared pages each on its own."""
        asked = self.request
        singles: tuple[tuple[str, ...], ...] = tuple((tag,) for tag in tags if JOIN not in tag)
        shared = [tag for tag in tags if JOIN in tag]
        if asked.duplex:
            singles = tuple(tuple(tag.split(JOIN)) for tag in shared)
            shared = []
        if singles:
            yield from self._print_group(briefing, tuple(briefing.editions), singles, 1)
        for pair in shared:
            yield from self._print_group(briefing, (pair,), ((pair,),), 2)

    def _print_group(
        self,
        briefing: Briefing,
        pages: tuple[str, ...],
        wanted: tuple[tuple[str, ...], ...],
        languages: int,
    ) -> Iterator[Printed]:
        from brief.design.look import Asked, choose_look
        from brief.press.order import Group, make_job
        from brief.press.printing import print_group

        layout = self.request.layout or (SHARED_LAYOUT if languages > 1 else "")
        asked = Asked(self.request.brand, layout, self.request.paper)
        look = choose_look(self.project, self.settings, briefing, asked)
        if look.layout.layout.languages != languages:
            number = "one language" if languages > 1 else "two languages"
            msg = f"the layout `{look.layout.name}` is for pages in {number}"
            remedy = "two languages are asked for with --lang de+it, one with --lang de"
            raise UsageError(msg, remedy, "layout-languages")
        for profile in self._profiles(briefing, look):
            group = Group(pages, wanted, profile)
            yield from print_group(make_job(self.project, briefing, group, look))

    def _profiles(self, briefing: Briefing, look: Look) -> Iterator[Profile]:
        """Yield the profiles asked for, or else the briefing's, the brand's, the project's."""
        from brief.design.look import profile_place
        from brief.press.profile import PROFILES

        facts, brand = briefing.facts, look.house.brand
        written = facts.profile or brand.profile or self.settings.profile
        for name in self.request.profiles or (written,):
            if name in PROFILES:
                yield PROFILES[name]
                continue
            message = f"there is no profile `{name}`"
            remedy = did_you_mean(value_meant("profile", name) or name, PROFILES)
            place = profile_place(self.project, self.settings, briefing, look.house)
            raise ContentError([error("unknown-profile", message, remedy, place)])

    def _deliver(self, printed: Printed) -> None:
        where = (printed.name, printed.language)
        path, stale = None, None
        refused = self._refused(printed.name, printed.findings)
        if printed.pdf and not refused:
            path = self.output.write(*where, printed.pdf, printed.profile)
        else:
            stale = self.output.mark_stale(*where, printed.profile)
        self.report.results.append(
            Result(
                slug=printed.name,
                language=printed.language,
                profile=printed.profile,
                path=path,
                pages=printed.pages,
                size=len(printed.pdf),
                seconds=printed.seconds,
                layouts=printed.layouts,
                type_size=printed.size,
                fill=printed.fill,
                stale=stale,
                findings=refused or printed.findings,
            )
        )

    def _record_failure(self, slug: str, findings: tuple[Finding, ...]) -> None:
        """Record each edition as failed; the findings, which they share, are told once."""
        tags = self.request.languages or available_languages(self.project, slug)
        told = self.report.findings  # a brand that several briefings have is told of once
        told += [finding for finding in findings if finding not in told]
        self._record_missing(slug, tags)

    def _record_missing(self, slug: str, tags: Iterable[str]) -> None:
        self.report.results.extend(
            Result(slug, tag, stale=self.output.mark_stale(slug, tag)) for tag in tags
        )
