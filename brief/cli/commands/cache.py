"""`brief cache`: what is kept between builds."""

from __future__ import annotations

from typing import Annotated

import typer

from brief.cli.terminal import Terminal
from brief.project import cache_folder

MEBIBYTE = 1 << 20


def cache_command(
    prune: Annotated[
        bool, typer.Option("--prune", help="Take away what was not used for the longest time.")
    ] = False,
    to: Annotated[
        int, typer.Option("--to", min=0, metavar="MIB", help="With --prune: leave so much.")
    ] = 512,
    clear: Annotated[bool, typer.Option("--clear", help="Take away all pages.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Report on standard output.")] = False,
) -> None:
    """Show what is kept of printed pages and model pages, or take it away.

    Nothing is lost but time: what is missing is made anew.
    """
    from brief.press.cache import PageCache
    from brief.press.prediction.template_cache import TemplateCache

    cache, rack, freed = PageCache(cache_folder()), TemplateCache(cache_folder()), 0
    if clear:
        freed = cache.clear() + rack.clear()
    elif prune:
        freed = cache.prune(to * MEBIBYTE)
    usage, (skeletons, size) = cache.usage(), rack.usage()
    if json_:
        from brief.cli.formats import write_json

        write_json(
            {
                "ok": True,
                "folder": str(usage.folder),
                "entries": usage.entries,
                "bytes": usage.size,
                "bound": usage.bound,
                "skeletons": {"folder": str(rack.folder), "entries": skeletons, "bytes": size},
                "freed": freed,
            }
        )
        return
    terminal = Terminal()
    if clear or prune:
        terminal.show_text(f"{_format_mebibytes(freed)} freed")
    groups = "1 group" if usage.entries == 1 else f"{usage.entries} groups"
    of = f"{_format_mebibytes(usage.size)} of at most {_format_mebibytes(usage.bound)}"
    terminal.show_text(f"{groups} of printed pages, {of}, in {usage.folder}")
    models = "1 model page" if skeletons == 1 else f"{skeletons} model pages"
    terminal.show_text(f"{models}, {_format_mebibytes(size)}, in {rack.folder}")


def _format_mebibytes(size: int) -> str:
    return f"{size / MEBIBYTE:.1f} MiB"
