"""`brief init`: create a project."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.commands.build import parse_languages
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, Quiet, lang_option
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError


def init_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The project's folder: new, or empty.")
    ],
    lang: Annotated[
        list[str] | None,
        lang_option("A language of the project; repeatable (default: de and it).", new=True),
    ] = None,
    publisher: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="The publisher's name on the pages (default: the folder's name)."
        ),
    ] = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Create a project: settings, a brand to adapt, and a short example that builds at once.

    The folder must be new or empty.
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
    for step in _next_steps(folder, slug, languages, files):
        terminal.show_text(f"→ {step}")


def _next_steps(folder: Path, slug: str, languages: tuple[str, ...], files: list[str]) -> list[str]:
    """Return the next steps, with the commands to type."""
    from brief.scaffold.project import FIRST, example_languages

    brand = next(file for file in files if file.endswith("brand.yaml"))
    build = "brief build"
    if folder.resolve() != Path.cwd():
        build = f"cd {shlex.quote(str(folder))} && {build}"
    steps = [
        f"make the PDFs:  {build}",
        f"change the text:  content/{slug}/{languages[0]}.yaml",
        f"change name, colours and logo:  {brand}",
        "create a briefing of your own:  brief new my-subject",
    ]
    if slug == FIRST:
        written_in = ", ".join(example_languages())
        steps[:2] = [
            f"write the briefing (the example exists only in {written_in}):  content/{slug}/",
            f"make the PDFs, or see which texts are missing:  {build}",
        ]
    if "en" in languages:
        steps.append("British dates (4 March 2025), not American ones:  --lang en-GB")
    return [escape_controls(step) for step in steps]


def single_languages(tags: list[str]) -> tuple[str, ...]:
    """Return canonical language tags. Raises UsageError for `de+it`: only single languages here."""
    from brief.language_tags import JOIN

    found = parse_languages(tags, duplex=False)
    for tag in found:
        if JOIN in tag:
            msg = f"--lang {tag}: only single languages are possible here"
            raise UsageError(msg, f"write --lang {tag.replace(JOIN, ' --lang ')}")
    return found


def _name_from_folder(root: Path) -> str:
    """Return the folder's name as a publisher's name: `harbour-notes` → `Harbour notes`."""
    words = root.name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words) or "Our house"
    return name[:1].upper() + name[1:]
