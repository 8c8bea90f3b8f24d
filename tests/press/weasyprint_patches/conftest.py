"""All tests here leave WeasyPrint tuned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.weasyprint_patches import set_tuned, tune

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def tuned() -> Iterator[None]:
    tune()
    yield
    set_tuned(on=True)
