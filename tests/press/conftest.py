"""What the tests of the press share: sound PDFs, and a print shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.press.colour.plates import PrintShop
from tests.press.preflight.planting import press_sheet

if TYPE_CHECKING:
    from tests.workspace import Workspace


@pytest.fixture(scope="session")
def sound(tides: Workspace) -> bytes:
    """Return a PDF as brief makes it: PDF/A-3a and PDF/UA-1."""
    return tides.pdf("en").read_bytes()


@pytest.fixture(scope="session")
def press(sound: bytes) -> bytes:
    """Return a PDF for the press: PDF/X-4 and PDF/UA-1."""
    return press_sheet(sound)


@pytest.fixture(scope="session")
def shop(tides: Workspace) -> PrintShop:
    return PrintShop(tides)
