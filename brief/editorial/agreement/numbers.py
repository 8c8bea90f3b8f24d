"""Numbers, amounts, percentages, units and dates: every language gives the same ones."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Deviation, deviation, reference
from brief.findings import Related, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.agreement.aligned_texts import Passage, Reading, Version
    from brief.editorial.numbers import Mismatch, Quantity
    from brief.findings import Place

APPROXIMATE = "number-approximate"
REMEDIES = {
    APPROXIMATE: "say it in the same way in all languages",
    "number-missing": "write it in all languages, or in none",
}


def quantities_that_differ(reading: Reading) -> Iterator[Deviation]:
    """Yield each quantity that one language has otherwise than its counterparts, or lacks.

    It is told once, at the language that stands alone; of two languages, at the second.
    """
    for passage in reading.passages:
        if len(passage.versions) > 1:
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Deviation]:
    versions = passage.versions
    tags = tuple(versions)
    position = {tag: number for number, tag in enumerate(tags)}

    @cache
    def mismatches(left: str, right: str) -> tuple[Mismatch, ...]:
        return _compared(versions[left], versions[right])

    def cost(one: str, other: str) -> tuple[int, int]:
        found = mismatches(*sorted((one, other), key=position.__getitem__))
        notes = sum(mismatch.code == APPROXIMATE for mismatch in found)
        return len(found) - notes, notes

    against = reference(tags, cost)
    for tag in tags:
        if tag == against:
            continue
        left, right = sorted((against, tag), key=position.__getitem__)
        for mismatch in mismatches(left, right):
            here, there = mismatch.right, mismatch.left
            if tag == left:
                here, there = there, here
            yield _told(passage, mismatch, (versions[tag], here), (versions[against], there))


def _compared(left: Version, right: Version) -> tuple[Mismatch, ...]:
    from brief.editorial.numbers import compare

    found = compare(left.text, left.tag, right.text, right.tag)
    return tuple(
        each
        for each in found
        if not (_is_unsaid(each.left, each.right, left) or _is_unsaid(each.right, each.left, right))
    )


def _is_unsaid(quantity: Quantity | None, other: Quantity | None, version: Version) -> bool:
    """Say whether only the other one is approximate, in a language whose “almost” is not known."""
    if quantity is None or other is None or quantity.low != other.low:
        return False
    return bool(other.qualifier) > bool(quantity.qualifier) and not _has_words(version.tag)


@cache
def _has_words(tag: str) -> bool:
    """Say whether the words around numbers (“almost”, “half”) are known in a language."""
    from importlib.resources import files

    folder = files("brief.editorial.numbers.lexicon") / "words"
    return (folder / f"{tag.partition('-')[0]}.yaml").is_file()


def _told(
    passage: Passage,
    mismatch: Mismatch,
    one: tuple[Version, Quantity | None],
    other: tuple[Version, Quantity | None],
) -> Deviation:
    """Return the deviation of a quantity here from one there; either may be missing."""
    (version, here), (against, there) = one, other
    found = (note if mismatch.code == APPROXIMATE else warning)(
        mismatch.code,
        f"{passage.name}: {mismatch.message}",
        REMEDIES.get(mismatch.code, "correct the one that is wrong"),
        _place(version, here),
        (Related(f"what `{against.tag}` says", _place(against, there)),),
    )
    values = [text for each in (here, there) if each for text in _values(each)]
    return deviation(found, (version.tag, against.tag), values)


def _place(version: Version, quantity: Quantity | None) -> Place:
    return version.place(quantity.start, quantity.end) if quantity else version.place()


def _values(quantity: Quantity) -> Iterator[str]:
    """Yield the forms in which a waiver may name a quantity: as written, and as plain digits."""
    yield quantity.text
    if quantity.low is not None:
        yield f"{quantity.low:f}"
