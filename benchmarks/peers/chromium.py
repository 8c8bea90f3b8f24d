"""Debian's Chromium: warm under Playwright, or as a command for each page."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from shutil import which
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.async_api import Browser, Page

    from benchmarks.peers.hosting import Print
    from benchmarks.preparation import PeerPage

PROGRAM = "chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing_program() -> str:
    """Return how Chromium is installed, if it is not."""
    return "" if which(PROGRAM) else f"apt-get install {PROGRAM}"


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that stays open, with several pages that print at the same time."""

    name: str
    pages: int
    tagged: bool = False

    def missing(self) -> str:
        """Return what has to be installed first."""
        playwright = "" if find_spec("playwright") else "pip install playwright"
        return " and ".join(filter(None, (missing_program(), playwright)))

    @contextmanager
    def opened(self) -> Iterator[Print]:
        """Start the browser, and return what prints with it."""
        from playwright.async_api import async_playwright

        with asyncio.Runner() as runner:
            driver = runner.run(async_playwright().start())
            browser = runner.run(
                driver.chromium.launch(executable_path=which(PROGRAM), args=list(FLAGS))
            )
            tabs = runner.run(self._open(browser))
            yield lambda pages, out: runner.run(self._print_all(tabs, pages, out))
            runner.run(browser.close())
            runner.run(driver.stop())

    async def _open(self, browser: Browser) -> list[Page]:
        """Open the pages, each in a context and so in a process of its own."""
        contexts = [await browser.new_context() for _ in range(self.pages)]
        return [await context.new_page() for context in contexts]

    async def _print_all(self, tabs: list[Page], pages: Sequence[PeerPage], out: Path) -> None:
        waiting = iter(pages)  # whichever page is free takes the next
        await asyncio.gather(*(self._print(tab, waiting, out) for tab in tabs))

    async def _print(self, tab: Page, waiting: Iterator[PeerPage], out: Path) -> None:
        for page in waiting:
            await tab.set_content(page.html.read_text("utf-8"))
            pdf = await tab.pdf(
                prefer_css_page_size=True, print_background=True, tagged=self.tagged
            )
            (out / page.name).write_bytes(pdf)


@dataclass(frozen=True, slots=True)
class ChromiumCommand:
    """Chromium, started again for each page."""

    name: str

    def missing(self) -> str:
        """Return what has to be installed first."""
        return missing_program()

    def command(self, page: PeerPage, out: Path) -> list[str]:
        """Return the command that prints this page, with a new profile."""
        return [
            PROGRAM,
            "--headless",
            *FLAGS,
            f"--user-data-dir={mkdtemp(prefix='profile-', dir=out)}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out / page.name}",
            page.html.as_uri(),
        ]
