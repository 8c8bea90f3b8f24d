"""What all tests share: where the project is, and how hypothesis behaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.making import _own_cache, making, tides

__all__ = ["_own_cache", "checkout", "making", "tides"]  # fixtures are found by their names

# A busy machine makes a deadline a matter of luck. The same examples every time: a red run can be
# repeated. `scripts/test --slow` takes more of them, `pytest --hypothesis-profile random` new ones.
settings.register_profile("brief", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("thorough", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile("brief")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder with pyproject.toml."""
    return Path(__file__).resolve().parent.parent
