"""Check a file that came back from a translator as a whole, before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.findings import error, warning
from brief.findings.message import quote
from brief.translation.inline import write_prose
from brief.translation.unit import Close, Code, Open, Part, Parts, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding, Place
    from brief.translation.unit import ReturnedFile, ReturnedUnit, TranslationFile, Unit

FILE_CODE = "translation-file"
UNIT_CODE = "translation-unit"
CODES_CODE = "translation-codes"
LEFT_CODE = "translation-left"
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


def check_returned(returned: ReturnedFile, current: TranslationFile) -> Checked:
    """Return the changes that a returned file makes to the project as it is now.

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
    if item.target is None or not plain(item.target).strip():
        return None, list(_check_untranslated(item, unit, current))
    target = _tidy(item.target)
    if unit.target is not None and _describe(target) == _describe(_tidy(unit.target)):
        return None, []
    findings = list(_check_edits(item, unit)) or list(_check_codes(item, target, unit))
    if findings:
        return None, findings
    try:
        return Change(unit, write_prose(_resolve(target, unit)), item.place), []
    except ValueError as problem:
        message = f"the translation of `{unit.key}` cannot be written: {problem}"
        remedy = "let the code begin and end at a word"
        return None, [error(CODES_CODE, message, remedy, item.place)]


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
            "translate it (if it is the same in both languages, set its state to translated), or "
            "import the rest with --partial",
            item.place,
        )


def _check_codes(item: ReturnedUnit, target: Parts, unit: Unit) -> Iterator[Finding]:
    """Yield an error unless every code came back once, and codes are nested."""
    back = Counter(part.code.id for part in target if isinstance(part, Open))
    ends = Counter(part.code.id for part in target if isinstance(part, Close))
    expected = set(_ids(unit.source))
    before = set(_ids(unit.target or ()))
    if set(back) != before or not before:
        missing, unknown = expected - set(back), set(back) - expected - before
    else:
        missing, unknown = set(), set()
    kinds = {code.id: code for code in (*_codes(unit.source), *_codes(unit.target or ()))}
    complaints = [f"{_name_code(kinds[name])} is missing" for name in sorted(missing)]
    own = {code.id: code for code in _codes(target)}
    complaints += [_name_unknown(own[name]) for name in sorted(unknown)]
    complaints += [
        f"{_name_code(kinds[name])} is there {number} times"
        for name, number in sorted(back.items())
        if number > 1 and name in kinds
    ]
    if back != ends or not _is_nested(target):
        complaints.append("codes do not end where they began")
    if complaints:
        yield error(
            CODES_CODE,
            f"`{unit.key}`: {'; '.join(complaints)}: {quote(plain(target))}",
            "put every code of the source into the translation once, around the same words",
            item.place,
        )


def _name_code(code: Code) -> str:
    return f"{_name_look(code)} (code {code.id})"


def _name_unknown(code: Code) -> str:
    """Say that a code is not in the source; formats without numbers for codes know their kinds."""
    if code.kind:
        return f"{_name_look(code)} has no counterpart in the source"
    return f"the code {code.id} is unknown"


def _name_look(code: Code) -> str:
    names = {"strong": "bold", "emphasis": "italics", "link": "the link"}
    target = f" to {code.href}" if code.href else ""
    return f"{names.get(code.kind, 'the code')}{target}"


def _is_nested(parts: Parts) -> bool:
    stack: list[str] = []
    for part in parts:
        if isinstance(part, Open):
            stack.append(part.code.id)
        elif isinstance(part, Close) and (not stack or stack.pop() != part.code.id):
            return False
    return not stack


def _resolve(parts: Parts, unit: Unit) -> Parts:
    """Return the parts with the codes that the project knows by their ids.

    A link has the address of the project's translation if it has one, otherwise of the source.
    """
    codes = {code.id: code for code in (*_codes(unit.source), *_codes(unit.target or ()))}

    def resolve(part: Part) -> Part:
        return part if isinstance(part, str) else replace(part, code=codes[part.code.id])

    return tuple(resolve(part) for part in parts)


def _codes(parts: Parts) -> list[Code]:
    return [part.code for part in parts if isinstance(part, Open)]


def _ids(parts: Parts) -> list[str]:
    return [code.id for code in _codes(parts)]


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
