"""Hash the raw bytes of everything that the pages of a briefing can depend on.

No YAML is parsed and no heavy library imported for it, so that a build without changes is fast. The
hash includes too much rather than too little: a needless change only costs the time to read the
briefing and to find its pages in the cache (`brief.press.job.hash`).
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from brief.project import bundled_folder
from brief.storage.toolchain import toolchain_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.project import Project

SHARED_FOLDERS = ("layouts", "styles")
UNUSED_FOLDERS = ("layouts/mail/",)
"""Folders that no page depends on."""
FONT_FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/noto")
ENVIRONMENT = ("SOURCE_DATE_EPOCH",)


class SourceHasher:
    """Hashes the briefings of a project, for one set of options.

    `options` are those of the command line, as text. Files that all briefings share are read once.
    """

    def __init__(self, project: Project, options: str) -> None:
        self._project = project
        shared = sha256(toolchain_key().encode())
        shared.update(f"{options}\n".encode())
        for name in ENVIRONMENT:
            shared.update(f"{name}={os.environ.get(name)}\n".encode("utf-8", "surrogateescape"))
        for folder in FONT_FOLDERS:
            shared.update(f"{folder} {_read_folder_state(Path(folder))}\n".encode())
        for kind in SHARED_FOLDERS:
            for home in dict.fromkeys((project.root / kind, bundled_folder(kind))):
                shared.update(_hash_folder(home, f"{kind}/"))
        for entry in sorted(os.scandir(project.root), key=lambda entry: entry.name):
            if entry.name.lower().endswith((".yaml", ".yml")):  # the case of brief.yaml may differ
                line = f"{entry.name} {_hash_entry(entry)}\n"
                shared.update(line.encode("utf-8", "surrogateescape"))
        self._shared = shared.digest()

    def hash_briefing(self, slug: str) -> str:
        """Return the hash of a briefing: 64 hexadecimal digits."""
        return sha256(self._shared + _hash_folder(self._project.content_folder / slug)).hexdigest()


def _hash_folder(folder: Path, prefix: str = "") -> bytes:
    """Return the hash of all files below a folder: their contents, and names after `prefix`."""
    digest = sha256()
    for name, content in _list_contents(os.fspath(folder), prefix):
        digest.update(f"{name}\0{content}\n".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _list_contents(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the files below a folder by name, each with what tells its content from another.

    A thousand folders are read in a build of nothing: strings, and no Paths.
    """
    if prefix in UNUSED_FOLDERS:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _list_contents(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, _hash_entry(entry)


def _hash_entry(entry: os.DirEntry[str]) -> str:
    """Return the hash of a file, or a text for anything that is not a readable file."""
    try:
        if not entry.is_file():  # reading a pipe would never end
            return f"none {entry.is_symlink()}"
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 - see _contents
            return sha256(file.read()).hexdigest()
    except OSError as problem:
        return f"unreadable {problem.errno}"


def _read_folder_state(folder: Path) -> str:
    """Return when a folder of the system's last changed: packages replace files, whole."""
    try:
        state = folder.stat()
    except OSError:
        return "none"
    return f"{state.st_mtime_ns} {state.st_ino}"
