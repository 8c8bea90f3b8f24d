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
from brief.press.engine.engine import Engine, known_properties
from brief.press.job.model import bound_facts
from brief.press.job.result import DUPLEX, Printed
from brief.press.pdf.reader import OpenPdf
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
    from brief.press.engine.engine import Laid
    from brief.press.engine.page_model import Galley
    from brief.press.job.model import EditionJob, Fullness, RenderJob
    from brief.press.job.source_map import Origins


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
        self._laid: dict[Setting, Laid] = {}
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
            galley, fullness = laid.galley(), laid.fullness
        else:
            galley, fullness = foretold
        self.seconds += perf_counter() - start
        return Forecast(
            galley=galley,
            fullness=fullness,
            measured=foretold is None,
            base=setting,
            limits=self._job.limits,
            points=len(self.edition.lengths),
            figures=self.edition.figures,
            counter=self._ruler.lines,
            balancer=self._ruler.balanced,
            longest=self._ruler.longest,
        )

    def lay_out(self, setting: Setting) -> tuple[Fullness, Galley]:
        """Lay the edition out on its page, and return how full it is, and its paragraphs."""
        laid = self.laid(setting)
        return laid.fullness, laid.galley()

    def laid(self, setting: Setting) -> Laid:
        """Return the edition laid out in that setting; it is done once."""
        if setting not in self._laid:
            start = perf_counter()
            self._laid[setting] = self._engine.lay_out(self.edition, setting.css())
            self.seconds += perf_counter() - start
        return self._laid[setting]


def print_group(job: RenderJob) -> tuple[Printed, ...]:
    """Fit the whole group and print the PDFs wanted.

    Raises SetupError when Pango is missing.
    """
    engine = Engine(job)
    try:
        return _printed(engine, job)
    finally:
        engine.clear()


def _printed(engine: Engine, job: RenderJob) -> tuple[Printed, ...]:
    ruler = make_ruler(job)
    skeletons = Skeletons(cache_folder(), job, engine, ruler)
    presses = [PagePress(engine, ruler, job, edition, skeletons) for edition in job.editions]
    fits = fit_group(presses, job.limits, together=job.together, notes=job.notes)
    pages = {
        press.edition.language: _Page(press, fit) for press, fit in zip(presses, fits, strict=True)
    }
    return tuple(_print_pdf(engine, job, [pages[name] for name in names]) for names in job.wanted)


class _Page(NamedTuple):
    press: PagePress
    fit: Fit

    @property
    def languages(self) -> list[str]:
        return self.press.edition.language.split(JOIN)


def _print_pdf(engine: Engine, job: RenderJob, pages: list[_Page]) -> Printed:
    """Check, write and inspect one PDF of one or more pages."""
    start = perf_counter()
    label = JOIN.join(page.press.edition.language for page in pages)
    pdf, found = _bound(engine, job, pages)
    own = job.origins.within([tag for page in pages for tag in page.languages])
    findings = [own.placed(finding) for finding in dict.fromkeys(found)]
    return Printed(
        name=pages[0].press.edition.name,
        language=label + DUPLEX if len(pages) > 1 else label,
        profile=job.profile.name,
        pdf=b"" if _forbidden(findings) else pdf,
        pages=sum(page.fit.fullness.pages for page in pages),
        seconds=sum(page.press.seconds for page in pages) + perf_counter() - start,
        layouts=max(page.fit.layouts for page in pages),
        size=min(page.fit.setting.size for page in pages),
        fill=min(_fill(page.fit.fullness) for page in pages),
        findings=tuple(findings),
    )


def _bound(engine: Engine, job: RenderJob, pages: list[_Page]) -> tuple[bytes, list[Finding]]:
    findings = [
        explain_stylesheet_warning(message, sheet, known_properties())
        for sheet, message in engine.sheet_warnings
    ]
    findings += find_stylesheet_mistakes(job.stylesheets, job.families)
    origins = job.origins.within([tag for page in pages for tag in page.languages])
    for page in pages:
        if page.fit.excess > 0:
            others = [edition for edition in job.editions if edition is not page.press.edition]
            edition, larger = page.press.edition, job.larger_paper
            findings.append(too_long(page.fit, edition, others, job.limits, origins, larger=larger))
    if _forbidden(findings):
        return b"", findings
    bound = [page.press.laid(page.fit.setting) for page in pages]
    for laid in bound:
        findings += inspect_layout(laid, job, origins)
    if _forbidden(findings):
        return b"", findings
    pdf = engine.write(bound)
    with OpenPdf(pdf) as opened:
        findings += inspect_pdf(opened, job, bound, origins)
        final, more = _worked_over(pdf, job, bound, origins, forbidden=_forbidden(findings))
        findings += more
        if _forbidden(findings):
            return final, findings
        if final is pdf:
            return final, findings + inspect_built(opened, origins)
    with OpenPdf(final) as opened:
        return final, findings + inspect_built(opened, origins)


def _worked_over(
    pdf: bytes, job: RenderJob, bound: list[Laid], origins: Origins, *, forbidden: bool
) -> tuple[bytes, list[Finding]]:
    """Return the PDF in greys, or in the inks of a press, where the profile asks for that."""
    findings: list[Finding] = []
    if job.profile.grey:
        from brief.press.colour.to_grey import convert_to_grey

        pdf, more = convert_to_grey(pdf)
        findings += more
    if job.condition and not forbidden and not _forbidden(findings):
        from brief.press.colour.to_press import convert_to_press

        facts = bound_facts([laid.edition for laid in bound])
        pdf, more = convert_to_press(pdf, dict(job.inks), job.condition, facts, origins)
        findings += more
    return pdf, findings


def _fill(fullness: Fullness) -> float:
    end = dict(fullness.ends).get("main", 0.0)
    return end / fullness.limit if fullness.limit else 0.0


def _forbidden(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
