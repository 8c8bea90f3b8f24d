"""The skeletons that are known: in memory, in a folder, and made where they are not.

A page's skeleton is put together from those of models; where that cannot be done it is made of the
page's own outline. Wherever one comes from, it is the same.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, lru_cache
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
from brief.press.prediction.template_cache import TemplateCache
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
"""What is kept of an outline of which there is no skeleton, so that it is not tried again."""
ATTRIBUTE_SELECTOR = re.compile(
    r"\[\s*(alt|aria-label|datetime|href|src|title)\s*[~|^$*]?=", re.IGNORECASE
)
"""Selectors by attributes that an outline has no values of."""

_remembered: OrderedDict[tuple[Path, str], PageTemplate | None] = OrderedDict()


class _NoModelTemplate(Exception):  # noqa: N818 - nothing is wrong with the page
    """There is no skeleton of a model."""


class TemplateStore:
    """The skeletons for the pages of one job, kept in a folder below `cache`."""

    def __init__(self, cache: Path, job: RenderJob, engine: Engine, measurer: TextMeasurer) -> None:
        self._rack = TemplateCache(cache)
        self._job = job
        self._engine = engine
        self._ruler = measurer

    def predict_page(
        self, edition: EditionJob, parameters: FitParameters
    ) -> tuple[PageModel, Fullness] | None:
        """Return the edition's page as a layout in that setting would show it, on an endless page.

        None means that only a layout can tell. What is returned depends on the job alone.
        """
        if any(_tests_text_attributes(sheet.text) for sheet in self._job.stylesheets):
            return None
        try:
            outline = read_outline(self._engine.parse_html(edition.html))
            template = self._find_page_template(outline, edition, parameters)
            template = template or self._find_template(
                write_exact_sample(outline), edition, parameters
            )
            return predict_page(template, outline, self._ruler) if template else None
        except NotPredictable:
            return None

    def _find_page_template(
        self, outline: Outline, edition: EditionJob, parameters: FitParameters
    ) -> PageTemplate | None:
        """Return the page's skeleton from those of models, or from one of all its paragraphs."""
        sample = write_sample_page(outline)

        def find_model(model: SamplePage) -> PageTemplate:
            template = self._find_template(model.html, edition, parameters, model.block_count)
            if template is None:
                raise _NoModelTemplate
            return template

        try:
            if not outline.has_own_style and not any(
                counts_siblings(sheet.text) for sheet in self._job.stylesheets
            ):
                with suppress(NotPredictable):
                    return compose_template(sample, find_model)
            return find_model(sample)
        except _NoModelTemplate:
            return None

    def _find_template(
        self, html: str, edition: EditionJob, parameters: FitParameters, blocks: int | None = None
    ) -> PageTemplate | None:
        """Return the skeleton of a page with standard texts, and so many blocks."""
        key = sha256(f"{self._context_key}\n{parameters.to_css()}\n{html}".encode()).hexdigest()
        found = self._rack.store.folder, key
        if found in _remembered:
            _remembered.move_to_end(found)
            return _remembered[found]
        text = self._rack.get(key)
        if text is None:
            text = self._make_template_text(html, edition, parameters, blocks)
            self._rack.put(key, text)
        _remembered[found] = template = read_template(text) if text != NO_TEMPLATE else None
        while len(_remembered) > MAX_REMEMBERED:
            _remembered.popitem(last=False)
        return template

    def _make_template_text(
        self, html: str, edition: EditionJob, parameters: FitParameters, blocks: int | None
    ) -> str:
        """Lay the page out, and return its skeleton as text."""
        bare = replace(edition, html=html)
        try:
            outline = read_outline(self._engine.parse_html(html))
            if write_exact_sample(outline) != html or blocks not in {None, len(outline.blocks)}:
                return NO_TEMPLATE
            laid = self._engine.lay_out(bare, parameters.to_css(), endless=True)
            return make_template(laid, outline, self._job.regions, self._ruler).to_json()
        except NotPredictable:
            return NO_TEMPLATE

    @cached_property
    def _context_key(self) -> str:
        """What a skeleton depends on besides outline and setting, in one hash."""
        job = self._job
        digest = sha256(toolchain_key().encode())
        digest.update(repr((job.regions, job.trim, job.families)).encode())
        for sheet in job.stylesheets:
            digest.update(repr((sheet.url, sheet.text)).encode())
        for part in hash_files(job, without="content"):
            digest.update(part)
        return digest.hexdigest()


def forget_templates() -> None:
    """Let go of the skeletons in memory; those in the folder stay."""
    _remembered.clear()


@lru_cache(maxsize=32)
def _tests_text_attributes(css: str) -> bool:
    return bool(ATTRIBUTE_SELECTOR.search(css))
