"""From view to HTML: the layout's template, filled in.

A template may have been copied from anywhere, so it runs in Jinja2's sandbox, and includes nothing
from outside the folders of layouts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from brief.design.bilingual_page import band
from brief.design.layout.html_scan import skim
from brief.design.layout.template_errors import TEMPLATE, missing_element, template_fault
from brief.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from brief.design.layout.layout import LayoutHouse
    from brief.design.view import PageView
    from brief.project import Project

FOOTER = "footer"


def fill_page(project: Project, layout: LayoutHouse, views: Sequence[PageView]) -> str:
    """Return the page as HTML; on a page with two languages, the first is the page's own.

    Raises ContentError, placed in the template, if the template cannot be read, asks for something
    that a page does not have, or lacks what the layout promises to the press.
    """
    environment = _environment(layout.folder, project.folders("layouts"))
    try:
        html = environment.get_template(TEMPLATE).render(
            page=views[0], pages=views, band=band(views) if len(views) > 1 else ()
        )
    except Exception as problem:  # a template can fail in every way that a program can
        raise ContentError([template_fault(project, layout, problem)]) from problem
    _check_promises(project, layout, html)
    return html


def _check_promises(project: Project, layout: LayoutHouse, html: str) -> None:
    """Raise ContentError unless the page has the elements that the press measures it by."""
    there = skim(html).ids
    wanted = (*(f"end-{region}" for region in layout.layout.regions), FOOTER)
    shown = project.shown(layout.folder / TEMPLATE)
    findings = [
        missing_element(name, layout, shown) for name in dict.fromkeys(wanted) if name not in there
    ]
    if findings:
        raise ContentError(findings)


class _OwnFiles(jinja2.FileSystemLoader):
    """Loads templates, but no file that a symbolic link brings in from outside."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the template's text, as FileSystemLoader does."""
        for folder in self._folders():
            path = (folder / template).resolve()
            if path.exists() and not path.is_relative_to(folder):
                msg = f"{template} lies outside the layout's folder"
                raise jinja2.TemplateNotFound(template, msg)
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as problem:
            msg = f"{template} is not UTF-8 (byte {problem.start + 1})"
            raise jinja2.TemplateNotFound(template, msg) from problem

    def _folders(self) -> Iterator[Path]:
        from pathlib import Path

        return (Path(folder).resolve() for folder in self.searchpath)


@lru_cache(maxsize=8)
def _environment(folder: Path, layouts: tuple[Path, ...]) -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        loader=_OwnFiles([folder, *layouts], encoding="utf-8-sig"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
