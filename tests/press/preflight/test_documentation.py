"""docs/checks.md says what is true: every rule, and who else finds such a defect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from brief.press.preflight.rules import RULES
from tests.press.preflight.peers import documented, opinions, table

if TYPE_CHECKING:
    from pathlib import Path


def without_others(text: str) -> list[str]:
    return [re.sub(r"[^|]*\|$", "", line) for line in text.splitlines()]


def test_every_rule_is_documented() -> None:
    assert without_others(documented()) == without_others(table({}))
    assert len(RULES) > 30


@pytest.mark.slow
def test_others_find_what_the_table_says(sound: bytes, tmp_path: Path) -> None:
    assert documented() == table(opinions(sound, tmp_path))
