"""Load the files that a page may use: `brief:` URLs, which lead into named folders.

Nothing else is opened during layout: no network, no `file:`, no `..`, no symbolic link that
leads out of its folder. Because of the private scheme, the path of the project is not in the PDF.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from brief.press.job.urls import SCHEME
from brief.storage.file_names import find_file

MEDIA_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
}

MAX_SHOWN_LENGTH = 120  # characters of a URL that a message shows


class ResourceRefused(LookupError):  # noqa: N818 - a refusal is not an error of brief
    """A page may not load a file, or the file does not exist."""


@dataclass(frozen=True, slots=True)
class Resource:
    """The content of a URL and its media type."""

    url: str
    content: bytes
    media_type: str


class ResourceLoader:
    """Loads `brief:///<root>/<path>` from named folders, and `data:` URLs."""

    def __init__(self, roots: tuple[tuple[str, str], ...]) -> None:
        self._roots = {name: Path(folder) for name, folder in roots}
        self.request_count = 0  # the number of loaded or refused URLs

    def locate_file(self, url: str) -> Path:
        """Return the file of a `brief:` URL; raises ResourceRefused with the reason."""
        try:
            parts = urlsplit(url)
        except ValueError:  # for example brackets without an IPv6 address
            parts = urlsplit("")
        if parts.scheme != SCHEME or parts.netloc:
            msg = f"{_shorten_url(url)} is refused: a page may only use the project's own files"
            raise ResourceRefused(msg)
        root, _, name = unquote(parts.path).lstrip("/").partition("/")
        folder = self._roots.get(root)
        if folder is None or not name:
            msg = (
                f"{_shorten_url(name or root)} is refused: it lies outside the folders of this page"
            )
            raise ResourceRefused(msg)
        try:
            path = find_file(folder, name).resolve()
            within, there = path.is_relative_to(folder.resolve()), path.is_file()
        except (OSError, ValueError, RuntimeError):  # not a file name, or a cycle of links
            within, there = "\0" not in name, False
        if not within:
            msg = f"{_shorten_url(name)} is refused: it lies outside its folder"
            raise ResourceRefused(msg)
        if not there:
            msg = f"the file {_shorten_url(name)} does not exist"
            raise ResourceRefused(msg)
        return path

    def load(self, url: str) -> Resource:
        """Return the content of the URL; raises ResourceRefused with the reason."""
        self.request_count += 1
        if url[:5].lower() == "data:":
            return _read_data_url(url)
        path = self.locate_file(url)
        media_type = MEDIA_TYPES.get(path.suffix.lower(), "")
        if not media_type:
            msg = f"{path.name} is refused: {path.suffix or 'a file without extension'} is unknown"
            raise ResourceRefused(msg)
        try:
            return Resource(url, path.read_bytes(), media_type)
        except OSError as problem:
            msg = f"{path.name} cannot be read: {problem.strerror or problem}"
            raise ResourceRefused(msg) from problem


def _read_data_url(url: str) -> Resource:
    """Return the content of a `data:` URL (RFC 2397)."""
    header, _, body = url[5:].partition(",")
    media_type = header.partition(";")[0] or "text/plain"
    if not header.lower().endswith(";base64"):
        return Resource(url, unquote_to_bytes(body), media_type)
    try:
        return Resource(url, b64decode(unquote_to_bytes(body)), media_type)
    except ValueError as problem:
        msg = f"{_shorten_url(url)} is refused: it is not a valid data: URL"
        raise ResourceRefused(msg) from problem


def _shorten_url(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_LENGTH else f"{text[:MAX_SHOWN_LENGTH]}…"
