"""All tests here start and end with WeasyPrint patched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.weasyprint_patches import apply_patches, set_patched

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def patched() -> Iterator[None]:
    apply_patches()
    yield
    set_patched(on=True)
