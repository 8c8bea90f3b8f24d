"""The folder that finished PDFs go to, and the manifest that says what lies in it.

A file is written beside its place and renamed, so that no reader ever meets half of one.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from brief import __version__
from brief.errors import BriefError
from brief.press.profile import DEFAULT

if TYPE_CHECKING:
    from brief.paths import Project

FOLDER = "dist"
MANIFEST = "manifest.json"


class Output:
    """Where PDFs go: `dist/` in the project, or the folder that was asked for."""

    def __init__(self, project: Project, folder: Path | None) -> None:
        self.folder = folder or project.root / FOLDER
        self._changed: dict[str, dict[str, object]] = {}

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

    def mark_stale(self, slug: str, page: str, profile: str = DEFAULT) -> Path | None:
        """Remember that a PDF could not be made; return the one that an earlier build left."""
        path = self.path(slug, page, profile)
        if not path.is_file():
            return None
        self._changed[path.name] = {"slug": slug, "language": page, "stale": True}
        return path

    def remember(self) -> None:
        """Bring the manifest up to date with what this build wrote and what it left stale."""
        if not self._changed:
            return
        path = self.folder / MANIFEST
        editions = _read(path)
        for name, entry in self._changed.items():
            editions[name] = {**editions.get(name, {}), **entry}
        there = {file.name for file in self.folder.iterdir()}
        editions = {name: entry for name, entry in sorted(editions.items()) if name in there}
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


def _replace(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
            try:
                beside.write(content)
                beside.flush()
                os.fchmod(beside.fileno(), 0o666 & ~_umask())
                Path(beside.name).replace(path)
            except BaseException:
                Path(beside.name).unlink(missing_ok=True)
                raise
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror or problem}"
        raise BriefError(
            msg, "free the place or the rights, or name another folder with --out"
        ) from problem


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
