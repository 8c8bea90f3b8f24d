"""What the press is made ready with: fonts loaded, sheets parsed; jobs that are alike share it.

Loading fonts and parsing sheets is the same for all briefings of a brand, layout and paper. What
could carry something from one job to the next is never shared: sheets that fetched a file, and
pages with style of their own, which may bring fonts.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.job.model import RenderJob, Stylesheet

CACHE_SIZE = 4
OWN_STYLE_TAG = re.compile(r"<(?:style|link)\b", re.IGNORECASE)

_cache: OrderedDict[object, SharedResources] = OrderedDict()


@dataclass(slots=True)
class SharedResources:
    """Fonts and parsed style sheets, what was said of these, and the files that were `fetched`.

    `refused` are those of them that may not be had.
    """

    fonts: Any
    sheets: list[Any] = field(default_factory=list)
    warnings: list[tuple[Stylesheet, str]] = field(default_factory=list)
    fetch_count: int = 0
    refused_urls: tuple[str, ...] = ()


def get_shared_resources(job: RenderJob, prepare: Callable[[], SharedResources]) -> SharedResources:
    """Return what the job needs, made by `prepare` unless a job like it came before."""
    if any(OWN_STYLE_TAG.search(edition.html) for edition in job.editions):
        return prepare()
    key = compute_fonts_key(job), job.stylesheets
    found = _cache.get(key)
    if found is None:
        found = prepare()
        if found.fetch_count:
            return found
    store_most_recent(_cache, key, found)
    return found


def compute_fonts_key(job: RenderJob) -> object:
    """Return what tells the job's font files from others, as far as a file's state does."""
    states = []
    for file in sorted(Path(job.font_folder).iterdir()):
        state = file.stat()
        states.append((file.name, state.st_size, state.st_mtime_ns, state.st_ino))
    return job.font_folder, tuple(states)


def store_most_recent(kept: OrderedDict[object, Any], key: object, item: object) -> None:
    """Put an item at the end, and drop the least recently used ones."""
    kept[key] = item
    kept.move_to_end(key)
    while len(kept) > CACHE_SIZE:
        kept.popitem(last=False)
