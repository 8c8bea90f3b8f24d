"""Find the template of a page, make it if necessary, and predict the page with it.

A template is composed from those of model pages. Where that is impossible, it is read from a layout
of a sample of the whole page. Both predict the same page.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.press.job.hash import hash_files
from brief.press.prediction.compose import compose_template
from brief.press.prediction.outline import read_outline
from brief.press.prediction.page_template import PageTemplate, make_template, read_template
from brief.press.prediction.predict import predict_page
from brief.press.prediction.sample_page import write_exact_sample, write_sample_page
from brief.press.prediction.selectors import counts_siblings
from brief.press.prediction.tags import NotPredictable
from brief.press.prediction.template_cache import template_store
from brief.storage.toolchain import toolchain_key

if TYPE_CHECKING:
    from pathlib import Path

    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.copyfit.parameters import FitParameters
    from brief.press.engine.engine import Engine
    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import EditionJob, Fullness, RenderJob
    from brief.press.prediction.outline import Outline
    from brief.press.prediction.sample_page import SamplePage

MAX_REMEMBERED = 64
NO_TEMPLATE = "null"
"""Cached for a sample page without a template, so that it is not laid out again."""
ATTRIBUTE_SELECTOR = re.compile(
    r"\[\s*(alt|aria-label|datetime|href|src|title)\s*[~|^$*]?=", re.IGNORECASE
)
"""Selectors by the attributes whose values are not in an outline."""

_remembered: OrderedDict[tuple[Path, str], PageTemplate | None] = OrderedDict()


class TemplateStore:
    """The templates of the pages of one job: in memory, in the folder `cache`, or made now."""

    def __init__(self, cache: Path, job: RenderJob, engine: Engine, measurer: TextMeasurer) -> None:
        self._store = template_store(cache)
        self._job = job
        self._engine = engine
        self._measurer = measurer

    def predict_page(
        self, edition: EditionJob, parameters: FitParameters
    ) -> tuple[PageModel, Fullness] | None:
        """Return the edition's page as a layout with `parameters` on an endless page would have it.

        None if it cannot be predicted. The result depends on the job alone, not on the cache.
        """
        if any(ATTRIBUTE_SELECTOR.search(sheet.text) for sheet in self._job.stylesheets):
            return None
        try:
            outline = read_outline(self._engine.parse_html(edition.html))
            template = self._find_page_template(outline, edition, parameters)
            return predict_page(template, outline, self._measurer)
        except NotPredictable:
            return None

    def _find_page_template(
        self, outline: Outline, edition: EditionJob, parameters: FitParameters
    ) -> PageTemplate:
        """Return the page's template: composed, or that of its generalised or exact sample."""

        def find(sample: SamplePage) -> PageTemplate:
            return self._find_template(sample.html, edition, parameters, sample.block_count)

        sample = write_sample_page(outline)
        counting = any(counts_siblings(sheet.text) for sheet in self._job.stylesheets)
        if not (outline.has_own_style or counting):
            with suppress(NotPredictable):
                return compose_template(sample, find)
        with suppress(NotPredictable):
            return find(sample)
        return self._find_template(write_exact_sample(outline), edition, parameters)

    def _find_template(
        self, html: str, edition: EditionJob, parameters: FitParameters, blocks: int | None = None
    ) -> PageTemplate:
        """Return the template of a sample page, which should have that number of blocks."""
        key = sha256(f"{self._context_key}\n{parameters.to_css()}\n{html}".encode()).hexdigest()
        place = self._store.folder, key
        if place not in _remembered:
            content = self._store.read(key)
            if content is None:
                content = self._make_text(html, edition, parameters, blocks).encode()
                with suppress(OSError):  # each process then makes its own
                    self._store.write(key, content)
            text = content.decode()
            _remembered[place] = read_template(text) if text != NO_TEMPLATE else None
        _remembered.move_to_end(place)
        while len(_remembered) > MAX_REMEMBERED:
            _remembered.popitem(last=False)
        if (template := _remembered[place]) is None:
            msg = "the sample page has no template"
            raise NotPredictable(msg)
        return template

    def _make_text(
        self, html: str, edition: EditionJob, parameters: FitParameters, blocks: int | None
    ) -> str:
        try:
            outline = read_outline(self._engine.parse_html(html))
            if write_exact_sample(outline) != html or blocks not in {None, len(outline.blocks)}:
                return NO_TEMPLATE
            laid = self._engine.lay_out(
                replace(edition, html=html), parameters.to_css(), endless=True
            )
            return make_template(laid, outline, self._job.regions, self._measurer).to_json()
        except NotPredictable:
            return NO_TEMPLATE

    @cached_property
    def _context_key(self) -> str:
        """One hash of everything else that templates depend on: code, fonts, style sheets."""
        job = self._job
        digest = sha256(toolchain_key().encode())
        digest.update(repr((job.regions, job.trim, job.families)).encode())
        for sheet in job.stylesheets:
            digest.update(repr((sheet.url, sheet.text)).encode())
        digest.update(b"".join(hash_files(job, without="content")))
        return digest.hexdigest()
