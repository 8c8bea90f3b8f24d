"""The options of a build: those that change no page do not count for what is up to date."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from brief.build import Request
from brief.build.request import NOT_PAGE_OPTIONS


def test_options_that_change_no_page_are_options() -> None:
    assert set(NOT_PAGE_OPTIONS) < {item.name for item in fields(Request)}


def test_only_options_that_change_pages_count() -> None:
    plain = Request().page_options()
    assert Request(("tides",), out=Path("x"), jobs=3, fresh=True).page_options() == plain
    assert Request(cluster="tcp://a:1", start_workers_early=True).page_options() == plain
    assert Request(strict=True).page_options() != plain
    assert Request(brand="other").page_options() != plain
