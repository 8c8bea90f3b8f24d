"""Typst, by its Python package: a template of ours with the same look."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typst import Compiler

    from benchmarks.peers.hosting import Print
    from benchmarks.preparation import PeerPage

TEMPLATE = Path(__file__).with_name("page.typ")
ONCE = """
import sys, typst
template, fonts, data, out = sys.argv[1:]
compiler = typst.Compiler(template, font_paths=[fonts], ignore_system_fonts=True)
compiler.compile(output=out, sys_inputs={"data": open(data, encoding="utf-8").read()})
"""


def missing_package() -> str:
    """Return how Typst is installed, if it is not."""
    return "" if find_spec("typst") else "pip install typst"


@dataclass(frozen=True, slots=True)
class WarmTypst:
    """Typst in a process that stays; `fresh` gives each page a compiler of its own."""

    name: str
    fresh: bool

    def missing(self) -> str:
        """Return what has to be installed first."""
        return missing_package()

    @contextmanager
    def opened(self) -> Iterator[Print]:
        """Import it, and return what prints."""
        import typst

        def compiler(page: PeerPage) -> Compiler:
            return typst.Compiler(
                str(TEMPLATE), font_paths=[str(page.fonts)], ignore_system_fonts=True
            )

        kept: list[Compiler] = []

        def print_all(pages: Sequence[PeerPage], out: Path) -> None:
            for page in pages:
                if self.fresh or not kept:
                    kept[:] = [compiler(page)]
                data = page.data.read_text("utf-8")
                kept[0].compile(output=str(out / page.name), sys_inputs={"data": data})

        yield print_all


@dataclass(frozen=True, slots=True)
class TypstCommand:
    """A process for each page, as Typst's own command would be."""

    name: str

    def missing(self) -> str:
        """Return what has to be installed first."""
        return missing_package()

    def command(self, page: PeerPage, out: Path) -> list[str]:
        """Return the command that prints this page."""
        files = (TEMPLATE, page.fonts, page.data, out / page.name)
        return [sys.executable, "-c", ONCE, *map(str, files)]
