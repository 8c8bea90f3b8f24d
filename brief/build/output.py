"""The folder of finished PDFs (`dist/`) and its manifest; files are written atomically."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from brief import __version__
from brief.errors import BriefError
from brief.press.job.profile import DEFAULT_PROFILE
from brief.storage.atomic_write import default_file_mode, write_atomically
from brief.storage.folder_lock import lock_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from brief.project import Project

FOLDER = "dist"
MANIFEST = "manifest.json"
UNFINISHED_PREFIX = ".brief-unfinished-"
"""Begins the name of a temporary file; the id of the process follows."""


class OutputFolder:
    """The folder of PDFs: `dist/` in the project, or the folder given with --out."""

    def __init__(self, project: Project, folder: Path | None) -> None:
        self.folder = folder or project.root / FOLDER
        self._content_folder = project.content_folder
        self._written: dict[str, dict[str, object]] | None = None
        self._changed: dict[str, dict[str, object]] = {}
        self._kept: dict[str, dict[str, object]] = {}

    def pdf_path(
        self, slug: str, page: str, profile: str = DEFAULT_PROFILE, *, name: str = ""
    ) -> Path:
        """Return the path of the PDF of a page (`it`, `de+it`) for a profile.

        `name` is the file's name without profile and ending, if it is not `<slug>.<page>`.
        """
        stem = name or f"{slug}.{page}"
        return self.folder / f"{stem}{'' if profile == DEFAULT_PROFILE else f'.{profile}'}.pdf"

    def write_pdf(
        self, slug: str, page: str, pdf: bytes, profile: str = DEFAULT_PROFILE, *, name: str = ""
    ) -> Path:
        """Write a PDF atomically, and return its path; `name` as in `pdf_path`."""
        path = self.pdf_path(slug, page, profile, name=name)
        _replace_file(path, pdf)
        self._changed[path.name] = {
            "slug": slug,
            "language": page,
            "profile": profile,
            "bytes": len(pdf),
            "sha256": sha256(pdf).hexdigest(),
            "stale": False,
        }
        return path

    def find_other_page(self, file_name: str, slug: str, page: str) -> tuple[str, str] | None:
        """Return slug and page of another page whose PDF has this name, or None."""
        if self._written is None:
            self._written = _read_manifest(self.folder / MANIFEST)
        entry = {**self._written, **self._kept, **self._changed}.get(file_name)
        found = (str(entry.get("slug")), str(entry.get("language"))) if entry else (slug, page)
        is_other = found != (slug, page) and (self._content_folder / found[0]).is_dir()
        return found if is_other else None

    def manifest_entry(self, path: Path) -> dict[str, object]:
        """Return the manifest entry of a PDF that this build wrote."""
        return {"name": path.name, **self._changed[path.name]}

    def keep_entry(self, entry: dict[str, object]) -> None:
        """Keep the manifest entry of a PDF that is up to date."""
        name = str(entry["name"])
        self._kept[name] = {key: value for key, value in entry.items() if key != "name"}

    def mark_stale(
        self, slug: str, page: str, profile: str = DEFAULT_PROFILE, *, name: str = ""
    ) -> Path | None:
        """Mark a PDF that could not be built as stale; return its path if it exists."""
        path = self.pdf_path(slug, page, profile, name=name)
        if not path.is_file():
            return None
        self._changed[path.name] = {"slug": slug, "language": page, "stale": True}
        return path

    def update_manifest(self) -> None:
        """Update the manifest with the PDFs of this build, unless it contains them already."""
        new_entries = {**self._kept, **self._changed}
        if not new_entries:
            return
        path = self.folder / MANIFEST
        with lock_folder(self.folder):
            written = _read_manifest(path)
            editions = dict(written)
            for name, entry in new_entries.items():
                editions[name] = {**editions.get(name, {}), **entry}
            there = {entry.name for entry in os.scandir(self.folder)}
            _remove_unfinished(self.folder, there)
            editions = {name: entry for name, entry in sorted(editions.items()) if name in there}
            if editions != written:
                manifest = {"brief": __version__, "editions": editions}
                text = json.dumps(manifest, indent=2, ensure_ascii=False)
                _replace_file(path, f"{text}\n".encode())


def _read_manifest(path: Path) -> dict[str, dict[str, object]]:
    """Return the editions in the manifest; an unreadable manifest counts as empty."""
    try:
        if not path.is_file():  # reading a pipe would never end
            return {}
        editions = json.loads(path.read_text("utf-8"))["editions"]
        entries = editions.items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {name: entry for name, entry in entries if isinstance(entry, dict)}


def _remove_unfinished(folder: Path, names: Iterable[str]) -> None:
    """Remove temporary files of builds that were killed."""
    for name in names:
        if name.startswith(UNFINISHED_PREFIX):
            number = name.removeprefix(UNFINISHED_PREFIX).partition("-")[0]
            if not (number.isdecimal() and _is_running(int(number))):
                (folder / name).unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # a process of another user
        return True
    return True


def _replace_file(path: Path, content: bytes) -> None:
    prefix = f"{UNFINISHED_PREFIX}{os.getpid()}-"
    try:
        write_atomically(path, content, mode=default_file_mode(), prefix=prefix)
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror or problem}"
        remedy = "free the place or the rights, or name another folder with --out"
        raise BriefError(msg, remedy) from problem
