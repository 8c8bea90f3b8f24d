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

MOST = 4
OWN_STYLE = re.compile(r"<(?:style|link)\b", re.IGNORECASE)

_ready: OrderedDict[object, Makeready] = OrderedDict()


@dataclass(slots=True)
class Makeready:
    """Fonts and parsed style sheets, what was said of these, and the files that were `fetched`.

    `refused` are those of them that may not be had.
    """

    fonts: Any
    sheets: list[Any] = field(default_factory=list)
    warnings: list[tuple[Stylesheet, str]] = field(default_factory=list)
    fetched: int = 0
    refused: tuple[str, ...] = ()


def make_ready(job: RenderJob, prepare: Callable[[], Makeready]) -> Makeready:
    """Return what the job needs, made by `prepare` unless a job like it came before."""
    if any(OWN_STYLE.search(edition.html) for edition in job.editions):
        return prepare()
    key = fonts_key(job), job.stylesheets
    found = _ready.get(key)
    if found is None:
        found = prepare()
        if found.fetched:
            return found
    keep_recent(_ready, key, found)
    return found


def fonts_key(job: RenderJob) -> object:
    """Return what tells the job's font files from others, as far as a file's state does."""
    states = []
    for file in sorted(Path(job.font_folder).iterdir()):
        state = file.stat()
        states.append((file.name, state.st_size, state.st_mtime_ns, state.st_ino))
    return job.font_folder, tuple(states)


def keep_recent(kept: OrderedDict[object, Any], key: object, item: object) -> None:
    """Put an item at the end, and drop the least recently used ones."""
    kept[key] = item
    kept.move_to_end(key)
    while len(kept) > MOST:
        kept.popitem(last=False)
