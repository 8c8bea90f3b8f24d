"""What the tests of the press file share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.press.colour.plates import PrintShop

if TYPE_CHECKING:
    from tests.making import Making


@pytest.fixture(scope="session")
def shop(tides: Making) -> PrintShop:
    return PrintShop(tides)
