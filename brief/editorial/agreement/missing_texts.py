"""A text that one language has and another lacks: a kicker, a standfirst, a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Deviation, deviation
from brief.findings import Related, note
from brief.findings.suggest import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.agreement.aligned_texts import Reading

# Title and summary have to be there; points, labels and images are paired by `parity`.
TEXT_MISSING = "text-missing"
OPTIONAL = ("kicker", "standfirst", ", note", ", caption")


def texts_on_one_side(reading: Reading) -> Iterator[Deviation]:
    """Yield each optional text that some languages have and others lack."""
    for passage in reading.passages:
        lacking = [tag for tag in reading.editions if tag not in passage.versions]
        if not lacking or not passage.name.endswith(OPTIONAL):
            continue
        first, *others = passage.versions.values()
        languages = listed(lacking, "and")
        found = note(
            TEXT_MISSING,
            f"{passage.name}: `{first.tag}` has one, and {languages} {_has(lacking)} none",
            "write it in all languages, or in none",
            first.place(),
            tuple(Related(f"and in `{other.tag}`", other.place()) for other in others),
        )
        yield deviation(found, (*passage.versions, *lacking), (passage.name,))


def _has(tags: list[str]) -> str:
    return "has" if len(tags) == 1 else "have"
