"""Read HTML pages: the text of their article, and what of it is left out."""

from brief.editorial.importing.formats.html.reader import read_html

__all__ = ["read_html"]
