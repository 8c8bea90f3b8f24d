"""Convert Markdown to blocks, through HTML."""

from __future__ import annotations

from contextlib import suppress

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.numbers_and_dates import read_partial_date
from brief.editorial.importing.document import ImportedBlock, Manuscript
from brief.editorial.importing.formats.html import read_html
from brief.editorial.importing.formats.markdown.dialects import resolve_dialects
from brief.editorial.importing.formats.markdown.front_matter import FrontMatter, read_front_matter
from brief.editorial.prose import TextSpan

MAX_LISTED = 300
MAX_AUTHORS = 9


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
    _take_front_matter(front, manuscript)
    return manuscript


def _take_front_matter(front: FrontMatter, manuscript: Manuscript) -> None:
    """Take the title from the keys above a text, and list the other keys."""
    has_title = any(block.kind == "heading" and block.level == 1 for block in manuscript.blocks)
    if front.title and not has_title:
        heading = ImportedBlock("heading", (TextSpan(front.title),), 0, 1)
        manuscript.blocks.insert(0, heading)
    lines = [f"title: {front.title}"] if front.title and has_title else []
    used = _take_author_and_day(front, manuscript)
    for line in [*lines, *front.lines()]:
        if line.partition(":")[0].lower() in used:
            continue
        manuscript.leave_out(line[:MAX_LISTED], "it is in the keys above the text")


def _take_author_and_day(front: FrontMatter, manuscript: Manuscript) -> set[str]:
    """Take author and day from the keys above a text; return the keys that are used."""
    used = set()
    keys = {key.lower(): value for key, value in front.keys.items()}
    for key in ("author", "authors"):
        if (author := _read_names(keys.get(key))) and not manuscript.byline:
            manuscript.byline = author
            used.add(key)
    with suppress(InvalidValue):
        manuscript.published = read_partial_date(str(keys["date"])[:10]) if "date" in keys else None
        used |= {"date"} if "date" in keys else set()
    return used


def _read_names(value: object) -> str:
    """Return the names of authors: one, a list of them, or a list of keys with `name`."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_read_names, value[:MAX_AUTHORS])))
    return " ".join(value.split()) if isinstance(value, str) else ""
