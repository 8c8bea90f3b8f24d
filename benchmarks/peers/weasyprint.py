"""WeasyPrint as it comes: its command, or in a process that prints one page after another."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.peers.hosting import Print
    from benchmarks.preparation import PeerPage

NAIVE = Path(__file__).with_name("naive.css")


@dataclass(frozen=True, slots=True)
class WarmWeasyPrint:
    """The loop that one writes first; `naive` sets the same page by flexible boxes."""

    name: str
    naive: bool

    def missing(self) -> str:
        """Return what to install: nothing, brief needs it too."""
        return ""

    @contextmanager
    def opened(self) -> Iterator[Print]:
        """Import it, and return what prints."""
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        added = f"<style>{NAIVE.read_text('utf-8')}</style></head>" if self.naive else "</head>"

        def print_all(pages: Sequence[PeerPage], out: Path) -> None:
            for page in pages:
                html = page.html.read_text("utf-8").replace("</head>", added, 1)
                weasyprint.HTML(string=html).write_pdf(out / page.name, font_config=fonts)

        yield print_all


@dataclass(frozen=True, slots=True)
class WeasyPrintCommand:
    """`weasyprint page.html page.pdf`."""

    name: str

    def missing(self) -> str:
        """Return what to install: nothing, brief needs it too."""
        return ""

    def command(self, page: PeerPage, out: Path) -> list[str]:
        """Return the command that prints this page."""
        return [sys.executable, "-m", "weasyprint", str(page.html), str(out / page.name)]
