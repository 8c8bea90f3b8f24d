"""Convert Markdown to blocks, through HTML."""

from __future__ import annotations

import re

from brief.editorial.importing.document import ImportedBlock, Manuscript
from brief.editorial.importing.formats.html import read_html
from brief.editorial.prose import TextSpan

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\n(?P<inside>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)


def read_markdown(text: str, shown: str) -> Manuscript:
    """Return a Markdown text (CommonMark, with tables) in blocks.

    Line ends within a paragraph are kept, so that lines that begin with `•`, which Markdown does
    not treat as a bullet, become points, too.
    """
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    parser = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    manuscript = read_html(parser.render(body), shown)
    if front:
        _take_front_matter(front["inside"], manuscript)
    return manuscript


def _take_front_matter(inside: str, manuscript: Manuscript) -> None:
    """Take the title from the front matter of a Markdown text, and list the other keys."""
    import yaml

    try:
        keys = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and dicts only
    except yaml.YAMLError:
        keys = None
    keys = keys if isinstance(keys, dict) else {}
    title = keys.get("title")
    has_title = any(block.kind == "heading" and block.level == 1 for block in manuscript.blocks)
    if isinstance(title, str) and title.strip() and not has_title:
        heading = ImportedBlock("heading", (TextSpan(" ".join(title.split())),), 0, 1)
        manuscript.blocks.insert(0, heading)
        keys.pop("title")
    for line in [f"{key}: {value}" for key, value in keys.items()] or inside.splitlines()[:1]:
        manuscript.leave_out(line[:200], "it is in the keys above the text")
