"""`brief preview`: show the pages in the browser while they are written, and write there."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import resolve_slug
from brief.cli.completion import complete_slug
from brief.cli.crash_report import report_bug
from brief.cli.terminal import Terminal, escape_controls
from brief.project import find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.preview.server.serving import DeskServer
    from brief.project import Project

GARBAGE_THRESHOLDS = (10_000, 10, 10)
"""Unlike other commands, this one runs for hours."""


def preview_command(
    slug: Annotated[
        str,
        typer.Argument(
            metavar="[SLUG]",
            autocompletion=complete_slug,
            help="The briefing to open (default: the list of all).",
            show_default=False,
        ),
    ] = "",
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=0,
            max=65535,
            metavar="N",
            help="The port (default: 8026, or a free one if that is taken).",
            show_default=False,
        ),
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Do not open the browser; show the address only.")
    ] = False,
) -> None:
    """Show the printed pages in the browser while they are written, and write on them.

    The pages follow every change of the files; a text can be changed on the page, which changes
    that text alone in its file. Only this machine can connect, and only with the token in the
    address. Runs until Ctrl-C. Exit codes: 0 ended by a signal, 1 the project or the port cannot be
    used, 2 wrong usage.
    """
    project = find_project()
    slug = resolve_slug(project, slug)
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    terminal = Terminal()
    with _stopping() as stop:
        _serve(project, slug, port, terminal, stop, opens=not no_open)
    terminal.show_text("stopped")


def _serve(
    project: Project, slug: str, port: int | None, terminal: Terminal, stop: Event, *, opens: bool
) -> None:
    from brief.editorial.models.folders import is_briefing, unknown_briefing_error
    from brief.preview.pages.model import PreviewOptions
    from brief.preview.pages.previewer import Previewer
    from brief.preview.server.serving import DeskServer

    if slug and not is_briefing(project, slug):
        raise unknown_briefing_error(project, slug)
    previewer = Previewer(project)
    try:
        with DeskServer(project, previewer, port, on_bug=report_bug) as server:
            if slug:  # its pages are made while the browser starts
                server.desk.open_view(slug, PreviewOptions())
            _show_address(server, slug, terminal, opens=opens)
            while not stop.wait(0.5) and not server.wait(0):
                pass
    finally:
        previewer.close()


def _show_address(server: DeskServer, slug: str, terminal: Terminal, *, opens: bool) -> None:
    address = server.address(slug)
    terminal.show_text(f"preview of {escape_controls(str(server.desk.project.root))}")
    terminal.show_text(f"  {address}")
    terminal.show_text("Ctrl-C ends")
    if opens and _has_screen():
        import webbrowser

        # Some browsers end only when their window is closed.
        Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True).start()


def _has_screen() -> bool:
    """Return whether a browser with a window can be opened: others would take the terminal."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))


@contextmanager
def _stopping() -> Iterator[Event]:
    """Set an event at SIGTERM and SIGINT; a second signal ends the process as usual."""
    stop = Event()

    def end(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, before[number])

    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {int(number): signal.signal(number, end) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
