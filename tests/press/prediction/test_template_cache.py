"""The rack of skeletons: what is damaged is not there, and there are never too many."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from brief.press.prediction.template_cache import TemplateCache

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_was_kept_is_there(tmp_path: Path) -> None:
    rack = TemplateCache(tmp_path)
    assert rack.get("a") is None
    assert rack.usage() == (0, 0)
    rack.put("a", "[1, 2]\n")
    assert TemplateCache(tmp_path).get("a") == "[1, 2]\n"
    (file,) = rack.folder.iterdir()
    assert rack.usage() == (1, file.stat().st_size)


@given(st.integers(0, 70), st.binary(min_size=1, max_size=1))
def test_what_is_damaged_is_not(
    tmp_path_factory: pytest.TempPathFactory, at: int, by: bytes
) -> None:
    rack = TemplateCache(tmp_path_factory.mktemp("cache"))
    rack.put("a", "[1, 2]")
    (file,) = rack.folder.iterdir()
    content = file.read_bytes()
    damaged = content[:at] + by + content[at + 1 :]
    file.write_bytes(damaged)
    assert rack.get("a") == ("[1, 2]" if damaged == content else None)


def test_the_oldest_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief.press.prediction.template_cache.MOST_KEPT", 8)
    rack = TemplateCache(tmp_path)
    for number in range(9):
        rack.put(str(number), "null")
        os.utime(rack.folder / f"{number}.json", (number, number))
    rack.prune()
    assert sorted(file.stem for file in rack.folder.iterdir()) == list("345678")


def test_all_can_be_taken_away(tmp_path: Path) -> None:
    rack = TemplateCache(tmp_path)
    assert rack.clear() == 0
    rack.put("a", "null")
    size = rack.usage()[1]
    assert rack.clear() == size > 0
    assert rack.usage() == (0, 0)
