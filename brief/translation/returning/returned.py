"""Check a file that came back from a translator as a whole, before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.findings import error, warning
from brief.findings.message import quote
from brief.translation.inline import write_prose
from brief.translation.returning.codes import check_codes, resolve_codes
from brief.translation.unit import Parts, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding, Place
    from brief.translation.unit import ReturnedFile, ReturnedUnit, TranslationFile, Unit

FILE_CODE = "translation-file"
UNIT_CODE = "translation-unit"
LEFT_CODE = "translation-left"
NAMES_OF_PEOPLE = {"by", "byline", "credit"}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """A new text for a unit, with the place in the returned file that it is from."""

    unit: Unit
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Checked:
    """The changes that a returned file makes, and the findings on it."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def check_returned(
    returned: ReturnedFile, current: TranslationFile, *, takes_copies: bool = False
) -> Checked:
    """Return the changes that a returned file makes to the project as it is now.

    With `takes_copies`, copies of the source in units that are still new are translations.

    Findings that are errors forbid the import; with the warning `translation-left`, one unit is
    left as it is, because its source or its translation in the project changed since the export.
    """
    problems = list(_check_identity(returned, current))
    if problems:
        return Checked((), tuple(problems))
    by_key = {unit.key: unit for unit in current.units}
    problems += _check_keys(returned, current)
    changes = []
    seen = set()
    for item in returned.units:
        if item.key not in by_key or item.key in seen:
            continue
        seen.add(item.key)
        if takes_copies:
            item = replace(item, is_copy=False)  # noqa: PLW2901
        change, findings = _check_unit(item, by_key[item.key], current)
        problems += findings
        if change is not None:
            changes.append(change)
    return Checked(tuple(changes), tuple(problems))


def _check_identity(returned: ReturnedFile, current: TranslationFile) -> Iterator[Finding]:
    """Yield an error if the file is of another project, briefing or pair of languages.

    Folders of projects have other names on other machines, so a project is known by its texts.
    """
    pairs = (
        ("briefing", returned.slug, current.slug),
        ("source language", returned.source_language, current.source_language),
        ("target language", returned.target_language, current.target_language),
    )
    for what, theirs, ours in pairs:
        if theirs and theirs.casefold() != ours.casefold():
            yield error(
                FILE_CODE,
                f"the file is a translation of another {what}: `{theirs}`, not `{ours}`",
                "import it where it was exported, or export this briefing again",
                returned.place,
            )
            return
    sources = {unit.key: plain(unit.source) for unit in current.units}
    known = [item for item in returned.units if item.source is not None and item.key in sources]
    if known and not any(_is_same(plain(item.source or ()), sources[item.key]) for item in known):
        yield error(
            FILE_CODE,
            f"none of the source texts is one of the briefing `{current.slug}` in this project"
            f"{f' (the file is from `{returned.project}`)' if returned.project else ''}",
            "import it in the project where it was exported, or export the briefing again",
            returned.place,
        )
    had_translations = any(item.target_digest for item in returned.units)
    if had_translations and all(unit.target is None for unit in current.units):
        yield error(
            FILE_CODE,
            f"the file was exported with translations into {current.target_language}, and "
            f"`{current.slug}` has none",
            f"restore {current.target_language}.yaml, or export the briefing again",
            returned.place,
        )


def _check_keys(returned: ReturnedFile, current: TranslationFile) -> Iterator[Finding]:
    """Yield errors for units that are lost, doubled or unknown."""
    known = {unit.key for unit in current.units}
    exported = set(returned.exported_keys)
    count = Counter(item.key for item in returned.units)
    for item in returned.units:
        if item.key not in known and item.key in exported:
            yield warning(
                LEFT_CODE,
                f"`{item.key}` was removed from the briefing since the export, and is left out",
                "nothing is to be done, unless it was removed by mistake",
                item.place,
            )
        elif item.key not in known:
            yield error(
                UNIT_CODE,
                f"the file has a text `{item.key}`, which the briefing does not have",
                "restore the keys of the exported file, or export the briefing again",
                item.place,
            )
    for key in (key for key, number in count.items() if number > 1):
        again = [item for item in returned.units if item.key == key][1]
        yield error(
            UNIT_CODE,
            f"the file has the text `{key}` {count[key]} times",
            "remove the copies that are not wanted",
            again.place,
        )
    for unit in current.units:
        if unit.key not in count and (not exported or unit.key in exported):
            yield error(
                UNIT_CODE,
                f"the text `{unit.key}` is missing: {quote(plain(unit.source))}",
                "restore it from the exported file, or import the rest with --partial",
                returned.place,
            )


def _check_unit(
    item: ReturnedUnit, unit: Unit, current: TranslationFile
) -> tuple[Change | None, list[Finding]]:
    """Return the change that a unit makes, if any, and its findings."""
    if item.is_partial:
        message = f"only a part of `{unit.key}` is translated: {quote(plain(item.target or ()))}"
        remedy = "translate its other segments, or import the rest with --partial"
        return None, [error(UNIT_CODE, message, remedy, item.place)]
    is_copy = item.is_copy and not _is_same_everywhere(unit)
    if item.target is None or is_copy or not plain(item.target).strip():
        return None, list(_check_untranslated(item, unit, current))
    target = _tidy(item.target)
    if unit.target is not None and _describe(target) == _describe(_tidy(unit.target)):
        return None, []
    findings = list(_check_edits(item, unit)) or list(check_codes(item, target, unit))
    if findings:
        return None, findings
    try:
        return Change(unit, write_prose(resolve_codes(target, unit)), item.place), []
    except ValueError as problem:
        message = f"the translation of `{unit.key}` cannot be written: {problem}"
        remedy = "let the code begin and end at a word"
        return None, [error("translation-codes", message, remedy, item.place)]


def _is_same_everywhere(unit: Unit) -> bool:
    """Return whether a text is a name or has no words, so that it may be alike in all languages."""
    text = plain(unit.source)
    names = [text[mark.start : mark.end] for mark in unit.marks if mark.kind == "name"]
    return unit.path[-1] in NAMES_OF_PEOPLE or text in names or not re.search(r"[^\W\d_]{2}", text)


def _check_edits(item: ReturnedUnit, unit: Unit) -> Iterator[Finding]:
    """Yield a warning if the source or the translation was edited in the project meanwhile."""
    message = ""
    if item.source is not None and not _is_same(plain(item.source), plain(unit.source)):
        message = f"the source of `{unit.key}` was edited since the export, so it is left as it is"
        remedy = "export the briefing again with --changed, and translate this text again"
    elif item.target_digest and item.target_digest != unit.target_digest:
        message = f"the translation of `{unit.key}` in the project was edited since the export"
        remedy = "compare both and keep the better one; that of the project was not changed"
    if message:
        shown = quote(plain(item.target or ()))
        yield warning(LEFT_CODE, f"{message}: {shown}", remedy, item.place)


def _check_untranslated(
    item: ReturnedUnit, unit: Unit, current: TranslationFile
) -> Iterator[Finding]:
    if unit.target is None:
        yield error(
            UNIT_CODE,
            f"`{unit.key}` has no translation into {current.target_language}: "
            f"{quote(plain(unit.source))}",
            "translate it, or import the rest with --partial; with --same if all texts that both "
            "languages share are right",
            item.place,
        )


def _describe(parts: Parts) -> list[str]:
    """Return texts and codes in a form in which two sets of parts can be compared."""
    return [
        part if isinstance(part, str) else f"{type(part).__name__} {part.code.id}" for part in parts
    ]


def _tidy(parts: Parts) -> Parts:
    """Return the parts with line breaks as spaces, and without spaces at both ends."""
    texts = [
        re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", part) if isinstance(part, str) else part
        for part in parts
    ]
    if texts and isinstance(texts[0], str):
        texts[0] = texts[0].lstrip()
    if texts and isinstance(texts[-1], str):
        texts[-1] = texts[-1].rstrip()
    return tuple(part for part in texts if part != "")


def _is_same(one: str, other: str) -> bool:
    """Return whether two texts differ in spaces only, which tools change."""
    return _SPACES.sub("", one) == _SPACES.sub("", other)
