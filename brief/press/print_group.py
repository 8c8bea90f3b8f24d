"""Printing a fit group: fit, check, write, inspect what was written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from pikepdf import PdfError

from brief.errors import ContentError
from brief.findings import Finding, Severity
from brief.language_tags import JOIN
from brief.press.copyfit.balance import find_headline_measure
from brief.press.copyfit.estimate import PageEstimate
from brief.press.copyfit.line_breaker import get_text_measurer
from brief.press.copyfit.overset import make_overset_error
from brief.press.copyfit.room import measure_room
from brief.press.copyfit.search import MAX_GROUP_COST, fit_group, start_searches
from brief.press.engine.engine import Engine, describe_failure, get_known_properties
from brief.press.job.model import merge_facts
from brief.press.job.result import DUPLEX_SUFFIX, PrintedPdf
from brief.press.job.run_limits import TimeLimitError
from brief.press.pdf.reader import PdfReader
from brief.press.prediction.template_store import TemplateStore
from brief.press.preflight import inspect_built
from brief.press.preflight.engine_warnings import (
    explain_stylesheet_warning,
    find_stylesheet_mistakes,
)
from brief.press.preflight.page_checks import inspect_layout, inspect_pdf
from brief.press.preflight.type_sizes import describe_sizes
from brief.project import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.press.copyfit.edition_search import Fit
    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.copyfit.parameters import FitParameters
    from brief.press.copyfit.room import EditionRoom
    from brief.press.engine.engine import LaidOutEdition
    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import EditionJob, Fullness, RenderJob
    from brief.press.job.source_map import SourceMap


# What layout, fitting and checks raise for sizes that are nothing, endless, or without a page.
UNFIT = (
    *(ArithmeticError, LookupError, ValueError),
    *(RecursionError, MemoryError, TimeLimitError),
)


class EditionLayouter:
    """Lays out one edition with the engine, for copyfitting and for the PDF."""

    def __init__(
        self,
        engine: Engine,
        measurer: TextMeasurer,
        job: RenderJob,
        edition: EditionJob,
        templates: TemplateStore | None = None,
    ) -> None:
        self.edition = edition
        self.seconds = 0.0
        self._engine = engine
        self._measurer = measurer
        self._job = job
        self._layouts: dict[FitParameters, LaidOutEdition] = {}
        self._templates = templates  # None after the first estimate

    def estimate_page(self, parameters: FitParameters) -> PageEstimate:
        """Return an estimate: the first predicted if possible, others from an endless page."""
        start = perf_counter()
        templates, self._templates = self._templates, None
        predicted = templates.predict_page(self.edition, parameters) if templates else None
        if predicted is None:
            laid = self._engine.lay_out(self.edition, parameters.to_css(), endless=True)
            page_model, fullness = laid.read_page_model(), laid.fullness
        else:
            page_model, fullness = predicted
        self.seconds += perf_counter() - start
        return PageEstimate(
            page_model=page_model,
            fullness=fullness,
            is_laid_out=predicted is None,
            base=parameters,
            limits=self._job.limits,
            point_count=len(self.edition.point_lengths),
            figure_count=self.edition.figure_count,
            count_lines=self._measurer.count_lines,
            find_balanced_width=self._measurer.find_balanced_width,
            find_headline_measure=partial(find_headline_measure, self._measurer),
            find_longest_word=self._measurer.find_longest_word,
        )

    def lay_out(self, parameters: FitParameters) -> tuple[Fullness, PageModel]:
        """Lay the edition out on its page; return how full that is, and its paragraphs."""
        laid = self.get_layout(parameters)
        return laid.fullness, laid.read_page_model()

    def get_layout(self, parameters: FitParameters) -> LaidOutEdition:
        """Return the edition laid out with these parameters; each layout is made once."""
        if parameters not in self._layouts:
            start = perf_counter()
            self._layouts[parameters] = self._engine.lay_out(self.edition, parameters.to_css())
            self.seconds += perf_counter() - start
        return self._layouts[parameters]


def print_group(job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Fit the group's editions; return the PDFs wanted.

    Raises SetupError if Pango is missing, and ContentError for style sheets and templates with
    which a page has no size that could be computed.
    """
    engine = Engine(job)
    try:
        return _print_editions(engine, job)
    except (*UNFIT, PdfError) as problem:
        failure = describe_failure(problem, job.stylesheets)
        raise ContentError([job.source_map.locate_finding(failure)]) from problem
    finally:
        engine.release_pages()


def measure_group(job: RenderJob) -> tuple[EditionRoom, ...]:
    """Return the room on the page of each of the group's editions, with the smallest type.

    Raises what `print_group` raises.
    """
    engine = Engine(job)
    try:
        layouters = _make_layouters(engine, job)
        searches = start_searches(layouters, job.limits, notes=job.has_notes)
        measurer = get_text_measurer(job)
        pairs = zip(searches, job.editions, strict=True)
        return tuple(measure_room(search, own.language, measurer) for search, own in pairs)
    except (*UNFIT, PdfError) as problem:
        failure = describe_failure(problem, job.stylesheets)
        raise ContentError([job.source_map.locate_finding(failure)]) from problem
    finally:
        engine.release_pages()


def _make_layouters(engine: Engine, job: RenderJob) -> list[EditionLayouter]:
    measurer = get_text_measurer(job)
    templates = TemplateStore(cache_folder(), job, engine, measurer)
    return [EditionLayouter(engine, measurer, job, own, templates) for own in job.editions]


def _print_editions(engine: Engine, job: RenderJob) -> tuple[PrintedPdf, ...]:
    layouters = _make_layouters(engine, job)
    fits = fit_group(layouters, job.limits, together=job.is_fitted_together, notes=job.has_notes)
    pages = {
        layouter.edition.language: _FittedPage(layouter, fit)
        for layouter, fit in zip(layouters, fits, strict=True)
    }
    notes = list(_find_size_notes(job, list(pages.values())))
    return tuple(
        _print_pdf(engine, job, [pages[name] for name in names], notes)
        for names in job.wanted_languages
    )


class _FittedPage(NamedTuple):
    layouter: EditionLayouter
    fit: Fit


def _print_pdf(
    engine: Engine, job: RenderJob, pages: list[_FittedPage], notes: Sequence[Finding]
) -> PrintedPdf:
    """Check, write and inspect one PDF of one or more pages; `notes` are about the group."""
    start = perf_counter()
    label = JOIN.join(page.layouter.edition.language for page in pages)
    source_map = job.source_map.select_languages(label.split(JOIN))
    pdf, found = _make_pdf(engine, job, pages, source_map)
    findings = [source_map.locate_finding(finding) for finding in dict.fromkeys([*found, *notes])]
    return PrintedPdf(
        name=pages[0].layouter.edition.name,
        language=label + DUPLEX_SUFFIX if len(pages) > 1 else label,
        profile=job.profile.name,
        pdf=b"" if _has_errors(findings) else pdf,
        pages=sum(page.fit.fullness.page_count for page in pages),
        seconds=sum(page.layouter.seconds for page in pages) + perf_counter() - start,
        layouts=max(page.fit.layouts for page in pages),
        size=min(page.fit.parameters.size for page in pages),
        fill=min(_find_fill(page.fit.fullness) for page in pages),
        findings=tuple(findings),
    )


def _find_size_notes(job: RenderJob, pages: Sequence[_FittedPage]) -> Iterator[Finding]:
    """Yield a note on the editions that are set smaller than the others, though not alone."""
    if not job.is_fitted_together or any(page.fit.excess > 0 for page in pages):
        return
    sized = [(page.layouter.edition, page.fit.parameters.size) for page in pages]
    for edition, size in sized:
        others = [other for other in sized if other[0] is not edition]
        if found := describe_sizes(edition, size, others, MAX_GROUP_COST):
            yield replace(found, place=dict(job.source_map.files).get(edition.language))


def _make_pdf(
    engine: Engine, job: RenderJob, pages: list[_FittedPage], source_map: SourceMap
) -> tuple[bytes, list[Finding]]:
    findings = list(job.findings)
    findings += (
        explain_stylesheet_warning(message, sheet, get_known_properties())
        for sheet, message in engine.sheet_warnings
    )
    findings += find_stylesheet_mistakes(job.stylesheets, job.families)
    larger = job.has_larger_paper
    for fit, edition in [(page.fit, page.layouter.edition) for page in pages]:
        if fit.excess > 0:
            others = [other for other in job.editions if other is not edition]
            findings.append(
                make_overset_error(fit, edition, others, job.limits, source_map, larger=larger)
            )
    if _has_errors(findings):
        return b"", findings
    bound = [page.layouter.get_layout(page.fit.parameters) for page in pages]
    for laid in bound:
        findings += inspect_layout(laid, job, source_map)
    if _has_errors(findings):
        return b"", findings
    pdf = engine.write_pdf(bound)
    with PdfReader(pdf) as opened:
        findings += inspect_pdf(opened, job, bound, source_map)
        final = _convert_colours(pdf, job, bound, source_map, findings)
        if _has_errors(findings):
            return final, findings
        if final is pdf:
            return final, findings + inspect_built(opened, source_map)
    with PdfReader(final) as opened:
        condition = job.printing_condition
        limit = {"ink_limit": condition.tac} if condition else {}
        is_press = condition is not None
        return final, findings + inspect_built(opened, source_map, pdfx4=is_press, **limit)


def _convert_colours(
    pdf: bytes,
    job: RenderJob,
    bound: list[LaidOutEdition],
    source_map: SourceMap,
    findings: list[Finding],
) -> bytes:
    """Return the PDF in grey or in CMYK if the profile requires it, and add to the findings."""
    if job.profile.grey:
        from brief.press.colour.to_grey import convert_to_grey

        pdf, more = convert_to_grey(pdf)
        findings += more
    if job.printing_condition and not _has_errors(findings):
        from brief.press.colour.to_press import convert_to_press

        facts = merge_facts([laid.edition for laid in bound])
        pdf, more = convert_to_press(pdf, dict(job.inks), job.printing_condition, facts, source_map)
        findings += more
    return pdf


def _find_fill(fullness: Fullness) -> float:
    end = dict(fullness.region_ends).get("main", 0.0)
    return end / fullness.footer_top if fullness.footer_top else 0.0


def _has_errors(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
