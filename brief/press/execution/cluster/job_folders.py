"""Unpack jobs on a worker: make the folders that a job names, of the files that were sent."""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from brief.press.execution.cluster.job_package import LINK_PREFIX, NO_CONTENT
from brief.press.fonts.gather import CONFIG_NAME, fontconfig_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.execution.cluster.job_package import FolderListing, JobPackage
    from brief.press.job.model import RenderJob

MAX_FOLDERS = 64  # of one process; a job needs five


class JobFolders:
    """The folders of one worker process, below `home`; the least recently used are removed."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folders: OrderedDict[str, Path] = OrderedDict()

    def unpack_job(self, package: JobPackage, files: Mapping[str, bytes]) -> RenderJob:
        """Return the job of a package, with folders on this machine.

        `files` are the contents of all files by SHA-256. Raises OSError if they cannot be written.
        """
        roots = tuple(
            (name, os.fspath(self._find_folder(listing, files))) for name, listing in package.roots
        )
        fonts = os.fspath(self._find_folder(package.fonts, files, fonts=True))
        job = replace(package.job, roots=roots, font_folder=fonts)
        if job.printing_condition and package.profile:
            condition = replace(job.printing_condition, profile=files[package.profile])
            job = replace(job, printing_condition=condition)
        while len(self._folders) > MAX_FOLDERS:
            _, folder = self._folders.popitem(last=False)
            shutil.rmtree(folder, ignore_errors=True)
        return job

    def _find_folder(
        self, listing: FolderListing, files: Mapping[str, bytes], *, fonts: bool = False
    ) -> Path:
        """Return a folder with the listed files; it is made once."""
        key = sha256(repr((listing, fonts)).encode("utf-8", "surrogatepass")).hexdigest()
        folder = self._folders.get(key)
        if folder is None:
            folder = self._folders[key] = self._make_folder(listing, files, fonts=fonts)
        self._folders.move_to_end(key)
        return folder

    def _make_folder(
        self, listing: FolderListing, files: Mapping[str, bytes], *, fonts: bool
    ) -> Path:
        self._home.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix="folder-", dir=self._home)).resolve()
        try:
            for name, entry in listing:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if entry.startswith(LINK_PREFIX):
                    path.symlink_to(entry.removeprefix(LINK_PREFIX))
                else:
                    path.write_bytes(b"" if entry == NO_CONTENT else files[entry])
            if fonts:
                text = fontconfig_xml(folder, self._home.resolve() / "fontconfig")
                (folder / CONFIG_NAME).write_text(text, "utf-8")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder
