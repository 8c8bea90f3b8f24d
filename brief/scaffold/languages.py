"""Languages as a command line names them for new files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def require_page_strings(languages: Iterable[str]) -> None:
    """Raise UsageError for a language in which the page's own words are not there."""
    from brief.editorial.locale.page_strings import list_catalogues, page_strings

    for tag in languages:
        try:
            page_strings(tag)
        except ValueError as problem:
            msg = f"--lang {tag}: the page's own words are not there in that language"
            remedy = f"languages that have them: {', '.join(list_catalogues())}"
            raise UsageError(msg, remedy, "no-words") from problem
