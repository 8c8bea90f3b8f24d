"""Report texts that some languages lack, or that are identical and so probably untranslated."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Mismatch, make_mismatch, quote
from brief.findings import Related, note, warning
from brief.findings.suggest import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, AlignedText, Version

TEXT_IDENTICAL = "text-identical"
MIN_WORDS = 4
# In scripts without spaces, two characters are about one word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]{2}|[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def check_untranslated(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield each text of four words or more that is identical in two languages.

    Texts in varieties of one language (`en-GB`, `en-US`) may be identical.
    """
    for text in briefing.texts:
        first: dict[str, list[Version]] = {}
        for version in text.versions.values():
            words = _WORD.findall(unicodedata.normalize("NFC", version.plain_text).casefold())
            if len(words) < MIN_WORDS:
                continue
            alike = first.setdefault(" ".join(words), [])
            language = version.tag.partition("-")[0]
            others = [one for one in alike if one.tag.partition("-")[0] != language]
            alike.append(version)
            if others:
                yield _report_untranslated(text, version, others[0])


def _report_untranslated(text: AlignedText, version: Version, other: Version) -> Mismatch:
    found = warning(
        TEXT_IDENTICAL,
        f"{text.name}: {quote(version.text)} is the same in `{other.tag}` and `{version.tag}`",
        "translate it",
        version.find_place(),
        (Related(f"the same in `{other.tag}`", other.find_place()),),
    )
    return make_mismatch(found, (version.tag, other.tag), (text.name, version.text))


# Title and summary are required; `structure_checks` compares points, labels and images.
TEXT_MISSING = "text-missing"
OPTIONAL = ("kicker", "standfirst", "why", "quote", ", title", "column 1", ", note", ", caption")


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
