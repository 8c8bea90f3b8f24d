"""Recognise title, standfirst and author of a page by the classes of their elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from brief.editorial.importing.formats.html.tree import class_names

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Role = Literal["", "title", "standfirst", "author"]

MAX_AUTHOR = 80
# "subtitle", "author" and "date" are those of pandoc, "msotitle" and "msosubtitle" Word's.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("title", re.compile(r"(?:mso)?title")),
    (
        "standfirst",
        re.compile(
            r"(?:[a-z]+[-_]{1,2})*(?:mso)?(?:sub-?title|sub-?headline|deck|dek|standfirst|strapline"
            r"|untertitel|chapo|ondertitel|subtitulo|sottotitolo)"
        ),
    ),
    ("author", re.compile(r"(?:[a-z]+[-_]{1,2})*(?:author|byline|autor|auteur|autore)")),
)
_TAGS = frozenset({"p", "div", *(f"h{level}" for level in range(2, 7))})


def find_role(element: Element) -> Role:
    """Return what a heading or paragraph is by its class; "" if no class says it."""
    if element.tag not in _TAGS or any(child.tag in {"p", "div", "ul"} for child in element):
        return ""
    for name in class_names(element):
        for role, pattern in _ROLES:
            if pattern.fullmatch(name) and (role != "title" or element.tag == "p"):
                return role
    return ""


def is_author(text: str) -> bool:
    """Return whether the text of an element for the author is a name, and no sentence on them."""
    return 0 < len(text) <= MAX_AUTHOR and not re.search(r"[.!?:;]$|\d", text)
