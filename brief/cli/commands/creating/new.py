"""`brief new`: create a briefing, or a further language of one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from brief.cli.commands.init import single_languages
from brief.cli.completion import complete_slug
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, Quiet, lang_option
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError
from brief.project import find_project


def new_command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="SLUG", autocompletion=complete_slug, help="The name of the briefing's folder."
        ),
    ],
    lang: Annotated[
        list[str] | None,
        lang_option(
            "A language of the briefing; repeatable (default: those of brief.yaml).", new=True
        ),
    ] = None,
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="SLUG",
            autocompletion=complete_slug,
            help="Take sources, languages and settings of this briefing; next number and day.",
        ),
    ] = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Create a briefing: files with placeholders, which the build reports until they are replaced.

    With --from, it is the next issue of a series: sources, brand and languages stay the same, the
    issue is one higher, and the day follows the rhythm of the earlier ones.

    For an existing briefing, --lang adds a language, with the texts to translate as comments.
    Existing files are never overwritten.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "new"):
        from brief.editorial.briefing import read_settings
        from brief.scaffold.briefing import new_briefing, next_briefing, slug_for

        project = find_project()
        settings = read_settings(project)
        slug = slug_for(_slug_from_path(name))
        languages = single_languages(lang or []) or settings.languages
        if from_ and lang:
            msg = "--from takes the languages of that briefing, and so excludes --lang"
            raise UsageError(msg, "leave one of them out")
        if not languages and not from_:
            msg = "no language is named, neither here nor in brief.yaml"
            raise UsageError(msg, f"write brief new {slug} --lang de --lang it", "no-language")
        today = date.today()  # noqa: DTZ011 - the editor's own day
        if from_:
            written = next_briefing(project, slug, _slug_from_path(from_), today)
        else:
            written = new_briefing(project, slug, languages, today)
    files = [project.display_path(path) for path in written]
    if json_:
        write_json({"ok": True, "briefing": slug, "files": files, "findings": []})
    terminal = Terminal(quiet=quiet)
    for file in files:
        terminal.show_text(f"✓ {escape_controls(file)}")
    terminal.show_text("→ replace the texts in <angle brackets>")
    terminal.show_text(f"→ make the PDFs, or see which texts are missing:  brief build {slug}")
    if "briefing.yaml" in files[0]:
        terminal.show_text("→ then remove `status: draft`, the watermark, from briefing.yaml")


def _slug_from_path(typed: str) -> str:
    """Return the slug for a typed name or path; shells complete `content/<slug>/`."""
    return typed.rstrip("/").removeprefix("./").removeprefix("content/")
