"""Cache of fonts and parsed style sheets, shared by the jobs of a brand, layout and paper.

Resources that could carry data from one job to the next are never shared: style sheets that loaded
a file, and pages with style sheets of their own, which may add fonts.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.job.model import RenderJob, Stylesheet

T = TypeVar("T")
CACHE_SIZE = 4
OWN_STYLE_TAG = re.compile(r"<(?:style|link)\b", re.IGNORECASE)

_cache: OrderedDict[object, SharedResources] = OrderedDict()


@dataclass(slots=True)
class SharedResources:
    """Fonts, parsed style sheets and the warnings about these.

    `fetch_count` is the number of files that the style sheets loaded, `refused_urls` the messages
    about files that were refused.
    """

    fonts: object
    sheets: list[object] = field(default_factory=list)
    warnings: list[tuple[Stylesheet, str]] = field(default_factory=list)
    fetch_count: int = 0
    refused_urls: tuple[str, ...] = ()


def get_shared_resources(job: RenderJob, prepare: Callable[[], SharedResources]) -> SharedResources:
    """Return the resources of a job from the cache, or from `prepare`."""
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
    """Return a key of the job's font files: their names, sizes and times of change."""
    states = []
    for file in sorted(Path(job.font_folder).iterdir()):
        state = file.stat()
        states.append((file.name, state.st_size, state.st_mtime_ns, state.st_ino))
    return job.font_folder, tuple(states)


def store_most_recent(store: OrderedDict[object, T], key: object, item: T) -> None:
    """Store an item as the most recently used one, and remove the least recently used ones."""
    store[key] = item
    store.move_to_end(key)
    while len(store) > CACHE_SIZE:
        store.popitem(last=False)
