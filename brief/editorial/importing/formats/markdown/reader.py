"""Convert Markdown to blocks, through HTML."""

from __future__ import annotations

from brief.editorial.importing.document import Manuscript
from brief.editorial.importing.formats.html import read_html
from brief.editorial.importing.formats.markdown.dialects import resolve_dialects
from brief.editorial.importing.formats.markdown.front_matter import read_front_matter
from brief.editorial.importing.formats.plain.keys import MAX_LISTED, take_keys


def read_markdown(text: str, shown: str) -> Manuscript:
    """Return a Markdown text in blocks: CommonMark, with tables and what other dialects add.

    Line ends within a paragraph are kept, so that lines that begin with `•`, which Markdown does
    not treat as a bullet, become points, too. Raises ContentError for a text that is too large.
    """
    from markdown_it import MarkdownIt

    front = read_front_matter(text)
    taken = Manuscript(shown)
    body = resolve_dialects(
        text[front.length :], lambda part, why: taken.leave_out(part[:MAX_LISTED], why)
    )
    parser = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"])
    manuscript = read_html(parser.render(body), shown)
    for entry in taken.left_out:
        manuscript.leave_out(entry.text, entry.why)
    take_keys(front, manuscript)
    return manuscript
