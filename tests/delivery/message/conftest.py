"""The project whose mails are tested."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.delivery.message.mailing import Mailing
from tests.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def mailing(tides: Workspace, tmp_path: Path) -> Mailing:
    root = tmp_path / "mailing"
    copytree(tides.root, root)
    made = Mailing(Workspace(root))
    made.write_settings()
    return made
