"""Check that all languages have the same numbers, amounts, percentages, units and dates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Mismatch, choose_reference, compare_places
from brief.findings import note, warning
from brief.findings.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, AlignedText, Version
    from brief.editorial.numbers import NumberMismatch, Quantity
    from brief.findings import Place

APPROXIMATE = "number-approximate"
REMEDIES = {
    APPROXIMATE: "word it in the same way in all languages",
    "number-missing": "write it in all languages, or in none",
}


def check_numbers(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield each quantity that differs from its counterparts in other languages, or is missing.

    It is reported once, in the language that differs from the others; of two, in the second.
    """
    for text in briefing.texts:
        if len(text.versions) > 1:
            yield from _check_text(text)


def _check_text(text: AlignedText) -> Iterator[Mismatch]:
    versions = text.versions
    tags = tuple(versions)
    position = {tag: number for number, tag in enumerate(tags)}

    @cache
    def compare(left: str, right: str) -> tuple[NumberMismatch, ...]:
        return _compare_versions(versions[left], versions[right])

    def count_differences(one: str, other: str) -> tuple[int, int]:
        found = compare(*sorted((one, other), key=position.__getitem__))
        notes = sum(mismatch.code == APPROXIMATE for mismatch in found)
        return len(found) - notes, notes

    against = choose_reference(tags, count_differences)
    for tag in tags:
        if tag == against:
            continue
        left, right = sorted((against, tag), key=position.__getitem__)
        for mismatch in compare(left, right):
            here, there = mismatch.right, mismatch.left
            if tag == left:
                here, there = there, here
            yield _report_number(text, mismatch, (versions[tag], here), (versions[against], there))


def _compare_versions(left: Version, right: Version) -> tuple[NumberMismatch, ...]:
    from brief.editorial.numbers import compare_numbers

    found = compare_numbers(left.text, left.tag, right.text, right.tag)
    return tuple(each for each in found if not _lacks_qualifier(each, left.tag, right.tag))


def _lacks_qualifier(mismatch: NumberMismatch, left_tag: str, right_tag: str) -> bool:
    """Return whether an “almost” is in one text, and unknown in the other's language."""
    left, right = mismatch.left, mismatch.right
    if not left or not right or left.low != right.low:
        return False
    if bool(left.qualifier) == bool(right.qualifier):
        return False
    return not _has_word_list(right_tag if left.qualifier else left_tag)


@cache
def _has_word_list(tag: str) -> bool:
    from importlib.resources import files

    folder = files("brief.editorial.numbers.lexicon") / "words"
    return (folder / f"{tag.partition('-')[0]}.yaml").is_file()


def _report_number(
    text: AlignedText,
    mismatch: NumberMismatch,
    one: tuple[Version, Quantity | None],
    other: tuple[Version, Quantity | None],
) -> Mismatch:
    (version, here), (against, there) = one, other
    report = note if mismatch.code == APPROXIMATE else warning
    remedy = REMEDIES.get(mismatch.code, "correct the one that is wrong")
    return compare_places(
        report,
        Message(mismatch.code, f"{text.name}: {mismatch.message}", remedy),
        (version.tag, _find_place(version, here)),
        (against.tag, _find_place(against, there)),
        [value for each in (here, there) if each for value in _list_values(each)],
    )


def _find_place(version: Version, quantity: Quantity | None) -> Place:
    return version.find_place(quantity.start, quantity.end) if quantity else version.find_place()


def _list_values(quantity: Quantity) -> Iterator[str]:
    """Yield the forms in which a waiver may quote a quantity: as written, and in digits."""
    yield quantity.text
    if quantity.low is not None:
        yield f"{quantity.low:f}"
