"""The delivery folder is private, and its key is made once."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from brief.delivery.folder import open_delivery_folder
from brief.errors import SetupError
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path


def test_folder_and_key_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = open_delivery_folder(Project(tmp_path))
    key = folder.read_key()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.key_file.stat().st_mode) == 0o600
    assert open_delivery_folder(Project(tmp_path)).read_key() == key
    assert (folder.path / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("content", [b"abc\n", b"", b"\xff" * 64, b"\xef\xbb\xbf" + b"a" * 64])
def test_a_damaged_key_is_reported_and_kept(tmp_path: Path, content: bytes) -> None:
    folder = open_delivery_folder(Project(tmp_path))
    folder.key_file.write_bytes(content)
    with pytest.raises(SetupError, match="damaged"):
        folder.read_key()
    assert folder.key_file.read_bytes() == content
