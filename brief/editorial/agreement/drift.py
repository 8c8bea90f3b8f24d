"""Drift: report texts that were edited in some languages only, since `brief agree` recorded them.

gettext marks a translation as fuzzy when its original changes; brief does so in both directions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from brief.editorial.agreement.baseline import (
    FILE_NAME,
    collect_texts,
    match_recorded_texts,
    read_baseline,
    write_baseline,
)
from brief.errors import ContentError
from brief.findings import Finding, Place, Related, note, warning
from brief.findings.message import shorten
from brief.findings.suggest import join_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, AlignedText

MAX_NAMED = 4


def check_drift(briefing: AlignedBriefing, folder: Path) -> tuple[Finding, ...]:
    """Return a warning for each text that was edited in some languages only since the record.

    One note counts the texts edited in all languages, new texts and new languages, since only a
    person can judge whether they agree. A briefing without a record has no findings.
    """
    shown = f"{briefing.places.folder}/{FILE_NAME}"
    try:
        baseline = read_baseline(folder, shown)
    except ContentError as problem:
        return tuple(
            warning(one.code, one.message, one.remedy, one.place) for one in problem.findings
        )
    if not baseline:
        return ()
    old = match_recorded_texts(baseline, collect_texts(briefing, fewest=1))
    found: list[Finding] = []
    stale = []
    for text in briefing.texts:
        wording = old.get(text.name, {})
        edited = [tag for tag, one in text.versions.items() if wording.get(tag) != one.text]
        gone = [tag for tag in wording if tag in briefing.editions and tag not in text.versions]
        kept = [tag for tag in text.versions if tag not in edited]
        if kept:
            found += (_warn_of_removal(briefing, text, tag, kept) for tag in gone)
        known = [tag for tag in edited if tag in wording]
        if kept and known:
            found += (_warn_of_edit(briefing, text, tag, wording[tag], kept) for tag in known)
        elif edited and len(text.versions) > 1:
            stale.append(text.name)
    if stale:
        found.append(_note_stale(briefing, stale, Place(shown)))
    return tuple(found)


def _warn_of_edit(
    briefing: AlignedBriefing, text: AlignedText, tag: str, old: str, kept: list[str]
) -> Finding:
    version = text.versions[tag]
    found = find_changes(old, version.text)
    others = join_words(kept, "and")
    return warning(
        "languages-drifted",
        f"{text.name}: edited here since the languages agreed, and not in {others}: "
        f"{format_changes(found)}",
        f"update {others} and run `brief agree {briefing.slug}`; if nothing needs an update, "
        f"run `brief agree {briefing.slug} --lang {tag}`",
        version.find_place(found[0].start, found[0].end),
        tuple(
            Related(f"unchanged in `{other}`", text.versions[other].find_place()) for other in kept
        ),
    )


def _warn_of_removal(
    briefing: AlignedBriefing, text: AlignedText, tag: str, kept: list[str]
) -> Finding:
    others = join_words(kept, "and")
    return warning(
        "languages-drifted",
        f"{text.name}: removed here since the languages agreed, and not in {others}",
        f"remove it in {others} too, or restore it here; if the difference is intended, run "
        f"`brief agree {briefing.slug}`",
        briefing.places.value_place(tag),
        tuple(Related(f"still in `{other}`", text.versions[other].find_place()) for other in kept),
    )


def _note_stale(briefing: AlignedBriefing, names: list[str], place: Place) -> Finding:
    shown = ", ".join(names[:MAX_NAMED]) + (", …" if len(names) > MAX_NAMED else "")
    count = "1 text is" if len(names) == 1 else f"{len(names)} texts are"
    return note(
        "agreement-stale",
        f"{count} new or edited in all languages since they agreed: {shown}",
        f"check whether they agree, and run `brief agree {briefing.slug}`",
        place,
    )


def record_agreement(
    briefing: AlignedBriefing, folder: Path, tags: tuple[str, ...] = ()
) -> Mapping[str, list[str]]:
    """Record that the languages agree now; return the newly recorded languages of each text.

    With `tags`, record only these languages, and keep the others as recorded. Raises ContentError
    if an existing record cannot be read, BriefError if the record cannot be written.
    """
    baseline = read_baseline(folder, f"{briefing.places.folder}/{FILE_NAME}")
    now = collect_texts(briefing)
    old = match_recorded_texts(baseline, now)
    renewed = {
        name: {
            tag: text if not tags or tag in tags else old.get(name, {}).get(tag, text)
            for tag, text in versions.items()
        }
        for name, versions in now.items()
    }
    if renewed != baseline or not (folder / FILE_NAME).exists():
        write_baseline(folder, renewed)
    newly = {
        name: [tag for tag, text in versions.items() if old.get(name, {}).get(tag) != text]
        for name, versions in renewed.items()
    }
    return {name: tags for name, tags in newly.items() if tags}


MAX_SHOWN = 3
PREVIEW_LENGTH = 50

# One character of a script without spaces, a word with the marks inside it, or any other character.
# `re` compiles it when it is first needed.
_WORD = (
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+"
    r"(?:[.,'’\-][^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were replaced, added (`old` is empty) or removed (`new` is empty).

    `start` and `end` are the offsets in the new wording: of `new`, or else of the next word.
    """

    old: str
    new: str
    start: int
    end: int

    def __str__(self) -> str:
        """Return the change as messages show it."""
        old, new = (f"“{shorten(words, PREVIEW_LENGTH)}”" for words in (self.old, self.new))
        if self.old and self.new:
            return f"{old} → {new}"
        return f"{old} removed" if self.old else f"{new} added"


def find_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return the changes from one wording to another, in the order of the new one."""
    before, after = list(re.finditer(_WORD, old)), list(re.finditer(_WORD, new))
    matcher = SequenceMatcher(
        None, [word[0] for word in before], [word[0] for word in after], autojunk=False
    )
    found = []
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        begin, end = _find_span(after, start, stop, len(new))
        removed = old[slice(*_find_span(before, first, last, len(old)))] if last > first else ""
        found.append(Change(removed, new[begin:end] if stop > start else "", begin, end))
    if not found and old != new:  # only the spaces between words differ
        return (Change(old, new, 0, len(new)),)
    return tuple(found)


def _find_span(words: list[re.Match[str]], start: int, stop: int, length: int) -> tuple[int, int]:
    """Return the offsets of the words; of the next word if `start` equals `stop`."""
    if stop > start:
        return words[start].start(), words[stop - 1].end()
    return words[start].span() if start < len(words) else (max(0, length - 1), length)


def format_changes(found: tuple[Change, ...]) -> str:
    """Return the changes as messages show them: the first few, and the number of the others."""
    shown = ", ".join(str(change) for change in found[:MAX_SHOWN])
    rest = len(found) - MAX_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
