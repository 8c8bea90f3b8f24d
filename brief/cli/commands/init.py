"""`brief init`: begin a project."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.commands.build import parse_languages
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError


def init_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to begin in, new or empty.")
    ],
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", "-l", help="A language of the project; repeatable. [de, it]"),
    ] = None,
    publisher: Annotated[
        str, typer.Option(help="Whose name the pages bear; without it, the folder's.")
    ] = "",
    json_: Annotated[
        bool, typer.Option("--json", help="Report on standard output, as JSON.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
) -> None:
    """Begin a project: settings, a brand to make your own, and a short example to build at once.

    Nothing is overwritten: the folder must be new or empty.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "init"):
        from brief.scaffold.project import DEFAULT_LANGUAGES, begin_project

        root = folder.resolve()
        languages = single_languages(lang or []) or DEFAULT_LANGUAGES
        name = " ".join(publisher.split()) or _name_from_folder(root)
        project, slug, written = begin_project(root, languages, name, date.today())  # noqa: DTZ011 - the editor's own day
    files = [project.display_path(path) for path in written]
    if json_:
        report = {"ok": True, "root": str(root), "briefing": slug, "files": files, "findings": []}
        write_json(report)
    terminal = Terminal(quiet=quiet)
    for file in files:
        terminal.show_text(f"✓ {escape_controls(file)}")
    for step in _next_steps(folder, slug, languages[0], files):
        terminal.show_text(f"→ {step}")


def _next_steps(folder: Path, slug: str, language: str, files: list[str]) -> list[str]:
    """Return what to do next, in the words that can be typed."""
    from brief.scaffold.project import FIRST, example_languages

    brand = next(file for file in files if file.endswith("brand.yaml"))
    build = "brief build"
    if folder.resolve() != Path.cwd():
        build = f"cd {shlex.quote(str(folder))} && {build}"
    steps = [
        f"make the PDFs:  {build}",
        f"change the words:  content/{slug}/{language}.yaml",
        f"change name, colours and logo:  {brand}",
        "begin a briefing of your own:  brief new my-subject",
    ]
    if slug == FIRST:
        written_in = ", ".join(example_languages())
        steps[:2] = [
            f"write the briefing (the example is there in {written_in} only):  content/{slug}/",
            f"make the PDFs, or see what is missing:  {build}",
        ]
    return [escape_controls(step) for step in steps]


def single_languages(tags: list[str]) -> tuple[str, ...]:
    """Return the languages as their files are named; two on a page are no language here.

    Raises UsageError.
    """
    from brief.language_tags import JOIN

    found = parse_languages(tags, duplex=False)
    for tag in found:
        if JOIN in tag:
            msg = f"--lang {tag}: here a language is meant"
            raise UsageError(msg, f"write --lang {tag.replace(JOIN, ' --lang ')}")
    return found


def _name_from_folder(root: Path) -> str:
    """Return what the folder is called, as a name: `harbour-notes` becomes `Harbour notes`."""
    words = root.name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words) or "Our house"
    return name[:1].upper() + name[1:]
