"""The data class of a difference between languages, and helpers to report it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.findings import Related
from brief.findings.message import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from brief.findings import Finding, Place
    from brief.findings.message import Message

MAX_QUOTE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A finding, the languages that it concerns, and the values that a waiver may quote.

    `offers_waiver`: the remedy explains how to waive the finding by the first value.
    """

    finding: Finding
    tags: frozenset[str]
    about: tuple[str, ...]
    offers_waiver: bool = False


def make_mismatch(finding: Finding, tags: Iterable[str], about: Sequence[str]) -> Mismatch:
    """Return a finding as a mismatch whose remedy explains how to waive it."""
    return Mismatch(finding, frozenset(tags), tuple(about), offers_waiver=True)


def compare_places(
    report: Callable[..., Finding],
    message: Message,
    here: tuple[str, Place],
    there: tuple[str, Place],
    about: Sequence[str],
) -> Mismatch:
    """Return a mismatch of two languages with their places; `report`: `note` or `warning`."""
    related = Related(f"what `{there[0]}` says", there[1])
    finding = report(message.code, message.message, message.remedy, here[1], (related,))
    return make_mismatch(finding, (here[0], there[0]), about)


def escape_for_yaml(text: str) -> str:
    """Return a text escaped for double quotes in YAML (YAML 1.1, 5.7)."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def quote(text: str) -> str:
    """Return a text in quotation marks, shortened if it is long."""
    return f"“{shorten(text, MAX_QUOTE_LENGTH)}”"


def choose_reference(tags: Sequence[str], cost: Callable[[str, str], tuple[int, int]]) -> str:
    """Return the language to compare the others with: the one that most of them agree with.

    `cost`: the warnings and notes about two languages. Of two languages the first is returned. Of
    more, a language that differs from all others is reported itself, not the others.
    """
    first = tags[0]
    if len(tags) == 2:  # noqa: PLR2004 - a majority takes three
        return first
    sums: dict[str, tuple[int, int]] = {}
    for tag in tags:
        costs = [cost(tag, other) for other in tags if other != tag]
        if sum(found == (0, 0) for found in costs) * 2 >= len(costs):
            return tag
        sums[tag] = (sum(found[0] for found in costs), sum(found[1] for found in costs))
    return min(sums, key=sums.__getitem__)
