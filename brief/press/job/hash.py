"""Hash of a job: two jobs with the same key give the same PDFs.

The key includes the content of every file that a page can load, but neither paths nor times, so
that it is the same in every checkout.
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

UNHASHED_FIELDS = {"roots", "font_folder", "source_map", "findings"}
"""Folders, whose files are hashed instead, and what changes findings but not pages."""


@dataclass(frozen=True, slots=True)
class JobKey:
    """The key of a job's pages, and the key of its pages with their findings.

    They differ because a new line at the top of a file moves findings, but changes no page.
    """

    pages: str
    with_findings: str


def compute_job_key(job: RenderJob) -> JobKey:
    """Return the key of a job; each part has 64 hexadecimal digits."""
    parts: list[bytes] = []
    _append_value(job, parts)
    digest = sha256(toolchain_key().encode())
    digest.update(b"".join([*parts, *hash_files(job)]))
    pages = digest.hexdigest()
    parts.clear()
    _append_value((job.source_map, job.findings), parts)
    digest.update(b"".join(parts))
    return JobKey(pages, digest.hexdigest())


def hash_files(job: RenderJob, without: str = "") -> Iterator[bytes]:
    """Yield the hashes of fonts, and of the files that pages can load except the root `without`."""
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


def _append_value(value: Any, parts: list[bytes]) -> None:  # noqa: ANN401 - any value in a job
    """Append a value with its type and length, so that no other value gives the same bytes.

    The most frequent types are tested first, because all text of all pages is hashed here.
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
    else:  # its repr might contain an address, or omit a part
        msg = f"a {kind.__name__} in a job cannot be hashed"
        raise TypeError(msg)


@lru_cache(maxsize=64)
def _describe_dataclass(kind: type) -> tuple[bytes, tuple[tuple[str, bytes], ...]] | None:
    """Return the header of a dataclass and its hashed fields; None for any other type."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind) if field.name not in UNHASHED_FIELDS]
    return f"{kind.__name__}(".encode(), tuple((name, name.encode()) for name in names)


def _find_servable_files(folder: str, prefix: str) -> Iterator[str]:
    """Yield the files in a folder that a page may load, as paths relative to the folder."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _find_servable_files(entry.path, f"{prefix}{entry.name}/")
        elif os.path.splitext(entry.name)[1].lower() in MEDIA_TYPES and entry.is_file():  # noqa: PTH122 - faster than Path
            yield prefix + entry.name


def hash_file(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, or the error number if it cannot be read."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as problem:
        return f"unreadable: {problem.errno}"


def hash_font(file: Path | str) -> str:
    """Return the hash of a font file; large files are read again only after a change."""
    state = os.stat(file)  # noqa: PTH116 - of every font, for every job
    place = state.st_dev, state.st_ino  # of the target, if the name is a link
    return _hash_cached(file, *place, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


@lru_cache(maxsize=512)
def _hash_cached(file: Path | str, *state: int) -> str:
    del state  # part of the cache key
    return hash_file(Path(file))
