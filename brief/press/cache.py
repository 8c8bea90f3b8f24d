"""Printed pages, kept between builds by the hash of everything that they depend on.

An entry is one file: written beside and renamed, so that builds at the same time share the cache
without locks; it opens with the hash of what follows, so that a damaged one is known and made anew.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.findings import Finding, note
from brief.findings.serialize import packed, unpacked
from brief.press.job.result import PrintedPdf
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from brief.press.job.hash import JobKey

FOLDER = "pages"
MAX_BYTES = 1 << 30
MAGIC = b"brief pages 1\n"
SUFFIX = ".pages"
HASH_LENGTH = 64
PRUNE_TO = 0.8  # of the bound: room for a while
UNFINISHED = 24 * 3600  # seconds after which what was never renamed was left by a crash


class Damaged(ValueError):  # noqa: N818 - it is a state, and nobody's fault
    """An entry is not what was written."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the cache holds: how many entries, and their size in bytes."""

    folder: Path
    entries: int
    size: int
    bound: int


class PageCache:
    """The cache in one folder, holding at most `bound` bytes, the least recently used going first.

    Whatever goes wrong with it costs time only: what cannot be read is made anew, and what cannot
    be kept is not.
    """

    def __init__(self, folder: Path, bound: int = MAX_BYTES) -> None:
        self.folder = folder / FOLDER
        self.bound = bound
        self.findings: list[Finding] = []
        self._written = 0

    def get(self, key: JobKey) -> tuple[PrintedPdf, ...] | None:
        """Return what was printed of such a job, or None; a damaged entry is taken away."""
        return self._entry(key.pages) or self._entry(key.with_findings)

    def put(self, key: JobKey, printed: tuple[PrintedPdf, ...]) -> None:
        """Keep what was printed; what is found on pages holds only where it was said."""
        silent = not any(item.findings for item in printed)
        self._keep(key.pages if silent else key.with_findings, printed)

    def _entry(self, key: str) -> tuple[PrintedPdf, ...] | None:
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        try:
            found = _decode_pages(content)
        except Damaged as problem:
            path.unlink(missing_ok=True)
            message = f"a damaged entry of the cache was made anew ({problem})"
            self.findings.append(note("cache-damaged", message))
            return None
        self._touch(path)
        return found

    def _keep(self, key: str, printed: tuple[PrintedPdf, ...]) -> None:
        content = _encode_pages(printed)
        path = self._path(key)
        try:
            write_atomically(path, content)
        except OSError as problem:
            if not self.findings:
                message = f"pages cannot be kept for the next build: {problem.strerror or problem}"
                remedy = f"free some space in {self.folder}, or name another in XDG_CACHE_HOME"
                self.findings.append(note("cache-unwritable", message, remedy))
            return
        self._written += len(content)
        if self._written > self.bound * (1 - PRUNE_TO) / 2:
            self.prune()

    def prune(self, bound: int | None = None) -> int:
        """Take away the least recently used entries beyond the bound; return the bytes freed."""
        self._written = 0
        most = self.bound if bound is None else bound
        files = sorted(self._files(), key=lambda item: item[1])
        size = sum(length for _, _, length in files)
        if size <= most:
            return 0
        freed = 0
        for path, _, length in files:
            if size - freed <= most * PRUNE_TO:
                break
            path.unlink(missing_ok=True)
            freed += length
        return freed

    def clear(self) -> int:
        """Take away all entries; return the bytes freed."""
        freed = 0
        for path, _, length in self._files():
            path.unlink(missing_ok=True)
            freed += length
        return freed

    def usage(self) -> Usage:
        """Return how much the cache holds."""
        sizes = [length for path, _, length in self._files() if path.suffix == SUFFIX]
        return Usage(self.folder, len(sizes), sum(sizes), self.bound)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}{SUFFIX}"

    def _files(self) -> Iterator[tuple[Path, float, int]]:
        """Yield entries, and what a crash left half written, with last use and size."""
        from time import time

        for path in self.folder.glob("??/*"):
            try:
                state = path.stat()
            except OSError:  # another build took it away
                continue
            if path.suffix == SUFFIX or time() - state.st_mtime > UNFINISHED:
                yield path, state.st_mtime, state.st_size

    def _touch(self, path: Path) -> None:
        """Note that the entry is in use; the clock decides what goes first, and nothing else."""
        try:
            os.utime(path)
        except OSError:
            return


def _encode_pages(printed: tuple[PrintedPdf, ...]) -> bytes:
    records = [
        {
            **{
                field.name: getattr(item, field.name)
                for field in fields(PrintedPdf)
                if field.name not in {"pdf", "findings"}
            },
            "pdf": len(item.pdf),
            "findings": packed(item.findings),
        }
        for item in printed
    ]
    head = json.dumps(records).encode()
    body = b"".join([b"%d\n" % len(head), head, *(item.pdf for item in printed)])
    return b"".join([MAGIC, sha256(body).hexdigest().encode(), b"\n", body])


def _decode_pages(content: bytes) -> tuple[PrintedPdf, ...]:
    start = len(MAGIC) + HASH_LENGTH + 1
    if not content.startswith(MAGIC) or len(content) < start:
        msg = "it is cut short"
        raise Damaged(msg)
    body = content[start:]
    if sha256(body).hexdigest().encode() + b"\n" != content[len(MAGIC) : start]:
        msg = "its hash does not match"
        raise Damaged(msg)
    length, _, rest = body.partition(b"\n")
    records, at = json.loads(rest[: int(length)]), int(length)
    printed = []
    for record in records:
        end = at + record["pdf"]
        findings = unpacked(record["findings"])
        printed.append(PrintedPdf(**{**record, "pdf": rest[at:end], "findings": findings}))
        at = end
    return tuple(printed)
