"""`brief mail`: write the mail of an edition, or a personal copy of its PDF, without sending it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import parse_languages, resolve_slug
from brief.cli.completion import complete_slug
from brief.cli.formats import choose_format, report_errors, write_findings
from brief.cli.help import PlainHelpCommand
from brief.cli.options import JsonFormat, Quiet, ReportFormat, lang_option
from brief.cli.terminal import Terminal
from brief.errors import BriefError, UsageError
from brief.project import find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.message.composer import MessageComposer
    from brief.project import Project

FOLDER = "dist/mail"

mail_app = typer.Typer(
    name="mail",
    help="Look at the mails that bring a briefing.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@mail_app.callback()
def mail_callback() -> None:
    """Look at the mails that bring a briefing."""


@mail_app.command(
    "preview", cls=PlainHelpCommand, short_help="Write the mail as files, without sending it."
)
def preview_command(
    slug: Annotated[
        str, typer.Argument(metavar="SLUG", autocompletion=complete_slug, help="The briefing.")
    ],
    lang: Annotated[list[str] | None, lang_option("Only this language; repeatable.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=f"The folder; default {FOLDER}.")
    ] = None,
    format_: ReportFormat = "",
    json_: JsonFormat = False,
    quiet: Quiet = False,
) -> None:
    """Write a mail as .eml, as HTML that a browser shows, and as plain text.

    The PDFs must be built. The mail is for a recipient who does not exist, and its links do
    nothing. Exit codes: 0 written, 1 problems in the content, 2 wrong usage.
    """
    report_as = choose_format(format_, json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "mail preview"):
        from brief.delivery.message.composer import open_composer
        from brief.editorial.briefing import read_settings

        project = find_project()
        tags = parse_languages(lang or [], duplex=False) or None
        name = resolve_slug(project, slug)
        composer = open_composer(project, read_settings(project), name, languages=tags)
        folder = out or project.root / FOLDER
        files = [
            file for tag in composer.languages for file in _write_files(composer, folder, name, tag)
        ]
    shown = [project.display_path(file) for file in files]
    for line in shown:
        terminal.show_text(line)
    write_findings(report_as, [], files=shown)


@mail_app.command(
    "copy", cls=PlainHelpCommand, short_help="Write a personal copy of a PDF, to look at it."
)
def copy_command(
    slug: Annotated[
        str, typer.Argument(metavar="SLUG", autocompletion=complete_slug, help="The briefing.")
    ],
    name: Annotated[str, typer.Option("--for", metavar="NAME", help="The reader's name.")],
    lang: Annotated[str, lang_option("The language; de+it for two on one page.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=f"The file; default in {FOLDER}.")
    ] = None,
    format_: ReportFormat = "",
    json_: JsonFormat = False,
    quiet: Quiet = False,
) -> None:
    """Write the PDF of dist/ with the reader's name on it, as `personal: yes` attaches it.

    Exit codes: 0 written, 1 the name cannot be set or the PDF cannot be used, 2 wrong usage.
    """
    report_as = choose_format(format_, json_=json_)
    with report_errors(report_as, "mail copy"):
        project = find_project()
        pages = parse_languages([lang], duplex=False)
        if len(pages) != 1:
            msg = f"--lang {lang}: a copy is made of one PDF"
            raise UsageError(msg, "write one language, or two on one page as in --lang de+it")
        found, page = resolve_slug(project, slug), pages[0]
        content = _make_copy(project, found, page, name)
        file = _write_file(out or project.root / FOLDER / f"{found}.{page}.copy.pdf", content)
    shown = project.display_path(file)
    Terminal(quiet=quiet).show_text(shown)
    write_findings(report_as, [], files=[shown])


def _make_copy(project: Project, slug: str, page: str, name: str) -> bytes:
    """Return the built PDF with a name on it."""
    from brief.build.output import OutputFolder
    from brief.build.page_names import PageNames
    from brief.design.presentation import Overrides, choose_presentation
    from brief.editorial.briefing import read_briefing, read_settings
    from brief.language_tags import JOIN
    from brief.prepress.personal_style import make_personal_style
    from brief.press.personal.template import open_personal_template

    settings = read_settings(project)
    briefing = read_briefing(project, settings, slug)
    brand = choose_presentation(project, settings, briefing, Overrides()).brand
    stem = PageNames(settings, slug, briefing).name_page(page)
    file = OutputFolder(project, None).pdf_path(slug, page, name=stem)
    try:
        pdf = file.read_bytes()
    except OSError as problem:
        msg = f"{project.display_path(file)} cannot be read: {problem.strerror or problem}"
        raise BriefError(msg, f"run `brief build {slug} --lang {page}`", "pdf-missing") from problem
    style = make_personal_style(brand, page.split(JOIN, maxsplit=1)[0])
    return open_personal_template(pdf, style).make_copy(name)


def _write_files(composer: MessageComposer, folder: Path, slug: str, tag: str) -> Iterator[Path]:
    """Write the three files of a language, and yield their paths."""
    from email import message_from_bytes, policy

    from brief.delivery.message.model import make_sample
    from brief.delivery.message.pictures import embed_images

    recipient = make_sample(tag, composer.languages)
    content = composer.compose(recipient, datetime.now(UTC).replace(microsecond=0)).content
    message = message_from_bytes(content, policy=policy.default)
    plain = message.get_body(("plain",))
    files = {
        "eml": content,
        "html": embed_images(composer.write_texts(recipient)[0], composer.pictures(tag)).encode(),
        "txt": plain.get_content().encode("utf-8") if plain else b"",
    }
    for kind, written in files.items():
        yield _write_file(folder / f"{slug}.{tag}.{kind}", written)


def _write_file(path: Path, content: bytes) -> Path:
    from brief.storage.atomic_write import default_file_mode, write_atomically

    try:
        write_atomically(path, content, mode=default_file_mode())
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror or problem}"
        raise BriefError(msg, "name another folder with --out") from problem
    return path
