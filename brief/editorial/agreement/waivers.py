"""Apply waivers: entries by which an editor accepts one finding each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from brief.editorial.agreement.mismatch import escape_for_yaml
from brief.editorial.models.structure_checks import FACTS
from brief.editorial.numbers.quantity import MismatchCode
from brief.findings import Finding, warning
from brief.findings.message import shorten
from brief.findings.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from brief.editorial.agreement.aligned_texts import AlignedBriefing
    from brief.editorial.agreement.mismatch import Mismatch
    from brief.editorial.models.content import Waiver

WAIVABLE = (
    *get_args(MismatchCode),
    *("figure-not-in-text", "text-identical", "link-differs", "name-differs", "length-differs"),
    *("text-missing", "other-language"),
    *("markup-printed", "quotes-printed", "date-unlikely"),
)
_OFFERED = re.compile(r'`- \{code: ([\w-]+), value: "((?:[^"\\]|\\.)*)", reason: …\}`')


def apply_waivers(mismatches: Iterable[Mismatch], briefing: AlignedBriefing) -> list[Finding]:
    """Return the findings without a waiver, and findings about unused waivers.

    A waiver in a language file applies to findings about this language, one in briefing.yaml to
    all. Each waiver silences the first finding that fits, in the order of the files.
    """
    left = sorted(mismatches, key=_sort_key)
    unused = []
    for tag, number, waiver in _list_waivers(briefing):
        fitting = next((one for one in left if _is_silenced_by(waiver, tag, one)), None)
        if fitting:
            left.remove(fitting)
        else:
            unused.append(_report_unused(briefing, tag, number, waiver))
    begun = {briefing.places.value_place(tag).path for tag, _, _ in _list_waivers(briefing)}
    return [*(_offer_waiver(one, begun) for one in left), *unused]


def _offer_waiver(one: Mismatch, begun: Collection[str]) -> Finding:
    """Return a finding whose remedy explains how to waive it.

    `begun`: the files that already contain `waive:`, a key that must not be repeated.
    """
    finding = one.finding
    if not one.offers_waiver or finding.place is None:
        return finding
    path = finding.place.path
    waiver = f'`- {{code: {finding.code}, value: "{escape_for_yaml(one.about[0])}", reason: …}}`'
    how = f"add {waiver} under `waive:` in {path}"
    if path not in begun:
        how = f"add the line `waive:` to {path} (once), and under it {waiver}"
    return replace(finding, remedy=f"{finding.remedy}; if it is intended, {how}")


def read_offered_waiver(remedy: str) -> tuple[str, str] | None:
    """Return the code and value of the waiver that a remedy explains, or None."""
    found = _OFFERED.search(remedy)
    return (found[1], re.sub(r"\\(.)", r"\1", found[2])) if found else None


def _sort_key(one: Mismatch) -> tuple[str, int, int]:
    place = one.finding.place
    return (place.path, place.line, place.column) if place else ("", 0, 0)


def _list_waivers(briefing: AlignedBriefing) -> Iterator[tuple[str, int, Waiver]]:
    """Yield the waivers with file and number; those of languages first, which are more specific."""
    files: list[tuple[str, Sequence[Waiver]]] = [
        *((tag, edition.waive) for tag, edition in briefing.editions.items()),
        (FACTS, briefing.facts.waive),
    ]
    for tag, waivers in files:
        for number, waiver in enumerate(waivers):
            yield tag, number, waiver


def _is_silenced_by(waiver: Waiver, tag: str, one: Mismatch) -> bool:
    if waiver.code != one.finding.code or (tag != FACTS and tag not in one.tags):
        return False
    return _normalise(waiver.value) in {_normalise(value) for value in one.about}


def _normalise(value: str) -> str:
    """Return a value for comparison: without quotation marks, case, and kinds of spaces."""
    return " ".join(value.strip("“”„\"'«»").casefold().split())


def _report_unused(briefing: AlignedBriefing, tag: str, number: int, waiver: Waiver) -> Finding:
    if waiver.code not in WAIVABLE:
        key, near = "code", find_nearest(waiver.code, WAIVABLE)
        reason = f"`{shorten(waiver.code)}` cannot be waived"
        remedy = f"did you mean `{near}`?" if near else f"there are: {', '.join(WAIVABLE)}"
    else:
        key, remedy = "value", "remove it"
        reason = f"no `{waiver.code}` about “{shorten(waiver.value)}” was found"
        reason += f" that concerns `{tag}`" if tag != FACTS else ""
    place = briefing.places.value_place(tag, "waive", number, key)
    return warning("waiver-unused", f"this waiver silences nothing: {reason}", remedy, place)
