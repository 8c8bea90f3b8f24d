"""What a fit group's pages depend on, in one hash: two jobs with one key give the same bytes.

The key holds the content of every file that a page can reach, never its path or its time, so that
it is the same in every checkout, and no clock can deceive it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from brief.press.shelf import MEDIA_TYPES
from brief.toolchain import toolchain_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.job import RenderJob

PLACES = {"roots", "font_folder"}
"""The fields that say where files lie: what lies there counts instead."""
ORIGINS = "origins"
"""The field that says where the words are written: findings point there, and pages do not."""


@dataclass(frozen=True, slots=True)
class JobKey:
    """The key of a job's pages, and that of its pages with what is said of them.

    A line more at the top of a file moves every finding, and changes no page.
    """

    pages: str
    told: str


def job_key(job: RenderJob) -> JobKey:
    """Return the key of a job, each of its parts 64 hexadecimal digits."""
    digest = sha256(toolchain_key().encode())
    for part in _parts(job):
        digest.update(part)
    for part in files_key(job):
        digest.update(part)
    pages = digest.hexdigest()
    for part in _parts(job.origins):
        digest.update(part)
    return JobKey(pages, digest.hexdigest())


def files_key(job: RenderJob, without: str = "") -> Iterator[bytes]:
    """Yield the content of all files that the pages can reach, as hashes, and that of the fonts.

    The root called `without` is left out.
    """
    for name, folder in job.roots:
        if name == without:
            continue
        yield f"root {name}\n".encode()
        for file in _servable(Path(folder)):
            yield f"{file.relative_to(folder).as_posix()} {file_hash(file)}\n".encode()
    for font in sorted(Path(job.font_folder).iterdir()):
        if font.name != "fonts.conf":
            yield f"font {font.name} {font_hash(font)}\n".encode()


def _parts(value: object) -> Iterator[bytes]:
    """Yield a value as bytes that no other value gives: each with its type and length."""
    if is_dataclass(value):
        yield f"{type(value).__name__}(".encode()
        for field in fields(value):
            if field.name not in {*PLACES, ORIGINS}:
                yield field.name.encode()
                yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        yield f"tuple {len(value)}:".encode()
        for item in value:
            yield from _parts(item)
    elif isinstance(value, Mapping):
        yield from _parts(tuple(value.items()))
    elif isinstance(value, bytes | str):
        body = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
        yield f"{type(value).__name__} {len(body)}:".encode()
        yield body
    elif value is None or isinstance(value, bool | int | float):
        yield f"{value!r};".encode()
    else:  # what shows an address, or forgets a part, would make a key that lies
        msg = f"a job holds a {type(value).__name__}, which has no key"
        raise TypeError(msg)


def _servable(folder: Path) -> list[Path]:
    """Return the files below a folder that a page may be served, in a fixed order."""
    if not folder.is_dir():
        return []
    return sorted(
        file for file in folder.rglob("*") if file.suffix.lower() in MEDIA_TYPES and file.is_file()
    )


def file_hash(file: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal, or why it cannot be read."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as problem:
        return f"unreadable: {problem.errno}"


def font_hash(file: Path) -> str:
    """Return the hash of a font file; they are large, and read once while they stay."""
    state = file.stat()
    place = state.st_dev, state.st_ino  # of the font, where its name is a link
    return _kept_hash(file, *place, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


@lru_cache(maxsize=512)
def _kept_hash(file: Path, *state: int) -> str:
    del state  # what the answer depends on
    return file_hash(file)
