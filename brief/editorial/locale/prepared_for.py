"""The words "Prepared for" with a place for a name, for personal copies, in each language."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from brief.editorial.locale.page_strings import find_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping


def find_prepared_for(tag: str) -> str:
    """Return the pattern in the language `tag`, with `{name}` once; a region has its language's.

    Raises ValueError for a language without a catalogue.
    """
    return read_prepared_for()[find_catalogue(tag)]


@lru_cache(maxsize=1)
def read_prepared_for() -> Mapping[str, str]:
    """Return the pattern of every language."""
    source = files("brief.editorial.locale") / "prepared_for.yaml"
    patterns: dict[str, str] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return patterns
