"""Compare pages drawn by WeasyPrint with and without patches."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from brief.press.weasyprint_patches import set_patched

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = "files:///"
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def drawn(page: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """Return the PDF of a page that may use `files`, by their names below FILES."""

    class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> object:
            _ = headers
            name = url.removeprefix(FILES)
            kind = TYPES[name.rpartition(".")[2]]
            return URLFetcherResponse(url, (files or {})[name], {"Content-Type": kind})

    made: bytes = weasyprint.HTML(string=page, base_url=FILES, url_fetcher=Fetcher()).write_pdf(
        font_config=_fonts(), pdf_identifier=b"one", pdf_tags=True
    )
    return made


def assert_drawn_alike(page: str, files: Mapping[str, bytes] | None = None) -> None:
    """Draw a page without patches, and twice with them; all PDFs must be equal."""
    set_patched(on=False)
    plain = drawn(page, files)
    set_patched(on=True)
    for _ in range(2):
        assert drawn(page, files) == plain
