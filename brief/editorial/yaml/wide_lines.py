"""Join the lines of Chinese and Japanese texts, whose words have no spaces between them.

YAML folds a line end into a space. Between two characters of a full square it is removed instead,
as a browser does (CSS Text 3, 4.1.3), and beside their punctuation. Korean has spaces, and keeps
them.
"""

from __future__ import annotations

import re
from itertools import pairwise

WIDE = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd"
"""Ideographs, kana, and their punctuation, as a range of a regular expression."""
MARKS = "、。，．：；！？（）「」『』《》〈〉【】"
"""Punctuation that is a square with its own white space, beside which a space is never typed."""
WIDE_SPACE = re.compile(rf"(?<=[{WIDE}]) (?=[{WIDE}])|(?<=[{MARKS}]) | (?=[{MARKS}])")


def join_wide_lines(value: str, typed: str) -> str:
    """Return a folded text without the spaces that are line ends between two wide characters.

    `typed` is the text as it is in the file; a space that was typed between two characters stays.
    """
    if not WIDE_SPACE.search(value):
        return value
    lines = [line.strip() for line in typed.splitlines()]
    for before, after in pairwise(lines):
        if joins_without_space(before[-1:], after[:1]):
            # Whole lines, so that the same two characters elsewhere are not taken for these.
            value = value.replace(f"{before} {after}", before + after, 1)
    return value


def joins_without_space(before: str, after: str) -> bool:
    """Return whether a line end between these characters is removed."""
    return WIDE_SPACE.search(f"{before} {after}") is not None
