"""The project's glossary: names that the languages agreed upon are used where they belong."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Deviation, deviation, quoted
from brief.findings import Related, note
from brief.findings.suggest import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from brief.editorial.agreement.aligned_texts import Passage, Reading, Version
    from brief.findings import Place

EVERYWHERE = ""
"""The key under which a name stands that is the same in all languages."""

ENDING = r"[^\W\d_]{0,3}"
"""What a language may add to a name: “Nvidias”, “Nvidii”."""

# Scripts that put no spaces between words: a name may stand in the middle of letters. Compiled
# when a glossary is first looked into.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"


def names_that_differ(reading: Reading) -> Iterator[Deviation]:
    """Yield each text that lacks a name of the glossary which its counterparts have, as notes."""
    for term in reading.glossary:
        for passage in reading.passages:
            yield from _in_passage(passage, term)


def _in_passage(passage: Passage, term: Mapping[str, Sequence[str]]) -> Iterator[Deviation]:
    names = {tag: found for tag in passage.versions if (found := _names(term, tag))}
    there = {tag: where for tag in names if (where := _where(passage.versions[tag], names[tag]))}
    lacking = [tag for tag in names if tag not in there]
    if not there or not lacking:
        return
    if len(there) >= len(lacking):
        with_name = next(iter(there))
        for tag in lacking:
            yield _missing(passage, tag, names[tag], with_name, there[with_name])
        return
    for tag, where in there.items():
        yield _alone(passage, tag, where, lacking[0])


def _names(term: Mapping[str, Sequence[str]], tag: str) -> Sequence[str]:
    """Return what the glossary calls the thing in a language; nothing if it does not say."""
    for key in (tag, tag.partition("-")[0], EVERYWHERE):
        if key in term:
            return term[key]
    return ()


def _where(version: Version, names: Sequence[str]) -> tuple[int, int] | None:
    """Return where the first of the names stands in a text."""
    for name in names:
        if found := _pattern(name).search(version.text):
            return found.span()
    return None


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    plain = r"[\s\u00a0]+".join(re.escape(word) for word in name.split())
    if re.search(_UNSPACED, name):
        return re.compile(plain)
    return re.compile(rf"(?<!\w){plain}{ENDING}(?!\w)")


def _missing(
    passage: Passage, tag: str, names: Sequence[str], other: str, where: tuple[int, int]
) -> Deviation:
    said = passage.versions[other].text[slice(*where)]
    message = f"{passage.name}: {quoted(said)} of `{other}` should be {listed(names)} here"
    there = Related(f"what `{other}` says", passage.versions[other].place(*where))
    return _told(message, passage.versions[tag].place(), there, (tag, other), (*names, said))


def _alone(passage: Passage, tag: str, where: tuple[int, int], other: str) -> Deviation:
    said = passage.versions[tag].text[slice(*where)]
    message = f"{passage.name}: {quoted(said)} stands here, and `{other}` has no name for it"
    there = Related(f"what `{other}` says", passage.versions[other].place())
    return _told(message, passage.versions[tag].place(*where), there, (tag, other), (said,))


def _told(
    message: str, place: Place, related: Related, tags: tuple[str, str], about: Sequence[str]
) -> Deviation:
    remedy = "use the name that the glossary in brief.yaml has"
    return deviation(note("name-differs", message, remedy, place, (related,)), tags, about)
