"""brief itself, warm and in one process, whole or without one of its steps."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.peers.hosting import Print
    from benchmarks.preparation import PeerPage
    from brief.design.presentation import Presentation
    from brief.editorial.briefing import Briefing
    from brief.press.copyfit.parameters import FitParameters
    from brief.press.job.model import RenderJob

CHECKS = ("inspect_layout", "inspect_pdf", "inspect_built")


@dataclass(frozen=True, slots=True)
class Library:
    """brief's own press, called directly; it is given all editions of a briefing, or none.

    Without `fit` each edition is laid out once, with the parameters found for it before;
    without `checks` the PDF is not inspected. Without `press` nothing is printed: only the content
    is read, and the pages are filled in.
    """

    name: str
    fit: bool = True
    checks: bool = True
    press: bool = True

    def missing(self) -> str:
        """Return what to install: nothing."""
        return ""

    @contextmanager
    def opened(self) -> Iterator[Print]:
        """Make brief ready; the steps to leave out are replaced, in this process only.

        It gets a cache of its own: it must not remember how pages fitted that others printed.
        """
        from brief.press import print_group as printing

        if not self.checks:
            for check in CHECKS:
                setattr(printing, check, _find_nothing)
        with TemporaryDirectory(ignore_cleanup_errors=True) as cache:
            os.environ["XDG_CACHE_HOME"] = cache
            yield self._print

    def _print(self, pages: Sequence[PeerPage], out: Path) -> None:
        from brief.press import print_group as printing

        for slug, together in groupby(pages, lambda page: page.slug):
            group = list(together)
            job = order(group[0].root, slug)[0]
            if not self.press:
                continue
            if not self.fit:
                known = {page.language: page.setting for page in group}
                vars(printing)["fit_group"] = _Remembered(known)
            for printed in printing.print_group(job):
                (out / f"{slug}.{printed.language}.pdf").write_bytes(printed.pdf)


@dataclass(frozen=True, slots=True)
class _Remembered:
    """Stands in for copyfitting: lays each edition out in the setting that is known to fill it."""

    known: dict[str, FitParameters]

    def __call__(self, presses: Sequence[Any], *_: object, **__: object) -> list[Any]:
        from brief.press.copyfit.edition_search import Fit

        settings = [self.known[press.edition.language] for press in presses]
        return [
            Fit(setting, press.lay_out(setting)[0], 1)
            for press, setting in zip(presses, settings, strict=True)
        ]


def _find_nothing(*_: object) -> list[object]:
    return []


def order(root: Path, slug: str) -> tuple[RenderJob, Briefing, Presentation]:
    """Return brief's order for that briefing's editions, the briefing, and how it looks."""
    from brief.design.presentation import Overrides, choose_presentation
    from brief.editorial.briefing import read_briefing, read_settings
    from brief.prepress.job_builder import PageGroup, build_job
    from brief.project import Project

    project = Project(root)
    settings = read_settings(project)
    briefing = read_briefing(project, settings, slug)
    look = choose_presentation(project, settings, briefing, Overrides())
    tags = tuple(briefing.editions)
    job = build_job(project, briefing, PageGroup(tags, tuple((tag,) for tag in tags)), look)
    return job, briefing, look


def fitted(job: RenderJob) -> dict[str, FitParameters]:
    """Return the setting in which each edition of the order fills its page."""
    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.copyfit.search import fit_group
    from brief.press.engine.engine import Engine
    from brief.press.print_group import EditionLayouter

    engine, ruler = Engine(job), TextMeasurer(Path(job.font_folder))
    presses = [EditionLayouter(engine, ruler, job, edition) for edition in job.editions]
    fits = fit_group(presses, job.limits, together=job.is_fitted_together, notes=job.has_notes)
    return {
        edition.language: fit.parameters for edition, fit in zip(job.editions, fits, strict=True)
    }
