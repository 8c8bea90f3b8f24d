"""Resolve BBCode, the marks of forums and of some editorial systems: `[b]…[/b]`, `[*]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MIN_TAGS = 2
MAX_INSIDE = 2_000

_NAMES = (
    "b|i|u|s|del|strike|size|color|colour|font|center|left|right|justify|quote|url|email|list|ul|ol"
    "|li|h[1-6]|img|code|spoiler|table|tr|td|th|youtube|video|indent|sub|sup|hr|br"
)
_PAIR = re.compile(rf"(?i)\[(?:{_NAMES})(?:=[^\[\]\n]{{0,300}})?\]")
_END = re.compile(rf"(?i)\[/(?:{_NAMES})\]")
_OMITTED = (
    (re.compile(rf"(?is)\[img[^\]\n]{{0,300}}\](.{{0,{MAX_INSIDE}}}?)\[/img\]"), "a picture"),
    (
        re.compile(rf"(?is)\[(?:youtube|video)\](.{{0,{MAX_INSIDE}}}?)\[/(?:youtube|video)\]"),
        "an embedded file",
    ),
    (
        re.compile(rf"(?is)\[(?:s|del|strike)\](.{{0,{MAX_INSIDE}}}?)\[/(?:s|del|strike)\]"),
        "it is struck out",
    ),
    (re.compile(rf"(?is)\[code\](.{{0,{MAX_INSIDE}}}?)\[/code\]"), "a line of a program"),
)
_LINK = re.compile(r"(?i)\[(?:url|email)=([^\[\]\n]{1,500})\]")
_ITEM = re.compile(r"(?i)[ \t]*(?:\[\*\]|\[li\])[ \t]*")
_LIST = re.compile(r"(?im)^[ \t]*\[/?(?:list|ul|ol)(?:=[^\[\]\n]{0,20})?\][ \t]*$")


def resolve_bbcode(text: str, leave_out: Callable[[str, str], None]) -> str:
    """Return a text without BBCode; pictures, addresses and what is struck out are listed.

    A text is taken for BBCode if it has at least two marks that end: `[/b]` is never prose.
    """
    if "[/" not in text or len(_END.findall(text)) < MIN_TAGS:
        return text
    for pattern, why in _OMITTED:
        for found in pattern.finditer(text):
            leave_out(found[1], why)
        text = pattern.sub("", text)
    for found in _LINK.finditer(text):
        leave_out(found[1], "the address of a link")
    text = _ITEM.sub("\n• ", _LIST.sub("\n", text))
    return _END.sub("", _PAIR.sub("", text))
