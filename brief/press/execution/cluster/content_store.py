"""The depot: what has travelled to this machine, by hash, and the folders made of it.

Content is shared by all processes of the machine, and kept between builds; a file is written beside
and renamed, so that it is there whole or not at all. Folders belong to one process, which alone
makes and removes them: their files are hard links, and stay whatever becomes of the content.
"""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from time import time
from typing import TYPE_CHECKING

from brief.press.execution.cluster.job_package import LINK_PREFIX, NO_CONTENT
from brief.press.fonts.gather import CONFIG_NAME, fontconfig_xml
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from brief.press.execution.cluster.job_package import FolderListing, JobPackage
    from brief.press.job.model import RenderJob

MAX_AGE = 3600.0  # seconds after which content goes: of a million editions, nobody needs all images
MAX_FOLDERS = 64  # of one process; an order needs five


class MissingFilesError(LookupError):
    """Content is not in the depot; `names` are the hashes."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        super().__init__(f"{len(self.names)} files have not arrived")


class ContentStore:
    """The depot in the folder `shared`, for a process that makes its folders in `own`."""

    def __init__(self, shared: Path, own: Path) -> None:
        self._shared = shared
        self._own = own
        self._folders: OrderedDict[str, Path] = OrderedDict()

    def unpack_job(self, parcel: JobPackage) -> RenderJob:
        """Return the order that a parcel holds, with folders on this machine.

        Raises LackingError if content has not arrived, and OSError if nothing can be written.
        """
        lacking = {name for name in parcel.find_file_hashes() if not self._has_content(name)}
        if lacking:
            raise MissingFilesError(lacking)
        roots = tuple((name, os.fspath(self._make_folder(it))) for name, it in parcel.roots)
        fonts = os.fspath(self._make_folder(parcel.fonts, fonts=True))
        job = replace(parcel.job, roots=roots, font_folder=fonts)
        if job.printing_condition and parcel.profile:
            profile = self._read_content(parcel.profile)
            job = replace(job, printing_condition=replace(job.printing_condition, profile=profile))
        while len(self._folders) > MAX_FOLDERS:
            _, folder = self._folders.popitem(last=False)
            shutil.rmtree(folder, ignore_errors=True)
        return job

    def _has_content(self, name: str) -> bool:
        try:
            os.utime(content_path(self._shared, name))
        except FileNotFoundError:
            return False
        return True

    def _read_content(self, name: str) -> bytes:
        try:
            return content_path(self._shared, name).read_bytes()
        except FileNotFoundError:  # another process found it long unused, just now
            raise MissingFilesError({name}) from None

    def _make_folder(self, listing: FolderListing, *, fonts: bool = False) -> Path:
        """Return a folder with what is listed, made once."""
        name = sha256(repr((listing, fonts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        folder = self._folders.get(name)
        if folder is None:
            self._own.mkdir(parents=True, exist_ok=True)
            folder = Path(mkdtemp(prefix="folder-", dir=self._own)).resolve()
            try:
                for path, what in listing:
                    self._place_file(folder / path, what)
                if fonts:
                    text = fontconfig_xml(folder, self._own.resolve() / "fontconfig")
                    (folder / CONFIG_NAME).write_text(text, "utf-8")
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._folders[name] = folder
        self._folders.move_to_end(name)
        return folder

    def _place_file(self, path: Path, what: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if what == NO_CONTENT:
            path.touch()
        elif what.startswith(LINK_PREFIX):
            path.symlink_to(what.removeprefix(LINK_PREFIX))
        else:
            try:
                path.hardlink_to(content_path(self._shared, what))
            except FileNotFoundError:
                raise MissingFilesError({what}) from None
            except OSError:  # another file system, or one without such links
                path.write_bytes(self._read_content(what))


def content_path(shared: Path, name: str) -> Path:
    """Return where the depot keeps content of that hash."""
    return shared / name[:2] / name[2:]


def store_contents(shared: Path, contents: Mapping[str, bytes]) -> None:
    """Put content into the depot, by its hash, and take away what has long been of no use.

    Raises ValueError if content is not that of its hash, and OSError if it cannot be written.
    """
    shared.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        if sha256(content).hexdigest() != name:
            msg = f"{name[:12]} did not arrive whole"
            raise ValueError(msg)
        write_atomically(content_path(shared, name), content)
    remove_unused(shared, MAX_AGE)


def remove_unused(shared: Path, unused: float) -> None:
    """Take away content that has not been used for that many seconds, at most once in as many."""
    note, now = shared / ".cleared", time()
    try:
        if now - note.stat().st_mtime < unused:
            return
    except FileNotFoundError:
        note.touch()
        return
    note.touch()
    for path in shared.glob("??/*"):
        try:
            if now - path.stat().st_mtime > unused:
                path.unlink(missing_ok=True)
        except OSError:  # another process took it away
            continue
