"""Find the numbers, amounts, units and dates in a text, and compare them with a translation's."""

from __future__ import annotations

from brief.editorial.numbers.quantity import NumberMismatch, Quantity, Reading

__all__ = ["NumberMismatch", "Quantity", "Reading", "compare_numbers", "find_quantities"]


def find_quantities(text: str, tag: str) -> tuple[Quantity, ...]:
    """Return all quantities of the text in order; none overlap.

    `tag`: the language of the text (BCP 47). The text may contain inline Markdown; link addresses
    are not searched. Articles (`ein`, `un`) are not quantities. Raises ValueError for a language
    that CLDR does not know.
    """
    from brief.editorial.numbers.readers.reader import read_text

    return tuple(each for each in read_text(text, tag) if each.weight != "hint")


def compare_numbers(
    left: str, left_tag: str, right: str, right_tag: str
) -> tuple[NumberMismatch, ...]:
    """Return the differences between the quantities of a text and those of its translation.

    Order is ignored, and so are changes that good translations make: words in place of digits, a
    repeated number that appears once, a converted unit. `number-approximate` is a note, every
    other code a warning. Raises ValueError for a language that CLDR does not know.
    """
    from brief.editorial.numbers.comparison.compare import find_mismatches
    from brief.editorial.numbers.readers.reader import read_text

    one, other = read_text(left, left_tag), read_text(right, right_tag)
    return find_mismatches(one, left_tag, other, right_tag)
