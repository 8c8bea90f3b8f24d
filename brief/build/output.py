"""The folder that finished PDFs go to, and the manifest that says what lies in it.

A file is written beside its place and renamed, so that no reader ever meets half of one.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from brief import __version__
from brief.errors import BriefError
from brief.press.job.profile import DEFAULT
from brief.storage.atomic_write import usual_mode, write_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from brief.project import Project

FOLDER = "dist"
MANIFEST = "manifest.json"
UNFINISHED = ".brief-unfinished-"
"""How the name of a file begins that is being written, before the number of the process."""


class Output:
    """Where PDFs go: `dist/` in the project, or the folder that was asked for."""

    def __init__(self, project: Project, folder: Path | None) -> None:
        self.folder = folder or project.root / FOLDER
        self._changed: dict[str, dict[str, object]] = {}
        self._kept: dict[str, dict[str, object]] = {}

    def path(self, slug: str, page: str, profile: str = DEFAULT) -> Path:
        """Return where the PDF of that page (`it`, `de+it`) lies, for that profile."""
        name = page if profile == DEFAULT else f"{page}.{profile}"
        return self.folder / f"{slug}.{name}.pdf"

    def write(self, slug: str, page: str, pdf: bytes, profile: str = DEFAULT) -> Path:
        """Write a PDF in one step, and return where it lies."""
        path = self.path(slug, page, profile)
        _replace(path, pdf)
        self._changed[path.name] = {
            "slug": slug,
            "language": page,
            "profile": profile,
            "bytes": len(pdf),
            "sha256": sha256(pdf).hexdigest(),
            "stale": False,
        }
        return path

    def entry(self, path: Path) -> dict[str, object]:
        """Return the manifest's entry for a PDF that this build wrote."""
        return {"name": path.name, **self._changed[path.name]}

    def keep(self, entry: dict[str, object]) -> None:
        """Remember a PDF that need not be written, by its entry in an earlier build's manifest."""
        name = str(entry["name"])
        self._kept[name] = {key: value for key, value in entry.items() if key != "name"}

    def mark_stale(self, slug: str, page: str, profile: str = DEFAULT) -> Path | None:
        """Remember that a PDF could not be made; return the one that an earlier build left."""
        path = self.path(slug, page, profile)
        if not path.is_file():
            return None
        self._changed[path.name] = {"slug": slug, "language": page, "stale": True}
        return path

    def remember(self) -> None:
        """Bring the manifest up to date with what this build wrote, kept, or left stale.

        A manifest that says so already is not written.
        """
        news = {**self._kept, **self._changed}
        if not news:
            return
        path = self.folder / MANIFEST
        with _alone(self.folder):
            written = _read(path)
            editions = dict(written)
            for name, entry in news.items():
                editions[name] = {**editions.get(name, {}), **entry}
            there = {entry.name for entry in os.scandir(self.folder)}
            _tidy(self.folder, there)
            editions = {name: entry for name, entry in sorted(editions.items()) if name in there}
            if editions != written:
                manifest = {"brief": __version__, "editions": editions}
                _replace(path, (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode())


def _read(path: Path) -> dict[str, dict[str, object]]:
    """Return the manifest's editions; a manifest that cannot be read counts as empty."""
    try:
        editions = json.loads(path.read_text("utf-8"))["editions"]
        entries = editions.items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {name: entry for name, entry in entries if isinstance(entry, dict)}


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other builds from changing the manifest meanwhile, where files can be locked."""
    try:
        import fcntl
    except ImportError:  # no Unix
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _tidy(folder: Path, names: Iterable[str]) -> None:
    """Take away what builds left half written that were killed."""
    for name in names:
        if name.startswith(UNFINISHED):
            number = name.removeprefix(UNFINISHED).partition("-")[0]
            if not (number.isdecimal() and _is_running(int(number))):
                (folder / name).unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's
        return True
    return True


def _replace(path: Path, content: bytes) -> None:
    try:
        write_beside(path, content, mode=usual_mode(), prefix=f"{UNFINISHED}{os.getpid()}-")
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror or problem}"
        raise BriefError(
            msg, "free the place or the rights, or name another folder with --out"
        ) from problem
