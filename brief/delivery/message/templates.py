"""Templates of mails: `layouts/mail/`, the project's own files before the bundled ones.

They run in Jinja2's sandbox. What is known of a subscriber is a value and never part of a template.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from brief.design.layout.template_errors import find_line
from brief.design.page import MAX_MEMORY, MAX_SECONDS, LayoutLoader
from brief.design.stylesheets import read_stylesheet
from brief.errors import ContentError
from brief.findings import error
from brief.press.job.run_limits import limit_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.message.view import TemplateValues
    from brief.project import Project

FOLDER = "mail"
HTML, TEXT, SUBJECT, CSS = "mail.html", "mail.txt", "subject.txt", "mail.css"
REMEDY = "correct it, or remove it to use the bundled one; docs/mail/message.md lists the variables"
MAX_QUOTED = 120  # characters of Jinja2's message


class MailTemplates:
    """The compiled templates and the style sheet of a project's mails.

    Raises ContentError, placed in the file, if one cannot be read or compiled.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        found = (folder / FOLDER for folder in project.search_folders("layouts"))
        self._folders = tuple(folder for folder in found if folder.is_dir())
        environment = ImmutableSandboxedEnvironment(
            loader=LayoutLoader(self._folders, encoding="utf-8-sig"),
            autoescape=_is_html,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates: dict[str, jinja2.Template] = {}
        for name in (HTML, TEXT, SUBJECT):
            try:
                self._templates[name] = environment.get_template(name)
            except Exception as problem:
                raise self._explain(name, problem) from problem
        self.css = read_stylesheet(project, self.find_file(CSS))

    def fill(self, name: str, values: TemplateValues) -> str:
        """Return a template with these values.

        Raises ContentError, placed in the template, if it uses a name that does not exist.
        """
        try:
            with limit_run(MAX_SECONDS, MAX_MEMORY):
                return self._templates[name].render(values.as_dict())
        except Exception as problem:  # a template can fail in every way that a program can
            raise self._explain(name, problem) from problem

    def find_file(self, name: str) -> Path:
        """Return the file of that name that is used."""
        files = [folder / name for folder in self._folders]
        return next((file for file in files if file.is_file()), files[-1])

    def refuse(
        self, code: str, name: str, message: str, remedy: str, line: int = 0
    ) -> ContentError:
        """Return the error for a problem in a file, placed at the line, or at the whole file."""
        return ContentError(
            [error(code, message, remedy, find_line(self._project, self.find_file(name), line))]
        )

    def _explain(self, name: str, problem: Exception) -> ContentError:
        """Return the error for an exception that a template raised."""
        file, line = self.find_file(name), 0
        for inner, number in self._list_lines(problem):
            file, line = inner, number
        if isinstance(problem, jinja2.TemplateSyntaxError):
            file, line = Path(problem.filename or file), problem.lineno
        reason = str(problem) or type(problem).__name__
        if isinstance(problem, RecursionError):
            reason = "it includes itself"
        if isinstance(problem, MemoryError):
            reason = "it needs too much memory"
        reason = reason.splitlines()[0].rstrip(".")[:MAX_QUOTED]
        message = f"the template cannot be filled in: {reason}"
        return ContentError(
            [error("template", message, REMEDY, find_line(self._project, file, line))]
        )

    def _list_lines(self, problem: Exception) -> Iterator[tuple[Path, int]]:
        """Yield the lines of templates in the traceback, the innermost last."""
        trace = problem.__traceback__
        while trace:
            file = Path(trace.tb_frame.f_code.co_filename)
            if any(file.is_relative_to(folder) for folder in self._folders):
                yield file, trace.tb_lineno
            trace = trace.tb_next


def _is_html(name: str | None) -> bool:
    return name is None or not name.endswith(".txt")
