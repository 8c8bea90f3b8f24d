"""`brief new`: begin a briefing, or a further language of one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from brief.cli.commands.init import single_languages
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError
from brief.project import find_project


def new_command(
    name: Annotated[
        str, typer.Argument(metavar="SLUG", help="What the briefing's folder is called.")
    ],
    lang: Annotated[
        list[str] | None,
        typer.Option(
            "--lang", "-l", help="A language of the briefing; repeatable. [those of brief.yaml]"
        ),
    ] = None,
    json_: Annotated[
        bool, typer.Option("--json", help="Report on standard output, as JSON.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
) -> None:
    """Begin a briefing: files that say what belongs where; the build tells what is not written yet.

    For a briefing that is there already, --lang adds a further language, with the texts to
    translate beside the places for them. Nothing is overwritten.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "new"):
        from brief.editorial.briefing import read_settings
        from brief.scaffold.briefing import new_briefing, slug_for

        project = find_project()
        settings = read_settings(project)
        slug = slug_for(_slug_from_path(name))
        languages = single_languages(lang or []) or settings.languages
        if not languages:
            msg = "no language is named, neither here nor in brief.yaml"
            raise UsageError(msg, f"write brief new {slug} --lang de --lang it", "no-language")
        written = new_briefing(project, slug, languages, date.today())  # noqa: DTZ011 - the editor's own day
    files = [project.display_path(path) for path in written]
    if json_:
        write_json({"ok": True, "briefing": slug, "files": files, "findings": []})
    terminal = Terminal(quiet=quiet)
    for file in files:
        terminal.show_text(f"✓ {escape_controls(file)}")
    terminal.show_text("→ write what stands in <angle brackets>")
    terminal.show_text(f"→ see what is left, and the pages when nothing is:  brief build {slug}")
    if "briefing.yaml" in files[0]:
        terminal.show_text("→ then remove `status: draft` from briefing.yaml: it sets a watermark")


def _slug_from_path(typed: str) -> str:
    """Return the name in `content/NAME/`, as shells complete it."""
    return typed.rstrip("/").removeprefix("./").removeprefix("content/")
