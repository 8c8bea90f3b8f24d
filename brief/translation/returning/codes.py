"""The inline codes of a returned translation: each of the source once, and nested."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.findings import error
from brief.findings.message import quote
from brief.translation.unit import Close, Code, Open, Part, Parts, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.translation.unit import ReturnedUnit, Unit

CODES_CODE = "translation-codes"


def check_codes(item: ReturnedUnit, target: Parts, unit: Unit) -> Iterator[Finding]:
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


def resolve_codes(parts: Parts, unit: Unit) -> Parts:
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
