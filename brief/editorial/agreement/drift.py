"""Drift: a text that was edited in one language after all of them agreed.

As gettext marks a translation as fuzzy when its original changes, so does brief, in either
direction: whoever edits one language is told which others may have to follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.agreement.baseline import FILE, current, followed, read_agreed
from brief.editorial.agreement.changes import changes, told
from brief.errors import ContentError
from brief.findings import Finding, Place, Related, note, warning
from brief.findings.suggest import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from brief.editorial.agreement.aligned_texts import Passage, Reading

MOST_NAMED = 4


def drift_findings(reading: Reading, folder: Path) -> tuple[Finding, ...]:
    """Return a warning for each text edited in some languages only since they agreed.

    Texts edited in all of them, new texts and new languages are counted in one note, since only a
    person can say whether they agree. A briefing that was never agreed on has neither.
    """
    shown = f"{reading.places.folder}/{FILE}"
    try:
        agreed = read_agreed(folder, shown)
    except ContentError as problem:
        return tuple(
            warning(one.code, one.message, one.remedy, one.place) for one in problem.findings
        )
    if not agreed:
        return ()
    old = followed(agreed, current(reading, fewest=1))
    found: list[Finding] = []
    stale = []
    for passage in reading.passages:
        wording = old.get(passage.name, {})
        edited = [tag for tag, one in passage.versions.items() if wording.get(tag) != one.text]
        gone = [tag for tag in wording if tag in reading.editions and tag not in passage.versions]
        kept = [tag for tag in passage.versions if tag not in edited]
        if kept:
            found += (_removed(reading, passage, tag, kept) for tag in gone)
        if kept and any(tag in wording for tag in edited):
            found += (
                _drifted(reading, passage, tag, wording[tag], kept)
                for tag in edited
                if tag in wording
            )
        elif edited and len(passage.versions) > 1:
            stale.append(passage.name)
    if stale:
        found.append(_stale(reading, stale, Place(shown)))
    return tuple(found)


def _drifted(reading: Reading, passage: Passage, tag: str, old: str, kept: list[str]) -> Finding:
    version = passage.versions[tag]
    found = changes(old, version.text)
    others = listed(kept, "and")
    return warning(
        "languages-drifted",
        f"{passage.name}: edited here since the languages agreed, and not in {others}: "
        f"{told(found)}",
        f"bring {others} in line and run `brief agree {reading.slug}`; if nothing has to follow, "
        f"run `brief agree {reading.slug} --lang {tag}`",
        version.place(found[0].start, found[0].end),
        tuple(
            Related(f"unchanged in `{other}`", passage.versions[other].place()) for other in kept
        ),
    )


def _removed(reading: Reading, passage: Passage, tag: str, kept: list[str]) -> Finding:
    others = listed(kept, "and")
    return warning(
        "languages-drifted",
        f"{passage.name}: removed here since the languages agreed, and not in {others}",
        f"remove it in {others} too, or write it here again; if both are meant, run "
        f"`brief agree {reading.slug}`",
        reading.places.of(tag),
        tuple(Related(f"still in `{other}`", passage.versions[other].place()) for other in kept),
    )


def _stale(reading: Reading, names: list[str], place: Place) -> Finding:
    shown = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    count = "1 text is" if len(names) == 1 else f"{len(names)} texts are"
    return note(
        "agreement-stale",
        f"{count} new or edited in all languages since they agreed: {shown}",
        f"see whether they agree, and run `brief agree {reading.slug}`",
        place,
    )


def agree(reading: Reading, folder: Path, tags: tuple[str, ...] = ()) -> Mapping[str, list[str]]:
    """Record that the languages agree now, and return what is new in the record, by passage.

    With `tags`, only these languages are recorded anew, and the others stay as they were. Raises
    ContentError if there is a record that cannot be read, BriefError if none can be written.
    """
    from brief.editorial.agreement.baseline import write_agreed

    agreed = read_agreed(folder, f"{reading.places.folder}/{FILE}")
    now = current(reading)
    old = followed(agreed, now)
    renewed = {
        name: {
            tag: text if not tags or tag in tags else old.get(name, {}).get(tag, text)
            for tag, text in versions.items()
        }
        for name, versions in now.items()
    }
    if renewed != agreed or not (folder / FILE).exists():
        write_agreed(folder, renewed)
    return dict(_renewed(old, renewed))


def _renewed(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, list[str]]]:
    for name, versions in new.items():
        tags = [tag for tag, text in versions.items() if old.get(name, {}).get(tag) != text]
        if tags:
            yield name, tags
