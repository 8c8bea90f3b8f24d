"""A desk with the small briefing, for each test or for all that change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preview.server.browser import chromium, open_desk, window
from tests.preview.server.desk import run_desk
from tests.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.preview.server.desk import RunningDesk

__all__ = ["chromium", "desk", "open_desk", "shared", "window"]


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[RunningDesk]:
    """Return a desk of its own for a test that changes files."""
    with run_desk(workspace.briefing()) as running:
        yield running


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """Return a desk for tests that only look."""
    with run_desk(Workspace(tmp_path_factory.mktemp("desk")).briefing()) as running:
        yield running
