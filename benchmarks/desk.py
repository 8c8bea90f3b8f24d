"""How long the desk takes from a saved file to the new page in the browser.

    python benchmarks/desk.py           the sample in content/, in all its languages
    python benchmarks/desk.py --rounds 20

Beside it is the time that a warm layout and write of the same briefing takes in one process. Needs
Debian's Chromium, and the package playwright.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.preview.pages.previewer import Previewer
    from brief.project import Project

CHECKOUT = Path(__file__).parents[1]
SLUG, FILE, PLACE = "china-buys-china", "it.yaml", "nel 2025 il titolo"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PAUSE = 1.0


def main() -> None:
    """Print the median of both times, and how they compare."""
    sys.path[0] = str(CHECKOUT)
    from brief.preview.pages.previewer import Previewer
    from brief.project import Project

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        root = Path(folder, "project")
        shutil.copytree(CHECKOUT / "content", root / "content")
        project = Project(root)
        with Previewer(project) as previewer:
            warm = list(render_warm(project, previewer, rounds))
            seen = list(watch_page(project, previewer, rounds))
    for name, times in (("layout and write", warm), ("save to page", seen)):
        sys.stdout.write(f"{name}: {statistics.median(times):.2f} s, least {min(times):.2f} s\n")
    sys.stdout.write(f"ratio: {statistics.median(seen) / statistics.median(warm):.2f}\n")


def change(project: Project, number: int) -> None:
    """Save the file with another text."""
    file = project.content_folder / SLUG / FILE
    original = (CHECKOUT / "content" / SLUG / FILE).read_text("utf-8")
    file.write_text(original.replace(PLACE, f"{PLACE} ({number})"), "utf-8")


def render_warm(project: Project, previewer: Previewer, rounds: int) -> Iterator[float]:
    """Yield the seconds of each layout of a changed text."""
    from brief.preview.pages.model import PreviewOptions

    previewer.render(SLUG, PreviewOptions())
    for number in range(rounds):
        change(project, number)
        start = time.perf_counter()
        previewer.render(SLUG, PreviewOptions())
        yield time.perf_counter() - start


def watch_page(project: Project, previewer: Previewer, rounds: int) -> Iterator[float]:
    """Yield the seconds from each save to the new picture in the browser."""
    from playwright.sync_api import sync_playwright

    from brief.preview.server.serving import DeskServer

    with (
        DeskServer(project, previewer, 0, on_bug=lambda bug: sys.exit(repr(bug))) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(server.address(SLUG))
        page.locator("#arrangement").select_option("side")
        picture = page.locator("#pane-it img[data-digest]")
        for number in range(rounds):
            before = picture.get_attribute("data-digest")
            time.sleep(PAUSE)
            change(project, 1000 + number)
            start = time.perf_counter()
            page.locator(f'#pane-it img:not([data-digest="{before}"])').wait_for(state="attached")
            yield time.perf_counter() - start
        browser.close()


if __name__ == "__main__":
    main()
