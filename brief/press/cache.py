"""Cache of printed pages: results of earlier builds, under the hash of the job."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from brief.findings import Finding, note
from brief.press.job.result import PrintedPdf
from brief.storage.hashed_store import HashedStore

if TYPE_CHECKING:
    from pathlib import Path

    from brief.press.job.hash import JobKey

FOLDER = "pages"
MAX_BYTES = 1 << 30
SUFFIX = ".pages"


class PageCache:
    """The printed pages kept in a folder; failures of the cache cost only time."""

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self.store = HashedStore(folder / FOLDER, SUFFIX, max_bytes)
        self.findings: list[Finding] = []

    def get(self, key: JobKey) -> tuple[PrintedPdf, ...] | None:
        """Return the printed pages of a job, or None."""
        return self._read(key.pages) or self._read(key.with_findings)

    def put(self, key: JobKey, printed: tuple[PrintedPdf, ...]) -> None:
        """Store printed pages.

        Pages with findings are stored under the key that includes source positions, because
        findings name lines.
        """
        has_findings = any(item.findings for item in printed)
        try:
            name = key.with_findings if has_findings else key.pages
            self.store.write(name, _encode_pages(printed))
        except OSError as problem:
            if not self.findings:
                reason, folder = problem.strerror or problem, self.store.folder
                message = f"pages cannot be cached for the next build: {reason}"
                remedy = f"free space in {folder}, or set XDG_CACHE_HOME to another folder"
                self.findings.append(note("cache-unwritable", message, remedy))

    def _read(self, key: str) -> tuple[PrintedPdf, ...] | None:
        content = self.store.read(key)
        return None if content is None else _decode_pages(content)


def _encode_pages(printed: tuple[PrintedPdf, ...]) -> bytes:
    names = [field.name for field in fields(PrintedPdf)]
    records = [
        {
            **{name: getattr(item, name) for name in names},
            "pdf": len(item.pdf),
            "findings": [finding.to_dict() for finding in item.findings],
        }
        for item in printed
    ]
    header = json.dumps(records).encode()
    return b"".join([b"%d\n" % len(header), header, *(item.pdf for item in printed)])


def _decode_pages(content: bytes) -> tuple[PrintedPdf, ...]:
    length, _, rest = content.partition(b"\n")
    records, start = json.loads(rest[: int(length)]), int(length)
    printed = []
    for record in records:
        end = start + record["pdf"]
        findings = tuple(Finding.from_dict(it) for it in record["findings"])
        printed.append(PrintedPdf(**{**record, "pdf": rest[start:end], "findings": findings}))
        start = end
    return tuple(printed)
