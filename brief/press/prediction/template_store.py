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
from brief.press.prediction.compose import assemble
from brief.press.prediction.outline import read_outline
from brief.press.prediction.page_template import Skeleton, make_skeleton, unpacked
from brief.press.prediction.predict import cast
from brief.press.prediction.sample_page import write_plan, write_specimen
from brief.press.prediction.selectors import counts_siblings
from brief.press.prediction.tags import Unlike
from brief.press.prediction.template_cache import TemplateCache
from brief.storage.toolchain import toolchain_key

if TYPE_CHECKING:
    from pathlib import Path

    from brief.press.copyfit.line_breaker import Ruler
    from brief.press.copyfit.parameters import Setting
    from brief.press.engine.engine import Engine
    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import EditionJob, Fullness, RenderJob
    from brief.press.prediction.outline import Outline
    from brief.press.prediction.sample_page import Plan

MOST_REMEMBERED = 64
NOTHING = "null"
"""What is kept of an outline of which there is no skeleton, so that it is not tried again."""
TELLING = re.compile(r"\[\s*(alt|aria-label|datetime|href|src|title)\s*[~|^$*]?=", re.IGNORECASE)
"""Selectors by attributes that an outline has no values of."""

_remembered: OrderedDict[tuple[Path, str], Skeleton | None] = OrderedDict()


class _NotShown(Exception):  # noqa: N818 - nothing is wrong with the page
    """There is no skeleton of a model."""


class Skeletons:
    """The skeletons for the pages of one job, kept in a folder below `cache`."""

    def __init__(self, cache: Path, job: RenderJob, engine: Engine, ruler: Ruler) -> None:
        self._rack = TemplateCache(cache)
        self._job = job
        self._engine = engine
        self._ruler = ruler

    def cast(self, edition: EditionJob, setting: Setting) -> tuple[PageModel, Fullness] | None:
        """Return the edition's page as a layout in that setting would show it, on an endless page.

        None means that only a layout can tell. What is returned depends on the job alone.
        """
        if any(_tells(sheet.text) for sheet in self._job.stylesheets):
            return None
        try:
            outline = read_outline(self._engine.parse_html(edition.html))
            skeleton = self._assembled(outline, edition, setting)
            skeleton = skeleton or self._skeleton(write_specimen(outline), edition, setting)
            return cast(skeleton, outline, self._ruler) if skeleton else None
        except Unlike:
            return None

    def _assembled(
        self, outline: Outline, edition: EditionJob, setting: Setting
    ) -> Skeleton | None:
        """Return the page's skeleton from those of models, or from one of all its paragraphs."""
        plan = write_plan(outline)

        def show(model: Plan) -> Skeleton:
            skeleton = self._skeleton(model.html, edition, setting, model.blocks)
            if skeleton is None:
                raise _NotShown
            return skeleton

        try:
            if not outline.styled and not any(
                counts_siblings(sheet.text) for sheet in self._job.stylesheets
            ):
                with suppress(Unlike):
                    return assemble(plan, show)
            return show(plan)
        except _NotShown:
            return None

    def _skeleton(
        self, html: str, edition: EditionJob, setting: Setting, blocks: int | None = None
    ) -> Skeleton | None:
        """Return the skeleton of a page with standard texts, and so many blocks."""
        key = sha256(f"{self._sheets_key}\n{setting.css()}\n{html}".encode()).hexdigest()
        found = self._rack.folder, key
        if found in _remembered:
            _remembered.move_to_end(found)
            return _remembered[found]
        text = self._rack.get(key)
        if text is None:
            text = self._made(html, edition, setting, blocks)
            self._rack.put(key, text)
        _remembered[found] = skeleton = unpacked(text) if text != NOTHING else None
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
        return skeleton

    def _made(self, html: str, edition: EditionJob, setting: Setting, blocks: int | None) -> str:
        """Lay the page out, and return its skeleton as text."""
        bare = replace(edition, html=html)
        try:
            outline = read_outline(self._engine.parse_html(html))
            if write_specimen(outline) != html or blocks not in {None, len(outline.blocks)}:
                return NOTHING
            laid = self._engine.lay_out(bare, setting.css(), endless=True)
            return make_skeleton(laid, outline, self._job.regions, self._ruler).packed()
        except Unlike:
            return NOTHING

    @cached_property
    def _sheets_key(self) -> str:
        """What a skeleton depends on besides outline and setting, in one hash."""
        job = self._job
        digest = sha256(toolchain_key().encode())
        digest.update(repr((job.regions, job.trim, job.families)).encode())
        for sheet in job.stylesheets:
            digest.update(repr((sheet.url, sheet.text)).encode())
        for part in hash_files(job, without="content"):
            digest.update(part)
        return digest.hexdigest()


def forget() -> None:
    """Let go of the skeletons in memory; those in the folder stay."""
    _remembered.clear()


@lru_cache(maxsize=32)
def _tells(css: str) -> bool:
    return bool(TELLING.search(css))
