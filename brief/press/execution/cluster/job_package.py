"""Package a job for another machine: without its folders, which are listed file by file.

A listing names files by the SHA-256 of their content, so that each file is sent once and not with
each job. A file that pages may not load is listed without content: loading it fails on the worker
with the same message as here.
"""

from __future__ import annotations

import os
import pickle
import zlib
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from brief.press.fonts.gather import CONFIG_NAME
from brief.press.job.hash import hash_file, hash_font
from brief.press.job.resources import MEDIA_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.job.model import RenderJob

NO_CONTENT = ""  # entry of a file that may not be loaded
LINK_PREFIX = ">"  # begins the entry of a symbolic link; its target follows
OUTSIDE_TARGET = os.devnull  # target of links that lead out of the folder: they are never followed
HASH_LENGTH = 64
COMPRESSION_LEVEL = 1  # of zlib: jobs are text, and many

FolderListing = tuple[tuple[str, str], ...]
"""Files by path below a folder, each with its hash, `NO_CONTENT`, or `LINK_PREFIX` and a target."""


@dataclass(frozen=True, slots=True)
class JobPackage:
    """A job without files: `job` has no folders, and its printing condition no ICC profile.

    `roots` has a listing for each root folder of the job, `fonts` that of its font folder;
    `profile` is the hash of the ICC profile, or empty.
    """

    job: RenderJob
    roots: tuple[tuple[str, FolderListing], ...]
    fonts: FolderListing
    profile: str

    def to_bytes(self) -> bytes:
        """Return the package as bytes."""
        return zlib.compress(pickle.dumps(self, pickle.HIGHEST_PROTOCOL), COMPRESSION_LEVEL)


def package_from_bytes(content: bytes) -> JobPackage:
    """Return the package that `to_bytes` was called on."""
    # Dask's workers run whatever the client sends, so unpickling adds no risk
    package = pickle.loads(zlib.decompress(content))  # noqa: S301
    if not isinstance(package, JobPackage):
        msg = f"not a job package: {type(package).__name__}"
        raise TypeError(msg)
    return package


@dataclass(frozen=True, slots=True)
class PackageFiles:
    """The files of a package on this machine: a path or the content, by SHA-256."""

    sources: dict[str, Path | bytes]

    def read_content(self, name: str) -> bytes | None:
        """Return the content with this hash, or None if the file has changed since."""
        source = self.sources[name]
        if isinstance(source, bytes):
            return source
        try:
            content = source.read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == name else None


def pack_job(job: RenderJob) -> tuple[JobPackage, PackageFiles]:
    """Return the package of a job, and its files."""
    sources: dict[str, Path | bytes] = {}
    roots = tuple((name, _list_folder(Path(folder), sources)) for name, folder in job.roots)
    fonts = tuple(_list_fonts(Path(job.font_folder), sources))
    lean, profile = replace(job, roots=(), font_folder=""), ""
    if job.printing_condition:
        profile = sha256(job.printing_condition.profile).hexdigest()
        sources[profile] = job.printing_condition.profile
        lean = replace(lean, printing_condition=replace(job.printing_condition, profile=b""))
    return JobPackage(lean, roots, fonts, profile), PackageFiles(sources)


def _list_fonts(folder: Path, sources: dict[str, Path | bytes]) -> Iterator[tuple[str, str]]:
    """Yield the fonts in a folder of gathered fonts; its links are followed."""
    for font in sorted(folder.iterdir()):
        if font.name != CONFIG_NAME:  # its paths are those of this machine
            name = hash_font(font)
            sources[name] = font
            yield font.name, name


def _list_folder(folder: Path, sources: dict[str, Path | bytes]) -> FolderListing:
    """List the files below a folder, so that pages can load the same ones from a copy of it."""
    home = folder.resolve()
    found = []
    for place, folders, files in os.walk(home):
        for name in (*folders, *files):
            path = Path(place, name)
            is_link = path.is_symlink()
            entry = _describe_link(path, home) if is_link else _describe_file(path, sources)
            if entry is not None:
                found.append((path.relative_to(home).as_posix(), entry))
    return tuple(sorted(found))


def _describe_link(path: Path, home: Path) -> str | None:
    """Return the entry of a symbolic link, or None if it leads nowhere."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return None
    if not target.is_relative_to(home):
        return LINK_PREFIX + OUTSIDE_TARGET
    parent = path.parent
    return LINK_PREFIX + os.path.relpath(target, parent) if target.exists() else None


def _describe_file(path: Path, sources: dict[str, Path | bytes]) -> str | None:
    """Return the entry of a file, or None for a folder or an unreadable file."""
    if not path.is_file():
        return None
    if path.suffix.lower() not in MEDIA_TYPES:
        return NO_CONTENT
    name = hash_file(path)
    if len(name) != HASH_LENGTH:  # the file cannot be read
        return None
    sources[name] = path
    return name
