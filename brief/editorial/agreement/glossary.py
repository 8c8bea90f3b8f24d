"""Check that the languages use the names of the project's glossary in the same texts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import compare_places, quote
from brief.findings import note
from brief.findings.message import Message
from brief.findings.suggest import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, AlignedText, Version
    from brief.editorial.agreement.mismatch import Mismatch

CODE = "name-differs"
REMEDY = "use the name from the glossary in brief.yaml"
ALL_LANGUAGES = ""
"""The key of a name that is the same in all languages."""

ENDING = r"[^\W\d_]{0,3}"
"""Endings that a language may add to a name: “Nvidias”, “Nvidii”."""

# Scripts without spaces between words: letters may precede and follow a name. Not compiled until
# a glossary is used.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"

# Soft hyphens, zero-width spaces and word joiners.
BREAK_MARKS = "[\u00ad\u200b\u2060\ufeff]"


def check_names(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield a note for each text without a glossary name that its other versions have."""
    for term in briefing.glossary:
        for text in briefing.texts:
            yield from _check_text(text, term)


def _check_text(text: AlignedText, term: Mapping[str, Sequence[str]]) -> Iterator[Mismatch]:
    names = {tag: found for tag in text.versions if (found := _get_names(term, tag))}
    there = {tag: where for tag in names if (where := _find_name(text.versions[tag], names[tag]))}
    lacking = [tag for tag in names if tag not in there]
    if not there or not lacking:
        return
    if len(there) >= len(lacking):
        with_name = next(iter(there))
        for tag in lacking:
            yield _report_missing(text, tag, names[tag], with_name, there[with_name])
        return
    for tag, where in there.items():
        yield _report_alone(text, tag, where, lacking[0])


def _get_names(term: Mapping[str, Sequence[str]], tag: str) -> Sequence[str]:
    for key in (tag, tag.partition("-")[0], ALL_LANGUAGES):
        if key in term:
            return term[key]
    return ()


def _find_name(version: Version, names: Sequence[str]) -> tuple[int, int] | None:
    broken = bool(re.search(BREAK_MARKS, version.text))
    for name in names:
        if found := _compile_name(name, broken=broken).search(version.text):
            return found.span()
    return None


@lru_cache(maxsize=1024)
def _compile_name(name: str, *, broken: bool) -> re.Pattern[str]:
    """Return the pattern of a name; `broken`: the text has marks for line breaks inside words."""
    inside = f"{BREAK_MARKS}*" if broken else ""
    words = (inside.join(map(re.escape, word)) for word in name.split())
    plain = r"[\s\u00a0]+".join(words)
    if re.search(_UNSPACED, name):
        return re.compile(plain)
    return re.compile(rf"(?<!\w){plain}{ENDING}(?!\w)")


def _report_missing(
    text: AlignedText, tag: str, names: Sequence[str], other: str, where: tuple[int, int]
) -> Mismatch:
    name = text.versions[other].text[slice(*where)]
    message = f"{text.name}: {quote(name)} of `{other}` should be {join_words(names)} here"
    here, there = text.versions[tag].find_place(), text.versions[other].find_place(*where)
    return compare_places(
        note, Message(CODE, message, REMEDY), (tag, here), (other, there), (*names, name)
    )


def _report_alone(text: AlignedText, tag: str, where: tuple[int, int], other: str) -> Mismatch:
    name = text.versions[tag].text[slice(*where)]
    message = f"{text.name}: {quote(name)} is used here, but `{other}` has no name for it"
    here, there = text.versions[tag].find_place(*where), text.versions[other].find_place()
    words = Message(CODE, message, REMEDY)
    return compare_places(note, words, (tag, here), (other, there), (name,))
