"""Printing a fit group: fit, check, write, inspect what was written."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from brief.findings import Finding, Severity
from brief.language_tags import JOIN
from brief.press.copyfit.estimate import Forecast
from brief.press.copyfit.line_breaker import make_ruler
from brief.press.copyfit.overset import too_long
from brief.press.copyfit.search import Fit, fit_group
from brief.press.engine.engine import Engine, get_known_properties
from brief.press.job.model import merge_facts
from brief.press.job.result import DUPLEX_SUFFIX, PrintedPdf
from brief.press.pdf.reader import PdfReader
from brief.press.prediction.template_store import Skeletons
from brief.press.preflight import inspect_built
from brief.press.preflight.engine_warnings import (
    explain_stylesheet_warning,
    find_stylesheet_mistakes,
)
from brief.press.preflight.page_checks import inspect_layout, inspect_pdf
from brief.project import cache_folder

if TYPE_CHECKING:
    from brief.press.copyfit.line_breaker import Ruler
    from brief.press.copyfit.parameters import Setting
    from brief.press.engine.engine import LaidOutEdition
    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import EditionJob, Fullness, RenderJob
    from brief.press.job.source_map import SourceMap


class PagePress:
    """An edition on the engine: what copyfitting lays out, and what is printed of it."""

    def __init__(
        self,
        engine: Engine,
        ruler: Ruler,
        job: RenderJob,
        edition: EditionJob,
        skeletons: Skeletons | None = None,
    ) -> None:
        self.edition = edition
        self.seconds = 0.0
        self._engine = engine
        self._ruler = ruler
        self._job = job
        self._laid: dict[Setting, LaidOutEdition] = {}
        self._skeletons = skeletons  # until the first probe

    def probe(self, setting: Setting) -> Forecast:
        """Lay the edition out on an endless page, and return what that foretells.

        The first time no layout is made if there is a skeleton of the page: whoever asks again
        wants to see the page itself.
        """
        start = perf_counter()
        skeletons, self._skeletons = self._skeletons, None
        foretold = skeletons.cast(self.edition, setting) if skeletons else None
        if foretold is None:
            laid = self._engine.lay_out(self.edition, setting.css(), endless=True)
            galley, fullness = laid.read_page_model(), laid.fullness
        else:
            galley, fullness = foretold
        self.seconds += perf_counter() - start
        return Forecast(
            galley=galley,
            fullness=fullness,
            measured=foretold is None,
            base=setting,
            limits=self._job.limits,
            points=len(self.edition.point_lengths),
            figures=self.edition.figure_count,
            counter=self._ruler.lines,
            balancer=self._ruler.balanced,
            longest=self._ruler.longest,
        )

    def lay_out(self, setting: Setting) -> tuple[Fullness, PageModel]:
        """Lay the edition out on its page, and return how full it is, and its paragraphs."""
        laid = self.laid(setting)
        return laid.fullness, laid.read_page_model()

    def laid(self, setting: Setting) -> LaidOutEdition:
        """Return the edition laid out in that setting; it is done once."""
        if setting not in self._laid:
            start = perf_counter()
            self._laid[setting] = self._engine.lay_out(self.edition, setting.css())
            self.seconds += perf_counter() - start
        return self._laid[setting]


def print_group(job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Fit the whole group and print the PDFs wanted.

    Raises SetupError when Pango is missing.
    """
    engine = Engine(job)
    try:
        return _printed(engine, job)
    finally:
        engine.release_pages()


def _printed(engine: Engine, job: RenderJob) -> tuple[PrintedPdf, ...]:
    ruler = make_ruler(job)
    skeletons = Skeletons(cache_folder(), job, engine, ruler)
    presses = [PagePress(engine, ruler, job, edition, skeletons) for edition in job.editions]
    fits = fit_group(presses, job.limits, together=job.is_fitted_together, notes=job.has_notes)
    pages = {
        press.edition.language: _Page(press, fit) for press, fit in zip(presses, fits, strict=True)
    }
    return tuple(
        _print_pdf(engine, job, [pages[name] for name in names]) for names in job.wanted_languages
    )


class _Page(NamedTuple):
    press: PagePress
    fit: Fit

    @property
    def languages(self) -> list[str]:
        return self.press.edition.language.split(JOIN)


def _print_pdf(engine: Engine, job: RenderJob, pages: list[_Page]) -> PrintedPdf:
    """Check, write and inspect one PDF of one or more pages."""
    start = perf_counter()
    label = JOIN.join(page.press.edition.language for page in pages)
    pdf, found = _bound(engine, job, pages)
    own = job.source_map.select_languages([tag for page in pages for tag in page.languages])
    findings = [own.locate_finding(finding) for finding in dict.fromkeys(found)]
    return PrintedPdf(
        name=pages[0].press.edition.name,
        language=label + DUPLEX_SUFFIX if len(pages) > 1 else label,
        profile=job.profile.name,
        pdf=b"" if _forbidden(findings) else pdf,
        pages=sum(page.fit.fullness.page_count for page in pages),
        seconds=sum(page.press.seconds for page in pages) + perf_counter() - start,
        layouts=max(page.fit.layouts for page in pages),
        size=min(page.fit.setting.size for page in pages),
        fill=min(_fill(page.fit.fullness) for page in pages),
        findings=tuple(findings),
    )


def _bound(engine: Engine, job: RenderJob, pages: list[_Page]) -> tuple[bytes, list[Finding]]:
    findings = [
        explain_stylesheet_warning(message, sheet, get_known_properties())
        for sheet, message in engine.sheet_warnings
    ]
    findings += find_stylesheet_mistakes(job.stylesheets, job.families)
    origins = job.source_map.select_languages([tag for page in pages for tag in page.languages])
    for page in pages:
        if page.fit.excess > 0:
            others = [edition for edition in job.editions if edition is not page.press.edition]
            edition, larger = page.press.edition, job.has_larger_paper
            findings.append(too_long(page.fit, edition, others, job.limits, origins, larger=larger))
    if _forbidden(findings):
        return b"", findings
    bound = [page.press.laid(page.fit.setting) for page in pages]
    for laid in bound:
        findings += inspect_layout(laid, job, origins)
    if _forbidden(findings):
        return b"", findings
    pdf = engine.write_pdf(bound)
    with PdfReader(pdf) as opened:
        findings += inspect_pdf(opened, job, bound, origins)
        final, more = _worked_over(pdf, job, bound, origins, forbidden=_forbidden(findings))
        findings += more
        if _forbidden(findings):
            return final, findings
        if final is pdf:
            return final, findings + inspect_built(opened, origins)
    with PdfReader(final) as opened:
        return final, findings + inspect_built(opened, origins)


def _worked_over(
    pdf: bytes, job: RenderJob, bound: list[LaidOutEdition], origins: SourceMap, *, forbidden: bool
) -> tuple[bytes, list[Finding]]:
    """Return the PDF in greys, or in the inks of a press, where the profile asks for that."""
    findings: list[Finding] = []
    if job.profile.grey:
        from brief.press.colour.to_grey import convert_to_grey

        pdf, more = convert_to_grey(pdf)
        findings += more
    if job.printing_condition and not forbidden and not _forbidden(findings):
        from brief.press.colour.to_press import convert_to_press

        facts = merge_facts([laid.edition for laid in bound])
        pdf, more = convert_to_press(pdf, dict(job.inks), job.printing_condition, facts, origins)
        findings += more
    return pdf, findings


def _fill(fullness: Fullness) -> float:
    end = dict(fullness.region_ends).get("main", 0.0)
    return end / fullness.footer_top if fullness.footer_top else 0.0


def _forbidden(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
