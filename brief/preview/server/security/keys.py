"""The secrets of the desk: the token in the address, and the cookie that replaces it."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.project import cache_folder
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

KEY_BYTES = 32
FOLDER = "preview"


class Keys:
    """The token of this run, and the cookie of this project on this port.

    The token is new in each run. The cookie is not, so that a page in the browser goes on by itself
    after the server was restarted; it cannot be computed without the secret.
    """

    def __init__(self, secret: bytes, port: int) -> None:
        self.token = secrets.token_urlsafe(KEY_BYTES)
        self.cookie_name = f"brief-desk-{port}"
        text = f"cookie {port}".encode()
        self._cookie = hmac.new(secret, text, sha256).hexdigest()

    def is_token(self, given: str) -> bool:
        """Return whether this is the token, in a time that tells nothing."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def is_cookie(self, given: str) -> bool:
        """Return whether this is the value of the cookie."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._cookie.encode())

    @property
    def cookie_header(self) -> str:
        """The value of `Set-Cookie` (RFC 6265); the cookie ends with the browser's session."""
        return f"{self.cookie_name}={self._cookie}; Path=/; HttpOnly; SameSite=Strict"


def read_secret(project: Project) -> bytes:
    """Return the secret of a project on this machine; create it at the first call.

    It is in a file that only this user can read. Where there can be none, it lasts for one run.
    """
    name = sha256(os.fsencode(project.root)).hexdigest()[:32]
    path = cache_folder() / FOLDER / f"{name}.key"
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not _is_private(path):
            path.unlink(missing_ok=True)
            write_atomically(path, secrets.token_bytes(KEY_BYTES))
        found = path.read_bytes()
        if len(found) == KEY_BYTES:
            return found
        path.unlink()
    return secrets.token_bytes(KEY_BYTES)


def _is_private(path: Path) -> bool:
    """Return whether a file is this user's own, and no other user can read it."""
    try:
        state = path.lstat()
    except OSError:
        return False
    return path.is_file() and state.st_uid == os.getuid() and not state.st_mode & 0o077
