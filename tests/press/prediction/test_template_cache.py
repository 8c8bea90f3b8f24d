"""The cache of page templates: a damaged template is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.prediction.template_cache import TemplateCache

if TYPE_CHECKING:
    from pathlib import Path


def test_a_template_is_read_as_it_was_stored(tmp_path: Path) -> None:
    cache = TemplateCache(tmp_path)
    assert cache.get("abc") is None
    cache.put("abc", "[1, 2]\n")
    assert TemplateCache(tmp_path).get("abc") == "[1, 2]\n"
    assert cache.store.read_usage().entries == 1


def test_a_damaged_template_is_not_read(tmp_path: Path) -> None:
    cache = TemplateCache(tmp_path)
    cache.put("abc", "[1, 2]")
    file = cache.store.entry_path("abc")
    file.write_bytes(file.read_bytes()[:-1] + b"3")
    assert cache.get("abc") is None


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file")
    cache = TemplateCache(tmp_path)
    cache.put("abc", "[1, 2]")
    assert cache.get("abc") is None
