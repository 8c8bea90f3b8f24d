"""Check that optional texts (kicker, captions, notes …) exist in all languages or in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Mismatch, make_mismatch
from brief.findings import Related, note
from brief.findings.suggest import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.agreement.aligned_texts import AlignedBriefing

# Title and summary are required; `structure_checks` compares points, labels and images.
TEXT_MISSING = "text-missing"
OPTIONAL = ("kicker", "standfirst", ", note", ", caption")


def check_missing_texts(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield each optional text that some languages have and others lack."""
    for text in briefing.texts:
        lacking = [tag for tag in briefing.editions if tag not in text.versions]
        if not lacking or not text.name.endswith(OPTIONAL):
            continue
        first, *others = text.versions.values()
        languages = f"{join_words(lacking, 'and')} {'has' if len(lacking) == 1 else 'have'}"
        found = note(
            TEXT_MISSING,
            f"{text.name}: `{first.tag}` has one, and {languages} none",
            "write it in all languages, or in none",
            first.find_place(),
            tuple(Related(f"and in `{other.tag}`", other.find_place()) for other in others),
        )
        yield make_mismatch(found, (*text.versions, *lacking), (text.name,))
