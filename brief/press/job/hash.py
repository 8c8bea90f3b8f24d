"""What a fit group's pages depend on, in one hash: two jobs with one key give the same bytes.

The key holds the content of every file that a page can reach, never its path or its time, so that
it is the same in every checkout, and no clock can deceive it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief.press.job.resources import MEDIA_TYPES
from brief.storage.toolchain import toolchain_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.job.model import RenderJob

FOLDER_FIELDS = {"roots", "font_folder"}
"""The fields that say where files lie: what lies there counts instead."""
SOURCE_MAP_FIELD = "source_map"
"""The field that says where the words are written: findings point there, and pages do not."""


@dataclass(frozen=True, slots=True)
class JobKey:
    """The key of a job's pages, and that of its pages with what is said of them.

    A line more at the top of a file moves every finding, and changes no page.
    """

    pages: str
    with_findings: str


def compute_job_key(job: RenderJob) -> JobKey:
    """Return the key of a job, each of its parts 64 hexadecimal digits."""
    parts: list[bytes] = []
    _append_value(job, parts)
    digest = sha256(toolchain_key().encode())
    digest.update(b"".join([*parts, *hash_files(job)]))
    pages = digest.hexdigest()
    parts.clear()
    _append_value(job.source_map, parts)
    digest.update(b"".join(parts))
    return JobKey(pages, digest.hexdigest())


def hash_files(job: RenderJob, without: str = "") -> Iterator[bytes]:
    """Yield the content of all files that the pages can reach, as hashes, and that of the fonts.

    The root called `without` is left out.
    """
    for name, folder in job.roots:
        if name == without:
            continue
        yield f"root {name}\n".encode()
        for path in sorted(_find_servable_files(folder, "")):
            content = hash_file(Path(folder, path))
            yield f"{path} {content}\n".encode("utf-8", "surrogateescape")
    with os.scandir(job.font_folder) as entries:
        fonts = sorted((entry.name, entry.path) for entry in entries)
    for font, place in fonts:
        if font != "fonts.conf":
            yield f"font {font} {hash_font(place)}\n".encode("utf-8", "surrogateescape")


def _append_value(value: Any, parts: list[bytes]) -> None:  # noqa: ANN401 - whatever a job holds
    """Add a value as bytes that no other value gives: each with its type and length.

    Every word of every page comes by here, so the plainest types are asked for first.
    """
    kind: Any = type(value)
    if kind is str:
        body = value.encode("utf-8", "surrogatepass")
        parts += (b"str %d:" % len(body), body)
    elif kind is tuple:
        parts.append(b"tuple %d:" % len(value))
        for item in value:
            _append_value(item, parts)
    elif (shape := _describe_dataclass(kind)) is not None:
        name, own = shape
        parts.append(name)
        for field, shown in own:
            parts.append(shown)
            _append_value(getattr(value, field), parts)
    elif isinstance(value, str | bytes):
        body = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
        parts += (f"{kind.__name__} {len(body)}:".encode(), body)
    elif isinstance(value, tuple):
        _append_value(tuple(value), parts)
    elif isinstance(value, Mapping):
        _append_value(tuple(value.items()), parts)
    elif value is None or isinstance(value, bool | int | float):
        parts.append(f"{value!r};".encode())
    else:  # what shows an address, or forgets a part, would make a key that lies
        msg = f"a job holds a {kind.__name__}, which has no key"
        raise TypeError(msg)


@lru_cache(maxsize=64)
def _describe_dataclass(kind: type) -> tuple[bytes, tuple[tuple[str, bytes], ...]] | None:
    """Return how a dataclass begins in a key, and its fields that count; None if it is none."""
    if not is_dataclass(kind):
        return None
    names = [
        field.name for field in fields(kind) if field.name not in {*FOLDER_FIELDS, SOURCE_MAP_FIELD}
    ]
    return f"{kind.__name__}(".encode(), tuple((name, name.encode()) for name in names)


def _find_servable_files(folder: str, prefix: str) -> Iterator[str]:
    """Yield the files below a folder that a page may be served, as paths within it."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _find_servable_files(entry.path, f"{prefix}{entry.name}/")
        elif os.path.splitext(entry.name)[1].lower() in MEDIA_TYPES and entry.is_file():  # noqa: PTH122 - see _content of sourcekey: strings, no Paths
            yield prefix + entry.name


def hash_file(file: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal, or why it cannot be read."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as problem:
        return f"unreadable: {problem.errno}"


def hash_font(file: Path | str) -> str:
    """Return the hash of a font file; they are large, and read once while they stay."""
    state = os.stat(file)  # noqa: PTH116 - of every font, for every job
    place = state.st_dev, state.st_ino  # of the font, where its name is a link
    return _hash_cached(file, *place, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


@lru_cache(maxsize=512)
def _hash_cached(file: Path | str, *state: int) -> str:
    del state  # what the answer depends on
    return hash_file(Path(file))
