"""Render a page's HTML from its view with the layout's Jinja2 template.

A template may come from a stranger: it runs in Jinja2's sandbox, and can include only files from
the folders of layouts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from brief.design.bilingual_page import pair_key_figures
from brief.design.layout.html_scan import scan_html
from brief.design.layout.template_errors import (
    TEMPLATE,
    explain_template_error,
    missing_element_finding,
    oversized_page_finding,
)
from brief.errors import ContentError
from brief.press.job.page_contract import FOOTER, get_end_id
from brief.press.job.run_limits import MIB, limit_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from brief.design.bilingual_page import BilingualFigure
    from brief.design.layout.layout import LoadedLayout
    from brief.design.view import PageView
    from brief.project import Project


MAX_SECONDS, MAX_MEMORY = 10.0, 512 * MIB  # of processor time and memory to fill in a template
WIDE_CELL = re.compile(
    r"<(?:td|th|col)[^>]*\s((?:col|row)?span)\s*=\s*[\"']?\s*(\d{4,})", re.IGNORECASE
)
"""A cell over more columns than HTML has (Living Standard, 4.9.11): laying it out takes hours."""
MAX_HTML_LENGTH = 1_000_000  # characters; a page has about 20,000


def fill_page(
    project: Project,
    layout: LoadedLayout,
    views: Sequence[PageView],
    band: Sequence[BilingualFigure] | None = None,
) -> str:
    """Return the page as HTML; `views` are one per language, and the first is the page's own.

    `band` has the key figures of a page in two languages, by default those of the views.

    Raises ContentError, placed in the template, if the template cannot be read, uses a name that
    does not exist, or lacks an element that the press measures.
    """
    environment = _build_environment(layout.folder, project.search_folders("layouts"))
    if band is None:
        band = pair_key_figures(views) if len(views) > 1 else ()
    try:
        with limit_run(MAX_SECONDS, MAX_MEMORY):
            html = environment.get_template(TEMPLATE).render(page=views[0], pages=views, band=band)
    except Exception as problem:  # a template can fail in every way that a program can
        raise ContentError([explain_template_error(project, layout, problem)]) from problem
    if len(html) > MAX_HTML_LENGTH:
        message = f"the template makes {len(html)} characters of HTML"
        raise ContentError([oversized_page_finding(project, layout, message)])
    if found := WIDE_CELL.search(html):
        message = f"a table cell has {found[1]}={found[2]}, more than 1000"
        raise ContentError([oversized_page_finding(project, layout, message)])
    ids = scan_html(html).ids
    required = dict.fromkeys((*map(get_end_id, layout.data.regions), FOOTER))
    if missing := [name for name in required if name not in ids]:
        shown = project.display_path(layout.folder / TEMPLATE)
        raise ContentError(missing_element_finding(name, layout, shown) for name in missing)
    return html


class LayoutLoader(jinja2.FileSystemLoader):
    """Load templates, except through symbolic links that lead out of the layout's folder."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the template's text, as FileSystemLoader does."""
        for folder in self._resolved_folders():
            path = (folder / template).resolve()
            if path.exists() and not path.is_relative_to(folder):
                msg = f"{template} lies outside the layout's folder"
                raise jinja2.TemplateNotFound(template, msg)
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as problem:
            msg = f"{template} is not UTF-8 (byte {problem.start + 1})"
            raise jinja2.TemplateNotFound(template, msg) from problem

    def _resolved_folders(self) -> Iterator[Path]:
        from pathlib import Path

        return (Path(folder).resolve() for folder in self.searchpath)


@lru_cache(maxsize=8)
def _build_environment(folder: Path, layouts: tuple[Path, ...]) -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        loader=LayoutLoader([folder, *layouts], encoding="utf-8-sig"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
