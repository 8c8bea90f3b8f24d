"""Draw a single SVG image as a PDF, for use outside of pages: the logo in a mail."""

from __future__ import annotations

import io
from base64 import b64encode

from brief.press.engine.engine import load_weasyprint


def draw_svg(svg: bytes, width: int, height: int) -> bytes:
    """Return a PDF page of that size, in CSS pixels, that the drawing fills.

    Nothing that the drawing refers to is loaded. Raises SetupError if Pango is missing.
    """
    weasyprint = load_weasyprint()
    from weasyprint.urls import URLFetcher

    class NoFetcher(URLFetcher):  # type: ignore[misc]
        """Loads `data:` addresses, and refuses all others."""

        def fetch(self, url: str, headers: object = None) -> object:
            if not url.startswith("data:"):
                msg = "a drawing may not load files"
                raise ValueError(msg)
            return super().fetch(url, headers)

    source = b64encode(svg).decode("ascii")
    page = (
        f"<style>@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }}"
        f"img {{ display: block; width: {width}px; height: {height}px }}</style>"
        f'<img src="data:image/svg+xml;base64,{source}">'
    )
    target = io.BytesIO()
    weasyprint.HTML(string=page, url_fetcher=NoFetcher()).write_pdf(target)
    return target.getvalue()
