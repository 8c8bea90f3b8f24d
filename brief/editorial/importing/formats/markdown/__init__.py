"""Read Markdown: CommonMark, and what other dialects add to it."""

from brief.editorial.importing.formats.markdown.reader import read_markdown

__all__ = ["read_markdown"]
