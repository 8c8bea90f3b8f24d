"""Check that new files are in languages that pages can be made in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def require_page_strings(languages: Iterable[str]) -> None:
    """Raise UsageError for a language without a translation of the page's fixed texts."""
    from brief.editorial.locale.page_strings import list_catalogues, page_strings

    for tag in languages:
        try:
            page_strings(tag)
        except ValueError as problem:
            msg = f"--lang {tag}: the page's fixed texts are not translated into that language"
            remedy = f"available languages: {', '.join(list_catalogues())}"
            raise UsageError(msg, remedy, "no-words") from problem
