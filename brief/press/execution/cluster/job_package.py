"""A parcel: an order to the press as it travels to another machine.

Instead of folders it has listings, which name the files in them by the hash of their content, so
that each file travels once and not with each order. What a page may not be served is listed
without content: it is refused there in the words in which it is refused here.
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

NO_CONTENT = ""  # the content of a file of which only the name counts
LINK_PREFIX = ">"  # goes before what a symbolic link points at
OUTSIDE_TARGET = (
    os.devnull
)  # what links out of the folder point at instead, as they are never followed
HASH_LENGTH = 64
COMPRESSION_LEVEL = 1  # zlib's level: an order is text, and made often

FolderListing = tuple[tuple[str, str], ...]
"""Files by their paths below a folder, each with its hash, `EMPTY`, or `LINK` and a target."""


@dataclass(frozen=True, slots=True)
class JobPackage:
    """An order without its files: `job` has no folders, and its condition no ICC profile.

    `roots` has a listing for each of the order's roots, `fonts` that of its font folder, and
    `profile` is the hash of the ICC profile, or empty.
    """

    job: RenderJob
    roots: tuple[tuple[str, FolderListing], ...]
    fonts: FolderListing
    profile: str

    def find_file_hashes(self) -> frozenset[str]:
        """Return the hashes of all content that the order can need."""
        listings = (self.fonts, *(listing for _, listing in self.roots))
        hashes = {what for listing in listings for _, what in listing if is_hash(what)}
        return frozenset(hashes | ({self.profile} - {""}))

    def to_bytes(self) -> bytes:
        """Return the parcel as bytes."""
        return zlib.compress(pickle.dumps(self, pickle.HIGHEST_PROTOCOL), COMPRESSION_LEVEL)


def package_from_bytes(content: bytes) -> JobPackage:
    """Return the parcel that was wrapped; only what the same brief wrapped can be trusted."""
    parcel = pickle.loads(zlib.decompress(content))  # noqa: S301 - from the client, whom a worker of
    # Dask's obeys in everything
    if not isinstance(parcel, JobPackage):
        msg = f"a {type(parcel).__name__} is no parcel"
        raise TypeError(msg)
    return parcel


@dataclass(frozen=True, slots=True)
class PackageFiles:
    """Where this machine has the content that a parcel names: a file by each hash, or the bytes."""

    sources: dict[str, Path | bytes]

    def read_content(self, name: str) -> bytes | None:
        """Return the content of that hash, or None if its file has changed since."""
        source = self.sources[name]
        if isinstance(source, bytes):
            return source
        try:
            content = source.read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == name else None


def pack_job(job: RenderJob) -> tuple[JobPackage, PackageFiles]:
    """Return an order as a parcel, and where the content is that it names."""
    sources: dict[str, Path | bytes] = {}
    roots = tuple((name, _list_folder(Path(folder), sources)) for name, folder in job.roots)
    fonts = tuple(_list_fonts(Path(job.font_folder), sources))
    lean, profile = replace(job, roots=(), font_folder=""), ""
    if job.printing_condition:
        profile = sha256(job.printing_condition.profile).hexdigest()
        sources[profile] = job.printing_condition.profile
        lean = replace(lean, printing_condition=replace(job.printing_condition, profile=b""))
    return JobPackage(lean, roots, fonts, profile), PackageFiles(sources)


def is_hash(what: str) -> bool:
    """Say whether an entry of a listing is a file with content."""
    return len(what) == HASH_LENGTH and not what.startswith(LINK_PREFIX)


def _list_fonts(folder: Path, sources: dict[str, Path | bytes]) -> Iterator[tuple[str, str]]:
    """Yield the font files of a folder; its links lead to where the fonts are, and are followed."""
    for font in sorted(folder.iterdir()):
        if font.name != CONFIG_NAME:  # it says where the fonts lie on this machine
            name = hash_font(font)
            sources[name] = font
            yield font.name, name


def _list_folder(folder: Path, sources: dict[str, Path | bytes]) -> FolderListing:
    """List what lies below a folder, so that a `Shelf` of it answers as one of the folder does."""
    home = folder.resolve()
    found = []
    for place, folders, files in os.walk(home):
        for name in (*folders, *files):
            path = Path(place, name)
            what = (
                _describe_link(path, home) if path.is_symlink() else _describe_file(path, sources)
            )
            if what is not None:
                found.append((path.relative_to(home).as_posix(), what))
    return tuple(sorted(found))


def _describe_link(path: Path, home: Path) -> str | None:
    """Return where a symbolic link leads: within its folder, or elsewhere; None if nowhere."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return None
    if not target.is_relative_to(home):
        return LINK_PREFIX + OUTSIDE_TARGET
    parent = path.parent
    return LINK_PREFIX + os.path.relpath(target, parent) if target.exists() else None


def _describe_file(path: Path, sources: dict[str, Path | bytes]) -> str | None:
    """Return what stands for a file; None for a folder, and for what cannot be read."""
    if not path.is_file():
        return None
    if path.suffix.lower() not in MEDIA_TYPES:
        return NO_CONTENT
    name = hash_file(path)
    if not is_hash(name):
        return None
    sources[name] = path
    return name
