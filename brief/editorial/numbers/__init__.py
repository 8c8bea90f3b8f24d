"""Numbers in prose: every quantity of a text, read by its language, and compared with another's.

`find_quantities` reads one text; `compare` says where two languages do not say the same.
"""

from __future__ import annotations

from brief.editorial.numbers.quantity import NumberMismatch, Quantity, Reading

__all__ = ["NumberMismatch", "Quantity", "Reading", "compare_numbers", "find_quantities"]


def find_quantities(text: str, tag: str) -> tuple[Quantity, ...]:
    """Return every quantity of the text in order, none overlapping, as the language reads it.

    The text may hold inline Markdown; the addresses of links are not searched. Articles (`ein`,
    `un`) are no quantities. Raises ValueError for a language that CLDR does not know.
    """
    from brief.editorial.numbers.readers.reader import read_text

    return tuple(each for each in read_text(text, tag) if each.weight != "hint")


def compare_numbers(
    left: str, left_tag: str, right: str, right_tag: str
) -> tuple[NumberMismatch, ...]:
    """Return where the quantities of a text and of its translation disagree.

    Their order does not count, nor what translators may do: words for figures, a repeated number
    said once, a unit converted. `number-approximate` is a note, every other code a warning.
    Raises ValueError for a language that CLDR does not know.
    """
    from brief.editorial.numbers.comparison.compare import find_mismatches
    from brief.editorial.numbers.readers.reader import read_text

    return find_mismatches(
        read_text(left, left_tag), left_tag, read_text(right, right_tag), right_tag
    )
