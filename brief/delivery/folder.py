"""The project's folder `delivery/`: subscribers, journal and key, for the owner's eyes only."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.errors import SetupError
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

FOLDER = "delivery"
KEY_BYTES = 32
PRIVATE_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class DeliveryFolder:
    """The files of a project's delivery; `open_delivery_folder` creates the folder."""

    path: Path

    @property
    def subscribers_file(self) -> Path:
        """The database of subscribers."""
        return self.path / "subscribers.sqlite"

    @property
    def journal_file(self) -> Path:
        """The database of what was sent to whom."""
        return self.path / "journal.sqlite"

    @property
    def key_file(self) -> Path:
        """The secret from which tokens are derived."""
        return self.path / "key"

    def read_key(self) -> bytes:
        """Return the secret key; create it at the first call.

        A project whose key is lost can no longer read the tokens in mails that it has sent, and no
        longer recognise the people whose data it has erased.
        """
        try:
            content = self.key_file.read_bytes()
        except FileNotFoundError:
            text = secrets.token_hex(KEY_BYTES)
            with suppress(FileExistsError):  # another process was faster
                write_atomically(self.key_file, f"{text}\n".encode("ascii"), overwrite=False)
            content = self.key_file.read_bytes()
        try:
            key = bytes.fromhex(content.decode("ascii").strip())
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            msg = f"{self.key_file} is damaged: it should have {2 * KEY_BYTES} hexadecimal digits"
            raise SetupError(msg, "restore it from a backup; a new key invalidates all tokens")
        return key


def open_delivery_folder(project: Project) -> DeliveryFolder:
    """Return the project's delivery folder; create it, and keep it out of version control."""
    folder = DeliveryFolder(project.root / FOLDER)
    try:
        folder.path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        ignore = folder.path / ".gitignore"
        if not ignore.exists():
            write_atomically(ignore, b"*\n")
    except OSError as problem:
        msg = f"the folder {folder.path} cannot be made: {problem.strerror or problem}"
        raise SetupError(msg, "make the project's folder writable") from problem
    return folder
