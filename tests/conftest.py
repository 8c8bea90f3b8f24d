"""What all tests share: where the project is, and how hypothesis behaves."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import settings

from tests.delivery.servers.fixtures import certificates, mail_system, start_faulty
from tests.workspace import _own_cache, tides, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

# Fixtures are found by their names.
__all__ = [
    "_own_cache",
    "certificates",
    "checkout",
    "mail_system",
    "start_faulty",
    "tides",
    "workspace",
]

# A busy machine makes a deadline a matter of luck. The same examples every time: a red run can be
# repeated. `scripts/test --slow` takes more of them, `pytest --hypothesis-profile random` new ones.
settings.register_profile("brief", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("thorough", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile("brief")

TERMINAL = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "BRIEF_DEBUG")
LOCALE = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME")


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """Let no test, nor a process that it starts, depend on the terminal or locale of the caller."""
    with patch.dict(os.environ, {"TERM": "xterm", "LC_ALL": "C.UTF-8"}):
        for name in (*TERMINAL, *LOCALE):
            if name != "LC_ALL":
                os.environ.pop(name, None)
        yield


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder with pyproject.toml."""
    return Path(__file__).resolve().parent.parent
