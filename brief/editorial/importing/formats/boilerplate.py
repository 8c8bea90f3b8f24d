"""What readers of files ask of a line: a leftover, a line of its own, or who holds the rights."""

from __future__ import annotations

from brief.editorial.importing.lines.header import is_list_of_names, read_header
from brief.editorial.importing.lines.leftovers import (
    announces_links,
    is_boilerplate,
    is_link_title,
)
from brief.editorial.importing.lines.marks import (
    find_summary_mark,
    is_end,
    is_heading_of,
    is_label,
    read_section,
    stands_apart,
)
from brief.editorial.importing.lines.rights import parse_rights

__all__ = [
    "announces_links",
    "is_boilerplate",
    "is_end",
    "is_header",
    "is_label_or_section",
    "is_link_title",
    "is_summary_heading",
    "opens_summary",
    "parse_rights",
    "stands_apart",
]


def is_summary_heading(line: str) -> bool:
    """Return whether the line is a heading of a summary, such as "Summary" or "In breve".

    The page string for it counts, too, in every language. A line with a full stop is a sentence.
    """
    return not line.rstrip().endswith((".", "。")) and is_heading_of(line, "summary", "")


def opens_summary(line: str) -> bool:
    """Return whether the summary begins with this line: "In brief: …", in any language."""
    return find_summary_mark(line, "") > 0


def is_label_or_section(line: str) -> bool:
    """Return whether a line says what kind of text follows, or from which part of a paper."""
    return is_label(line, "") or bool(read_section(line, ""))


def is_header(line: str, following: str = "") -> bool:
    """Return whether a line directly under a headline names author or day, in any language.

    Names alone are a byline if a line with the day follows.
    """
    if line[:1].isupper() and read_header(line, "") is not None:
        return True
    return is_list_of_names(line) and read_header(following, "") is not None
