"""`brief cache`: show, prune or clear the files kept between builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.options import Json  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal
from brief.project import cache_folder

if TYPE_CHECKING:
    from brief.storage.hashed_store import HashedStore

MEBIBYTE = 1 << 20


def cache_command(
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete the least recently used entries.")
    ] = False,
    to: Annotated[
        int, typer.Option("--to", min=0, metavar="MIB", help="With --prune: the size to leave.")
    ] = 512,
    clear: Annotated[bool, typer.Option("--clear", help="Delete the whole cache.")] = False,
    json_: Json = False,
) -> None:
    """Show the size of the cache, or delete entries: pages, pictures, hyphenation, fonts.

    Deleted entries only cost time: they are made again when needed.
    """
    from brief.press.cache import PageCache
    from brief.press.fonts.gather import font_store
    from brief.press.fonts.hyphenation import hyphenation_store
    from brief.press.job.pictures.store import picture_store
    from brief.press.prediction.template_cache import template_store
    from brief.storage.hashed_store import prune_stores

    cache, freed = cache_folder(), 0
    pages = PageCache(cache).store
    others = {
        "skeletons": ("model page", template_store(cache)),
        "hyphenation": ("hyphenation dictionary", hyphenation_store(cache)),
        "fonts": ("font folder", font_store(cache)),
        "pictures": ("picture", picture_store(cache)),
    }
    stores = [pages, *(store for _, store in others.values())]
    if clear:
        freed = sum(store.clear() for store in stores)
    elif prune:
        freed = prune_stores(stores, to * MEBIBYTE)
    if json_:
        from brief.cli.formats import write_json

        details = {name: _usage_as_json(store) for name, (_, store) in others.items()}
        limit = {"bound": pages.max_bytes}
        write_json({"ok": True, **_usage_as_json(pages), **limit, **details, "freed": freed})
        return
    usage = pages.read_usage()
    terminal = Terminal()
    if clear or prune:
        terminal.show_text(f"{_format_mebibytes(freed)} freed")
    groups = _count(usage.entries, "group")
    size = f"{_format_mebibytes(usage.size)} of at most {_format_mebibytes(pages.max_bytes)}"
    terminal.show_text(f"{groups} of printed pages, {size}, in {pages.folder}")
    for noun, store in others.values():
        usage = store.read_usage()
        size = _format_mebibytes(usage.size)
        terminal.show_text(f"{_count(usage.entries, noun)}, {size}, in {store.folder}")


def _usage_as_json(store: HashedStore) -> dict[str, object]:
    usage = store.read_usage()
    return {"folder": str(store.folder), "entries": usage.entries, "bytes": usage.size}


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _format_mebibytes(size: int) -> str:
    return f"{size / MEBIBYTE:.1f} MiB"
