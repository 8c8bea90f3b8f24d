"""A page that is shown while it is written: from a saved file to the new page."""

from __future__ import annotations

import os
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.content import slugs
from benchmarks.editing import change_word
from benchmarks.measure import CommandError, Series
from benchmarks.peers.hosting import Hosted
from benchmarks.peers.weasyprint import WarmWeasyPrint
from benchmarks.preparation import prepare
from benchmarks.table import Table, milliseconds, ratio
from benchmarks.workspace import tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.workspace import Workspace
    from brief.preview.pages.previewer import Previewer

PROJECT = 2  # editions
SHOWN = "preview: the page, the places of its texts, the room for each"
DRAWN = "preview: a page as PNG, 2 pixels a point"
WARM = "warm WeasyPrint: layout and write"
SCALE = 2.0
HEAD = ("what", "ms (rounds)", "× warm WeasyPrint")


def measure_preview(workspace: Workspace) -> Table:
    """Return the table of a changed word; a round that warms up comes first."""
    rounds = workspace.options.rounds
    root = workspace.project(PROJECT)
    series = {name: Series(name) for name in (SHOWN, DRAWN, WARM)}
    peer = WarmWeasyPrint(WARM, naive=False)
    with _open_previewer(workspace, root) as previewer, Hosted(peer) as hosted:
        for number in range(rounds + 1):
            tell(f"preview: round {number} of {rounds}" if number else "preview: warming up")
            slug, language = slugs(root)[0], "de"
            change_word(root, slug, language, workspace.chance)
            shown, drawn = _show(previewer, workspace, slug, language)
            pages = prepare(root, workspace.folder / "pages" / f"shown-{number}")
            page = next(page for page in pages if page.language == language)
            warm = hosted.print([page], workspace.output(WARM))
            if number:
                for name, seconds in ((SHOWN, shown), (DRAWN, drawn), (WARM, warm)):
                    series[name].seconds.append(seconds)
    rows = tuple(
        (name, milliseconds(own), ratio(own.times_as_long_as(series[WARM])))
        for name, own in series.items()
    )
    remarks = (
        f"{rounds} rounds, a changed word in each; the processes that print were ready.",
        "The page is fitted together with that of the other language.",
    )
    return Table("preview", HEAD, rows, remarks)


@contextmanager
def _open_previewer(workspace: Workspace, root: Path) -> Iterator[Previewer]:
    from brief.preview.pages.previewer import Previewer
    from brief.project import Project

    with patch.dict(os.environ, workspace.environment()), Previewer(Project(root)) as opened:
        yield opened


def _show(
    previewer: Previewer, workspace: Workspace, slug: str, language: str
) -> tuple[float, float]:
    """Return the seconds until the page is there, and until it is drawn."""
    from brief.preview.pages.drawing import draw_page
    from brief.preview.pages.model import PreviewOptions

    with patch.dict(os.environ, workspace.environment()):
        start = perf_counter()
        result = previewer.render(slug, PreviewOptions(languages=(language,)))
        shown = perf_counter() - start
    if not (result.editions and result.editions[0].texts):
        msg = f"{slug} cannot be shown: {result.findings}"
        raise CommandError(msg)
    start = perf_counter()
    draw_page(result.editions[0].pdf, SCALE)
    return shown, perf_counter() - start
