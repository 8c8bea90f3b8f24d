"""Convert errors of Jinja2 into findings, each at its line of the template."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from brief.design.citation import SourceView
from brief.design.figures import ChartView, FigureView, TrendView
from brief.design.parts.elements import (
    ComparisonRowView,
    ComparisonView,
    EventView,
    QuoteView,
    WhyView,
)
from brief.design.parts.maps.locator_map import MapView
from brief.design.view import ImageView, PageView
from brief.findings import Finding, Place, error
from brief.findings.source_text import SourceText
from brief.findings.suggest import did_you_mean, find_nearest
from brief.press.job.page_contract import END_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.design.layout.layout import LoadedLayout
    from brief.project import Project

TEMPLATE = "page.html"
REMEDY = "correct it, or use a bundled layout; docs/layouts.md lists what a page has"
VIEWS = {
    kind.__name__: kind
    for kind in (
        *(PageView, FigureView, TrendView, ChartView, ImageView, SourceView),
        *(WhyView, EventView, QuoteView, ComparisonView, ComparisonRowView, MapView),
    )
}
TEMPLATE_VARIABLES = ("page", "pages", "band")
MAX_QUOTED = 120  # characters of Jinja2's message
NO_ATTRIBUTE = re.compile(
    r"'(?:[\w.]*\.)?(?P<owner>\w+) object' has no attribute '(?P<name>[^']*)'"
)
UNDEFINED = re.compile(r"'(?P<name>[^']*)' is undefined")
NO_FILTER = re.compile(r"No (?P<kind>filter|test) named '(?P<name>[^']*)'")
UNCLOSED = re.compile(r"innermost block that needs to be closed is '(?P<block>\w+)'")


def explain_template_error(project: Project, layout: LoadedLayout, problem: Exception) -> Finding:
    """Return the finding for an exception that was raised while rendering the template."""
    place = _find_place(project, layout, problem)
    if isinstance(problem, jinja2.TemplateNotFound):
        return _explain_missing_file(project, layout, problem, place)
    if isinstance(problem, RecursionError):
        return error("template", "the template includes itself", "remove the include", place)
    return _explain_unknown_name(str(problem), place) or _explain_other(problem, place)


def _explain_unknown_name(reason: str, place: Place) -> Finding | None:
    """Return the finding for an unknown attribute, variable, filter or test; None for the rest."""
    if found := NO_ATTRIBUTE.search(reason):
        kind = VIEWS.get(found["owner"])
        known = [field.name for field in fields(kind)] if kind else []
        what = found["owner"].removesuffix("View").lower()
        message = f"a {what} has no `{found['name']}`"
        return error("template", message, did_you_mean(found["name"], known) or REMEDY, place)
    if found := UNDEFINED.search(reason):
        return _explain_undefined(found["name"], place)
    if found := NO_FILTER.search(reason):
        names = jinja2.Environment().filters  # noqa: S701 - for its names alone
        message = f"unknown {found['kind']} `{found['name']}`"
        near = find_nearest(found["name"], names)
        return error("template", message, f"did you mean `{near}`?" if near else REMEDY, place)
    return None


def _explain_other(problem: Exception, place: Place) -> Finding:
    """Return the finding for any other error, with Jinja2's message if nothing better is known."""
    reason = str(problem)
    if found := UNCLOSED.search(reason):
        message = "a block of the template is not closed before it ends"
        return error("template", message, f"write {{% end{found['block']} %}} where it ends", place)
    if isinstance(problem, MemoryError):
        reason = "it needs too much memory"
    reason = (reason or type(problem).__name__).splitlines()[0].rstrip(".")[:MAX_QUOTED]
    return error("template", f"the template cannot be filled in: {reason}", REMEDY, place)


def oversized_page_finding(project: Project, layout: LoadedLayout, message: str) -> Finding:
    """Return the finding for a page whose HTML no engine could lay out in reasonable time."""
    remedy = "remove what repeats so much"
    return error("template", message, remedy, find_line(project, layout.folder / TEMPLATE, 0))


def missing_element_finding(name: str, layout: LoadedLayout, shown: str) -> Finding:
    """Return the finding for a missing element that the press needs to measure the page."""
    message = f"the template has no element with the id `{name}`"
    remedy = f'put <div id="{name}"></div> where that part of the page ends'
    if not name.startswith(END_PREFIX):
        remedy = f'give the foot of the page this id: <footer id="{name}">'
    elif len(layout.data.regions) > 1:
        remedy += f", or remove `{name.removeprefix(END_PREFIX)}` from `regions` in layout.yaml"
    return error("template", message, remedy, Place(shown))


def _explain_missing_file(
    project: Project, layout: LoadedLayout, problem: jinja2.TemplateNotFound, place: Place
) -> Finding:
    name, reason = str(problem.name), str(problem.message or "")
    shown = project.display_path(layout.folder)
    if "search paths" not in reason and reason != name:  # refused, or in another encoding
        remedy = "save it as UTF-8" if "UTF-8" in reason else "put the file itself there"
        return error("template", reason, remedy, place)
    if name == TEMPLATE:
        message = f"the layout `{layout.name}` has no template: {shown}/{TEMPLATE} is missing"
        remedy = f"write {TEMPLATE} beside layout.yaml; docs/layouts.md shows one"
        return error("template", message, remedy, Place(f"{shown}/{TEMPLATE}"))
    message = f"the template includes {name}, which is neither in {shown} nor in layouts/"
    return error("template", message, "put the file there, or correct its name", place)


def _explain_undefined(name: str, place: Place) -> Finding:
    message = f"`{name}` is not defined here"
    own = [field.name for field in fields(PageView)]
    remedy = f"write `page.{name}`" if name in own else did_you_mean(name, TEMPLATE_VARIABLES)
    if name not in own and (near := find_nearest(name, own)) and not remedy.startswith("did"):
        remedy = f"did you mean `page.{near}`?"
    return error("template", message, remedy, place)


def _find_place(project: Project, layout: LoadedLayout, problem: Exception) -> Place:
    """Return the line that failed, in the template or in a file that it includes."""
    file, line = layout.folder / TEMPLATE, 0
    for own, number in _template_lines(project, problem):
        file, line = own, number
    if isinstance(problem, jinja2.TemplateSyntaxError):
        line = problem.lineno
        named = Path(problem.filename or "")
        folders = (layout.folder, *project.search_folders("layouts"))
        file = named if any(named.is_relative_to(folder) for folder in folders) else file
    return find_line(project, file, line)


def find_line(project: Project, file: Path, line: int) -> Place:
    """Return the place of a line without the spaces around its text; of the file for line 0."""
    shown = project.display_path(file)
    if not line:
        return Place(shown)
    try:
        text = SourceText(shown, file.read_text("utf-8-sig")).line_text(line)
    except (OSError, UnicodeDecodeError):
        text = ""
    start = len(text) - len(text.lstrip())
    return Place(shown, line, start + 1, max(1, len(text.strip())), text)


def _template_lines(project: Project, problem: Exception) -> Iterator[tuple[Path, int]]:
    """Yield the lines of templates in the traceback, the innermost last."""
    folders = project.search_folders("layouts")
    trace = problem.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if any(file.is_relative_to(folder) for folder in folders):
            yield file, trace.tb_lineno
        trace = trace.tb_next
