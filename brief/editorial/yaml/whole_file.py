"""Find problems that spoil the whole file: marks of a merge conflict, special spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.findings import Finding, error

if TYPE_CHECKING:
    from collections.abc import Collection

    from brief.findings.source_text import SourceText

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \t].*)?$|^={7}$", re.MULTILINE)
_CONFLICT_MARKS = 2
_ODD = "\u00a0\u2000-\u200b\u202f\u3000"
_ODD_INDENT = re.compile(
    rf"^[ ]*[{_ODD}][ {_ODD}]*(?=(?P<entry>- )|(?P<key>[\w-]+)[ ]*:(?:\s|$)|)", re.MULTILINE
)


def find_conflict(source: SourceText) -> Finding | None:
    """Return one error if git has left the marks of a merge conflict in the file."""
    found = list(_CONFLICT.finditer(source.text))
    if len({mark[0][0] for mark in found}) < _CONFLICT_MARKS:
        return None
    return error(
        "merge-conflict",
        "the file has the marks of a merge conflict (<<<<<<<, =======, >>>>>>>): git could not "
        "join two versions",
        "keep one of the two versions between the marks, or both in turn, and remove the marks",
        source.place_at(found[0].start(), found[0].end()),
    )


def replace_special_spaces(source: SourceText, keys: Collection[str]) -> tuple[str, Finding | None]:
    """Return the text with ordinary spaces for special ones before keys and dashes; one error.

    Text that is pasted from web pages and word processors has no-break spaces (U+00A0), which do
    not count as indentation (YAML 1.1, 5.1). The text keeps its length.
    """
    found = list(_ODD_INDENT.finditer(source.text))
    harmful = [one for one in found if one["entry"] or (one["key"] and one["key"] in keys)]
    if not harmful:
        return source.text, None
    first = re.search(rf"[{_ODD}]", harmful[0][0])
    at = harmful[0].start() + (first.start() if first else 0)
    lines = f", and {len(harmful) - 1} more" if len(harmful) > 1 else ""
    message = (
        f"this line{lines} begins with a special space (U+{ord(source.text[at]):04X}), which does "
        "not count as indentation"
    )
    remedy = "replace it by ordinary spaces, in all lines"
    text = source.text
    for one in found:
        text = text[: one.start()] + " " * len(one[0]) + text[one.end() :]
    return text, error("indentation", message, remedy, source.place_at(at, at + 1))
