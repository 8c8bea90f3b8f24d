"""Compare the numbers of a text that is being typed with those of the other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.numbers import compare_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable


def compare_typed(
    value: str, tag: str, others: Iterable[tuple[str, str]]
) -> list[dict[str, object]]:
    """Return the numbers of a text that differ from another language's; `others`: tag and text.

    `start` and `end` are offsets into the text; a number that is only in the other language has
    none.
    """
    found: dict[tuple[object, object], dict[str, object]] = {}
    for other_tag, other in others:
        for mismatch in compare_numbers(other, other_tag, value, tag):
            here, there = mismatch.right, mismatch.left
            shown = here or there
            if shown is None:
                continue
            entry: dict[str, object] = {
                "text": shown.text if here else f"{shown.text} ({other_tag})",
                "message": mismatch.message,
            }
            if here:
                entry |= {
                    "start": _utf16_length(value[: here.start]),
                    "end": _utf16_length(value[: here.end]),
                }
            found.setdefault((entry["text"], entry.get("start")), entry)
    return list(found.values())


def _utf16_length(text: str) -> int:
    """Return the length in the units in which browsers count (ECMA-262, 6.1.4)."""
    return len(text.encode("utf-16-le")) // 2
